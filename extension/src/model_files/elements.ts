/** Elements of a stored tensor as numbers. */
import type { StoredTensor } from 'gluonlab/messages';
import { ModelFileError } from './byte_source.js';
import { varints } from './onnx/message.js';
import { smallFloat } from './small_floats.js';

type Decode = (view: DataView) => Float64Array;

const each =
  (width: number, read: (view: DataView, offset: number) => number): Decode =>
  (view) => {
    const numbers = new Float64Array(Math.floor(view.byteLength / width));
    for (let i = 0; i < numbers.length; i++) {
      numbers[i] = read(view, i * width);
    }
    return numbers;
  };

const bits = new DataView(new ArrayBuffer(4));

/** bfloat16 is the upper half of a float32. */
function bfloat16(half: number): number {
  bits.setUint32(0, half << 16);
  return bits.getFloat32(0);
}

function float16(half: number): number {
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  const sign = half & 0x8000 ? -1 : 1;
  if (exponent === 0x1f) {
    return fraction ? NaN : sign * Infinity;
  }
  return sign * (exponent === 0 ? 2 ** -24 * fraction : 2 ** (exponent - 25) * (fraction + 1024));
}

/** Two elements a byte, the first in the lower half. */
const nibbles =
  (toNumber: (nibble: number) => number): Decode =>
  (view) =>
    Float64Array.from({ length: 2 * view.byteLength }, (_, i) =>
      toNumber((view.getUint8(i >> 1) >> (i % 2 ? 4 : 0)) & 0xf),
    );

const RAW: Record<string, Decode | undefined> = {
  float32: each(4, (view, at) => view.getFloat32(at, true)),
  float64: each(8, (view, at) => view.getFloat64(at, true)),
  float16: each(2, (view, at) => float16(view.getUint16(at, true))),
  bfloat16: each(2, (view, at) => bfloat16(view.getUint16(at, true))),
  int8: each(1, (view, at) => view.getInt8(at)),
  uint8: each(1, (view, at) => view.getUint8(at)),
  bool: each(1, (view, at) => view.getUint8(at)),
  int16: each(2, (view, at) => view.getInt16(at, true)),
  uint16: each(2, (view, at) => view.getUint16(at, true)),
  int32: each(4, (view, at) => view.getInt32(at, true)),
  uint32: each(4, (view, at) => view.getUint32(at, true)),
  int64: each(8, (view, at) => Number(view.getBigInt64(at, true))),
  uint64: each(8, (view, at) => Number(view.getBigUint64(at, true))),
  uint4: nibbles((nibble) => nibble),
  int4: nibbles((nibble) => (nibble < 8 ? nibble : nibble - 16)),
};

function rawDecoder(dtype: string): Decode | undefined {
  const small = smallFloat(dtype);
  if (small !== undefined) {
    return dtype.startsWith('float4') ? nibbles(small) : each(1, (view, at) => small(view.getUint8(at)));
  }
  return Object.hasOwn(RAW, dtype) ? RAW[dtype] : undefined;
}

/** Packed integers hold floats of 16 and 8 bits as their bits. */
const OF_VARINT: Record<string, ((bits: number) => number) | undefined> = { float16, bfloat16 };

export function elementsOf(bytes: Uint8Array, dtype: string | null, encoding: StoredTensor['encoding']): Float64Array {
  if (encoding === 'varint') {
    const integers = Float64Array.from(varints(bytes));
    const convert = OF_VARINT[dtype ?? ''] ?? smallFloat(dtype ?? '');
    return convert ? integers.map(convert) : integers;
  }
  const decode = dtype === null ? undefined : rawDecoder(dtype);
  if (decode === undefined) {
    throw new ModelFileError(`elements of type ${dtype ?? 'unknown'} cannot be shown as numbers`);
  }
  return decode(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
