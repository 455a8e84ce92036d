// Reads MXNet's .params / .nd files: versions V0 (0.9) to V3 (NumPy shapes), dense and sparse. Sparse arrays come out dense.
//
// Nothing in the file is believed: every count is held against the bytes that follow before memory is asked for, and an
// error names the offset and the rule. Layout: magic, reserved, count, records, count of names, names.
import { dtypeOfFlag, type DType } from '../type_flags.js';
import { ByteReader } from './byte_reader.js';
import { denseFromCsr, denseFromRowSparse } from './sparse_records.js';
import {
  CSR,
  DENSE,
  itemBytes,
  LIST_MAGIC,
  ROW_SPARSE,
  V1_MAGIC,
  V2_MAGIC,
  V3_MAGIC,
  type StoredArray,
  type StoredArrays,
} from './stored_array.js';

const MAX_AXES = 32; // as NumPy and MXNet
const NPZ = 0x04034b50;
const EMPTY_NPZ = 0x06054b50;
const NPY = 0x4d554e93;

/** Decodes a whole file; `source` is what errors call it. */
export function decodeParams(bytes: Uint8Array, source: string): StoredArrays {
  const reader = new ByteReader(bytes, source);
  checkKind(reader);
  const magic = reader.uint64('the list magic');
  if (magic !== LIST_MAGIC)
    reader.fail(`the file begins with 0x${magic.toString(16)}, expected the list magic 0x112`, 0);
  reader.uint64('the reserved word');
  const count = reader.count('the number of arrays', 4);
  const arrays: (StoredArray | null)[] = [];
  for (let i = 0; i < count; ++i) arrays.push(readRecord(reader));
  const names = readNames(reader, count);
  if (reader.remaining > 0) reader.fail(`${reader.remaining} bytes follow the last name, expected the end of the file`);
  return { names, arrays };
}

function checkKind(reader: ByteReader): void {
  const first = reader.remaining >= 4 ? reader.peekUint32('the first word') : 0;
  if (first === NPZ || first === EMPTY_NPZ || first === NPY) {
    reader.fail('this is a NumPy file (.npz or .npy, as MXNet 2 writes them), expected the .params layout of MXNet 1');
  }
}

function readNames(reader: ByteReader, arrays: number): string[] | null {
  const start = reader.offset;
  const count = reader.count('the number of names', 8);
  if (count !== 0 && count !== arrays) reader.fail(`there are ${count} names for ${arrays} arrays`, start);
  const names: string[] = [];
  const seen = new Set<string>();
  for (let i = 0; i < count; ++i) {
    const at = reader.offset;
    const name = reader.text(`name ${i}`);
    if (seen.has(name)) reader.fail(`the name '${name}' stands here for the second time`, at);
    seen.add(name);
    names.push(name);
  }
  return count === 0 ? null : names;
}

/** One array record; null for a "none" record. */
function readRecord(reader: ByteReader): StoredArray | null {
  const start = reader.offset;
  const magic = reader.uint32('an array record');
  if (magic === V2_MAGIC || magic === V3_MAGIC) return readTyped(reader, magic === V3_MAGIC);
  if (magic === V1_MAGIC) return readDense(reader, readShape(reader));
  if (magic > MAX_AXES) {
    reader.fail(
      `0x${magic.toString(16)} is no record magic, and no number of axes from 0 to ${MAX_AXES} (version 0)`,
      start,
    );
  }
  const shape: number[] = [];
  for (let i = 0; i < magic; ++i) shape.push(reader.uint32(`axis ${i} of a shape`));
  return readDense(reader, shape);
}

/** Version 2 and 3: storage type, shape, device, element type, data. */
function readTyped(reader: ByteReader, numpyShapes: boolean): StoredArray | null {
  const start = reader.offset;
  const storage = reader.int32('the storage type');
  if (storage !== DENSE && storage !== ROW_SPARSE && storage !== CSR) {
    reader.fail(`storage type is ${storage}, expected 0 (dense), 1 (row_sparse) or 2 (csr)`, start);
  }
  if (storage !== DENSE) {
    if (numpyShapes) reader.fail('a record of version 3 is sparse, they are always dense', start);
    return readSparse(reader, storage);
  }
  const shape = readShape(reader, numpyShapes);
  if (shape === null || (shape.length === 0 && !numpyShapes)) return null;
  return readBody(reader, shape);
}

/** Extents; null when version 3 leaves one open. */
function readShape(reader: ByteReader): number[];
function readShape(reader: ByteReader, openAllowed: boolean): number[] | null;
function readShape(reader: ByteReader, openAllowed = false): number[] | null {
  const start = reader.offset;
  const axes = reader.int32('the number of axes');
  if (axes === -1 && openAllowed) return null;
  if (axes < 0 || axes > MAX_AXES) reader.fail(`an array has ${axes} axes, expected 0 to ${MAX_AXES}`, start);
  const shape: number[] = [];
  let open = false;
  for (let i = 0; i < axes; ++i) {
    const at = reader.offset;
    const extent = reader.int64(`axis ${i} of a shape`);
    if (extent === -1n && openAllowed) open = true;
    else if (extent < 0n || extent > BigInt(Number.MAX_SAFE_INTEGER)) {
      reader.fail(`axis ${i} has extent ${extent}, expected 0 to ${Number.MAX_SAFE_INTEGER}`, at);
    }
    shape.push(Number(extent));
  }
  return open ? null : shape;
}

/** Version 0 and 1: no storage type; without axes the record ends. */
function readDense(reader: ByteReader, shape: number[]): StoredArray | null {
  return shape.length === 0 ? null : readBody(reader, shape);
}

function readBody(reader: ByteReader, shape: number[]): StoredArray {
  skipDevice(reader);
  const dtype = readDtype(reader, 'the type flag');
  return { dtype, shape, bytes: readData(reader, shape, dtype, 'the data') };
}

// Arrays saved on a GPU load like any other.
function skipDevice(reader: ByteReader): void {
  reader.int32('the device type');
  reader.int32('the device number');
}

function readDtype(reader: ByteReader, what: string): DType {
  const start = reader.offset;
  const flag = reader.int32(what);
  return dtypeOfFlag(flag) ?? reader.fail(`${what} is ${flag}, expected 0 to 7 or 12 (see MXNet's TypeFlag)`, start);
}

function readData(reader: ByteReader, shape: number[], dtype: DType, what: string): Uint8Array {
  const size = shape.reduce((product, extent) => product * BigInt(extent), 1n);
  const bytes = size * BigInt(itemBytes[dtype]);
  if (bytes > BigInt(reader.remaining)) {
    reader.fail(
      `${what} of shape (${shape.join(', ')}) ${dtype} takes ${bytes} bytes, the file has ${reader.remaining} more: ` +
        'it is truncated or lies about the shape',
    );
  }
  return reader.take(Number(bytes), what);
}

function readSparse(reader: ByteReader, storage: number): StoredArray {
  const start = reader.offset;
  // The stored shape of the values can be stale (MXNet writes it before it waits): the index array tells their number.
  readShape(reader);
  const shape = readShape(reader);
  const axes = storage === CSR ? 2 : 1;
  if (storage === CSR ? shape.length !== axes : shape.length < axes) {
    reader.fail(`a ${storage === CSR ? 'csr' : 'row_sparse'} array has shape (${shape.join(', ')})`, start);
  }
  skipDevice(reader);
  const dtype = readDtype(reader, 'the type flag');
  const aux = Array.from({ length: storage === CSR ? 2 : 1 }, (_, i) => ({
    dtype: readDtype(reader, `the type flag of index array ${i}`),
    shape: readShape(reader),
  }));
  for (const { shape: own } of aux)
    if (own.length !== 1) reader.fail(`an index array has shape (${own.join(', ')})`, start);
  const stored = aux[aux.length - 1].shape[0];
  const values = readData(reader, storage === CSR ? [stored] : [stored, ...shape.slice(1)], dtype, 'the values');
  const indices = aux.map((one, i) => {
    const at = reader.offset;
    return toIntegers(reader, at, one.dtype, readData(reader, one.shape, one.dtype, `index array ${i}`));
  });
  const fail = (rule: string): never => reader.fail(rule, start);
  return storage === CSR
    ? denseFromCsr({ shape, dtype, values, indptr: indices[0], columns: indices[1] }, fail)
    : denseFromRowSparse({ shape, dtype, values, rows: indices[0] }, fail);
}

function toIntegers(reader: ByteReader, at: number, dtype: DType, bytes: Uint8Array): number[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (dtype === 'int64')
    return Array.from({ length: bytes.length / 8 }, (_, i) => Number(view.getBigInt64(8 * i, true)));
  if (dtype === 'int32') return Array.from({ length: bytes.length / 4 }, (_, i) => view.getInt32(4 * i, true));
  return reader.fail(`an index array is ${dtype}, expected int64 or int32`, at);
}
