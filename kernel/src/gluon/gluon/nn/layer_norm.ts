// Layer normalization. Ba, Kiros & Hinton 2016.
import { checkCount, checkNumber } from '../../check_numbers.js';
import { GluonError } from '../../errors.js';
import type { InitializerLike } from '../../init/initializer.js';
import type { NDArray } from '../../ndarray.js';
import { layerNorm } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { HybridBlock } from '../block.js';
import { Parameter } from '../parameter.js';

export interface LayerNormOptions {
  /** The axis that is normalized. Default -1. */
  axis?: number;
  /** Added to the variance. Default 1e-5. */
  epsilon?: number;
  /** Learn an offset, beta. Default true. */
  center?: boolean;
  /** Learn a factor, gamma. Default true. */
  scale?: boolean;
  /** Default 'zeros'. */
  betaInitializer?: InitializerLike;
  /** Default 'ones'. */
  gammaInitializer?: InitializerLike;
  /** Extent of the axis. Default 0: known at the first forward. */
  inChannels?: number;
}

const optionNames = [
  'axis',
  'epsilon',
  'center',
  'scale',
  'betaInitializer',
  'gammaInitializer',
  'inChannels',
] as const;

/** Normalizes each sample over one axis. MXNet: LayerNorm. */
export class LayerNorm extends HybridBlock {
  readonly gamma: Parameter;
  readonly beta: Parameter;
  private readonly _options: { axis: number; eps: number };

  constructor(options: LayerNormOptions = {}) {
    super();
    checkOptions('LayerNorm', options, optionNames);
    const { axis = -1, epsilon = 1e-5, center = true, scale = true, inChannels = 0 } = options;
    const { betaInitializer = 'zeros', gammaInitializer = 'ones' } = options;
    checkCount('LayerNorm: inChannels', inChannels, 0);
    checkNumber('LayerNorm: epsilon', epsilon, 0);
    const shape = [inChannels];
    this.gamma = new Parameter('gamma', { shape, init: gammaInitializer, gradReq: scale ? 'write' : 'null' });
    this.beta = new Parameter('beta', { shape, init: betaInitializer, gradReq: center ? 'write' : 'null' });
    this._options = Object.freeze({ axis, eps: epsilon });
  }

  override inferShape(x: NDArray): void {
    const extent = x.shape.at(this._options.axis);
    if (extent === undefined) {
      throw new GluonError(
        `LayerNorm: the input has shape (${x.shape.join(', ')}), it has no axis ${this._options.axis}`,
        'shape',
      );
    }
    this.gamma.shape = [extent];
    this.beta.shape = [extent];
  }

  override forward(x: NDArray): NDArray {
    return layerNorm(x, this.gamma.data(), this.beta.data(), this._options);
  }

  protected override describe(): string {
    const { axis, eps } = this._options;
    return `axis=${axis}, epsilon=${eps}, inChannels=${this.gamma.shape![0] || '?'}`;
  }
}
