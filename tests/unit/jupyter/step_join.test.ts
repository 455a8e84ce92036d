// One metric as the x axis of another: which x belongs to which point.
import { describe, expect, test } from 'vitest';
import { StepJoin } from 'gluonlab/step_join';
import type { LoggedColumns } from 'gluonlab/step_join';

type Row = [step: number, time: number, value?: number];

function columns(rows: readonly Row[]): LoggedColumns {
  const column = (k: number) => Float64Array.from(rows, (row) => row[k] ?? 0);
  return { steps: column(0), times: column(1), values: column(2) };
}

/** Joins series that come `part` points at a time. */
function joined(y: readonly Row[], x: readonly Row[], part = 1_000): number[] {
  const join = new StepJoin();
  const waiting = Array.from({ length: Math.ceil(x.length / part) }, (_, k) => x.slice(k * part, (k + 1) * part));
  const result: number[] = [];
  for (let first = 0; first < y.length; first += part) {
    const points = columns(y.slice(first, first + part));
    const xs = new Float64Array(points.steps.length);
    for (let next = join.fill(points, 0, xs); next < xs.length; next = join.fill(points, next, xs)) {
      const more = waiting.shift();
      join.feed(more === undefined ? null : columns(more));
    }
    result.push(...xs);
  }
  return result;
}

/** Points of the given steps, a millisecond after another from `begin` on; the value is ten times the number of the point. */
const logged = (steps: readonly number[], begin = 0): Row[] => steps.map((step, i) => [step, begin + i, 10 * i]);

describe('a metric over another', () => {
  test('has the x of the same step, and none where x was not logged', () => {
    expect(joined(logged([0, 1, 2, 3, 4]), logged([1, 3, 9]))).toEqual([NaN, 0, NaN, 10, NaN]);
    expect(joined(logged([5]), [])).toEqual([NaN]);
  });

  test.each([1, 2, 3, 7])('is the same when both come %i points at a time', (part) => {
    let seed = 1;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const some = () => Array.from({ length: 500 }, (_, step) => step).filter(() => random() < 0.4);
    const [y, x] = [logged(some()), logged(some())];
    // In steps that ascend, each is there once at most: a look-up gives the same.
    const valueAt = new Map(x.map(([step, , value]) => [step, value]));
    expect(joined(y, x, part)).toEqual(y.map(([step]) => valueAt.get(step) ?? NaN));
  });

  test('takes what was logged several times at a step one by one, and then the last of it', () => {
    const at = (values: number[]): Row[] => values.map((value) => [4, 0, value]);
    expect(joined(at([1, 2, 3]), at([10, 20]))).toEqual([10, 20, 20]);
    expect(joined(at([1]), at([10, 20]))).toEqual([10]);
  });

  test.each([0, 1])('begins anew with a loop that counts again, %i ms a point', (pace) => {
    const rows = [0, 1, 2, 0, 1, 2].map((step, i): Row => [step, i * pace, 10 * i]);
    expect(joined(rows, rows)).toEqual([0, 10, 20, 30, 40, 50]);
    // The second round has one point of x, the first two.
    expect(joined(rows, [rows[0], rows[2], rows[4]])).toEqual([0, NaN, 20, NaN, 40, NaN]);
  });

  test('goes back with a training that goes back to a checkpoint', () => {
    // Up to step 950, then from 900 on again; x every 100 steps, at 1000 next.
    const y = logged([850, 900, 950, 900, 950, 1000, 1050], 0);
    const x: Row[] = [
      [800, 0, 8],
      [900, 1, 9],
      [1000, 5, 10],
    ];
    expect(joined(y, x)).toEqual([NaN, 9, NaN, NaN, NaN, 10, NaN]);
    // The other way round: the points are the rare ones.
    expect(joined(x, y)).toEqual([NaN, 10, 50]);
  });
});
