/** Last, lowest and highest value of a metric. A thinned series keeps its extremes, so they are those of all points. */
import type { Series } from './series.js';

export interface Statistics {
  count: number;
  /** As logged, also NaN and infinities. */
  last: number;
  /** Finite values only; absent where there are none. */
  low?: { value: number; step: number };
  high?: { value: number; step: number };
}

export function statisticsOf(series: Series): Statistics {
  const { values, steps, length } = series.curve;
  const statistics: Statistics = { count: series.count, last: series.last ?? NaN };
  let [low, high] = [0, 0];
  for (let i = 1; i < length; i++) {
    if (values[i] < values[low]) {
      low = i;
    }
    if (values[i] > values[high]) {
      high = i;
    }
  }
  if (length > 0) {
    statistics.low = { value: values[low], step: steps[low] };
    statistics.high = { value: values[high], step: steps[high] };
  }
  return statistics;
}
