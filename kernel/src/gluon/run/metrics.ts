// The numbers of one call of run.log: checked at the call, read when they are written, so that a loop is not held up.
import { pause } from '../autograd.js';
import { GluonError } from '../errors.js';
import { keep, NDArray } from '../ndarray.js';
import { RECORD_NUMBERS } from './run_file.js';

/** Numbers by name. An array with one element is read when the point is written. A name's prefix, as in `train/loss`, groups. */
export type Metrics = Record<string, number | NDArray>;

/** What one call has logged; `t`: milliseconds since the run was created. */
export interface PendingPoint {
  s: number;
  t: number;
  m: Metrics;
}

export function checkedMetrics(metrics: Metrics): Metrics {
  const kept: Metrics = {};
  for (const [name, value] of Object.entries(metrics)) kept[name] = checkedMetric(name, value);
  return kept;
}

function checkedMetric(name: string, value: number | NDArray): number | NDArray {
  if (typeof value === 'number') return value;
  if (!(value instanceof NDArray)) {
    throw new GluonError(`run.log: metric '${name}' is ${typeof value}, expected a number or an NDArray`, 'value');
  }
  if (value.size !== 1) {
    const shape = value.shape.join(', ');
    throw new GluonError(
      `run.log: metric '${name}' has shape (${shape}), expected one number; take its mean(), or run.histogram`,
      'shape',
    );
  }
  // A copy: the caller may dispose the array or write into it before the point is read.
  return keep(pause(() => value.copy()));
}

/** The points as records of their series, by name. */
export function recordsOf(points: readonly PendingPoint[]): Map<string, Float64Array> {
  const numbers = new Map<string, number[]>();
  for (const { s, t, m } of points) {
    for (const [name, value] of Object.entries(m)) {
      let column = numbers.get(name);
      if (column === undefined) numbers.set(name, (column = []));
      column.push(s, t, typeof value === 'number' ? value : itemOf(value));
    }
  }
  return new Map([...numbers].map(([name, column]) => [name, Float64Array.from(column)]));
}

/** The records one by one. */
export function* eachRecord(rows: Float64Array): Generator<{ step: number; time: number; value: number }> {
  for (let i = 0; i < rows.length; i += RECORD_NUMBERS) yield { step: rows[i], time: rows[i + 1], value: rows[i + 2] };
}

// Work that failed shows as NaN in the curve; its error reaches the user where the array itself is read.
function itemOf(array: NDArray): number {
  try {
    return array.item();
  } catch {
    return NaN;
  } finally {
    array.dispose();
  }
}
