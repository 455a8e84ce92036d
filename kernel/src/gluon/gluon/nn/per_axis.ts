// Numbers that stand for one per spatial axis.
import { checkCount } from '../../check_numbers.js';
import { GluonError } from '../../errors.js';

/** One number per spatial axis, from a number for all or a list. */
export function perAxis(what: string, value: number | readonly number[], axes: number, least: number): number[] {
  const list = Array.isArray(value) ? [...(value as readonly number[])] : new Array<number>(axes).fill(value as number);
  if (list.length !== axes) {
    throw new GluonError(`${what} is [${list.join(', ')}], expected a number or ${axes} of them`, 'value');
  }
  for (const item of list) checkCount(what, item, least);
  return list;
}
