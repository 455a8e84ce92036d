// A learning rate as a function of the number of updates, with a warm-up in front. MXNet: mx.lr_scheduler.LRScheduler.
// Unlike MXNet's, a scheduler has no memory: the same update gives the same rate, in any order.
import { checkCount, checkNumber } from '../check_numbers.js';
import { GluonError } from '../errors.js';

export interface SchedulerOptions {
  /** Learning rate after the warm-up. Default 0.01; an optimizer's learningRate overwrites it. */
  baseLr?: number;
  /** Updates of warm-up. Default 0. */
  warmupSteps?: number;
  /** Learning rate at the first update of the warm-up. Default 0. */
  warmupBeginLr?: number;
  /** 'linear' rises to baseLr, 'constant' stays. Default 'linear'. */
  warmupMode?: 'linear' | 'constant';
}

export const schedulerOptions = ['baseLr', 'warmupSteps', 'warmupBeginLr', 'warmupMode'] as const;

export abstract class LRScheduler {
  baseLr: number;
  protected readonly warmupSteps: number;
  private readonly warmupBeginLr: number;
  private readonly warmupMode: 'linear' | 'constant';

  constructor({ baseLr = 0.01, warmupSteps = 0, warmupBeginLr = 0, warmupMode = 'linear' }: SchedulerOptions = {}) {
    const where = new.target.name;
    checkNumber(`${where}: baseLr`, baseLr, 0);
    checkNumber(`${where}: warmupBeginLr`, warmupBeginLr, 0);
    checkCount(`${where}: warmupSteps`, warmupSteps, 0);
    if (warmupBeginLr > baseLr) {
      throw new GluonError(`${where}: warmupBeginLr ${warmupBeginLr} is above baseLr ${baseLr}`, 'value');
    }
    if (warmupMode !== 'linear' && warmupMode !== 'constant') {
      throw new GluonError(`${where}: warmupMode is '${String(warmupMode)}', allowed are linear, constant`, 'value');
    }
    this.baseLr = baseLr;
    this.warmupSteps = warmupSteps;
    this.warmupBeginLr = warmupBeginLr;
    this.warmupMode = warmupMode;
  }

  /** The rate at update `numUpdate`; the first update is 1. */
  rate(numUpdate: number): number {
    return numUpdate < this.warmupSteps ? this.warmupRate(numUpdate) : this.decayed(numUpdate);
  }

  /** The rate after the warm-up. */
  protected abstract decayed(numUpdate: number): number;

  private warmupRate(numUpdate: number): number {
    if (this.warmupMode === 'constant') return this.warmupBeginLr;
    return this.warmupBeginLr + ((this.baseLr - this.warmupBeginLr) * numUpdate) / this.warmupSteps;
  }
}
