/** Arithmetic of extents that may be symbolic or unknown. What cannot be said becomes null. */
import type { GraphValue } from 'gluonlab/messages';

export type Extent = number | string | null;
/** Null: not even the rank is known. */
export type Shape = GraphValue['shape'];

/** The product, where at most one factor is symbolic and the others are 1. */
export function times(...factors: Extent[]): Extent {
  let number = 1;
  let symbol: string | null = null;
  for (const factor of factors) {
    if (factor === null || (typeof factor === 'string' && symbol !== null)) {
      return null;
    }
    if (typeof factor === 'string') {
      symbol = factor;
    } else {
      number *= factor;
    }
  }
  return symbol === null ? whole(number) : number === 1 ? symbol : null;
}

/** The sum; a symbolic extent stays itself only when nothing is added to it. */
export function plus(...terms: Extent[]): Extent {
  const open = terms.filter((term) => typeof term !== 'number');
  const sum = terms.reduce<number>((total, term) => total + (typeof term === 'number' ? term : 0), 0);
  return open.length === 0 ? whole(sum) : open.length === 1 && sum === 0 ? open[0] : null;
}

/** `change` of a number; whatever else it is, it is not known afterwards. */
export const mapped = (extent: Extent, change: (value: number) => number): Extent =>
  typeof extent === 'number' ? whole(change(extent)) : null;

/** A file can ask for any extent; only a count is one. */
export const whole = (value: number): Extent => (Number.isSafeInteger(value) && value >= 0 ? value : null);

export const unknown = (rank: number): Extent[] => new Array<Extent>(rank).fill(null);

/** An axis counted from the front; -1 when there is none such. */
export function axisOf(axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis;
  return Number.isInteger(positive) && positive >= 0 && positive < rank ? positive : -1;
}

/** NumPy's rule. */
export function broadcast(...shapes: Shape[]): Shape {
  if (shapes.some((shape) => shape === null)) {
    return null;
  }
  const known = shapes as Extent[][];
  const rank = Math.max(0, ...known.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) =>
    known
      .map((shape) => shape[axis - rank + shape.length] ?? (axis - rank + shape.length < 0 ? 1 : null))
      .reduce(common),
  );
}

/** An unknown extent beside a number above 1 must be that number, or the network would not run. */
function common(a: Extent, b: Extent): Extent {
  if (a === 1 || a === b) {
    return b;
  }
  if (b === 1) {
    return a;
  }
  return typeof a === 'number' ? a : typeof b === 'number' ? b : null;
}

/** The extent that makes a reshape keep the number of elements: `from` divided by all of `others`. */
export function quotient(from: readonly Extent[], others: readonly Extent[]): Extent {
  if (from.includes(null) || others.includes(null)) {
    return null;
  }
  const symbols = from.filter((extent) => typeof extent === 'string');
  for (const extent of others.filter((other) => typeof other === 'string')) {
    const at = symbols.indexOf(extent);
    if (at < 0) {
      return null;
    }
    symbols.splice(at, 1);
  }
  const numbers = (extents: readonly Extent[]) =>
    extents.reduce<number>((product, extent) => product * (typeof extent === 'number' ? extent : 1), 1);
  return times(numbers(from) / numbers(others), ...symbols);
}
