/**
 * The compiler worker: rewrites cells, compiles the `.ts` modules they import and judges whether a cell is complete. It only
 * parses, so it is ready at once and never waits for the type checker, which lives in the language worker.
 */

import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { NotebookNames } from './boxNodes.js';
import { fateOf } from './catches.js';
import type { Arrival, Fate, SourcePlace } from './catches.js';
import type { CallFailure } from '../protocol/workerCalls.js';
import { judgeCompleteness } from './completeness.js';
import type { Completeness } from './completeness.js';
import { emit } from './emit.js';
import { readMagics, withoutMagics } from './magics.js';
import type { MagicCall } from './magics.js';
import { PathAliases } from './pathAliases.js';
import { rewriteCell } from './rewrite.js';
import type { CompiledCell, FailedCell, RewriteOptions } from './rewrite.js';
import type { DeclarationKind } from './scope.js';
import { saveCodeCache, ts } from './typescript.js';

export type CompilerRequest =
  | ({ type: 'cell'; id: number; source: string; expressions: Record<string, string> } & RewriteOptions)
  | { type: 'isComplete'; id: number; source: string }
  /** Code that is no cell of the notebook; `locals` are names that are not the notebook's where it runs. */
  | { type: 'fragment'; id: number; source: string; locals: string[] }
  /** Does the code around a place catch what is thrown there? */
  | { type: 'fate'; id: number; source: string; place: SourcePlace; arrival: Arrival };

export type CompilerResponse =
  | {
      id: number;
      cell: CompiledCell | FailedCell;
      magics: MagicCall[];
      expressions: Record<string, CompiledCell | FailedCell>;
    }
  | { id: number; completeness: Completeness }
  | { id: number; fragment: CompiledCell | FailedCell }
  | { id: number; fate: Fate };

/** From the module hooks: compile a file, or tell which file an import means by the project's `paths`. */
export type ModuleRequest =
  { type: 'module'; id: number; file: string; text: string } | { type: 'path'; id: number; specifier: string };

export interface CompiledText {
  id: number;
  code: string;
  map: string;
  error?: string;
}

export type ModuleResponse = CompiledText | { id: number; file: string | undefined };

export interface CompilerWorkerData {
  /** Names of the user's realm. */
  globals: string[];
  /** The notebook's folder. */
  folder: string;
  protocol: MessagePort;
  modules: MessagePort;
}

const { globals, folder, protocol, modules } = workerData as CompilerWorkerData;
const kinds = new Map<string, DeclarationKind>();
const names: NotebookNames = { kinds, globals: new Set(globals) };

/** What the parser cannot take (brackets nested ten thousand deep) is the cell's fault, not the end of the kernel. */
function rewrite(source: string, options?: RewriteOptions, known = names): CompiledCell | FailedCell {
  try {
    return rewriteCell(source, known, options);
  } catch (error) {
    return { ok: false, problems: [{ message: `TypeScript gave up: ${String(error)}`, start: 0, length: 1 }] };
  }
}

function compileCell(
  source: string,
  options: RewriteOptions,
): { cell: CompiledCell | FailedCell; magics: MagicCall[] } {
  const { calls, code, problems } = readMagics(source);
  const cell = problems.length > 0 ? { ok: false as const, problems } : rewrite(code, options);
  if (cell.ok) for (const [name, kind] of Object.entries(cell.declarations)) kinds.set(name, kind);
  return { cell, magics: calls };
}

/** The names as code sees them that has locals of its own. */
function withLocals(locals: string[]): NotebookNames {
  const local = new Set(locals);
  return {
    kinds: new Map([...kinds].filter(([name]) => !local.has(name))),
    globals: new Set([...names.globals, ...local]),
  };
}

function answer(request: CompilerRequest): CompilerResponse {
  const { id, source } = request;
  switch (request.type) {
    case 'isComplete':
      return { id, completeness: judgeCompleteness(withoutMagics(source)) };
    case 'fragment':
      return { id, fragment: rewrite(withoutMagics(source), {}, withLocals(request.locals)) };
    case 'fate':
      return { id, fate: fateOf(source, request.place, request.arrival) };
    case 'cell': {
      const { cell, magics } = compileCell(source, request);
      const expressions = Object.entries(request.expressions).map(([key, text]) => [key, rewrite(text)] as const);
      return { id, cell, magics, expressions: Object.fromEntries(expressions) };
    }
  }
}

protocol.on('message', (request: CompilerRequest) => {
  let response: CompilerResponse | CallFailure;
  try {
    response = answer(request);
  } catch (error) {
    response = { id: request.id, failure: `TypeScript gave up: ${String(error)}` };
  }
  protocol.postMessage(response);
});

function compileModule(id: number, file: string, text: string): CompiledText {
  const { code, map, diagnostics } = emit(file, text);
  const [first] = diagnostics;
  let error: string | undefined;
  if (first) {
    const { line, character } = first.file?.getLineAndCharacterOfPosition(first.start ?? 0) ?? {
      line: 0,
      character: 0,
    };
    error = `${file}:${line + 1}:${character + 1}: ${ts.flattenDiagnosticMessageText(first.messageText, '\n')}`;
  }
  return { id, code, map, error };
}

const aliases = new PathAliases(folder);

function answerModule(request: ModuleRequest): ModuleResponse {
  const { id } = request;
  if (request.type === 'path') return { id, file: aliases.resolve(request.specifier) };
  try {
    return compileModule(id, request.file, request.text);
  } catch (error) {
    return { id, code: '', map: '', error: `${request.file}: TypeScript gave up: ${String(error)}` };
  }
}

modules.on('message', (request: ModuleRequest) => modules.postMessage(answerModule(request)));

// The first rewrite is ten times as slow as the second: do it before a person needs one.
rewriteCell('const [a, { b }] = await f(1); class C<T> { constructor(private x: T) {} } a.b(`${b}`);', names);
saveCodeCache();
