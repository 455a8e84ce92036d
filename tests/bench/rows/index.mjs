// The rows of the benchmark, in the order of the table.
// A row: { name, unit, value(seconds) -> number in the unit, higherIsBetter?, alone? (no peer has it), prepare(mx) -> (count) => void }
// `prepare` sets up the state and returns a function that runs the work `count` times and waits for the end of it.
import { gemm } from './gemm.mjs';
import { lenet } from './lenet.mjs';
import { loopMemory } from './loop_memory.mjs';
import { mlp } from './mlp.mjs';
import { smallOp } from './small_op.mjs';
import { tanhChain } from './tanh_chain.mjs';

export const rows = [smallOp, loopMemory, ...mlp, lenet, tanhChain, ...gemm];
