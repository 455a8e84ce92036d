// Element types: names, the engine's numbers (MXNet's type flags), and the typed array that holds each.
import { GluonError } from './errors.js';
import { dtypeOfFlag, flagOfDtype, type DType } from './type_flags.js';

export type { DType };

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

/** Those whose elements are numbers: all but int64's. */
export type NumberArray = Exclude<TypedArray, BigInt64Array>;

export const dtypes = Object.keys(flagOfDtype) as DType[];

/** The engine's number of a dtype; an unknown name is an error that lists the allowed ones. */
export function dtypeCode(dtype: DType): number {
  const code = flagOfDtype[dtype];
  if (code === undefined) {
    throw new GluonError(`dtype is '${String(dtype)}', allowed are ${dtypes.join(', ')}`, 'dtype');
  }
  return code;
}

/** The dtype of an engine's number. */
export const dtypeOfCode = (code: number): DType => dtypeOfFlag(code)!;

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
