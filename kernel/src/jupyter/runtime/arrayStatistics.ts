/** An array for who looks at it: shape, dtype, minimum, maximum and mean. One that takes long to read gives no numbers. */

import type { NDArray } from '../../gluon/index.js';

const mostElements = 1e7;

type Gluon = typeof import('../../gluon/index.js');

export function arrayStatistics(array: NDArray, { autograd, tidy }: Gluon): string {
  if (array.isDisposed) return 'NDArray, disposed';
  const kind = `NDArray (${array.shape.join(', ')}) ${array.dtype} @${String(array.device)}`;
  if (array.size === 0 || array.size > mostElements) return kind;
  const number = (value: number) => String(Number(value.toPrecision(6)));
  return autograd.pause(() =>
    tidy(() => {
      const floats = array.astype('float32');
      const [min, max, mean] = [floats.min(), floats.max(), floats.mean()].map((result) => number(result.item()));
      return `${kind}\nmin ${min}, max ${max}, mean ${mean}`;
    }),
  );
}
