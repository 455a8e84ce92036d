/**
 * Which arrays a .params file holds, without reading them: versions V0 to V3, dense and sparse (layout and rules as in the
 * kernel's own reader), and the .npz of MXNet 2. Only headers and names are read.
 */
import {
  CSR,
  DENSE,
  dtypeOfFlag,
  itemBytes,
  LIST_MAGIC,
  ROW_SPARSE,
  V1_MAGIC,
  V2_MAGIC,
  V3_MAGIC,
} from 'gluonlab/formats';
import type { StoredTensor } from 'gluonlab/messages';
import type { ByteSource } from '../byte_source.js';
import { Cursor } from './cursor.js';
import { isZip, readNpz } from './npz.js';

export interface ParamsEntry {
  name: string;
  dtype: string | null;
  /** Null for a "none" record, which has a name only. */
  shape: number[] | null;
  /** Of all that is stored, index arrays included. */
  bytes: number;
  storage: 'dense' | 'row_sparse' | 'csr';
  /** Where the elements lie; undefined where that is not known. A sparse array's are those that are stored. */
  data?: Pick<StoredTensor, 'bytes' | 'offset' | 'deflated'>;
}

type Entry = Omit<ParamsEntry, 'name'>;

const MAX_AXES = 32;
const MAX_ARRAYS = 1_000_000;
const NONE: Entry = { dtype: null, shape: null, bytes: 0, storage: 'dense' };

export async function readParams(source: ByteSource): Promise<ParamsEntry[]> {
  const file = new Cursor(source);
  if (source.size >= 4 && isZip(await file.peek(4))) {
    return readNpz(file);
  }
  const magic = await file.uint64('the list magic');
  if (BigInt(magic) !== LIST_MAGIC) {
    file.fail(
      `the file begins with 0x${magic.toString(16)}, expected the list magic 0x112: this is no .params file`,
      0,
    );
  }
  await file.uint64('the reserved word');
  const count = await file.count('the number of arrays', 4);
  if (count > MAX_ARRAYS) {
    file.fail(`the file lists ${count} arrays, shown are up to ${MAX_ARRAYS}`);
  }
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    entries.push(await readRecord(file));
  }
  const names = await readNames(file, count);
  return entries.map((entry, i) => ({ name: names[i] ?? String(i), ...entry }));
}

async function readNames(file: Cursor, arrays: number): Promise<string[]> {
  const start = file.offset;
  const count = await file.count('the number of names', 8);
  if (count !== 0 && count !== arrays) {
    file.fail(`there are ${count} names for ${arrays} arrays`, start);
  }
  const names: string[] = [];
  for (let i = 0; i < count; i++) {
    names.push(await file.text(`name ${i}`));
  }
  return names;
}

async function readRecord(file: Cursor): Promise<Entry> {
  const start = file.offset;
  const magic = await file.uint32('an array record');
  if (magic === V2_MAGIC || magic === V3_MAGIC) {
    return readTyped(file, magic === V3_MAGIC);
  }
  if (magic === V1_MAGIC) {
    const shape = await readShape(file);
    return shape.length === 0 ? NONE : readDense(file, shape);
  }
  if (magic > MAX_AXES) {
    file.fail(
      `0x${magic.toString(16)} is no record magic, and no number of axes from 0 to ${MAX_AXES} (version 0)`,
      start,
    );
  }
  const shape: number[] = [];
  for (let axis = 0; axis < magic; axis++) {
    shape.push(await file.uint32(`axis ${axis} of a shape`));
  }
  return shape.length === 0 ? NONE : readDense(file, shape);
}

/** Version 2 and 3: storage type, shape, device, element type, data. */
async function readTyped(file: Cursor, hasNumpyShapes: boolean): Promise<Entry> {
  const start = file.offset;
  const storage = await file.int32('the storage type');
  if (storage === ROW_SPARSE || storage === CSR) {
    return readSparse(file, storage);
  }
  if (storage !== DENSE) {
    file.fail(`storage type is ${storage}, expected 0 (dense), 1 (row_sparse) or 2 (csr)`, start);
  }
  const shape = await readShape(file, hasNumpyShapes);
  const isNone = shape.includes(-1) || (shape.length === 0 && !hasNumpyShapes);
  return isNone ? NONE : readDense(file, shape);
}

/** Extents; an open one (allowed under NumPy shapes) or an unknown rank holds a -1. */
async function readShape(file: Cursor, isOpenAllowed = false): Promise<number[]> {
  const start = file.offset;
  const axes = await file.int32('the number of axes');
  if (axes === -1 && isOpenAllowed) {
    return [-1];
  }
  if (axes < 0 || axes > MAX_AXES) {
    file.fail(`an array has ${axes} axes, expected 0 to ${MAX_AXES}`, start);
  }
  const shape: number[] = [];
  for (let axis = 0; axis < axes; axis++) {
    const at = file.offset;
    const extent = await file.int64(`axis ${axis} of a shape`);
    if (!Number.isSafeInteger(extent) || extent < (isOpenAllowed ? -1 : 0)) {
      file.fail(`axis ${axis} has extent ${extent}, expected 0 to ${Number.MAX_SAFE_INTEGER}`, at);
    }
    shape.push(extent);
  }
  return shape;
}

async function readDense(file: Cursor, shape: number[]): Promise<Entry> {
  await skipDevice(file);
  const dtype = await readDtype(file);
  const data = await skipData(file, shape, dtype);
  return { dtype, shape, bytes: data.bytes, storage: 'dense', data };
}

async function skipDevice(file: Cursor): Promise<void> {
  await file.int32('the device type');
  await file.int32('the device number');
}

async function readDtype(file: Cursor) {
  const start = file.offset;
  const flag = await file.int32('the type flag');
  return (
    dtypeOfFlag(flag) ?? file.fail(`the type flag is ${flag}, expected 0 to 7 or 12 (see MXNet's TypeFlag)`, start)
  );
}

async function skipData(file: Cursor, shape: readonly number[], dtype: keyof typeof itemBytes) {
  const bytes = shape.reduce((product, extent) => product * extent, 1) * itemBytes[dtype];
  const offset = file.offset;
  await file.skip(bytes, `the data of shape (${shape.join(', ')}) ${dtype}`);
  return { bytes, offset };
}

/** The stored shape of the values can be stale (MXNet writes it before it waits): the last index array tells their number. */
async function readSparse(file: Cursor, storage: number): Promise<Entry> {
  const start = file.offset;
  await readShape(file);
  const shape = await readShape(file);
  await skipDevice(file);
  const dtype = await readDtype(file);
  const indices: { dtype: keyof typeof itemBytes; shape: number[] }[] = [];
  for (let i = 0; i < (storage === CSR ? 2 : 1); i++) {
    indices.push({ dtype: await readDtype(file), shape: await readShape(file) });
  }
  const stored = indices.at(-1)!.shape;
  if (stored.length !== 1 || shape.length < 1) {
    file.fail(
      `a sparse array of shape (${shape.join(', ')}) has an index array of shape (${stored.join(', ')})`,
      start,
    );
  }
  const data = await skipData(file, storage === CSR ? stored : [...stored, ...shape.slice(1)], dtype);
  let { bytes } = data;
  for (const index of indices) {
    bytes += (await skipData(file, index.shape, index.dtype)).bytes;
  }
  return { dtype, shape, bytes, storage: storage === CSR ? 'csr' : 'row_sparse', data };
}
