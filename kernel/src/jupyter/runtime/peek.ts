/** The main thread's part of a peek (`protocol/peek.ts`): runs where a cell is paused, so that nothing can be awaited. */

import type { MimeBundle } from '../threads.js';
import { toJson } from './display.js';
import { mimeBundle, plainText } from './mime.js';

/** The bundle of the one value that an expression gave; null where it gave none. */
export function peekedBundle(values: unknown[]): MimeBundle | null {
  const [value] = values;
  if (value === undefined) return null;
  const bundle = mimeBundle(value);
  if (!(bundle instanceof Promise)) return toJson(bundle);
  bundle.catch(() => undefined);
  return { 'text/plain': plainText(value) };
}
