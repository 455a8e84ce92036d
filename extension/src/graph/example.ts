/**
 * An example of what a network is called with, as a person writes it: 'float32 1×3×224×224; 1×10', one type for each input.
 * An extent that is '?' or the name that the network gives it stays open.
 */
import type { GraphValue } from 'gluonlab/messages';
import { typeText } from './drawing/text.js';

/** In the order of the inputs; an input whose shape is null stays as it is. */
export type Example = readonly Pick<GraphValue, 'dtype' | 'shape'>[];

const DTYPE = /^(?:bool|str|(?:u?int|b?float|complex)\d\w*)\b/;
const EXTENT = /^(?:\d+|\?|[\p{L}_][^?]*)$/u;

export const exampleText = (inputs: Example): string => inputs.map(typeText).join('; ');

/** Throws a sentence where a text is no type. */
export function parseExample(text: string): Example {
  return text.split(';').map((part) => parseType(part.trim()));
}

function parseType(text: string): Example[number] {
  const dtype = DTYPE.exec(text)?.[0] ?? null;
  const rest = text
    .slice(dtype?.length ?? 0)
    .trim()
    .replace(/^[[(]\s*(.*?),?\s*[\])]$/, '$1');
  if (rest === '' || rest === '?') {
    return { dtype, shape: null };
  }
  if (rest === 'scalar') {
    return { dtype, shape: [] };
  }
  const extents = rest.includes('×')
    ? rest.split('×')
    : rest.replace(/(?<=[\d?])\s*x\s*(?=[\d?])/g, ' ').split(/[\s,*]+/);
  return { dtype, shape: extents.map((extent) => parseExtent(extent.trim(), text)) };
}

function parseExtent(text: string, whole: string): number | string | null {
  const extent = text === '?' ? null : /^\d+$/.test(text) ? Number(text) : text;
  if (!EXTENT.test(text) || (typeof extent === 'number' && !Number.isSafeInteger(extent))) {
    throw new Error(`'${whole}' is no shape: write extents like 1×3×224×224, and ; between inputs`);
  }
  return extent;
}
