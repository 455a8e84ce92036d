// mx.gluon.utils: splitting batches over devices, and clipping gradients by their common norm.
import { pause } from '../autograd.js';
import { checkDevice, type Device } from '../device.js';
import { GluonError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { sliceAxis } from '../ops.generated.js';
import { checkOptions } from '../options.js';

export interface SplitOptions {
  /** Default 0. */
  batchAxis?: number;
  /** An extent that the number of slices does not divide is an error. Default true. */
  evenSplit?: boolean;
}

/** Cuts an array into slices along the batch axis. */
export function splitData(data: NDArray, slices: number, options: SplitOptions = {}): NDArray[] {
  checkOptions('splitData', options, ['batchAxis', 'evenSplit']);
  const { batchAxis = 0, evenSplit = true } = options;
  const extent = data.shape[batchAxis];
  if (extent === undefined || !Number.isInteger(slices) || slices < 1 || slices > extent) {
    throw new GluonError(
      `splitData: cannot cut shape (${data.shape.join(', ')}) into ${slices} along axis ${batchAxis}`,
      'shape',
    );
  }
  if (evenSplit && extent % slices !== 0) {
    throw new GluonError(
      `splitData: ${slices} slices do not divide the ${extent} samples; use another batch size, or { evenSplit: false }`,
      'shape',
    );
  }
  const step = Math.floor(extent / slices);
  return Array.from({ length: slices }, (_, i) =>
    sliceAxis(data, { axis: batchAxis, begin: i * step, end: i === slices - 1 ? extent : (i + 1) * step }),
  );
}

/** One slice of the batch for each device. */
export function splitAndLoad(data: NDArray, devices: readonly Device[], options: SplitOptions = {}): NDArray[] {
  for (const device of devices) checkDevice(device);
  return devices.length === 1 ? [data] : splitData(data, devices.length, options);
}

/** Scales arrays in place so that the norm of all of them together is at most maxNorm. Returns the norm before. */
export function clipGlobalNorm(arrays: readonly NDArray[], maxNorm: number): number {
  if (!(maxNorm > 0)) throw new GluonError(`clipGlobalNorm: maxNorm is ${maxNorm}, expected a number above 0`, 'value');
  return pause(() => {
    const norm = Math.sqrt(arrays.reduce((sum, array) => sum + array.square().sum().item(), 0));
    // NaN and infinity are left as they are, for the caller to see.
    if (Number.isFinite(norm) && norm > maxNorm) for (const array of arrays) array.imul(maxNorm / (norm + 1e-8));
    return norm;
  });
}
