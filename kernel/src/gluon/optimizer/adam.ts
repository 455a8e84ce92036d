// Adam, and Adam with decoupled weight decay. One engine call for all weights.
import { checkNumber } from '../check_numbers.js';
import { full } from '../creation.js';
import { keep, type NDArray } from '../ndarray.js';
import { zerosLike } from '../ops.generated.js';
import { checkOptions } from '../options.js';
import { FusedUpdate } from './fused_update.js';
import { Optimizer, optimizerOptions, type OptimizerOptions, type Update } from './optimizer.js';

export interface AdamOptions extends OptimizerOptions {
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root of the latter. Default 1e-8 (AdamW: 1e-6). */
  epsilon?: number;
  /** MXNet's switch for row-sparse gradients, which are dense here. Default true. */
  lazyUpdate?: boolean;
}

const betas = { beta1: 'beta1', beta2: 'beta2', epsilon: 'epsilon', clipGradient: 'clip_gradient' };

abstract class AdamBase extends Optimizer {
  protected readonly beta1: number;
  protected readonly beta2: number;
  protected readonly epsilon: number;

  constructor({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, learningRate, ...options }: AdamOptions) {
    super({ ...options, learningRate: learningRate ?? (options.lrScheduler ? null : 0.001) });
    const where = new.target.name;
    checkNumber(`${where}: beta1`, beta1, 0, 1);
    checkNumber(`${where}: beta2`, beta2, 0, 1);
    checkNumber(`${where}: epsilon`, epsilon, 0);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  /** Means of gradients and of their squares. */
  protected createArrays(weight: NDArray): NDArray[] {
    return [zerosLike(weight), zerosLike(weight)];
  }

  /** The means start at zero; this factor on the rate makes up for it. */
  protected biasCorrection(count: number): number {
    return Math.sqrt(1 - this.beta2 ** count) / (1 - this.beta1 ** count);
  }
}

/** Kingma & Ba 2015; weight decay is part of the gradient. Default learningRate 0.001. MXNet: adam. */
export class Adam extends AdamBase {
  private readonly fused = new FusedUpdate('_multi_adam_update', { ...betas, rescaleGrad: 'rescale_grad' });

  constructor(options: AdamOptions = {}) {
    checkOptions('Adam', options, ['beta1', 'beta2', 'epsilon', 'lazyUpdate', ...optimizerOptions]);
    super(options);
  }

  protected step(updates: readonly Update[]): void {
    const { beta1, beta2, epsilon, rescaleGrad, clipGradient } = this;
    this.fused.run(updates, (group) => ({
      lrs: group.map(({ lr, count }) => lr * this.biasCorrection(count)),
      wds: group.map(({ wd }) => wd),
      beta1,
      beta2,
      epsilon,
      rescaleGrad,
      clipGradient,
    }));
  }
}

export interface AdamWOptions extends AdamOptions {
  /** Make up for means that start at zero. Default true. */
  correctBias?: boolean;
}

/** Weight decay acts on the weights alone, scaled by the rate. Loshchilov & Hutter 2019. Default learningRate 0.001. */
export class AdamW extends AdamBase {
  private readonly correctBias: boolean;
  private readonly fused = new FusedUpdate('_multi_adamw_update', { ...betas, etas: 'etas' });
  /** The operator takes the factor on gradients as an array. */
  private scale: { value: number; array: NDArray } | null = null;

  constructor({ correctBias = true, ...options }: AdamWOptions = {}) {
    checkOptions('AdamW', options, ['beta1', 'beta2', 'epsilon', 'lazyUpdate', ...optimizerOptions, 'correctBias']);
    super({ epsilon: 1e-6, ...options });
    this.correctBias = correctBias;
  }

  protected step(updates: readonly Update[]): void {
    const { beta1, beta2, epsilon, clipGradient } = this;
    this.fused.run(
      updates,
      (group) => ({
        lrs: group.map(({ count }) => (this.correctBias ? this.biasCorrection(count) : 1)),
        etas: group.map(({ lr }) => lr),
        wds: group.map(({ wd }) => wd),
        beta1,
        beta2,
        epsilon,
        clipGradient,
      }),
      [this.scaleArray()],
    );
  }

  private scaleArray(): NDArray {
    if (this.scale?.value !== this.rescaleGrad) {
      this.scale = { value: this.rescaleGrad, array: keep(full([1], this.rescaleGrad)) };
    }
    return this.scale.array;
  }
}
