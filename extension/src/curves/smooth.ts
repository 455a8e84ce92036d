/**
 * Debiased exponential moving average, as TensorBoard smooths: `weight` 0 keeps the values, near 1 follows slowly, and
 * dividing by the sum of the weights takes away the pull of the start towards zero. A value stands for all points since the
 * one before it, by their indices: so a thinned curve is smoothed as slowly as the whole one.
 */
export function smooth(values: Float64Array, indices: Float64Array, weight: number): Float64Array {
  const smoothed = new Float64Array(values.length);
  let average = 0;
  let debias = 1;
  values.forEach((value, i) => {
    const kept = weight ** (i === 0 ? 1 : indices[i] - indices[i - 1]);
    average = kept * average + (1 - kept) * value;
    debias *= kept;
    smoothed[i] = average / (1 - debias);
  });
  return smoothed;
}
