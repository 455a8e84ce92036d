// Measures each operator of the networks that are called while it is on: time by waiting for every operator before the next
// one begins, so a network runs slower meanwhile; bytes of what operators give.
import { native } from '@gluonlab/native';
import { watchCalls, type CallWatcher, type OperatorCall } from '../call_watch.js';
import { currentLayer } from '../gluon/block_stack.js';
import type { Block } from '../gluon/block.js';
import { itemBytes } from '../io/stored_array.js';
import type { NodeMeasure } from '../model_graph.js';
import { NodeNames } from './node_names.js';

interface Sum {
  ms: number;
  bytes: number;
  calls: number;
}

class Profiler implements CallWatcher {
  private sums = new WeakMap<Block, Map<string, Sum>>();
  private names = new NodeNames();
  private call = -1;
  private start = 0;
  private on = false;

  get isOn(): boolean {
    return this.on;
  }

  /** Begins anew, with nothing measured. */
  turnOn(): void {
    this.sums = new WeakMap();
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
    return new Map(sums.map(([name, { ms, bytes, calls }]) => [name, { timeMs: ms / calls, bytes, calls }]));
  }

  begin(): void {
    native.waitAll();
    this.start = performance.now();
  }

  end({ op, outputs }: OperatorCall): void {
    native.waitAll();
    const ms = performance.now() - this.start;
    const layer = currentLayer();
    if (layer === null) return;
    if (layer.call !== this.call) {
      this.call = layer.call;
      this.names = new NodeNames();
    }
    const sums = this.sums.get(layer.root) ?? new Map<string, Sum>();
    this.sums.set(layer.root, sums);
    const name = this.names.next(layer.path, op);
    const bytes = outputs.reduce((total, output) => total + output.size * itemBytes[output.dtype], 0);
    const sum = sums.get(name);
    if (sum === undefined) sums.set(name, { ms, bytes, calls: 1 });
    else Object.assign(sum, { ms: sum.ms + ms, bytes, calls: sum.calls + 1 });
  }

  alias(): void {}
}

/**
 * Measures the operators of every network that is called while it is on.
 *
 * @example mx.profiler.turnOn(); net(x); for (const [name, { timeMs }] of mx.profiler.measuresOf(net)) console.log(name, timeMs);
 */
export const profiler = new Profiler();
export type { Profiler };
