/** What Node says of a module that it cannot load, as a person may act on it and at the line that imports it. */

import { fileURLToPath } from 'node:url';
import { internalBinding } from '../internals.js';

const { privateSymbols } = internalBinding('util') as { privateSymbols: Record<string, symbol> };
/** Under it lies the place where V8 has stopped to parse: a file and line, the line's text, and carets below. */
const arrow = privateSymbols.arrow_message_private_symbol;

/** `stack`: of the cell that imports. An error that a module has thrown itself keeps its own. */
export function atImport(error: unknown, stack: string, notebook: string): unknown {
  if (!(error instanceof Error) || framesOf(error.stack ?? '').some((frame) => isOfModule(frame, notebook)))
    return error;
  // No file has that name: it stands for the cells of the notebook.
  error.message = error.message.replace(` imported from ${notebook}`, '');
  const [, name] = /^Cannot find package '([^']+)'$/.exec(error.message) ?? [];
  if (name) error.message += `. "%npm install ${name}" puts it into the notebook's folder`;
  error.stack = [`${error.name}: ${error.message}`, ...unparsedPlace(error), ...framesOf(stack)].join('\n');
  return error;
}

const framesOf = (stack: string) => stack.split('\n').filter((line) => /^ {4}at /.test(line));

/** Not of Node's loader or our hooks in it, of the call by which cells import, or of the cell. */
function isOfModule(frame: string, notebook: string): boolean {
  return !/\(node:|\/runtime\/moduleHooks\.js:|at (async )?cell \[/.test(frame) && !frame.includes(notebook);
}

function unparsedPlace(error: Error): string[] {
  const place = /^(file:.+):(\d+)\n.*\n( *)\^/.exec(String((error as unknown as Record<symbol, unknown>)[arrow]));
  return place ? [`    at ${fileURLToPath(place[1])}:${place[2]}:${place[3].length + 1}`] : [];
}
