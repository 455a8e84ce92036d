// RMSProp: steps divided by the root of the mean of squared gradients.
import { callInto, Op } from '../call.js';
import { checkNumber } from '../check_numbers.js';
import type { NDArray } from '../ndarray.js';
import { zerosLike } from '../ops.generated.js';
import { checkOptions } from '../options.js';
import { Optimizer, optimizerOptions, type OptimizerOptions, type Update } from './optimizer.js';

export interface RMSPropOptions extends OptimizerOptions {
  /** Decay of the means. Default 0.9. */
  gamma1?: number;
  /** Momentum of the centered form. Default 0.9. */
  gamma2?: number;
  /** Default 1e-8. */
  epsilon?: number;
  /** Divide by the standard deviation instead (Graves 2013). Default false (Tieleman & Hinton 2012). */
  centered?: boolean;
  /** Weights are clipped to [-clipWeights, clipWeights]. Default null: not. */
  clipWeights?: number | null;
}

const params = {
  lr: 'lr',
  wd: 'wd',
  gamma1: 'gamma1',
  epsilon: 'epsilon',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  clipWeights: 'clip_weights',
};

/** Default learningRate 0.001. MXNet: rmsprop. */
export class RMSProp extends Optimizer {
  private readonly rule: { gamma1: number; gamma2?: number; epsilon: number; clipWeights: number };
  private readonly centered: boolean;
  private readonly op: Op;

  constructor(options: RMSPropOptions = {}) {
    checkOptions('RMSProp', options, ['gamma1', 'gamma2', 'epsilon', 'centered', 'clipWeights', ...optimizerOptions]);
    const { gamma1 = 0.9, gamma2 = 0.9, epsilon = 1e-8, centered = false, clipWeights = null, ...rest } = options;
    super({ ...rest, learningRate: rest.learningRate ?? (rest.lrScheduler ? null : 0.001) });
    for (const [name, value] of Object.entries({ gamma1, gamma2 })) checkNumber(`RMSProp: ${name}`, value, 0, 1);
    checkNumber('RMSProp: epsilon', epsilon, 0);
    if (clipWeights !== null) checkNumber('RMSProp: clipWeights', clipWeights, 0);
    this.centered = centered;
    this.rule = { gamma1, epsilon, clipWeights: clipWeights ?? -1, ...(centered ? { gamma2 } : {}) };
    this.op = centered
      ? new Op('rmspropalex_update', { ...params, gamma2: 'gamma2' })
      : new Op('rmsprop_update', params);
  }

  /** The mean of squared gradients; centered also the mean of gradients and the last step. */
  protected createArrays(weight: NDArray): NDArray[] {
    return Array.from({ length: this.centered ? 3 : 1 }, () => zerosLike(weight));
  }

  protected step(updates: readonly Update[]): void {
    const { rule, rescaleGrad, clipGradient } = this;
    for (const { weight, grad, state, lr, wd } of updates) {
      callInto(this.op, [weight, grad, ...state], [weight], { lr, wd, ...rule, rescaleGrad, clipGradient });
    }
  }
}
