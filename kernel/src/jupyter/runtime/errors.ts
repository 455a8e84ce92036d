/**
 * Anything a cell may throw, as the `ename`, `evalue` and `traceback` of a Jupyter error message: stack in the cell's own
 * lines, a code frame for the first known place, the chain of causes, and fields a library has put on its error.
 */

import { inspect, stripVTControlCharacters } from 'node:util';
import { describeProblem } from '../codeFrame.js';
import type { FailedCell } from '../language/rewrite.js';
import type { ErrorContent } from '../threads.js';
import { StackTraces } from './stackTraces.js';

const red = (text: string) => `\u001b[31m${text}\u001b[39m`;
const bold = (text: string) => `\u001b[1m${text}\u001b[22m`;

export function isErrorLike(value: unknown): value is Error {
  return value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
}

function headed(name: string, message: string): string {
  return `${red(bold(name))}${message ? `: ${message}` : ''}`;
}

function frameOf(stackTraces: StackTraces, stack: string): string[] {
  const place = stackTraces.firstPlace(stack);
  if (!place) return [];
  const frame = stackTraces.codeFrame(place);
  return frame.length > 0 ? [`${StackTraces.shown(place)}`, ...frame, ''] : [];
}

export function describeError(
  error: unknown,
  stackTraces: StackTraces,
  described: ReadonlySet<unknown> = new Set(),
): ErrorContent {
  if (!isErrorLike(error)) {
    const text = typeof error === 'string' ? error : inspect(error);
    return { ename: 'Uncaught', evalue: text, traceback: [headed('Uncaught', text)] };
  }
  // First, for it is when the stack is asked for that V8's message gets its last form.
  const stack = typeof error.stack === 'string' ? error.stack : '';
  const ename = String(error.name || error.constructor?.name || 'Error');
  const evalue = String(error.message);
  const calls = stack.split('\n').filter((line) => /^ {4}at /.test(line));
  const traceback = [headed(ename, evalue), ...frameOf(stackTraces, stack), ...calls];
  const above = new Set([...described, error]);
  const below = (inner: unknown) => (above.has(inner) ? [] : describeError(inner, stackTraces, above).traceback);
  if (error instanceof AggregateError) for (const inner of error.errors) traceback.push('', ...below(inner));
  if (error.cause !== undefined) traceback.push('', 'Caused by:', ...below(error.cause));
  return { ename, evalue, traceback };
}

/** A cell that TypeScript accepts and V8 does not: V8 puts the line and a row of carets before the stack. */
export function describeRefusal(error: SyntaxError, stackTraces: StackTraces): ErrorContent {
  const { ename, evalue } = describeError(error, stackTraces);
  const place = /^(.+):(\d+)\n.*\n( *)\^/.exec(error.stack ?? '');
  if (!place) return { ename, evalue, traceback: [headed(ename, evalue)] };
  const [, file, line, indent] = place;
  const original = stackTraces.place(file, Number(line), indent.length + 1);
  const frame = [StackTraces.shown(original), ...stackTraces.codeFrame(original)];
  return { ename, evalue, traceback: [headed(ename, evalue), ...frame] };
}

/** A cell that does not parse, or that the type check keeps from running. */
export function describeFailure(
  { problems, name = 'SyntaxError' }: FailedCell,
  source: string,
  cell: string,
): ErrorContent {
  const shown = problems
    .slice(0, 3)
    .flatMap((problem, i) => [...(i > 0 ? [''] : []), ...describeProblem(problem, source, cell)]);
  const [{ message }] = problems;
  return { ename: name, evalue: message, traceback: [headed(name, message), ...shown] };
}

/** An error that is shown and not thrown: as text without colours. */
export function errorText(error: Error, stackTraces: StackTraces): string {
  return stripVTControlCharacters(describeError(error, stackTraces).traceback.join('\n'));
}
