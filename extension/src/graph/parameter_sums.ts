/** Summaries of parameters, by item: an operator sums up the parameters that it takes, a group those of all in it. */
import { operatorsOf } from './network/items.js';
import type { Item } from './network/items.js';
import type { Network } from './network/network.js';
import { elementCount } from './network/totals.js';
import type { ParameterSummary, SummaryKind } from './source.js';

export class ParameterSums {
  constructor(
    readonly network: Network,
    readonly kind: SummaryKind,
    /** By index in the graph's values. */
    private readonly summaries: ReadonlyMap<number, ParameterSummary>,
  ) {}

  ofParameter(value: number): ParameterSummary | undefined {
    return this.summaries.get(value);
  }

  /** Undefined where an item has no such parameters. */
  of(item: Item): ParameterSummary | undefined {
    let sum = this.known.get(item);
    if (sum === undefined) {
      sum = this.sumOf(item);
      if (sum !== undefined) this.known.set(item, sum);
    }
    return sum;
  }

  private sumOf(item: Item): ParameterSummary | undefined {
    const values = new Set([...operatorsOf(item)].flatMap((operator) => this.network.parametersOf(operator)));
    const parts = [...values].flatMap((value) => {
      const summary = this.summaries.get(value);
      const count = elementCount(this.network.graph.values[value]);
      return summary === undefined || count === null ? [] : [{ ...summary, count }];
    });
    const count = parts.reduce((sum, part) => sum + part.count, 0);
    if (count === 0) {
      return undefined;
    }
    const share = (number: 'mean' | 'zeros' | 'nans') =>
      parts.reduce((sum, part) => sum + part[number] * part.count, 0) / count;
    return {
      mean: share('mean'),
      norm: Math.hypot(...parts.map(({ norm }) => norm)),
      min: Math.min(...parts.map(({ min }) => min)),
      max: Math.max(...parts.map(({ max }) => max)),
      zeros: share('zeros'),
      nans: share('nans'),
    };
  }

  private readonly known = new Map<Item, ParameterSummary>();
}
