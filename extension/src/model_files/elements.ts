/** Elements of a stored tensor as numbers; of complex ones their absolute values. */
import type { StoredTensor } from 'gluonlab/messages';
import { ModelFileError } from './byte_source.js';
import { varints } from './onnx/message.js';
import { bfloat16, float16, smallFloat } from './small_floats.js';

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

/** Several elements a byte, the first in the lowest bits. */
const packed =
  (width: number, toNumber: (bits: number) => number): Decode =>
  (view) => {
    const numbers = new Float64Array(Math.floor((8 * view.byteLength) / width));
    const mask = 2 ** width - 1;
    for (let i = 0; i < numbers.length; i++) {
      const [byte, shift] = [(i * width) >> 3, (i * width) & 7];
      const isCut = shift + width > 8;
      const bits = view.getUint8(byte) | (isCut ? view.getUint8(byte + 1) << 8 : 0);
      numbers[i] = toNumber((bits >> shift) & mask);
    }
    return numbers;
  };

const unsigned = (bits: number) => bits;
const signed = (width: number) => (bits: number) => (bits < 2 ** (width - 1) ? bits : bits - 2 ** width);

const RAW: Record<string, Decode | undefined> = {
  float32: each(4, (view, at) => view.getFloat32(at, true)),
  float64: each(8, (view, at) => view.getFloat64(at, true)),
  float16: each(2, (view, at) => float16(view.getUint16(at, true))),
  bfloat16: each(2, (view, at) => bfloat16(view.getUint16(at, true))),
  complex64: each(8, (view, at) => Math.hypot(view.getFloat32(at, true), view.getFloat32(at + 4, true))),
  complex128: each(16, (view, at) => Math.hypot(view.getFloat64(at, true), view.getFloat64(at + 8, true))),
  int8: each(1, (view, at) => view.getInt8(at)),
  uint8: each(1, (view, at) => view.getUint8(at)),
  bool: each(1, (view, at) => view.getUint8(at)),
  int16: each(2, (view, at) => view.getInt16(at, true)),
  uint16: each(2, (view, at) => view.getUint16(at, true)),
  int32: each(4, (view, at) => view.getInt32(at, true)),
  uint32: each(4, (view, at) => view.getUint32(at, true)),
  int64: each(8, (view, at) => Number(view.getBigInt64(at, true))),
  uint64: each(8, (view, at) => Number(view.getBigUint64(at, true))),
  uint4: packed(4, unsigned),
  int4: packed(4, signed(4)),
  uint2: packed(2, unsigned),
  int2: packed(2, signed(2)),
};

function rawDecoder(dtype: string): Decode | undefined {
  const small = smallFloat(dtype);
  if (small !== undefined) {
    return packed(small.width, small.toNumber);
  }
  return Object.hasOwn(RAW, dtype) ? RAW[dtype] : undefined;
}

/** Integers of protobuf hold floats as their bits, and of what is narrower than six bits a packed byte each. */
function ofIntegers(integers: Float64Array, dtype: string): Float64Array {
  const small = smallFloat(dtype);
  if (/^u?int[24]$/.test(dtype) || small?.width === 4) {
    const bytes = Uint8Array.from(integers);
    return rawDecoder(dtype)!(new DataView(bytes.buffer));
  }
  switch (dtype) {
    case 'float16':
      return integers.map(float16);
    case 'bfloat16':
      return integers.map(bfloat16);
    default:
      return small === undefined ? integers : integers.map(small.toNumber);
  }
}

export function elementsOf(bytes: Uint8Array, dtype: string | null, encoding: StoredTensor['encoding']): Float64Array {
  if (encoding === 'varint') {
    const wraps = dtype === 'uint64' ? BigInt.asUintN : BigInt.asIntN;
    return ofIntegers(Float64Array.from(varints(bytes, wraps)), dtype ?? '');
  }
  const decode = dtype === null ? undefined : rawDecoder(dtype);
  if (decode === undefined) {
    throw new ModelFileError(`elements of type ${dtype ?? 'unknown'} cannot be shown as numbers`);
  }
  return decode(new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
}
