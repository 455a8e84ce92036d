/**
 * A value as a MIME bundle. An object is rich if it has a method under `Symbol.for('Jupyter.display')` that returns (or
 * promises) a bundle; renderers add what they know of other values; everything has a text/plain by `util.inspect`.
 */

import { inspect } from 'node:util';
import type { MimeBundle } from '../threads.js';
import { rowsOf, tableHtml } from './display/table.js';

export const displaySymbol = Symbol.for('Jupyter.display');

/** More ways to show a value; nothing where it does not know the value. */
type Renderer = (value: unknown) => MimeBundle | undefined;

const renderers: Renderer[] = [asTable];

function asTable(value: unknown): MimeBundle | undefined {
  const rows = rowsOf(value);
  return rows && { 'text/html': tableHtml(rows) };
}

export function addRenderer(renderer: Renderer): void {
  renderers.push(renderer);
}

/** Characters of a text; what is longer is cut. */
const longestText = 100_000;

export function plainText(value: unknown): string {
  const options = { depth: 4, maxArrayLength: 100, maxStringLength: 10_000, breakLength: 100 };
  const text = withoutAsyncIds(inspect(value, options));
  if (text.length <= longestText) return text;
  return `${text.slice(0, longestText)}\n... ${text.length - longestText} more characters`;
}

/** Promises and timers carry Node's async ids and the request they belong to as symbols; a person did not put them there. */
export function withoutAsyncIds(text: string): string {
  if (!text.includes('[Symbol(kResourceStore)]')) return text;
  const ids =
    /,?\s*\[Symbol\((async_id_symbol|trigger_async_id_symbol|asyncId|triggerId|kResourceStore)\)\]: [^,\s}]+/g;
  return text.replace(ids, '').replace(/Promise \{\s+([^\n{}]*)\s+\}/g, 'Promise { $1 }');
}

/** What the value says of itself comes first, then what the renderers know, then its text. */
function complete(own: unknown, value: unknown): MimeBundle {
  if (typeof own !== 'object' || own === null) {
    throw new TypeError(`[Symbol.for('Jupyter.display')]() must return an object of MIME types, got ${typeof own}`);
  }
  const bundle: MimeBundle = { ...rendered(value), ...own };
  return 'text/plain' in bundle ? bundle : { ...bundle, 'text/plain': plainText(value) };
}

function rendered(value: unknown): MimeBundle | undefined {
  for (const renderer of renderers) {
    const bundle = renderer(value);
    if (bundle) return bundle;
  }
  return undefined;
}

export function mimeBundle(value: unknown): MimeBundle | Promise<MimeBundle> {
  const method: unknown =
    (typeof value === 'object' && value !== null) || typeof value === 'function'
      ? (value as Record<symbol, unknown>)[displaySymbol]
      : undefined;
  if (typeof method !== 'function') return complete({}, value);
  const own: unknown = method.call(value);
  return own instanceof Promise ? own.then((resolved) => complete(resolved, value)) : complete(own, value);
}
