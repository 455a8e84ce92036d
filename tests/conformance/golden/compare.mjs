// Says how an array of ours differs from a stored one; null when it does not.

/** @typedef {import('./safetensors.mjs').Stored} Stored */
/** @typedef {{ rtol: number, atol: number }} Tolerance */

/**
 * @param {string} what
 * @param {import('gluonlab').NDArray} ours
 * @param {Stored} stored
 * @param {Tolerance} tolerance
 */
export function difference(what, ours, stored, { rtol, atol }) {
  if (ours.dtype !== stored.dtype) return `${what} is ${ours.dtype}, MXNet's is ${stored.dtype}`;
  if (!sameShape(ours.shape, stored.shape)) return `${what} has shape (${ours.shape}), MXNet's (${stored.shape})`;
  const values = ours.dataSync();
  for (let i = 0; i < values.length; ++i) {
    if (isClose(values[i], stored.values[i], rtol, atol)) continue;
    return `${what}[${position(i, stored.shape)}] is ${values[i]}, MXNet's ${stored.values[i]}`;
  }
  return null;
}

// A single number is () here and (1,) in MXNet's nd.
const sameShape = (ours, stored) =>
  ours.join() === stored.join() || (ours.length === 0 && stored.length === 1 && stored[0] === 1);

function isClose(ours, stored, rtol, atol) {
  if (ours === stored) return true;
  const a = Number(ours);
  const b = Number(stored);
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b);
  return Math.abs(a - b) <= atol + rtol * Math.abs(b);
}

function position(flat, shape) {
  const index = [];
  for (const extent of [...shape].reverse()) {
    index.unshift(flat % extent);
    flat = Math.floor(flat / extent);
  }
  return index.join(', ');
}
