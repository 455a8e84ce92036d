// nd.save and nd.load: arrays in MXNet's .params / .nd files.
import { native } from '@gluonlab/native';
import { dtypeCode } from '../dtype.js';
import { GluonError } from '../errors.js';
import { NDArray, wrap } from '../ndarray.js';
import { withCollection } from '../garbage.js';
import { readBytes } from './byte_reader.js';
import { decodeParams } from './params_reader.js';
import { encodeParams } from './params_writer.js';
import type { StoredArray } from './stored_array.js';
import { writeFileAtomic } from './write_file.js';

/** Writes a list, or arrays by name (an object or a Map). The file is replaced whole or not at all. */
export function save(
  file: string,
  arrays: NDArray | readonly NDArray[] | Readonly<Record<string, NDArray>> | ReadonlyMap<string, NDArray>,
): void {
  if (arrays instanceof NDArray) return save(file, [arrays]);
  if (arrays === null || typeof arrays !== 'object') {
    throw new GluonError(
      `save: arrays are ${String(arrays)}, expected NDArrays in a list, an object or a Map`,
      'value',
    );
  }
  const entries: readonly [string | null, NDArray][] = Array.isArray(arrays)
    ? (arrays as readonly NDArray[]).map((array) => [null, array])
    : arrays instanceof Map
      ? [...(arrays as ReadonlyMap<string, NDArray>)]
      : Object.entries(arrays as Readonly<Record<string, NDArray>>);
  const stored = entries.map(([name, array], i) => toStored(array, name ?? `item ${i}`));
  const names = Array.isArray(arrays) ? null : entries.map(([name]) => name!);
  writeFileAtomic(file, encodeParams(names, stored));
}

/** Reads a file: a list, or arrays by name (an object without a prototype, so that any name is a plain key). */
export function load(file: string): NDArray[] | Record<string, NDArray> {
  return loadFromBytes(readBytes(file), file);
}

/** Like load, from bytes; `source` is what errors call them. */
export function loadFromBytes(bytes: Uint8Array, source = 'the buffer'): NDArray[] | Record<string, NDArray> {
  const { names, arrays } = decodeParams(bytes, source);
  if (names === null) return arrays.map((array) => (array === null ? emptyArray() : fromStored(array)));
  const result = Object.create(null) as Record<string, NDArray>;
  names.forEach((name, i) => {
    const array = arrays[i]!;
    // MXNet's "none" records have a name and nothing behind it.
    if (array !== null) result[name] = fromStored(array);
  });
  return result;
}

const emptyArray = (): NDArray => fromStored({ dtype: 'float32', shape: [0], bytes: new Uint8Array(0) });

function toStored(array: NDArray, name: string): StoredArray {
  if (!(array instanceof NDArray))
    throw new GluonError(`save: ${name} is ${typeof array}, expected an NDArray`, 'value');
  const raw = array._rawSync();
  return { dtype: array.dtype, shape: array.shape, bytes: new Uint8Array(raw.buffer, raw.byteOffset, raw.byteLength) };
}

/** @internal */
export function fromStored({ dtype, shape, bytes }: StoredArray): NDArray {
  return wrap(
    withCollection(() => {
      shape.forEach((extent, axis) => (native.dims[axis] = extent));
      return native.create(bytes, dtypeCode(dtype), shape.length);
    }),
  );
}
