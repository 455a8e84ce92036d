// The pixels of an array that holds an image: (height, width), (height, width, channels) or (channels, height, width).
import { GluonError } from '../errors.js';
import type { Pixels } from '../io/png.js';
import type { NDArray } from '../ndarray.js';

const isChannels = (extent: number): extent is 1 | 3 | 4 => extent === 1 || extent === 3 || extent === 4;

/** Integers are taken as 0 to 255, other numbers as 0 to 1; what lies outside is cut off. */
export function pixelsOf(image: NDArray): Pixels {
  const { shape } = image;
  const [first, second, third] = shape;
  if (image.size === 0 || shape.length < 2 || shape.length > 3) throw refusal(shape);
  const values = image.dataSync();
  const scale = /int/.test(image.dtype) ? 1 : 255;
  const byte = (i: number) => Math.min(255, Math.max(0, Math.round(Number(values[i]) * scale)));
  if (shape.length === 2 || isChannels(third)) {
    const channels = shape.length === 2 ? 1 : (third as 1 | 3 | 4);
    return { width: second, height: first, channels, data: bytesOf(values.length, byte) };
  }
  if (!isChannels(first)) throw refusal(shape);
  const area = second * third;
  const data = bytesOf(values.length, (i) => byte((i % first) * area + Math.floor(i / first)));
  return { width: third, height: second, channels: first, data };
}

function bytesOf(length: number, byte: (i: number) => number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; ++i) bytes[i] = byte(i);
  return bytes;
}

function refusal(shape: number[]): GluonError {
  return new GluonError(
    `run.image: the image has shape (${shape.join(', ')}), expected (height, width), or 1, 3 or 4 channels before or behind them`,
    'shape',
  );
}
