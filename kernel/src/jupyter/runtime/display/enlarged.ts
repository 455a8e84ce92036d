/** Pictures of few pixels, made large enough to be seen. */

import type { Pixels } from '../../../gluon/io/png.js';

/** Every pixel as a square of `factor` by `factor`, for small pictures. */
export function enlarged({ width, height, channels, data }: Pixels, factor: number): Pixels {
  const large: Pixels = {
    width: width * factor,
    height: height * factor,
    channels,
    data: new Uint8Array(data.length * factor * factor),
  };
  const stride = large.width * channels;
  for (let y = 0; y < large.height; y++) {
    for (let x = 0; x < large.width; x++) {
      const from = (Math.floor(y / factor) * width + Math.floor(x / factor)) * channels;
      large.data.set(data.subarray(from, from + channels), y * stride + x * channels);
    }
  }
  return large;
}
