// How the values of an array are spread: equal bins between the lowest and the highest finite one.
import type { HistogramEntry } from './run_file.js';

const BINS = 48;

export type Histogram = Pick<HistogramEntry, 'edges' | 'counts'>;

export function histogramOf(values: ArrayLike<number>): Histogram {
  let low = Infinity;
  let high = -Infinity;
  for (let i = 0; i < values.length; ++i) {
    const value = values[i];
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return { edges: [0, 1], counts: [0] };
  if (low === high) {
    // One value has a bin around itself.
    const half = Math.max(Math.abs(low) * 1e-6, 1e-12);
    [low, high] = [low - half, high + half];
  }
  const width = (high - low) / BINS;
  const counts = new Array<number>(BINS).fill(0);
  for (let i = 0; i < values.length; ++i) {
    const value = values[i];
    if (Number.isFinite(value)) ++counts[Math.min(BINS - 1, Math.floor((value - low) / width))];
  }
  const edges = Array.from({ length: BINS + 1 }, (_, i) => (i === BINS ? high : low + i * width));
  return { edges, counts };
}
