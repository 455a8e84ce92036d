/**
 * Magics: lines such as `%npm install lodash` at the head of a cell. Nothing in TypeScript begins with `%`, so a magic can
 * never be mistaken for code; one behind code would be an operator. The compiler sees blanks in their place: every
 * other character keeps its line and column.
 */

import type { SourceProblem } from './scope.js';

/** Every magic and how it is written. What it does is a function of the runtime, under the same name. */
export const magicUsage = {
  npm: '%npm install|uninstall|list [PACKAGE...]',
} as const;

export type MagicName = keyof typeof magicUsage;

export interface MagicCall {
  name: MagicName;
  args: string[];
}

export interface MagicLines {
  calls: MagicCall[];
  /** The cell with blanks instead of its magics. */
  code: string;
  problems: SourceProblem[];
}

const isMagicName = (name: string): name is MagicName => Object.hasOwn(magicUsage, name);

export function readMagics(source: string): MagicLines {
  const found: MagicLines = { calls: [], code: '', problems: [] };
  let start = 0;
  for (const line of source.split(/(?<=\n)/)) {
    const text = line.trim();
    const isMagic = text.startsWith('%');
    if (!isMagic && text !== '' && !text.startsWith('//')) break;
    found.code += isMagic ? line.replace(/[^\r\n]/g, ' ') : line;
    if (isMagic) {
      const call = readMagic(text);
      if (typeof call !== 'string') found.calls.push(call);
      else found.problems.push({ message: call, start: start + line.indexOf('%'), length: text.length });
    }
    start += line.length;
  }
  found.code += source.slice(start);
  return found;
}

/** The cell without its magics, for what looks at its TypeScript only. */
export const withoutMagics = (source: string): string => readMagics(source).code;

/** A call, or what is wrong with it. */
function readMagic(text: string): MagicCall | string {
  const [, name, rest] = /^%(\S*)\s*(.*)$/.exec(text)!;
  if (!isMagicName(name)) return `There is no magic %${name}. There are: ${Object.values(magicUsage).join(', ')}`;
  const words = [...rest.matchAll(/(?:[^\s"']|"[^"]*"|'[^']*')+|["']/g)].map(([word]) => word);
  if (words.includes('"') || words.includes("'")) return `A quote is not closed in: ${text}`;
  return { name, args: words.map((word) => word.replace(/"([^"]*)"|'([^']*)'/g, '$1$2')) };
}
