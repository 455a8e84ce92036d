/**
 * Arrays as pictures: an image where the shape and the numbers look like one, a heat map above the numbers for any other
 * matrix. Long axes are sampled in the engine first, so that only what is drawn is ever read.
 */

import type { NDArray } from '../../../gluon/index.js';
import type { MimeBundle } from '../../threads.js';
import { encodePng } from '../../../gluon/io/png.js';
import type { Pixels } from '../../../gluon/io/png.js';
import { viridis } from './colours.js';
import { enlarged } from './enlarged.js';
import { captionStyle, markup } from './html.js';

/** Neither side of an image is shorter. */
const leastImageSide = 16;
const leastHeatMapSide = 4;
/** Pixels along a side: what is longer is sampled. */
const mostImagePixels = 512;
const mostHeatMapPixels = 256;
/** Smaller pictures are enlarged up to this. */
const comfortablePixels = 224;

/** Where height, width and channels lie in a shape. */
interface Axes {
  height: number;
  width: number;
  channels?: number;
}

/** A part of an array: every `step`-th position of two axes. */
interface Sample {
  height: number;
  width: number;
  channels: number;
  /** In the order of the array. */
  values: Float64Array;
  low: number;
  high: number;
}

/** What a picture adds to the text of an array; nothing for an array that is no matrix and no image. */
export function arrayPicture(array: NDArray): MimeBundle | undefined {
  if (array.isDisposed) return undefined;
  const axes = imageAxes(array.shape);
  const image = axes && sample(array, axes, mostImagePixels);
  if (image && isImage(image, array)) return { 'image/png': encodePng(comfortable(imagePixels(image, axes))) };
  return array.ndim === 2 && Math.min(...array.shape) >= leastHeatMapSide ? heatMap(array) : undefined;
}

/** (H, W), (H, W, 1|3|4) and (1|3, H, W). */
const imageLayouts: readonly Axes[] = [
  { height: 0, width: 1 },
  { height: 0, width: 1, channels: 2 },
  { channels: 0, height: 1, width: 2 },
];

function imageAxes(shape: number[]): Axes | undefined {
  return imageLayouts.find(({ height, width, channels }) => {
    if (shape.length !== (channels === undefined ? 2 : 3)) return false;
    const allowed = channels === 0 ? [1, 3] : [1, 3, 4];
    const sides = [shape[height], shape[width]];
    return Math.min(...sides) >= leastImageSide && (channels === undefined || allowed.includes(shape[channels]));
  });
}

function sample(array: NDArray, { height, width, channels }: Axes, most: number): Sample {
  const { shape } = array;
  const step = shape.map((extent, axis) => (axis === channels ? 1 : Math.ceil(extent / most)));
  using past = array.detach();
  using part = past.slice({ begin: shape.map(() => 0), end: shape, step });
  const values = Float64Array.from(part.dataSync(), Number);
  const finite = values.filter(Number.isFinite);
  return {
    height: part.shape[height],
    width: part.shape[width],
    channels: channels === undefined ? 1 : shape[channels],
    values,
    low: finite.reduce((a, b) => Math.min(a, b), Infinity),
    high: finite.reduce((a, b) => Math.max(a, b), -Infinity),
  };
}

/** Bytes, or floats between 0 and 1. A single colour is no picture: its numbers say more. */
function isImage({ values, low, high }: Sample, { dtype }: NDArray): boolean {
  if (low >= high) return false;
  return dtype === 'uint8' || (dtype.startsWith('float') && low >= 0 && high <= 1 && values.every(Number.isFinite));
}

function imagePixels({ height, width, channels, values, high }: Sample, axes: Axes): Pixels {
  const scale = high <= 1 ? 255 : 1;
  const data = new Uint8Array(values.length);
  const plane = height * width;
  for (let i = 0; i < values.length; i++) {
    const to = axes.channels === 0 ? (i % plane) * channels + Math.floor(i / plane) : i;
    data[to] = Math.round(values[i] * scale);
  }
  return { height, width, channels: channels as Pixels['channels'], data };
}

function heatMap(array: NDArray): MimeBundle | undefined {
  const { height, width, values, low, high } = sample(array, { height: 0, width: 1 }, mostHeatMapPixels);
  if (low >= high) return undefined;
  const data = new Uint8Array(4 * values.length);
  // What is no number stays transparent.
  values.forEach((value, i) => {
    if (Number.isFinite(value)) data.set([...viridis((value - low) / (high - low)), 255], 4 * i);
  });
  const picture = Buffer.from(encodePng({ height, width, channels: 4, data })).toString('base64');
  const factor = enlargement(height, width);
  const [rows, columns] = array.shape;
  const sampled = height < rows || width < columns ? `, ${height} x ${width} samples` : '';
  const range = `${Number(low.toPrecision(4))} (dark) to ${Number(high.toPrecision(4))} (bright)${sampled}`;
  const size = `width: ${width * factor}px; height: ${height * factor}px; image-rendering: pixelated`;
  const page = markup`<div>
<img src="data:image/png;base64,${picture}" alt="heat map of ${rows} x ${columns} numbers, ${range}" style="${size}">
<div style="${captionStyle}">${range}</div>
<pre>${array.toString()}</pre>
</div>`;
  return { 'text/html': page.text };
}

const enlargement = (height: number, width: number) =>
  Math.max(1, Math.floor(comfortablePixels / Math.max(height, width)));

function comfortable(pixels: Pixels): Pixels {
  return enlarged(pixels, enlargement(pixels.height, pixels.width));
}
