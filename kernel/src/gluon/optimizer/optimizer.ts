// What all optimizers share: learning rate and its schedule, weight decay, counts of updates, float32 masters of half-
// precision weights. A subclass says which state a weight needs and how one step changes it. MXNet: mx.optimizer.Optimizer.
import { pause } from '../autograd.js';
import { checkCount, checkNumber } from '../check_numbers.js';
import { GluonError } from '../errors.js';
import { LRScheduler } from '../lr_scheduler/scheduler.js';
import { keep, type NDArray } from '../ndarray.js';

export interface OptimizerOptions {
  /** Default 0.01, or the scheduler's baseLr. */
  learningRate?: number | null;
  lrScheduler?: LRScheduler | null;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Factor on gradients; a Trainer divides it by the batch size. Default 1. */
  rescaleGrad?: number;
  /** Gradients are clipped to [-clipGradient, clipGradient] after rescaling. Default null: not. */
  clipGradient?: number | null;
  /** Keep float32 copies of float16 weights and update those. Default false. */
  multiPrecision?: boolean;
  /** Counting of updates starts here. Default 0. */
  beginNumUpdate?: number;
}

export const optimizerOptions = [
  'learningRate',
  'lrScheduler',
  'wd',
  'rescaleGrad',
  'clipGradient',
  'multiPrecision',
  'beginNumUpdate',
] as const;

/** State of one weight: the optimizer's own arrays, and the float32 copy of a half-precision weight. */
export interface WeightState {
  readonly arrays: NDArray[];
  readonly master: NDArray | null;
}

/** One weight in one step, with rates in which its factors are included. */
export interface Update {
  weight: NDArray;
  grad: NDArray;
  state: NDArray[];
  lr: number;
  wd: number;
  /** Updates of this weight so far, this one included. */
  count: number;
}

export abstract class Optimizer {
  rescaleGrad: number;
  readonly lrScheduler: LRScheduler | null;
  protected readonly wd: number;
  /** As the operators want it: negative for none. */
  protected readonly clipGradient: number;
  private readonly multiPrecision: boolean;
  private rate: number;
  private latest: number;
  private readonly beginNumUpdate: number;
  private readonly counts = new Map<number, number>();
  private lrMults: Readonly<Record<number, number>> = {};
  private wdMults: Readonly<Record<number, number>> = {};

  constructor(options: OptimizerOptions) {
    const { learningRate = null, lrScheduler = null, wd = 0, rescaleGrad = 1, clipGradient = null } = options;
    const { multiPrecision = false, beginNumUpdate = 0 } = options;
    const where = this.constructor.name;
    if (lrScheduler !== null && !(lrScheduler instanceof LRScheduler)) {
      throw new GluonError(`${where}: lrScheduler is ${typeof lrScheduler}, expected an mx.lrScheduler`, 'value');
    }
    for (const [name, value] of Object.entries({ learningRate, wd, clipGradient })) {
      if (value !== null) checkNumber(`${where}: ${name}`, value, 0);
    }
    checkNumber(`${where}: rescaleGrad`, rescaleGrad);
    checkCount(`${where}: beginNumUpdate`, beginNumUpdate, 0);
    if (lrScheduler !== null && learningRate !== null) lrScheduler.baseLr = learningRate;
    this.lrScheduler = lrScheduler;
    this.rate = learningRate ?? 0.01;
    this.wd = wd;
    this.rescaleGrad = rescaleGrad;
    this.clipGradient = clipGradient ?? -1;
    this.multiPrecision = multiPrecision;
    this.beginNumUpdate = beginNumUpdate;
    this.latest = beginNumUpdate;
  }

  /** Zeros, or whatever a weight starts with. */
  protected abstract createArrays(weight: NDArray): NDArray[];
  /** Writes the weights and states of all updates in place. */
  protected abstract step(updates: readonly Update[]): void;

  /** The largest number of updates any weight has had. */
  get numUpdate(): number {
    return this.latest;
  }
  /** The rate of the latest update. */
  get learningRate(): number {
    return this.lrScheduler === null ? this.rate : this.lrScheduler.rate(this.latest);
  }
  /** An error when a scheduler sets the rate. */
  setLearningRate(rate: number): void {
    if (this.lrScheduler !== null) {
      throw new GluonError('setLearningRate: the rate is set by the lrScheduler; change its baseLr instead', 'value');
    }
    checkNumber('setLearningRate: the rate', rate, 0);
    this.rate = rate;
  }
  /** Factors on the learning rate by index of the weight. */
  setLrMult(factors: Readonly<Record<number, number>>): void {
    this.lrMults = factors;
  }
  /** Factors on the weight decay by index of the weight. */
  setWdMult(factors: Readonly<Record<number, number>>): void {
    this.wdMults = factors;
  }

  /** The state a weight needs. */
  createState(weight: NDArray): WeightState {
    const half = weight.dtype === 'float16' || weight.dtype === 'bfloat16';
    const master = this.multiPrecision && half ? keep(pause(() => weight.astype('float32'))) : null;
    return { arrays: pause(() => this.createArrays(master ?? weight)).map(keep), master };
  }

  /** One step of several weights, by their indices. */
  update(
    indices: readonly number[],
    weights: readonly NDArray[],
    grads: readonly NDArray[],
    states: readonly WeightState[],
  ): void {
    for (const index of indices) {
      const count = (this.counts.get(index) ?? this.beginNumUpdate) + 1;
      this.counts.set(index, count);
      this.latest = Math.max(this.latest, count);
    }
    const rate = this.learningRate;
    const temporary: NDArray[] = [];
    pause(() => {
      const updates = indices.map((index, i): Update => {
        const { arrays, master } = states[i];
        let grad = grads[i];
        if (master !== null) temporary.push((grad = grad.astype('float32')));
        return {
          weight: master ?? weights[i],
          grad,
          state: arrays,
          lr: rate * (this.lrMults[index] ?? 1),
          wd: this.wd * (this.wdMults[index] ?? 1),
          count: this.counts.get(index)!,
        };
      });
      this.step(updates);
      states.forEach(({ master }, i) => master !== null && weights[i].set(master));
    });
    for (const array of temporary) array.dispose();
  }
}
