// The rows of the benchmark in the order of the table, by group: who measures a group stands in scripts/setup/sides.mjs.
// A group: { threads: the numbers of threads it is measured with, of(times of all turns) -> the time that counts, rows }
// A row: { name, unit, value(seconds) -> number in the unit, higherIsBetter?, alone? (no peer has it), prepare?(mx) -> (count) => void }
// `prepare`, gluonlab's side of an engine row, sets up the state and returns a function that runs the work `count` times and waits for its end.
import { gemm } from './gemm.mjs';
import { kernel } from './kernel.mjs';
import { lenet } from './lenet.mjs';
import { loopMemory } from './loop_memory.mjs';
import { mlp } from './mlp.mjs';
import { smallOp } from './small_op.mjs';
import { tanhChain } from './tanh_chain.mjs';

const best = (times) => Math.min(...times);
const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];

export const groups = {
  engine: { threads: [1, 2], of: best, rows: [smallOp, loopMemory, ...mlp, lenet, tanhChain, ...gemm] },
  kernel: { threads: [1], of: median, rows: kernel },
};
