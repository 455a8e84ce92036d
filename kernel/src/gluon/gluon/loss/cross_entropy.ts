// Losses between distributions: softmax and sigmoid cross entropy, Kullback-Leibler divergence.
import type { NDArray } from '../../ndarray.js';
import { activation, logSoftmax, pick } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { GluonError } from '../../errors.js';
import { checkClassLabels, checkProbabilities, checkTargets } from './labels.js';
import { likePrediction, Loss, lossOptions, type LossOptions } from './loss.js';

export interface SoftmaxCrossEntropyLossOptions extends LossOptions {
  /** The axis of the classes. Default -1. */
  axis?: number;
  /** Labels are class numbers; false: distributions of the prediction's shape. Default true. */
  sparseLabel?: boolean;
  /** Predictions are log-probabilities already. Default false. */
  fromLogits?: boolean;
}

/**
 * Minus the log of the probability that the softmax of the prediction gives to the label.
 * Labels outside the classes are an error; with a sampleWeight, which may mask them, they are clipped as in MXNet.
 * MXNet: SoftmaxCrossEntropyLoss, SoftmaxCELoss.
 */
export class SoftmaxCrossEntropyLoss extends Loss {
  private readonly _axis: { axis: number };
  private readonly _pick: { axis: number; keepdims: boolean };
  private readonly _sparseLabel: boolean;
  private readonly _fromLogits: boolean;

  constructor(options: SoftmaxCrossEntropyLossOptions = {}) {
    checkOptions('SoftmaxCrossEntropyLoss', options, ['axis', 'sparseLabel', 'fromLogits', ...lossOptions]);
    super(options);
    const { axis = -1, sparseLabel = true, fromLogits = false } = options;
    this._axis = Object.freeze({ axis });
    this._pick = Object.freeze({ axis, keepdims: true });
    this._sparseLabel = sparseLabel;
    this._fromLogits = fromLogits;
  }

  override forward(prediction: NDArray, label: NDArray, sampleWeight?: NDArray | null): NDArray {
    const logits = this._fromLogits ? prediction : logSoftmax(prediction, this._axis);
    if (!this._sparseLabel) {
      checkTargets(label);
      const inner = logits.mul(likePrediction(label, prediction)).sum({ axis: this._axis.axis, keepdims: true });
      return this.perSample(inner.neg(), sampleWeight);
    }
    if (!sampleWeight) {
      const classes = prediction.shape.at(this._axis.axis);
      if (classes === undefined) {
        throw new GluonError(
          `the prediction has shape (${prediction.shape.join(', ')}), it has no axis ${this._axis.axis} for the classes`,
          'shape',
        );
      }
      checkClassLabels(label, classes);
      // Rows of classes and nothing else: one number per sample is what pick gives.
      if (prediction.ndim === 2 && this._batchAxis === 0 && classes === prediction.shape[1]) {
        return this.perSample(pick(logits, label, this._axis).neg());
      }
    }
    return this.perSample(pick(logits, label, this._pick).neg(), sampleWeight);
  }
}

export { SoftmaxCrossEntropyLoss as SoftmaxCELoss };

export interface SigmoidBinaryCrossEntropyLossOptions extends LossOptions {
  /** Predictions are probabilities already. Default false. */
  fromSigmoid?: boolean;
}

const softplus = Object.freeze({ actType: 'softrelu' as const });
const TINY = 1e-12;

/**
 * Cross entropy of independent yes/no labels in 0..1. posWeight, if given, weighs the positive part.
 * Labels outside 0..1 are an error; with a sampleWeight, which may mask them, only NaN is.
 * MXNet: SigmoidBinaryCrossEntropyLoss, SigmoidBCELoss.
 */
export class SigmoidBinaryCrossEntropyLoss extends Loss {
  private readonly _fromSigmoid: boolean;

  constructor(options: SigmoidBinaryCrossEntropyLossOptions = {}) {
    checkOptions('SigmoidBinaryCrossEntropyLoss', options, ['fromSigmoid', ...lossOptions]);
    super(options);
    this._fromSigmoid = options.fromSigmoid ?? false;
  }

  override forward(
    prediction: NDArray,
    label: NDArray,
    sampleWeight?: NDArray | null,
    posWeight?: NDArray | null,
  ): NDArray {
    (sampleWeight ? checkTargets : checkProbabilities)(label);
    const target = likePrediction(label, prediction);
    const loss = this._fromSigmoid
      ? fromProbabilities(prediction, target, posWeight)
      : fromScores(prediction, target, posWeight);
    return this.perSample(loss, sampleWeight);
  }
}

export { SigmoidBinaryCrossEntropyLoss as SigmoidBCELoss };

// log(1 + e^-|x|) never overflows; max(x, 0) or max(-x, 0) is what is left of log(1 + e^x) or log(1 + e^-x).
function fromScores(x: NDArray, target: NDArray, posWeight?: NDArray | null): NDArray {
  const rest = activation(x.abs().neg(), softplus);
  if (!posWeight) return x.relu().sub(x.mul(target)).add(rest);
  const factor = target.mul(posWeight.sub(1)).add(1);
  return x.sub(x.mul(target)).add(factor.mul(rest.add(x.neg().relu())));
}

function fromProbabilities(p: NDArray, target: NDArray, posWeight?: NDArray | null): NDArray {
  const positive = p.add(TINY).log().mul(target);
  const negative = p.rsub(1).add(TINY).log().mul(target.rsub(1));
  return (posWeight ? positive.mul(posWeight) : positive).add(negative).neg();
}

export interface KLDivLossOptions extends LossOptions {
  /** Predictions are log-probabilities; false: scores, a log-softmax is taken. Default true. */
  fromLogits?: boolean;
  /** The axis of the classes. Default -1. */
  axis?: number;
}

/** label (log label - prediction): how far the predicted distribution is from the label's. MXNet: KLDivLoss. */
export class KLDivLoss extends Loss {
  private readonly _fromLogits: boolean;
  private readonly _axis: { axis: number };

  constructor(options: KLDivLossOptions = {}) {
    checkOptions('KLDivLoss', options, ['fromLogits', 'axis', ...lossOptions]);
    super(options);
    const { fromLogits = true, axis = -1 } = options;
    this._fromLogits = fromLogits;
    this._axis = Object.freeze({ axis });
  }

  override forward(prediction: NDArray, label: NDArray, sampleWeight?: NDArray | null): NDArray {
    checkTargets(label);
    const logits = this._fromLogits ? prediction : logSoftmax(prediction, this._axis);
    const terms = label.mul(label.add(TINY).log().sub(logits));
    const weighted = sampleWeight ? terms.mul(sampleWeight) : terms;
    // MXNet documents the mean over classes, and computes the sum.
    return this.perSample(weighted.sum({ axis: this._axis.axis, keepdims: true }));
  }
}
