// Initializers without randomness.
import { GluonError } from '../errors.js';
import { array as makeArray } from '../creation.js';
import { NDArray, type Nested } from '../ndarray.js';
import { Initializer, register } from './initializer.js';

/** Zeros. */
export class Zero extends Initializer {
  initWeight(_name: string, array: NDArray): void {
    array.set(0);
  }
}

/** Ones. */
export class One extends Initializer {
  initWeight(_name: string, array: NDArray): void {
    array.set(1);
  }
}

/** A number everywhere, or the values of an array. */
export class Constant extends Initializer {
  constructor(readonly value: number | NDArray | Nested[]) {
    super();
  }
  initWeight(_name: string, array: NDArray): void {
    const { value } = this;
    array.set(typeof value === 'number' || value instanceof NDArray ? value : makeArray(value));
  }
}

/** Weights of a transposed convolution that upsamples by linear interpolation. */
export class Bilinear extends Initializer {
  initWeight(name: string, array: NDArray): void {
    const { shape } = array;
    const [height, width] = shape.slice(-2) as [number, number];
    if (shape.length !== 4) {
      throw new GluonError(`Bilinear: '${name}' has shape (${shape.join(', ')}), expected four axes`, 'shape');
    }
    const factor = Math.ceil(width / 2);
    const centre = (2 * factor - 1 - (factor % 2)) / (2 * factor);
    const values = new Float32Array(array.size);
    for (let i = 0; i < values.length; ++i) {
      const x = i % width;
      const y = Math.floor(i / width) % height;
      values[i] = (1 - Math.abs(x / factor - centre)) * (1 - Math.abs(y / factor - centre));
    }
    array.set(makeArray(values, { shape }));
  }
}

/** Biases of an LSTM cell: zeros, and forgetBias for the forget gate, so that a fresh cell remembers. */
export class LSTMBias extends Initializer {
  constructor(readonly forgetBias = 1) {
    super();
  }
  initWeight(_name: string, array: NDArray): void {
    const hidden = Math.floor(array.shape[0] / 4);
    const values = new Float32Array(array.size).fill(this.forgetBias, hidden, 2 * hidden);
    array.set(makeArray(values, { shape: array.shape }));
  }
  override init(name: string, array: NDArray): void {
    this.initWeight(name, array);
  }
}

register('zeros', () => new Zero());
register('zero', () => new Zero());
register('ones', () => new One());
register('one', () => new One());
register('bilinear', () => new Bilinear());
register('lstmbias', () => new LSTMBias());
