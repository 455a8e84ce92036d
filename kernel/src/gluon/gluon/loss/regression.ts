// Losses between real numbers: absolute, squared, and Huber's in between.
import { GluonError } from '../../errors.js';
import type { NDArray } from '../../ndarray.js';
import { where } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { checkTargets } from './labels.js';
import { likePrediction, Loss, lossOptions, type LossOptions } from './loss.js';

/** |label - prediction|. MXNet: L1Loss. */
export class L1Loss extends Loss {
  constructor(options: LossOptions = {}) {
    checkOptions('L1Loss', options, lossOptions);
    super(options);
  }
  override forward(prediction: NDArray, label: NDArray, sampleWeight?: NDArray | null): NDArray {
    checkTargets(label);
    return this.perSample(likePrediction(label, prediction).sub(prediction).abs(), sampleWeight);
  }
}

/** weight / 2 (label - prediction)^2. MXNet: L2Loss. */
export class L2Loss extends Loss {
  constructor(options: LossOptions = {}) {
    checkOptions('L2Loss', options, lossOptions);
    super(options);
  }
  override forward(prediction: NDArray, label: NDArray, sampleWeight?: NDArray | null): NDArray {
    checkTargets(label);
    const squared = likePrediction(label, prediction).sub(prediction).square();
    return this.perSample(squared, sampleWeight, (this._weight ?? 1) / 2);
  }
}

export interface HuberLossOptions extends LossOptions {
  /** Where the loss turns from squared to absolute. Default 1. */
  rho?: number;
}

/** Squared for errors up to rho, absolute beyond. MXNet: HuberLoss. */
export class HuberLoss extends Loss {
  private readonly _rho: number;

  constructor(options: HuberLossOptions = {}) {
    checkOptions('HuberLoss', options, ['rho', ...lossOptions]);
    super(options);
    const { rho = 1 } = options;
    if (!(rho > 0)) throw new GluonError(`HuberLoss: rho is ${rho}, expected a number above 0`, 'value');
    this._rho = rho;
  }
  override forward(prediction: NDArray, label: NDArray, sampleWeight?: NDArray | null): NDArray {
    checkTargets(label);
    const rho = this._rho;
    const error = likePrediction(label, prediction).sub(prediction).abs();
    const loss = where(error.greater(rho), error.sub(0.5 * rho), error.square().mul(0.5 / rho));
    return this.perSample(loss, sampleWeight);
  }
}
