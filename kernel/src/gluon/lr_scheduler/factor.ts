// Learning rates that fall in steps: by a factor every so many updates, or at given updates.
import { checkCount } from '../check_numbers.js';
import { GluonError } from '../errors.js';
import { checkOptions } from '../options.js';
import { LRScheduler, schedulerOptions, type SchedulerOptions } from './scheduler.js';

export interface FactorSchedulerOptions extends SchedulerOptions {
  /** Default 1. */
  factor?: number;
  /** The rate stays at this value. Default 1e-8. */
  stopFactorLr?: number;
}

function checkFactor(where: string, factor: number): void {
  if (!(factor <= 1))
    throw new GluonError(`${where}: factor is ${factor}, expected at most 1: the rate must fall`, 'value');
}

/** baseLr * factor^k, k growing by one every `step` updates. @example new FactorScheduler(100, { factor: 0.9 }) */
export class FactorScheduler extends LRScheduler {
  private readonly factor: number;
  private readonly stopFactorLr: number;

  constructor(
    private readonly step: number,
    options: FactorSchedulerOptions = {},
  ) {
    checkOptions('FactorScheduler', options, ['factor', 'stopFactorLr', ...schedulerOptions]);
    const { factor = 1, stopFactorLr = 1e-8, ...rest } = options;
    super(rest);
    checkCount('FactorScheduler: step', step, 1);
    checkFactor('FactorScheduler', factor);
    this.factor = factor;
    this.stopFactorLr = stopFactorLr;
  }

  protected decayed(numUpdate: number): number {
    const reductions = Math.max(0, Math.ceil(numUpdate / this.step) - 1);
    return reductions === 0 ? this.baseLr : Math.max(this.stopFactorLr, this.baseLr * this.factor ** reductions);
  }
}

export interface MultiFactorSchedulerOptions extends SchedulerOptions {
  /** Default 1. */
  factor?: number;
}

/** Multiplies by `factor` after each of the given updates. @example new MultiFactorScheduler([100, 200], { factor: 0.1 }) */
export class MultiFactorScheduler extends LRScheduler {
  private readonly factor: number;

  /** `step`: the updates after which the rate is reduced, rising. */
  constructor(
    private readonly step: readonly number[],
    options: MultiFactorSchedulerOptions = {},
  ) {
    checkOptions('MultiFactorScheduler', options, ['factor', ...schedulerOptions]);
    const { factor = 1, ...rest } = options;
    super(rest);
    const rising =
      Array.isArray(step) && step.length > 0 && step.every((s, i) => s >= 1 && (i === 0 || s > step[i - 1]!));
    if (!rising) {
      throw new GluonError(
        `MultiFactorScheduler: step is ${JSON.stringify(step)}, expected a list of rising numbers from 1`,
        'value',
      );
    }
    checkFactor('MultiFactorScheduler', factor);
    this.factor = factor;
  }

  protected decayed(numUpdate: number): number {
    return this.baseLr * this.factor ** this.step.filter((update) => numUpdate > update).length;
  }
}
