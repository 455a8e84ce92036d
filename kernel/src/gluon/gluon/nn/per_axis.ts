// Whole numbers that constructors of layers are given.
import { GluonError } from '../../errors.js';

/** Throws unless `value` is a whole number of at least `least`. */
export function checkCount(what: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new GluonError(`${what} is ${String(value)}, expected a whole number from ${least}`, 'value');
}

/** One number per spatial axis, from a number for all or a list. */
export function perAxis(what: string, value: number | readonly number[], axes: number, least: number): number[] {
  const list = Array.isArray(value) ? [...(value as readonly number[])] : new Array<number>(axes).fill(value as number);
  if (list.length !== axes) {
    throw new GluonError(`${what} is [${list.join(', ')}], expected a number or ${axes} of them`, 'value');
  }
  for (const item of list) checkCount(what, item, least);
  return list;
}
