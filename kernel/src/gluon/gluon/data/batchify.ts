// Makes a batch from items: arrays are stacked, numbers become an array, lists are batched part by part.
import { array as makeArray } from '../../creation.js';
import { GluonError } from '../../errors.js';
import { NDArray } from '../../ndarray.js';
import { stack } from '../../ops.generated.js';

/** The type of the batch of items of type T. */
export type Batch<T> = T extends NDArray
  ? NDArray
  : T extends readonly unknown[]
    ? { -readonly [K in keyof T]: NDArray }
    : NDArray;

/** Batches items: NDArrays by stacking, numbers as float32, lists part by part. */
export function defaultBatchify(items: readonly unknown[]): unknown {
  const first = items[0];
  if (first instanceof NDArray) return stackArrays(items as NDArray[]);
  if (typeof first === 'number' || typeof first === 'boolean' || typeof first === 'bigint') {
    return makeArray(items.map(Number));
  }
  if (ArrayBuffer.isView(first)) return makeArray(items.map((item) => Array.from(item as Float32Array)));
  if (Array.isArray(first)) {
    return first.map((_, part) => defaultBatchify(items.map((item) => (item as unknown[])[part])));
  }
  const kind = first === null ? 'null' : typeof first;
  throw new GluonError(
    `an item is ${kind}; arrays, numbers and lists of them can be batched, for others give a batchifyFn`,
    'value',
  );
}

function stackArrays(arrays: NDArray[]): NDArray {
  const shape = arrays[0].shape.join(', ');
  arrays.forEach((array, i) => {
    const own = array.shape.join(', ');
    if (own !== shape) {
      throw new GluonError(
        `item 0 of the batch has shape (${shape}), item ${i} has (${own}): they cannot be stacked`,
        'shape',
      );
    }
  });
  return stack(arrays, { axis: 0 });
}
