// Orthogonal weights, by modified Gram-Schmidt on random vectors. Saxe et al. 2013. MXNet: Orthogonal.
import { array as makeArray } from '../creation.js';
import { GluonError } from '../errors.js';
import { invoke } from '../call.js';
import type { NDArray } from '../ndarray.js';
import { checkOptions } from '../options.js';
import { Initializer, register } from './initializer.js';

export interface OrthogonalOptions {
  /** Length of the rows, or of the columns when there are fewer. Default 1.414. */
  scale?: number;
  /** Distribution the vectors are drawn from. Default 'uniform'. */
  randType?: 'uniform' | 'normal';
}

/** Rows (or columns, when fewer) are orthogonal and of length `scale`. */
export class Orthogonal extends Initializer {
  private readonly scale: number;
  private readonly randType: 'uniform' | 'normal';

  constructor(options: OrthogonalOptions = {}) {
    super();
    checkOptions('Orthogonal', options, ['scale', 'randType']);
    const { scale = 1.414, randType = 'uniform' } = options;
    if (randType !== 'uniform' && randType !== 'normal') {
      throw new GluonError(`Orthogonal: randType is '${String(randType)}', allowed are uniform, normal`, 'value');
    }
    this.scale = scale;
    this.randType = randType;
  }

  initWeight(_name: string, array: NDArray): void {
    const { shape } = array;
    const rows = shape[0] ?? 1;
    const columns = array.size / rows;
    const vectors = Math.min(rows, columns);
    const length = Math.max(rows, columns);
    const basis = orthonormal(this.draw(vectors, length), vectors, length);
    const values = new Float32Array(rows * columns);
    for (let v = 0; v < vectors; ++v) {
      for (let i = 0; i < length; ++i) {
        values[rows <= columns ? v * columns + i : i * columns + v] = this.scale * basis[v * length + i];
      }
    }
    array.set(makeArray(values, { shape }));
  }

  private draw(vectors: number, length: number): Float64Array {
    const shape = [vectors, length];
    const [values] =
      this.randType === 'uniform'
        ? invoke('_random_uniform', [], { low: -1, high: 1, shape, dtype: 'float32' })
        : invoke('_random_normal', [], { loc: 0, scale: 1, shape, dtype: 'float32' });
    return Float64Array.from(values.dataSync() as Float32Array);
  }
}

/** Makes the rows of a vectors x length matrix orthonormal, in place. */
function orthonormal(rows: Float64Array, vectors: number, length: number): Float64Array {
  for (let v = 0; v < vectors; ++v) {
    const row = rows.subarray(v * length, (v + 1) * length);
    // Twice is enough (Kahan): the second pass removes what rounding left of the others.
    for (let pass = 0; pass < 2; ++pass) {
      for (let w = 0; w < v; ++w) {
        const other = rows.subarray(w * length, (w + 1) * length);
        let along = 0;
        for (let i = 0; i < length; ++i) along += row[i] * other[i];
        for (let i = 0; i < length; ++i) row[i] -= along * other[i];
      }
    }
    const norm = Math.hypot(...row);
    for (let i = 0; i < length; ++i) row[i] /= norm;
  }
  return rows;
}

register('orthogonal', () => new Orthogonal());
