// The names of element types and MXNet's numbers for them, which are the engine's too. The browser reads model files with it
// (gluonlab/formats), so it imports nothing.

export type DType = 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';

/** 8 to 11 exist in MXNet's list and are never written by its operators. */
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

const names = new Map(Object.entries(flagOfDtype).map(([name, flag]) => [flag, name as DType]));

/** The dtype of a flag that a file gives; null when there is none. */
export const dtypeOfFlag = (flag: number): DType | null => names.get(flag) ?? null;
