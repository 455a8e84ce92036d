/**
 * Debiased exponential moving average, as TensorBoard smooths: `weight` 0 keeps the values, near 1 follows slowly, and
 * dividing by `1 - weight^n` takes away the pull of the start towards zero.
 */
export function smooth(values: Float64Array, weight: number): Float64Array {
  const smoothed = new Float64Array(values.length);
  let average = 0;
  let debias = 1;
  values.forEach((value, i) => {
    average = weight * average + (1 - weight) * value;
    debias *= weight;
    smoothed[i] = average / (1 - debias);
  });
  return smoothed;
}
