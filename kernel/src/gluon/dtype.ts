// Element types: names, the engine's numbers (MXNet's type flags), and the typed array that holds each.
import { GluonError } from './errors.js';

export type DType = 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';

export type TypedArray =
  | Float32Array
  | Float64Array
  | Uint8Array
  | Int8Array
  | Int32Array
  | BigInt64Array
  | Uint16Array
  | Int16Array
  | Uint32Array
  | Uint8ClampedArray;

const codes: Record<DType, number> = {
  float32: 0,
  float64: 1,
  float16: 2,
  uint8: 3,
  int32: 4,
  int8: 5,
  int64: 6,
  bool: 7,
  bfloat16: 12,
};

const names = Object.fromEntries(Object.entries(codes).map(([name, code]) => [code, name])) as Record<number, DType>;

export const dtypes = Object.keys(codes) as DType[];

/** The engine's number of a dtype; an unknown name is an error that lists the allowed ones. */
export function dtypeCode(dtype: DType): number {
  const code = codes[dtype];
  if (code === undefined) {
    throw new GluonError(`dtype is '${String(dtype)}', allowed are ${dtypes.join(', ')}`, 'dtype');
  }
  return code;
}

export function dtypeOfCode(code: number): DType {
  return names[code];
}

export const isFloating = (dtype: DType): boolean => dtype.includes('float');

/** A typed array for `size` elements of a dtype whose bits JavaScript can hold: float16 and bfloat16 have none. */
export function typedArrayFor(dtype: Exclude<DType, 'float16' | 'bfloat16'>, size: number): TypedArray {
  switch (dtype) {
    case 'float32':
      return new Float32Array(size);
    case 'float64':
      return new Float64Array(size);
    case 'int32':
      return new Int32Array(size);
    case 'int8':
      return new Int8Array(size);
    case 'int64':
      return new BigInt64Array(size);
    default:
      return new Uint8Array(size);
  }
}

/** The dtype whose elements a typed array holds as they are; null when the engine has none (16-bit and uint32). */
export function dtypeOfTypedArray(data: ArrayBufferView): DType | null {
  if (data instanceof Float32Array) return 'float32';
  if (data instanceof Float64Array) return 'float64';
  if (data instanceof Int32Array) return 'int32';
  if (data instanceof Uint8Array || data instanceof Uint8ClampedArray) return 'uint8';
  if (data instanceof Int8Array) return 'int8';
  if (data instanceof BigInt64Array) return 'int64';
  return null;
}
