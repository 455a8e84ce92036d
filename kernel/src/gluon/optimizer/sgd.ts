// Stochastic gradient descent: plain, with momentum, and with Nesterov's look ahead.
import { callInto, Op } from '../call.js';
import { checkNumber } from '../check_numbers.js';
import type { NDArray } from '../ndarray.js';
import { zerosLike } from '../ops.generated.js';
import { checkOptions } from '../options.js';
import { FusedUpdate } from './fused_update.js';
import { Optimizer, optimizerOptions, type OptimizerOptions, type Update } from './optimizer.js';

export interface SGDOptions extends OptimizerOptions {
  /** Share of the last step that the next one keeps. Default 0. */
  momentum?: number;
  /** MXNet's switch for row-sparse gradients, which are dense here. Default true. */
  lazyUpdate?: boolean;
}

const scaling = { rescaleGrad: 'rescale_grad', clipGradient: 'clip_gradient' };

/** m = momentum m - lr (g + wd w); w += m. One engine call for all weights. MXNet: sgd. */
export class SGD extends Optimizer {
  private readonly momentum: number;
  private readonly fused: FusedUpdate;

  constructor(options: SGDOptions = {}) {
    checkOptions('SGD', options, ['momentum', 'lazyUpdate', ...optimizerOptions]);
    super(options);
    this.momentum = options.momentum ?? 0;
    checkNumber('SGD: momentum', this.momentum, 0);
    this.fused =
      this.momentum === 0
        ? new FusedUpdate('multi_sgd_update', scaling)
        : new FusedUpdate('multi_sgd_mom_update', { momentum: 'momentum', ...scaling });
  }

  protected createArrays(weight: NDArray): NDArray[] {
    return this.momentum === 0 ? [] : [zerosLike(weight)];
  }

  protected step(updates: readonly Update[]): void {
    const { momentum, rescaleGrad, clipGradient } = this;
    this.fused.run(updates, (group) => ({
      lrs: group.map(({ lr }) => lr),
      wds: group.map(({ wd }) => wd),
      rescaleGrad,
      clipGradient,
      ...(momentum === 0 ? {} : { momentum }),
    }));
  }
}

export interface NAGOptions extends OptimizerOptions {
  /** Share of the last step that the next one keeps. Default 0. */
  momentum?: number;
}

/** Momentum that looks ahead: w += momentum (m - old m) + m. Nesterov 1983. MXNet: nag. */
export class NAG extends Optimizer {
  private readonly momentum: number;
  private readonly op: Op;

  constructor(options: NAGOptions = {}) {
    checkOptions('NAG', options, ['momentum', ...optimizerOptions]);
    super(options);
    this.momentum = options.momentum ?? 0;
    checkNumber('NAG: momentum', this.momentum, 0);
    const params = { lr: 'lr', wd: 'wd', ...scaling };
    this.op =
      this.momentum === 0
        ? new Op('sgd_update', params)
        : new Op('nag_mom_update', { momentum: 'momentum', ...params });
  }

  protected createArrays(weight: NDArray): NDArray[] {
    return this.momentum === 0 ? [] : [zerosLike(weight)];
  }

  protected step(updates: readonly Update[]): void {
    const { momentum, rescaleGrad, clipGradient } = this;
    for (const { weight, grad, state, lr, wd } of updates) {
      const options = { lr, wd, rescaleGrad, clipGradient, ...(momentum === 0 ? {} : { momentum }) };
      callInto(this.op, [weight, grad, ...state], [weight], options);
    }
  }
}
