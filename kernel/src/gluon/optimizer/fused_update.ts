// One engine call for the update of many weights: the multi-tensor operators take [weight, gradient, states...] of each.
import { callInto, Op } from '../call.js';
import type { NDArray } from '../ndarray.js';
import type { Update } from './optimizer.js';
import { RepeatedOptions } from './repeated_options.js';

/** Weights of one call; the engine's argument buffer has an end. */
const MOST_WEIGHTS = 500;

export class FusedUpdate {
  private readonly op: Op;
  /** Options by group: with the same weights at every step, each group repeats its own. */
  private readonly options: RepeatedOptions[] = [];

  /** `params`: options in camelCase to the operator's parameters. */
  constructor(name: string, params: Readonly<Record<string, string>>) {
    this.op = new Op(name, { lrs: 'lrs', wds: 'wds', ...params });
  }

  /** `optionsOf` gives the operator's options for a group; `shared` are inputs behind those of the weights. */
  run(
    updates: readonly Update[],
    optionsOf: (group: readonly Update[]) => Record<string, unknown>,
    shared: readonly NDArray[] = [],
  ): void {
    groups(updates).forEach((group, i) => {
      const inputs = group.flatMap(({ weight, grad, state }) => [weight, grad, ...state]).concat(shared);
      const options = (this.options[i] ??= new RepeatedOptions()).of(optionsOf(group));
      callInto(
        this.op,
        inputs,
        group.map(({ weight }) => weight),
        options,
      );
    });
  }
}

/** Weights of one dtype go together. */
function groups(updates: readonly Update[]): Update[][] {
  const open = new Map<string, Update[]>();
  const all: Update[][] = [];
  for (const update of updates) {
    const { dtype } = update.weight;
    let group = open.get(dtype);
    if (group === undefined || group.length === MOST_WEIGHTS) {
      group = [];
      open.set(dtype, group);
      all.push(group);
    }
    group.push(update);
  }
  return all;
}
