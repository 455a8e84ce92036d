/**
 * Chooses the points of a curve that the screen can show: per bucket of equal length the first, lowest, highest and last
 * one, so that no peak is lost at any zoom (M4 of Jugel et al., "M4: A Visualization-Oriented Time Series Data
 * Aggregation", 2014; buckets by index instead of pixel, which is the same for evenly logged points).
 */

/** Indices, ascending, of at most `4 * buckets` points of `y[from..to)`. */
export function decimate(y: Float64Array, from: number, to: number, buckets: number): Uint32Array {
  const count = to - from;
  if (count <= 4 * buckets) {
    return Uint32Array.from({ length: count }, (_, i) => from + i);
  }
  const chosen: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = from + Math.floor((bucket * count) / buckets);
    const end = from + Math.floor(((bucket + 1) * count) / buckets);
    let low = start;
    let high = start;
    for (let i = start + 1; i < end; i++) {
      if (y[i] < y[low]) {
        low = i;
      } else if (y[i] > y[high]) {
        high = i;
      }
    }
    const marks = [start, Math.min(low, high), Math.max(low, high), end - 1];
    chosen.push(...marks.filter((mark, i) => i === 0 || mark > marks[i - 1]));
  }
  return Uint32Array.from(chosen);
}

/**
 * The part `[from, to)` of `length` points whose positions lie in `range`, with one neighbour on each side so that lines
 * leave the chart.
 */
export function visiblePart(
  position: (i: number) => number,
  length: number,
  range: readonly [number, number] | null,
): [number, number] {
  if (range === null) {
    return [0, length];
  }
  const [low, high] = range;
  let from = 0;
  while (from < length && position(from) < low) {
    from++;
  }
  let to = length;
  while (to > from && position(to - 1) > high) {
    to--;
  }
  return [Math.max(0, from - 1), Math.min(length, to + 1)];
}
