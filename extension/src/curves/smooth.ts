/**
 * Smoothing of a curve. A value of a thinned curve stands for the points that were left out around it, by their indices: so
 * it is smoothed as slowly as the whole one.
 */
import type { CurveSettings } from './model.js';
import type { Curve } from './series.js';

/** So many standard deviations on each side, the kernel of a Gaussian ends. */
const KERNEL_REACH = 4;

/** The values as the reader wants them; null: as they were logged. `isWhole`: no point of the curve was left out. */
export function smoothed(curve: Curve, settings: CurveSettings, isWhole: boolean): Float64Array | null {
  if (settings.smoothingMethod === 'gaussian') {
    const { gaussianWidth } = settings;
    return gaussianWidth === 0 ? null : gaussian(curve.values, curve.indices, gaussianWidth, isWhole);
  }
  return settings.smoothing === 0 ? null : movingAverage(curve.values, curve.indices, settings.smoothing);
}

/**
 * Debiased exponential moving average, as TensorBoard smooths: `weight` 0 keeps the values, near 1 follows slowly, and
 * dividing by the sum of the weights takes away the pull of the start towards zero.
 */
export function movingAverage(values: Float64Array, indices: Float64Array, weight: number): Float64Array {
  const averages = new Float64Array(values.length);
  let average = 0;
  let debias = 1;
  values.forEach((value, i) => {
    const kept = weight ** (i === 0 ? 1 : indices[i] - indices[i - 1]);
    average = kept * average + (1 - kept) * value;
    debias *= kept;
    averages[i] = average / (1 - debias);
  });
  return averages;
}

/**
 * Weighted average of the points before and after, as W&B smooths by a Gaussian: `width` is its standard deviation in points
 * of the series. Dividing by the sum of the weights keeps the ends and the gaps of what was no finite number from pulling
 * towards zero.
 */
export function gaussian(values: Float64Array, indices: Float64Array, width: number, isWhole: boolean): Float64Array {
  const reach = Math.floor(KERNEL_REACH * width + 0.5);
  const kernel = Float64Array.from({ length: reach + 1 }, (_, distance) => Math.exp(-0.5 * (distance / width) ** 2));
  const shares = isWhole ? new Float64Array(values.length).fill(1) : sharesOf(indices);
  let from = 0;
  let to = 0;
  return Float64Array.from(values, (_, i) => {
    while (indices[i] - indices[from] > reach) {
      from++;
    }
    while (to < values.length && indices[to] - indices[i] <= reach) {
      to++;
    }
    let sum = 0;
    let weights = 0;
    for (let k = from; k < to; k++) {
      const weight = kernel[Math.abs(indices[k] - indices[i])] * shares[k];
      sum += weight * values[k];
      weights += weight;
    }
    return sum / weights;
  });
}

/** For how many points of the series each of a thinned curve stands: half of the way to each neighbour. */
function sharesOf(indices: Float64Array): Float64Array {
  const last = indices.length - 1;
  return Float64Array.from(indices, (index, i) => {
    const before = i === 0 ? 1 : index - indices[i - 1];
    const after = i === last ? 1 : indices[i + 1] - index;
    return (before + after) / 2;
  });
}
