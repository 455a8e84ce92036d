// What all losses share: weights, and the mean over every axis but the batch axis. MXNet: gluon.loss.Loss.
import { GluonError } from '../../errors.js';
import { NDArray } from '../../ndarray.js';
import { HybridBlock, type BlockInput } from '../block.js';

export interface LossOptions {
  /** Factor on the loss of every sample. Default null: 1 (L2Loss: 1, halved). */
  weight?: number | null;
  /** The axis that counts samples. Default 0. */
  batchAxis?: number;
}

export const lossOptions = ['weight', 'batchAxis'] as const;

/** A loss gives one number per sample; sampleWeight, if given, is multiplied in and must broadcast. */
export abstract class Loss extends HybridBlock {
  protected readonly _batchAxis: number;
  protected readonly _weight: number | null;

  constructor({ weight = null, batchAxis = 0 }: LossOptions = {}) {
    super();
    if (weight !== null && typeof weight !== 'number') {
      throw new GluonError(`${this.constructor.name}: weight is ${typeof weight}, expected a number or null`, 'value');
    }
    this._weight = weight;
    this._batchAxis = batchAxis;
  }

  /** @internal */
  override _call(inputs: BlockInput[]): unknown {
    for (const [i, what] of ['prediction', 'label'].entries()) {
      if (inputs[i] instanceof NDArray) continue;
      const given = inputs[i] === undefined || inputs[i] === null ? 'missing' : typeof inputs[i];
      throw new GluonError(`${this.constructor.name}: the ${what} is ${given}, expected an NDArray`, 'value');
    }
    return super._call(inputs);
  }

  abstract override forward(prediction: NDArray, label: NDArray, ...more: BlockInput[]): NDArray;

  /** Multiplies the weights in and takes the mean per sample. */
  protected perSample(loss: NDArray, sampleWeight?: NDArray | null, weight = this._weight): NDArray {
    if (sampleWeight) loss = loss.mul(sampleWeight);
    if (weight !== null && weight !== 1) loss = loss.mul(weight);
    return loss.ndim === 1 && this._batchAxis === 0 ? loss : loss.mean({ axis: this._batchAxis, exclude: true });
  }

  protected override describe(): string {
    return `batchAxis=${this._batchAxis}, weight=${this._weight}`;
  }
}

/** The label with the prediction's shape and dtype. */
export function likePrediction(label: NDArray, prediction: NDArray): NDArray {
  const { shape } = prediction;
  if (label.shape.join() !== shape.join()) {
    if (label.size !== prediction.size) {
      throw new GluonError(
        `the label has shape (${label.shape.join(', ')}), expected ${prediction.size} elements like the prediction, ` +
          `which has shape (${shape.join(', ')})`,
        'shape',
      );
    }
    label = label.reshape(shape);
  }
  return label.dtype === prediction.dtype ? label : label.astype(prediction.dtype);
}
