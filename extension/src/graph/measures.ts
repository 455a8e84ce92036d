/** What the kernel has measured, by item: a group is the sum of what is in it. */
import { ancestors } from './network/items.js';
import type { Item } from './network/items.js';
import type { Network } from './network/network.js';
import type { NodeMeasure, NodeMeasures } from './source.js';

export class Measures {
  constructor(network: Network, byNode: NodeMeasures) {
    for (const [node, measure] of byNode) {
      const operator = network.items[node];
      if (operator?.kind === 'operator') {
        for (const around of ancestors(operator)) {
          this.add(around, measure, around === operator);
        }
      }
    }
  }

  of(item: Item): NodeMeasure | undefined {
    return this.byItem.get(item);
  }

  /** Forward and, where one has run, backward. */
  timeOf(item: Item): number | null {
    const measure = this.of(item);
    return measure === undefined ? null : measure.timeMs + (measure.backwardMs ?? 0);
  }

  private add(item: Item, { timeMs, backwardMs, bytes, calls }: NodeMeasure, isItself: boolean): void {
    const sum = this.byItem.get(item) ?? { timeMs: 0, backwardMs: null, bytes: 0, calls: 0 };
    this.byItem.set(item, {
      timeMs: sum.timeMs + timeMs,
      backwardMs: backwardMs === null ? sum.backwardMs : (sum.backwardMs ?? 0) + backwardMs,
      bytes: sum.bytes + bytes,
      calls: isItself ? calls : Math.max(sum.calls, calls),
    });
  }

  private readonly byItem = new Map<Item, NodeMeasure>();
}
