// Batch normalization. Ioffe & Szegedy 2015.
import { isTraining, pause } from '../../autograd.js';
import { checkCount, checkNumber } from '../../check_numbers.js';
import type { DType } from '../../dtype.js';
import { GluonError } from '../../errors.js';
import type { InitializerLike } from '../../init/initializer.js';
import type { NDArray } from '../../ndarray.js';
import { batchNorm } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { HybridBlock } from '../block.js';
import { Parameter } from '../parameter.js';

export interface BatchNormOptions {
  /** The channel axis. Default 1. */
  axis?: number;
  /** Share of the old running statistics that a batch leaves. Default 0.9. */
  momentum?: number;
  /** Added to the variance. Default 1e-5. */
  epsilon?: number;
  /** Learn an offset, beta. Default true. */
  center?: boolean;
  /** Learn a factor, gamma. Default true. */
  scale?: boolean;
  /** Use the running statistics in training, too. Default false. */
  useGlobalStats?: boolean;
  /** Default 'zeros'. */
  betaInitializer?: InitializerLike;
  /** Default 'ones'. */
  gammaInitializer?: InitializerLike;
  /** Default 'zeros'. */
  runningMeanInitializer?: InitializerLike;
  /** Default 'ones'. */
  runningVarianceInitializer?: InitializerLike;
  /** Number of channels. Default 0: known at the first forward. */
  inChannels?: number;
}

const optionNames = [
  'axis',
  'momentum',
  'epsilon',
  'center',
  'scale',
  'useGlobalStats',
  'betaInitializer',
  'gammaInitializer',
  'runningMeanInitializer',
  'runningVarianceInitializer',
  'inChannels',
] as const;

/** Normalizes each channel over the batch; in prediction by running statistics. MXNet: BatchNorm. */
export class BatchNorm extends HybridBlock {
  readonly gamma: Parameter;
  readonly beta: Parameter;
  readonly running_mean: Parameter;
  readonly running_var: Parameter;
  private _gammaIsOne = false;
  private readonly _options: {
    axis: number;
    momentum: number;
    eps: number;
    fixGamma: boolean;
    useGlobalStats: boolean;
  };

  constructor(options: BatchNormOptions = {}) {
    super();
    checkOptions('BatchNorm', options, optionNames);
    const { axis = 1, momentum = 0.9, epsilon = 1e-5, center = true, scale = true, useGlobalStats = false } = options;
    const { betaInitializer = 'zeros', gammaInitializer = 'ones', inChannels = 0 } = options;
    const { runningMeanInitializer = 'zeros', runningVarianceInitializer = 'ones' } = options;
    checkCount('BatchNorm: inChannels', inChannels, 0);
    checkNumber('BatchNorm: momentum', momentum, 0, 1);
    checkNumber('BatchNorm: epsilon', epsilon, 0);
    const shape = [inChannels];
    this.gamma = new Parameter('gamma', { shape, init: gammaInitializer, gradReq: scale ? 'write' : 'null' });
    this.beta = new Parameter('beta', { shape, init: betaInitializer, gradReq: center ? 'write' : 'null' });
    this.running_mean = new Parameter('running_mean', { shape, init: runningMeanInitializer, gradReq: 'null' });
    this.running_var = new Parameter('running_var', { shape, init: runningVarianceInitializer, gradReq: 'null' });
    this._options = Object.freeze({ axis, momentum, eps: epsilon, fixGamma: !scale, useGlobalStats });
  }

  override inferShape(x: NDArray): void {
    const { shape } = x;
    const channels = shape.at(this._options.axis);
    if (channels === undefined) {
      throw new GluonError(
        `BatchNorm: the input has shape (${shape.join(', ')}), it has no axis ${this._options.axis}`,
        'shape',
      );
    }
    for (const parameter of this.ownParameters().values()) parameter.shape = [channels];
  }

  override forward(x: NDArray): NDArray {
    if (this._options.fixGamma && !this._gammaIsOne && isTraining()) this.fixGamma();
    return batchNorm(
      x,
      this.gamma.data(),
      this.beta.data(),
      this.running_mean.data(),
      this.running_var.data(),
      this._options,
    );
  }

  /** Without scale gamma is not looked at; MXNet writes ones into it, so that saved files tell the truth. */
  private fixGamma(): void {
    pause(() => this.gamma.data().set(1));
    this._gammaIsOne = true;
  }

  /** Statistics of half-precision data are kept in float32. */
  override cast(dtype: DType): void {
    super.cast(dtype === 'float16' || dtype === 'bfloat16' ? 'float32' : dtype);
  }

  protected override describe(): string {
    const { axis, eps, momentum } = this._options;
    return `axis=${axis}, epsilon=${eps}, momentum=${momentum}, inChannels=${this.gamma.shape![0] || '?'}`;
  }
}
