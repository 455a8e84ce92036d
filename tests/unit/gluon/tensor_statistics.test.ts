// Statistics of the elements of a parameter.
import { expect, test } from 'vitest';
import { tensorStatistics } from 'gluonlab/messages';

test('moments and extremes', () => {
  const { count, mean, deviation, min, max, zeros } = tensorStatistics([0, 2, 4, 6]);
  expect({ count, mean, min, max, zeros }).toEqual({ count: 4, mean: 3, min: 0, max: 6, zeros: 1 });
  expect(deviation).toBeCloseTo(Math.sqrt(5), 12);
});

test('NaN and infinities are counted and stay out of the rest', () => {
  const { count, mean, min, max, nans, infinities, histogram } = tensorStatistics(
    Float32Array.of(NaN, Infinity, -Infinity, 1, 3),
  );
  expect({ count, mean, min, max, nans, infinities }).toEqual({
    count: 5,
    mean: 2,
    min: 1,
    max: 3,
    nans: 1,
    infinities: 2,
  });
  expect(histogram.counts).toEqual([1, 1]);
});

test('without a finite element there is no mean and no histogram', () => {
  const { mean, min, histogram } = tensorStatistics([NaN]);
  expect([mean, min]).toEqual([NaN, NaN]);
  expect(histogram).toEqual({ edges: [], counts: [] });
  expect(tensorStatistics([]).count).toBe(0);
});

test('each element lies in the bin whose edges hold it, and the last bin has its upper edge', () => {
  const values = Float64Array.from({ length: 5000 }, (_, i) => Math.sin(i) * 3 + (i % 7) / 10);
  const { edges, counts } = tensorStatistics(values).histogram;
  expect(edges.length).toBe(counts.length + 1);
  const expected = counts.map(
    (_, bin) =>
      values.filter((value) => value >= edges[bin] && (value < edges[bin + 1] || bin === counts.length - 1)).length,
  );
  expect(counts).toEqual(expected);
});

test('one value alone is one bin', () => {
  expect(tensorStatistics([5n, 5n]).histogram).toEqual({ edges: [5, 5], counts: [2] });
});

test('the range may be wider than the largest double', () => {
  const { edges, counts } = tensorStatistics([-1.7e308, 0, 1.7e308]).histogram;
  expect(edges.every(Number.isFinite)).toBe(true);
  expect(counts.reduce((sum, count) => sum + count)).toBe(3);
});
