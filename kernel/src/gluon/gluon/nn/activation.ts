// Activation functions as layers, and by name for the layers that end in one.
import { checkCount, checkNumber } from '../../check_numbers.js';
import { GluonError } from '../../errors.js';
import type { InitializerLike } from '../../init/initializer.js';
import { Constant } from '../../init/constant_initializers.js';
import type { NDArray } from '../../ndarray.js';
import { activation as activate, leakyReLU } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { HybridBlock } from '../block.js';
import { Parameter } from '../parameter.js';

export type ActivationName = 'relu' | 'sigmoid' | 'tanh' | 'softrelu' | 'softsign';

const names: readonly ActivationName[] = ['relu', 'sigmoid', 'tanh', 'softrelu', 'softsign'];

/** The function of that name; null when there is none to apply. `where` is who asks. */
export function activationFunction(
  name: ActivationName | null | undefined,
  where: string,
): ((x: NDArray) => NDArray) | null {
  if (name === null || name === undefined) return null;
  if (!names.includes(name)) {
    throw new GluonError(`${where}: activation is '${String(name)}', allowed are ${names.join(', ')}`, 'value');
  }
  const options = Object.freeze({ actType: name });
  return (x) => activate(x, options);
}

/** The activation of what a layer has computed, which is freed now: the tape keeps what a gradient needs of it. */
export function activated(x: NDArray, activate: ((x: NDArray) => NDArray) | null): NDArray {
  if (activate === null) return x;
  const y = activate(x);
  x.dispose();
  return y;
}

/** relu, sigmoid, tanh, softrelu: log(1 + e^x), or softsign: x / (1 + |x|). @example new nn.Activation('relu') */
export class Activation extends HybridBlock {
  private readonly _activate: (x: NDArray) => NDArray;

  constructor(private readonly _name: ActivationName) {
    super();
    const found = activationFunction(_name, 'Activation');
    if (found === null) throw new GluonError(`Activation: name is missing, allowed are ${names.join(', ')}`, 'value');
    this._activate = found;
  }
  override forward(x: NDArray): NDArray {
    return this._activate(x);
  }
  protected override describe(): string {
    return this._name;
  }
}

/** x where x > 0, alpha x elsewhere. */
export class LeakyReLU extends HybridBlock {
  private readonly _options: Readonly<{ actType: 'leaky'; slope: number }>;

  constructor(private readonly _alpha: number) {
    super();
    checkNumber('LeakyReLU: alpha', _alpha, 0);
    this._options = Object.freeze({ actType: 'leaky', slope: _alpha });
  }
  override forward(x: NDArray): NDArray {
    return leakyReLU(x, this._options);
  }
  protected override describe(): string {
    return String(this._alpha);
  }
}

export interface PReLUOptions {
  /** Default Constant(0.25). */
  alphaInitializer?: InitializerLike;
  /** Slopes: one per channel, or 1 for all. Default 1. */
  inChannels?: number;
}

const prelu = Object.freeze({ actType: 'prelu' as const });

/** Leaky ReLU whose slope is learned. He et al. 2015. */
export class PReLU extends HybridBlock {
  readonly alpha: Parameter;

  constructor(options: PReLUOptions = {}) {
    super();
    checkOptions('PReLU', options, ['alphaInitializer', 'inChannels']);
    const { alphaInitializer = new Constant(0.25), inChannels = 1 } = options;
    checkCount('PReLU: inChannels', inChannels, 1);
    this.alpha = new Parameter('alpha', { shape: [inChannels], init: alphaInitializer });
  }
  override forward(x: NDArray): NDArray {
    return leakyReLU(x, this.alpha.data(), prelu);
  }
}

/** alpha (e^x - 1) where x < 0. Clevert et al. 2015. */
export class ELU extends HybridBlock {
  private readonly _options: Readonly<{ actType: 'elu'; slope: number }>;

  constructor(private readonly _alpha = 1) {
    super();
    checkNumber('ELU: alpha', _alpha);
    this._options = Object.freeze({ actType: 'elu', slope: _alpha });
  }
  override forward(x: NDArray): NDArray {
    return leakyReLU(x, this._options);
  }
  protected override describe(): string {
    return String(this._alpha);
  }
}

const selu = Object.freeze({ actType: 'selu' as const });
const gelu = Object.freeze({ actType: 'gelu' as const });

/** Scaled ELU with the constants of self-normalizing networks. Klambauer et al. 2017. */
export class SELU extends HybridBlock {
  override forward(x: NDArray): NDArray {
    return leakyReLU(x, selu);
  }
}

/** x times the normal distribution function at x. Hendrycks & Gimpel 2016. */
export class GELU extends HybridBlock {
  override forward(x: NDArray): NDArray {
    return leakyReLU(x, gelu);
  }
}

/** x sigmoid(beta x). Ramachandran et al. 2017. */
export class Swish extends HybridBlock {
  constructor(private readonly _beta = 1) {
    super();
    checkNumber('Swish: beta', _beta);
  }
  override forward(x: NDArray): NDArray {
    const scaled = this._beta === 1 ? x : x.mul(this._beta);
    return x.mul(scaled.sigmoid());
  }
  protected override describe(): string {
    return String(this._beta);
  }
}
