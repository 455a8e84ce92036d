// A safetensors file as stored numbers: little-endian, row-major; half precisions come widened.
import { readFileSync } from 'node:fs';

/** @typedef {{ dtype: string, shape: number[], values: import('gluonlab').TypedArray }} Stored */

/** @type {Record<string, { dtype: string, read: (bytes: ArrayBuffer) => import('gluonlab').TypedArray }>} */
const KINDS = {
  F64: { dtype: 'float64', read: (bytes) => new Float64Array(bytes) },
  F32: { dtype: 'float32', read: (bytes) => new Float32Array(bytes) },
  F16: { dtype: 'float16', read: (bytes) => Float32Array.from(new Uint16Array(bytes), halfToNumber) },
  BF16: { dtype: 'bfloat16', read: (bytes) => Float32Array.from(new Uint16Array(bytes), bfloatToNumber) },
  I64: { dtype: 'int64', read: (bytes) => new BigInt64Array(bytes) },
  I32: { dtype: 'int32', read: (bytes) => new Int32Array(bytes) },
  I8: { dtype: 'int8', read: (bytes) => new Int8Array(bytes) },
  U8: { dtype: 'uint8', read: (bytes) => new Uint8Array(bytes) },
  BOOL: { dtype: 'bool', read: (bytes) => new Uint8Array(bytes) },
};

/** @param {number} bits */
function halfToNumber(bits) {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 0x1f;
  const fraction = bits & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? NaN : sign * Infinity;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

/** @param {number} bits */
function bfloatToNumber(bits) {
  return new Float32Array(new Uint32Array([bits << 16]).buffer)[0];
}

export class Safetensors {
  /** @param {string} file */
  constructor(file) {
    const bytes = readFileSync(file);
    const length = Number(bytes.readBigUInt64LE(0));
    this.header = JSON.parse(bytes.toString('utf8', 8, 8 + length));
    this.data = bytes.subarray(8 + length);
  }

  /**
   * @param {string} key
   * @returns {Stored}
   */
  get(key) {
    const entry = this.header[key];
    if (entry === undefined) throw new Error(`there is no tensor ${key}`);
    const kind = KINDS[entry.dtype];
    const [begin, end] = entry.data_offsets;
    // A copy, because typed arrays must begin at a multiple of their element size.
    const bytes = new Uint8Array(this.data.subarray(begin, end)).buffer;
    return { dtype: kind.dtype, shape: entry.shape, values: kind.read(bytes) };
  }
}
