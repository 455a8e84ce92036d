// Sparse arrays of .params files, written out dense. Their index arrays are checked: MXNet itself crashes on bad ones.
import type { DType } from '../dtype.js';
import { itemBytes, type StoredArray } from './stored_array.js';

type Fail = (rule: string) => never;

const MAX_DENSE_BYTES = 2 ** 32; // a small file can ask for any dense size; beyond this it is refused

interface Csr {
  shape: number[];
  dtype: DType;
  values: Uint8Array;
  /** Row i holds the values indptr[i] up to indptr[i + 1]. */
  indptr: number[];
  columns: number[];
}

interface RowSparse {
  shape: number[];
  dtype: DType;
  values: Uint8Array;
  /** Which rows the stored ones are. */
  rows: number[];
}

function denseBytes(kind: string, shape: number[], dtype: DType, fail: Fail): Uint8Array {
  const bytes = shape.reduce((product, extent) => product * extent, itemBytes[dtype]);
  if (bytes > MAX_DENSE_BYTES)
    fail(`a ${kind} array of shape (${shape.join(', ')}) takes ${bytes} bytes written out dense`);
  return new Uint8Array(bytes);
}

export function denseFromCsr({ shape, dtype, values, indptr, columns }: Csr, fail: Fail): StoredArray {
  const [rows, width] = shape as [number, number];
  if (indptr.length !== rows + 1)
    fail(`csr: indptr has ${indptr.length} entries, expected ${rows + 1} for ${rows} rows`);
  if (indptr[0] !== 0) fail(`csr: indptr begins with ${indptr[0]}, expected 0`);
  const bytes = denseBytes('csr', shape, dtype, fail);
  const item = itemBytes[dtype];
  for (let row = 0; row < rows; ++row) {
    const end = indptr[row + 1];
    if (end < indptr[row] || end > columns.length) {
      fail(`csr: indptr goes from ${indptr[row]} to ${end} at row ${row}, with ${columns.length} values stored`);
    }
    for (let i = indptr[row]; i < end; ++i) {
      const column = columns[i];
      if (column < 0 || column >= width) fail(`csr: column ${column} in row ${row}, allowed are 0 to ${width - 1}`);
      bytes.set(values.subarray(i * item, (i + 1) * item), (row * width + column) * item);
    }
  }
  return { shape, dtype, bytes };
}

export function denseFromRowSparse({ shape, dtype, values, rows }: RowSparse, fail: Fail): StoredArray {
  const bytes = denseBytes('row_sparse', shape, dtype, fail);
  const rowBytes = shape.slice(1).reduce((product, extent) => product * extent, itemBytes[dtype]);
  rows.forEach((row, i) => {
    if (row < 0 || row >= shape[0]) fail(`row_sparse: row ${row}, allowed are 0 to ${shape[0] - 1}`);
    bytes.set(values.subarray(i * rowBytes, (i + 1) * rowBytes), row * rowBytes);
  });
  return { shape, dtype, bytes };
}
