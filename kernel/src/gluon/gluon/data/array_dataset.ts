// ArrayDataset: items whose parts are rows of arrays, elements of lists, or items of other datasets.
import { array as makeArray } from '../../creation.js';
import { dtypeOfTypedArray, type TypedArray } from '../../dtype.js';
import { GluonError } from '../../errors.js';
import { NDArray } from '../../ndarray.js';
import { take } from '../../ops.generated.js';
import { Dataset } from './dataset.js';

/** What can be a column: rows of an NDArray, numbers of a typed array, elements of a list, items of a dataset. */
export type Column<T = unknown> = NDArray | TypedArray | readonly T[] | Dataset<T>;

/** The part of an item that a column gives. */
export type ColumnItem<C> = C extends NDArray
  ? NDArray
  : C extends TypedArray
    ? number
    : C extends readonly (infer T)[] | Dataset<infer T>
      ? T
      : never;

/** One column: the items are its; several: the items are lists. */
export type ArrayItem<C extends readonly Column[]> = C extends readonly [infer Only]
  ? ColumnItem<Only>
  : { [K in keyof C]: ColumnItem<C[K]> };

/** @example new ArrayDataset(nd.random.normal({ shape: [100, 8] }), new Int32Array(100)) */
export class ArrayDataset<C extends readonly Column[]> extends Dataset<ArrayItem<C>> {
  private readonly columns: C;
  private readonly count: number;

  constructor(...columns: C) {
    super();
    const lengths = columns.map(lengthOf);
    if (columns.length === 0) throw new GluonError('ArrayDataset: there are no arrays', 'value');
    if (lengths.some((length) => length !== lengths[0])) {
      throw new GluonError(
        `ArrayDataset: the arrays have ${lengths.join(', ')} items, expected as many in each`,
        'value',
      );
    }
    this.columns = columns;
    this.count = lengths[0]!;
  }

  override get length(): number {
    return this.count;
  }

  override get(index: number): ArrayItem<C> {
    this.checkIndex(index);
    const parts = this.columns.map((column) => itemOf(column, index));
    return (parts.length === 1 ? parts[0] : parts) as ArrayItem<C>;
  }

  override getBatch(indices: readonly number[]): NDArray | NDArray[] | null {
    const parts: NDArray[] = [];
    for (const column of this.columns) {
      const part = batchOf(column, indices);
      if (part === null) return null;
      parts.push(part);
    }
    return parts.length === 1 ? parts[0] : parts;
  }
}

function lengthOf(column: Column): number {
  if (column instanceof NDArray) {
    const [rows] = column.shape;
    if (rows === undefined) throw new GluonError('ArrayDataset: an array has shape (), it has no rows', 'shape');
    return rows;
  }
  const length = (column as { length?: unknown } | null)?.length;
  if (typeof length === 'number') return length;
  throw new GluonError(
    `ArrayDataset: a column is ${column === null ? 'null' : typeof column}, expected arrays, lists or datasets`,
    'value',
  );
}

function itemOf(column: Column, index: number): unknown {
  if (column instanceof NDArray) return column.at(index);
  if (column instanceof Dataset) return column.get(index);
  const item = (column as ArrayLike<unknown>)[index];
  return typeof item === 'bigint' ? Number(item) : item;
}

function batchOf(column: Column, indices: readonly number[]): NDArray | null {
  if (column instanceof NDArray) {
    const rows = makeArray(Int32Array.from(indices), { dtype: 'int32' });
    try {
      return take(column, rows, { axis: 0 });
    } finally {
      rows.dispose();
    }
  }
  if (column instanceof Dataset) {
    const batch = column.getBatch(indices);
    return Array.isArray(batch) ? null : batch;
  }
  if (!ArrayBuffer.isView(column)) return null;
  const numbers = Float64Array.from(indices, (index) => Number(column[index]));
  return makeArray(numbers, { dtype: dtypeOfTypedArray(column) ?? 'float32' });
}
