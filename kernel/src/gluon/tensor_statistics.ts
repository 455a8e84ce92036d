// What is said about the elements of a parameter: moments, extremes and a histogram. The kernel computes it for live
// parameters and the browser for those in files, so it needs neither Node nor a browser.

export interface TensorStatistics {
  count: number;
  mean: number;
  /** Standard deviation, with the count as divisor. */
  deviation: number;
  /** Of the finite elements; NaN where there are none, like mean and deviation. */
  min: number;
  max: number;
  zeros: number;
  nans: number;
  infinities: number;
  /** Finite elements between `edges[i]` and `edges[i + 1]`; the last bin holds its upper edge. */
  histogram: { edges: number[]; counts: number[] };
}

const MAX_BINS = 64;

/** Statistics of numbers; 64-bit integers and other values count as the nearest double. */
export function tensorStatistics(values: ArrayLike<number | bigint>): TensorStatistics {
  let [min, max, sum] = [Infinity, -Infinity, 0];
  let [zeros, nans, infinities] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    if (Number.isFinite(value)) {
      if (value < min) min = value;
      if (value > max) max = value;
      if (value === 0) zeros++;
      sum += value;
    } else if (Number.isNaN(value)) nans++;
    else infinities++;
  }
  const count = values.length;
  const finite = count - nans - infinities;
  if (finite === 0) {
    const none = { mean: NaN, deviation: NaN, min: NaN, max: NaN, histogram: { edges: [], counts: [] } };
    return { count, zeros, nans, infinities, ...none };
  }
  const mean = sum / finite;
  const { squares, histogram } = distribution(values, mean, binEdges(min, max, finite));
  const deviation = Math.sqrt(squares / finite);
  return { count, mean, deviation, min, max, zeros, nans, infinities, histogram };
}

/** Equal steps from min to max; as many as the square root of the count, which a histogram can show. */
function binEdges(min: number, max: number, finite: number): number[] {
  if (min === max) return [min, max];
  const bins = Math.min(MAX_BINS, Math.max(1, Math.ceil(Math.sqrt(finite))));
  // Weighted, because max - min may be beyond the largest double.
  return Array.from({ length: bins + 1 }, (_, i) => min * (1 - i / bins) + max * (i / bins));
}

function distribution(values: ArrayLike<number | bigint>, mean: number, edges: number[]) {
  const bins = edges.length - 1;
  const counts = new Array<number>(bins).fill(0);
  const [low, range] = [edges[0] / 2, edges[bins] / 2 - edges[0] / 2]; // Halves, for the same reason.
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    const value = Number(values[i]);
    if (!Number.isFinite(value)) continue;
    squares += (value - mean) ** 2;
    let bin = range === 0 ? 0 : Math.min(Math.floor(((value / 2 - low) / range) * bins), bins - 1);
    // The division rounds; the edges decide.
    if (value < edges[bin]) bin--;
    else if (bin < bins - 1 && value >= edges[bin + 1]) bin++;
    counts[bin]++;
  }
  return { squares, histogram: { edges, counts } };
}
