// Transforms of images, for Dataset.transformFirst. They act on one image or on a batch of them. MXNet: vision.transforms.
import { array as makeArray } from '../../../creation.js';
import type { DType } from '../../../dtype.js';
import { GluonError } from '../../../errors.js';
import type { NDArray } from '../../../ndarray.js';
import { transpose } from '../../../ops.generated.js';
import { Block, HybridBlock } from '../../block.js';

export abstract class Transform extends HybridBlock {
  /** True when a batch may be transformed at once, with the same result as its images one by one. */
  get actsOnBatches(): boolean {
    return true;
  }
}

/** One transform after the other. @example new Compose([new ToTensor(), new Normalize(0.13, 0.31)]) */
export class Compose extends Transform {
  constructor(readonly transforms: readonly Block[]) {
    super();
    if (!Array.isArray(transforms) || transforms.some((transform) => typeof transform !== 'function')) {
      throw new GluonError('Compose: expected a list of transforms', 'value');
    }
  }
  override get actsOnBatches(): boolean {
    return this.transforms.every((transform) => transform instanceof Transform && transform.actsOnBatches);
  }
  override forward(x: NDArray): NDArray {
    for (const transform of this.transforms) x = transform(x);
    return x;
  }
}

const imageAxes = Object.freeze({ axes: [2, 0, 1] });
const batchAxes = Object.freeze({ axes: [0, 3, 1, 2] });

/** Bytes 0..255 of (height, width, channels) become numbers 0..1 of (channels, height, width). */
export class ToTensor extends Transform {
  override forward(x: NDArray): NDArray {
    const { shape } = x;
    if (shape.length !== 3 && shape.length !== 4) {
      throw new GluonError(
        `ToTensor: the image has shape (${shape.join(', ')}), expected (height, width, channels), or a batch of those`,
        'shape',
      );
    }
    const moved = transpose(x, shape.length === 3 ? imageAxes : batchAxes);
    const floats = moved.astype('float32');
    const result = floats.div(255);
    moved.dispose();
    floats.dispose();
    return result;
  }
}

/** (x - mean) / std; numbers for all channels, or a list with one per channel. */
export class Normalize extends Transform {
  private readonly _mean: NDArray | number;
  private readonly _std: NDArray | number;

  constructor(mean: number | readonly number[] = 0, std: number | readonly number[] = 1) {
    super();
    if ([std].flat().includes(0)) {
      throw new GluonError(`Normalize: std is ${[std].flat().join(', ')}, expected numbers other than 0`, 'value');
    }
    this._mean = perChannel('mean', mean);
    this._std = perChannel('std', std);
  }
  override forward(x: NDArray): NDArray {
    const centred = x.sub(this._mean);
    const result = centred.div(this._std);
    centred.dispose();
    return result;
  }
}

function perChannel(name: string, value: number | readonly number[]): NDArray | number {
  if (typeof value === 'number') return value;
  if (Array.isArray(value)) return makeArray([...(value as readonly number[])], { shape: [value.length, 1, 1] });
  throw new GluonError(`Normalize: ${name} is ${typeof value}, expected a number or a list of them`, 'value');
}

/** Changes the element type. */
export class Cast extends Transform {
  constructor(private readonly _dtype: DType = 'float32') {
    super();
  }
  override forward(x: NDArray): NDArray {
    return x.astype(this._dtype);
  }
}
