// Numbers that constructors and functions are given.
import { GluonError } from './errors.js';

// A text is shown in quotes: '0.1' is not 0.1.
const shown = (value: unknown): string => (typeof value === 'string' ? `'${value}'` : String(value));

/** Throws unless `value` is a whole number of at least `least`. */
export function checkCount(what: string, value: number, least: number): void {
  if (Number.isInteger(value) && value >= least) return;
  throw new GluonError(`${what} is ${shown(value)}, expected a whole number from ${least}`, 'value');
}

/** Throws unless `value` is a number from `least` to `most`. */
export function checkNumber(what: string, value: number, least = -Infinity, most = Infinity): void {
  if (typeof value === 'number' && value >= least && value <= most) return;
  const range = most < Infinity ? ` from ${least} to ${most}` : least > -Infinity ? ` from ${least}` : '';
  throw new GluonError(`${what} is ${shown(value)}, expected a number${range}`, 'value');
}
