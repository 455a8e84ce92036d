/** Everything that an item depends on, and everything that depends on it. */
import { ancestors, operatorsOf } from './items.js';
import type { Item } from './items.js';
import type { Network } from './network.js';

export type TraceDirection = 'upstream' | 'downstream' | 'both';

/** Operators, inputs and outputs, and the groups around them that do not hold the traced item too. */
export interface Trace {
  upstream: ReadonlySet<Item>;
  downstream: ReadonlySet<Item>;
}

export function traceOf(network: Network, item: Item, direction: TraceDirection): Trace {
  const producers = (at: Item) => network.inputsOf(at).map((value) => network.producer(value));
  const consumers = (at: Item) => network.outputsOf(at).flatMap((value) => network.consumers(value));
  return {
    upstream: direction === 'downstream' ? new Set() : reached(item, producers),
    downstream: direction === 'upstream' ? new Set() : reached(item, consumers),
  };
}

function reached(start: Item, next: (item: Item) => (Item | null)[]): Set<Item> {
  const own = new Set<Item>([...operatorsOf(start), start]);
  const around = new Set(ancestors(start));
  const found = new Set<Item>();
  const waiting = [...own].flatMap(next);
  for (let item = waiting.pop(); item !== undefined; item = waiting.pop()) {
    if (item === null || own.has(item) || found.has(item)) {
      continue;
    }
    for (const outer of ancestors(item)) {
      if (!around.has(outer)) found.add(outer);
    }
    waiting.push(...next(item));
  }
  return found;
}
