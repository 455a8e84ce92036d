// An array as it lies in a .params file, and the numbers that such a file is made of. The browser reads it too
// (gluonlab/formats), so nothing of the engine is imported.
import type { DType } from '../type_flags.js';

export { dtypeOfFlag } from '../type_flags.js';

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

// The list file: a magic number, then records that begin with the magic of their version (V0: with the number of axes).
export const LIST_MAGIC = 0x112n;
export const V1_MAGIC = 0xf993fac8;
export const V2_MAGIC = 0xf993fac9;
export const V3_MAGIC = 0xf993faca;
export const DENSE = 0;
export const ROW_SPARSE = 1;
export const CSR = 2;
