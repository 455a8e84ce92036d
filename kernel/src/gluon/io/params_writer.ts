// Writes MXNet's .params files, byte for byte as MXNet 1.9 does: records of version 2, device cpu(0).
// A zero-dim array has no place in version 2; such a record alone is of version 3, which MXNet reads under np_shape.
import { dtypeCode } from '../dtype.js';
import { DENSE, LIST_MAGIC, V2_MAGIC, V3_MAGIC, type StoredArray } from './stored_array.js';

const CPU = 1;

/** The file in parts; the data itself is not copied. `names` is null for a list. */
export function* encodeParams(names: readonly string[] | null, arrays: readonly StoredArray[]): Generator<Uint8Array> {
  yield words64([LIST_MAGIC, 0n, BigInt(arrays.length)]);
  for (const array of arrays) {
    yield header(array);
    yield array.bytes;
  }
  yield words64([BigInt(names?.length ?? 0)]);
  for (const name of names ?? []) {
    const text = new TextEncoder().encode(name);
    yield words64([BigInt(text.length)]);
    yield text;
  }
}

function header({ dtype, shape }: StoredArray): Uint8Array {
  const bytes = new Uint8Array(4 * 6 + 8 * shape.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, shape.length === 0 ? V3_MAGIC : V2_MAGIC, true);
  view.setInt32(4, DENSE, true);
  view.setInt32(8, shape.length, true);
  shape.forEach((extent, i) => view.setBigInt64(12 + 8 * i, BigInt(extent), true));
  const end = 12 + 8 * shape.length;
  view.setInt32(end, CPU, true);
  view.setInt32(end + 4, 0, true);
  view.setInt32(end + 8, dtypeCode(dtype), true);
  return bytes;
}

function words64(values: bigint[]): Uint8Array {
  const bytes = new Uint8Array(8 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setBigUint64(8 * i, value, true));
  return bytes;
}
