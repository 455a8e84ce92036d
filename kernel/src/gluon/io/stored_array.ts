// An array as it lies in a .params file, and MXNet's numbers for element types. The browser reads it too (gluonlab/formats), so
// it imports nothing but types.
import type { DType } from '../dtype.js';

/** Raw little-endian elements, row-major. */
export interface StoredArray {
  dtype: DType;
  shape: number[];
  bytes: Uint8Array;
}

/** The content of a file. `names` is null for a list. A record without an array ("none") is null. */
export interface StoredArrays {
  names: string[] | null;
  arrays: (StoredArray | null)[];
}

export const itemBytes: Readonly<Record<DType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  uint8: 1,
  int8: 1,
  int32: 4,
  int64: 8,
  bool: 1,
};

/** MXNet's type flags. 8 to 11 exist in MXNet's list and are never written by its operators. */
export const flagOfDtype: Readonly<Record<DType, number>> = {
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

const names: readonly (DType | null)[] = [
  'float32',
  'float64',
  'float16',
  'uint8',
  'int32',
  'int8',
  'int64',
  'bool',
  null,
  null,
  null,
  null,
  'bfloat16',
];

/** The dtype of a type flag; null when there is none. */
export const dtypeOfFlag = (flag: number): DType | null => names[flag] ?? null;

// The list file: a magic number, then records that begin with the magic of their version (V0: with the number of axes).
export const LIST_MAGIC = 0x112n;
export const V1_MAGIC = 0xf993fac8;
export const V2_MAGIC = 0xf993fac9;
export const V3_MAGIC = 0xf993faca;
export const DENSE = 0;
export const ROW_SPARSE = 1;
export const CSR = 2;
