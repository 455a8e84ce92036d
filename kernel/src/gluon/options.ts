// Options nobody knows are refused, with a sentence that lists the known ones.
import { GluonError } from './errors.js';

/** Throws when `options` has a key that is not allowed. `where` names the function or class. */
export function checkOptions(where: string, options: object | undefined, allowed: readonly string[]): void {
  if (options === undefined) return;
  if (options === null || typeof options !== 'object') {
    throw new GluonError(`${where}: options are ${String(options)}, expected an object`, 'value');
  }
  for (const key of Object.keys(options)) {
    if (allowed.includes(key)) continue;
    const list = allowed.length > 0 ? allowed.join(', ') : 'none';
    throw new GluonError(`${where}: unknown option '${key}', allowed are ${list}`, 'value');
  }
}
