// Learning rates that fall smoothly to a final value over a given number of updates.
import { GluonError } from '../errors.js';
import { checkOptions } from '../options.js';
import { LRScheduler, schedulerOptions, type SchedulerOptions } from './scheduler.js';

export interface CosineSchedulerOptions extends SchedulerOptions {
  /** Default 0. */
  finalLr?: number;
}

abstract class AnnealingScheduler extends LRScheduler {
  private readonly finalLr: number;

  /** `maxUpdate`: the update at which finalLr is reached. */
  constructor(
    private readonly maxUpdate: number,
    { finalLr = 0, ...rest }: CosineSchedulerOptions,
  ) {
    super(rest);
    if (!Number.isInteger(maxUpdate) || maxUpdate < 1 || maxUpdate <= this.warmupSteps) {
      throw new GluonError(
        `${new.target.name}: maxUpdate is ${maxUpdate}, expected a whole number above warmupSteps (${this.warmupSteps})`,
        'value',
      );
    }
    this.finalLr = finalLr;
  }

  protected decayed(numUpdate: number): number {
    const steps = this.maxUpdate - this.warmupSteps;
    const part = (Math.min(numUpdate, this.maxUpdate) - this.warmupSteps) / steps;
    return this.finalLr + (this.baseLr - this.finalLr) * this.remaining(part);
  }

  /** What is left of the way to finalLr (1 to 0) when `part` (0 to 1) of the updates is done. */
  protected abstract remaining(part: number): number;
}

/** Half a cosine wave. SGDR, Loshchilov & Hutter 2016. @example new CosineScheduler(1000, { baseLr: 0.1 }) */
export class CosineScheduler extends AnnealingScheduler {
  constructor(maxUpdate: number, options: CosineSchedulerOptions = {}) {
    checkOptions('CosineScheduler', options, ['finalLr', ...schedulerOptions]);
    super(maxUpdate, options);
  }
  protected remaining(part: number): number {
    return (1 + Math.cos(Math.PI * part)) / 2;
  }
}

export interface PolySchedulerOptions extends CosineSchedulerOptions {
  /** The power of the polynomial. Default 2. */
  pwr?: number;
}

/** A polynomial. @example new PolyScheduler(1000, { pwr: 2 }) */
export class PolyScheduler extends AnnealingScheduler {
  private readonly pwr: number;

  constructor(maxUpdate: number, options: PolySchedulerOptions = {}) {
    checkOptions('PolyScheduler', options, ['finalLr', 'pwr', ...schedulerOptions]);
    const { pwr = 2, ...rest } = options;
    super(maxUpdate, rest);
    this.pwr = pwr;
  }
  protected remaining(part: number): number {
    return (1 - part) ** this.pwr;
  }
}
