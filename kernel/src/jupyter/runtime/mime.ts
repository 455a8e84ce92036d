/**
 * A value as a MIME bundle. An object is rich if it has a method under `Symbol.for('Jupyter.display')` that returns (or
 * promises) a bundle; everything has a text/plain by `util.inspect`.
 */

import { inspect } from 'node:util';
import type { MimeBundle } from '../threads.js';

export const displaySymbol = Symbol.for('Jupyter.display');

export function plainText(value: unknown): string {
  return withoutAsyncIds(inspect(value, { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 }));
}

/** Promises and timers carry Node's async ids and the request they belong to as symbols; a person did not put them there. */
export function withoutAsyncIds(text: string): string {
  if (!text.includes('[Symbol(kResourceStore)]')) return text;
  const ids =
    /,?\s*\[Symbol\((async_id_symbol|trigger_async_id_symbol|asyncId|triggerId|kResourceStore)\)\]: [^,\s}]+/g;
  return text.replace(ids, '').replace(/Promise \{\s+([^\n{}]*)\s+\}/g, 'Promise { $1 }');
}

function withPlainText(bundle: unknown, value: unknown): MimeBundle {
  if (typeof bundle !== 'object' || bundle === null) {
    throw new TypeError(`[Symbol.for('Jupyter.display')]() must return an object of MIME types, got ${typeof bundle}`);
  }
  return 'text/plain' in bundle ? bundle : { ...bundle, 'text/plain': plainText(value) };
}

export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  const method: unknown =
    (typeof value === 'object' && value !== null) || typeof value === 'function'
      ? (value as Record<symbol, unknown>)[displaySymbol]
      : undefined;
  if (typeof method !== 'function') return { 'text/plain': plainText(value) };
  const bundle: unknown = method.call(value);
  return bundle instanceof Promise
    ? bundle.then((resolved) => withPlainText(resolved, value))
    : withPlainText(bundle, value);
}
