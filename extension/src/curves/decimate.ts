/**
 * Chooses the points of a curve that the screen can show: per bucket of equal length the first, lowest, highest and last
 * one, so that no peak is lost at any zoom (M4 of Jugel et al., "M4: A Visualization-Oriented Time Series Data
 * Aggregation", 2014; buckets by index instead of pixel, which is the same for evenly logged points).
 */

/**
 * Positions, ascending, of points `from` up to `to` of a curve: in each bucket the first, the last, and those with the lowest
 * and highest number of each column. `columns`: y, and x where it does not ascend.
 */
export function decimate(columns: readonly Float64Array[], from: number, to: number, buckets: number): Uint32Array {
  const count = to - from;
  if (count <= (2 + 2 * columns.length) * buckets) {
    return Uint32Array.from({ length: count }, (_, i) => from + i);
  }
  const chosen: number[] = [];
  for (let bucket = 0; bucket < buckets; bucket++) {
    const start = from + Math.floor((bucket * count) / buckets);
    const end = from + Math.floor(((bucket + 1) * count) / buckets);
    const marks = [start, ...columns.flatMap((column) => extremes(column, start, end)), end - 1].sort((a, b) => a - b);
    chosen.push(...marks.filter((mark, i) => i === 0 || mark > marks[i - 1]));
  }
  return Uint32Array.from(chosen);
}

/** Where the lowest and the highest of the numbers `from` up to `to` stand. */
function extremes(numbers: Float64Array, from: number, to: number): [number, number] {
  let low = from;
  let high = from;
  for (let i = from + 1; i < to; i++) {
    if (numbers[i] < numbers[low]) {
      low = i;
    } else if (numbers[i] > numbers[high]) {
      high = i;
    }
  }
  return [low, high];
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
