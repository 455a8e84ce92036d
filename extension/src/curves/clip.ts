/** The y range without outliers. */
import type { Range } from './model.js';

/** So much is left out at each end. */
const OUTSIDE = 0.02;
const PADDING = 0.06;

/** From the 2nd to the 98th percentile, with some room; null if no range would be left. */
export function withoutOutliers(values: readonly Float64Array[]): Range | null {
  const count = values.reduce((sum, { length }) => sum + length, 0);
  const sorted = new Float64Array(count);
  let at = 0;
  for (const part of values) {
    sorted.set(part, at);
    at += part.length;
  }
  sorted.sort();
  const [low, high] = [sorted[Math.floor(OUTSIDE * (count - 1))], sorted[Math.ceil((1 - OUTSIDE) * (count - 1))]];
  const room = PADDING * (high - low);
  return room > 0 ? [low - room, high + room] : null;
}
