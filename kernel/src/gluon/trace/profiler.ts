// Measures each operator of the networks that are called while it is on: time of forward and backward by waiting for every
// operator before the next one begins, so a network runs slower meanwhile; bytes of what operators give.
import { native } from '@gluonlab/native';
import { watchCalls, type CallWatcher, type OperatorCall } from '../call_watch.js';
import { currentLayer } from '../gluon/block_stack.js';
import type { Block } from '../gluon/block.js';
import { itemBytes } from '../io/stored_array.js';
import type { NodeMeasure } from '../model_graph.js';
import { BackwardClock, type TakeTime } from './backward_clock.js';
import { NodeNames } from './node_names.js';

interface Sum {
  ms: number;
  bytes: number;
  calls: number;
  backwardMs: number;
  backwards: number;
}

class Profiler implements CallWatcher {
  private sums = new WeakMap<Block, Map<string, Sum>>();
  private names = new NodeNames();
  private clock = new BackwardClock();
  private call = -1;
  private start = 0;
  private on = false;

  get isOn(): boolean {
    return this.on;
  }

  /** Begins anew, with nothing measured. */
  turnOn(): void {
    this.sums = new WeakMap();
    this.clock = new BackwardClock();
    this.on = true;
    watchCalls(this);
  }

  turnOff(): void {
    if (!this.on) return;
    this.on = false;
    watchCalls(null);
  }

  /** By node name, as `graph` gives them. */
  measuresOf(net: Block): Map<string, NodeMeasure> {
    const sums = [...(this.sums.get(net) ?? [])];
    return new Map(sums.map(([name, sum]) => [name, measureOf(sum)]));
  }

  begin(): void {
    this.clock.forget();
    native.waitAll();
    this.start = performance.now();
  }

  end(call: OperatorCall): void {
    native.waitAll();
    const ms = performance.now() - this.start;
    const sum = this.sumFor(call.op);
    // What is outside of layers is followed too: with it ends the backward of a layer.
    this.clock.follow(call, sum === null ? () => undefined : backwardOf(sum));
    if (sum === null) return;
    sum.ms += ms;
    sum.calls++;
    sum.bytes = call.outputs.reduce((total, output) => total + output.size * itemBytes[output.dtype], 0);
  }

  endBackward(): void {
    this.clock.endPass();
  }

  alias(): void {}

  /** Of the operator that is called now; null outside of layers. */
  private sumFor(op: string): Sum | null {
    const layer = currentLayer();
    if (layer === null) return null;
    if (layer.call !== this.call) {
      this.call = layer.call;
      this.names = new NodeNames();
    }
    const sums = this.sums.get(layer.root) ?? new Map<string, Sum>();
    this.sums.set(layer.root, sums);
    const name = this.names.next(layer.path, op);
    const sum = sums.get(name) ?? { ms: 0, bytes: 0, calls: 0, backwardMs: 0, backwards: 0 };
    sums.set(name, sum);
    return sum;
  }
}

function measureOf({ ms, bytes, calls, backwardMs, backwards }: Sum): NodeMeasure {
  return { timeMs: ms / calls, backwardMs: backwards === 0 ? null : backwardMs / backwards, bytes, calls };
}

/** Of one call: the times of one pass are one backward. */
function backwardOf(sum: Sum): TakeTime {
  let last = -1;
  return (ms, pass) => {
    sum.backwardMs += ms;
    if (pass !== last) sum.backwards++;
    last = pass;
  };
}

/**
 * Measures the operators of every network that is called while it is on.
 *
 * @example mx.profiler.turnOn(); net(x); for (const [name, { timeMs }] of mx.profiler.measuresOf(net)) console.log(name, timeMs);
 */
export const profiler = new Profiler();
export type { Profiler };
