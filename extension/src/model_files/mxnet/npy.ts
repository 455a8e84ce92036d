/** What NumPy's .npy files say of their array before its elements. */
import type { Cursor } from './cursor.js';

/** NumPy's type codes, little-endian or of one byte. MXNet writes bfloat16 as V2, which is any two bytes. */
const DTYPES: Record<string, string | undefined> = {
  '<f4': 'float32',
  '<f8': 'float64',
  '<f2': 'float16',
  '|u1': 'uint8',
  '|i1': 'int8',
  '<i2': 'int16',
  '<u2': 'uint16',
  '<i4': 'int32',
  '<u4': 'uint32',
  '<i8': 'int64',
  '<u8': 'uint64',
  '|b1': 'bool',
};

const MAGIC = 0x4d554e93;

export interface NpyHeader {
  /** Null for a type that is not known. */
  dtype: string | null;
  shape: number[];
}

/** Moves on to the elements; null: this is no .npy file. */
export async function readNpyHeader(file: Cursor, name: string): Promise<NpyHeader | null> {
  const start = file.offset;
  const magic = await file.take(8, `the array '${name}'`);
  if (magic.getUint32(0, true) !== MAGIC) {
    return null;
  }
  const length =
    magic.getUint8(6) === 1 ? await file.uint16('the header length') : await file.uint32('the header length');
  const header = await file.textOf(length, `the header of '${name}'`);
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const extents = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  const shape = extents
    ?.split(',')
    .filter((text) => text.trim() !== '')
    .map(Number);
  if (!shape?.every((extent) => Number.isSafeInteger(extent) && extent >= 0)) {
    return file.fail(`the header of '${name}' is '${header.slice(0, 100).trim()}', expected a shape`, start);
  }
  return { dtype: Object.hasOwn(DTYPES, descr) ? DTYPES[descr]! : null, shape };
}
