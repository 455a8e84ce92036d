/** The lines of a source around a place, and the report of a problem that has one. */

import type { SourceProblem } from './language/scope.js';

/** The line at fault with two lines around it, a mark before it and a caret below. Line and column from 1. */
export function codeFrame(text: string, line: number, column: number, length = 1): string[] {
  const lines = text.split('\n');
  const first = Math.max(1, line - 2);
  const last = Math.min(lines.length, line + 2);
  const width = String(last).length;
  return lines.slice(first - 1, last).flatMap((content, i) => {
    const number = first + i;
    const mark = number === line ? '>' : ' ';
    const shown = `${mark} ${String(number).padStart(width)} | ${content}`.trimEnd();
    if (number !== line) return [shown];
    const carets = '^'.repeat(Math.max(1, Math.min(length, content.length - column + 1)));
    const indent = content.slice(0, column - 1).replace(/[^\t]/g, ' ');
    return [shown, `  ${' '.repeat(width)} | ${indent}${carets}`];
  });
}

/** Place, code frame and message. */
export function describeProblem({ message, start, length }: SourceProblem, source: string, name: string): string[] {
  const before = source.slice(0, start).split('\n');
  const line = before.length;
  const column = before[line - 1].length + 1;
  return [`${name}:${line}:${column}`, ...codeFrame(source, line, column, length), message];
}
