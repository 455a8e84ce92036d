// Initializers that draw weights: uniform, normal, and scaled by the layer's size.
import { invoke } from '../call.js';
import { GluonError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { checkOptions } from '../options.js';
import { Initializer, register } from './initializer.js';

/** Fills `array` with draws of a random operator, which makes float32. */
function draw(op: string, attrs: Record<string, number>, array: NDArray): void {
  const [values] = invoke(op, [], { ...attrs, shape: array.shape, dtype: 'float32' }) as [NDArray];
  array.set(values);
  values.dispose();
}

const drawUniform = (scale: number, array: NDArray) => draw('_random_uniform', { low: -scale, high: scale }, array);
const drawNormal = (sigma: number, array: NDArray) => draw('_random_normal', { loc: 0, scale: sigma }, array);

/** Uniform on [-scale, scale). The default of Block.initialize. */
export class Uniform extends Initializer {
  constructor(readonly scale = 0.07) {
    super();
  }
  initWeight(_name: string, array: NDArray): void {
    drawUniform(this.scale, array);
  }
}

/** Normal with mean 0 and standard deviation sigma. */
export class Normal extends Initializer {
  constructor(readonly sigma = 0.01) {
    super();
  }
  initWeight(_name: string, array: NDArray): void {
    drawNormal(this.sigma, array);
  }
}

export interface XavierOptions {
  /** Default 'uniform'. */
  rndType?: 'uniform' | 'gaussian';
  /** What the scale is taken from: fan-in, fan-out or their mean. Default 'avg'. */
  factorType?: 'avg' | 'in' | 'out';
  /** Default 3. */
  magnitude?: number;
}

/** Keeps the scale of values about the same in all layers: scale sqrt(magnitude / fan). Glorot & Bengio 2010. */
export class Xavier extends Initializer {
  private readonly rndType: 'uniform' | 'gaussian';
  private readonly factorType: 'avg' | 'in' | 'out';
  private readonly magnitude: number;

  constructor(options: XavierOptions = {}) {
    super();
    checkOptions('Xavier', options, ['rndType', 'factorType', 'magnitude']);
    const { rndType = 'uniform', factorType = 'avg', magnitude = 3 } = options;
    checkChoice('Xavier: rndType', rndType, ['uniform', 'gaussian']);
    checkChoice('Xavier: factorType', factorType, ['avg', 'in', 'out']);
    this.rndType = rndType;
    this.factorType = factorType;
    this.magnitude = magnitude;
  }

  initWeight(name: string, array: NDArray): void {
    const { shape } = array;
    if (shape.length < 2) {
      throw new GluonError(
        `${this.constructor.name}: parameter '${name}' has shape (${shape.join(', ')}), expected at least two axes`,
        'shape',
      );
    }
    const kernel = shape.slice(2).reduce((product, extent) => product * extent, 1);
    const fans = { in: shape[1] * kernel, out: shape[0] * kernel };
    const fan = this.factorType === 'avg' ? (fans.in + fans.out) / 2 : fans[this.factorType];
    const scale = Math.sqrt(this.magnitude / fan);
    if (this.rndType === 'uniform') drawUniform(scale, array);
    else drawNormal(scale, array);
  }
}

export interface MSRAPreluOptions {
  /** Default 'avg'. */
  factorType?: 'avg' | 'in' | 'out';
  /** Slope of the leaky part of the activation. Default 0.25. */
  slope?: number;
}

/** For rectifiers: normal with variance 2 / ((1 + slope^2) fan). He et al. 2015. */
export class MSRAPrelu extends Xavier {
  constructor(options: MSRAPreluOptions = {}) {
    checkOptions('MSRAPrelu', options, ['factorType', 'slope']);
    const { factorType = 'avg', slope = 0.25 } = options;
    super({ rndType: 'gaussian', factorType, magnitude: 2 / (1 + slope ** 2) });
  }
}

function checkChoice(what: string, value: string, allowed: readonly string[]): void {
  if (allowed.includes(value)) return;
  throw new GluonError(`${what} is '${value}', allowed are ${allowed.join(', ')}`, 'value');
}

register('uniform', () => new Uniform());
register('normal', () => new Normal());
register('gaussian', () => new Normal());
register('xavier', () => new Xavier());
register('msraprelu', () => new MSRAPrelu());
