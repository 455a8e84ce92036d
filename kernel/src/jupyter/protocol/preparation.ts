/**
 * From the source of a cell to what the main thread runs. The compiler worker rewrites it at once. Where operators in loops and
 * functions would have to test their operands each time, the language worker, once warm, says which need not. It checks the
 * types while the cell runs (`warn`), or before, and then keeps it from running (`error`).
 * `// @typecheck off`, `warn` or `error` on a line of its own holds from its cell on, and so does `// @results all` or `last`.
 */

import { setTimeout as delay } from 'node:timers/promises';
import type { CompilerRequest, CompilerResponse } from '../language/compilerWorker.js';
import type { MagicCall } from '../language/magics.js';
import type { CompiledCell, FailedCell } from '../language/rewrite.js';
import type { SourceProblem } from '../language/scope.js';
import type { CellOutcome } from '../threads.js';
import type { Language } from './language.js';
import type { WorkerCalls } from './workerCalls.js';

/**
 * The longest that a cell waits for the language worker: at its start, for what only makes it quicker, and at its end, for
 * what the type check has found; a front end drops what comes after that. The worker takes a second or two to warm up.
 */
const startMilliseconds = 250;
const endMilliseconds = 10_000;

export interface Prepared {
  cell: CompiledCell | FailedCell;
  magics: MagicCall[];
  expressions: Record<string, CompiledCell | FailedCell>;
  /** What the type check finds; to be asked when the cell has begun, which comes first. */
  check: () => Promise<SourceProblem[]>;
}

type Mode = 'off' | 'warn' | 'error';

/** What the last line `// @name value` of a cell says, if one does. */
function pragma<Value extends string>(source: string, name: string, values: readonly Value[]): Value | undefined {
  const line = new RegExp(`^[ \\t]*//[ \\t]*@${name}[ \\t]+(${values.join('|')})\\b`, 'gm');
  return [...source.matchAll(line)].at(-1)?.[1] as Value | undefined;
}

const nothingFound = () => Promise.resolve<SourceProblem[]>([]);

/** The value of a promise, or undefined when it takes too long. */
function within<T>(milliseconds: number, promise: Promise<T>): Promise<T | undefined> {
  return Promise.race([promise, delay(milliseconds, undefined, { ref: false })]);
}

export class Preparation {
  #mode: Mode = 'warn';
  /** Which top-level expressions of a cell show their value. */
  #results: 'all' | 'last' = 'last';

  constructor(
    readonly compiler: WorkerCalls<CompilerRequest, CompilerResponse>,
    readonly language: Language,
  ) {}

  /** `ended`: how the cell has run. */
  async prepare(source: string, expressions: Record<string, string>, ended: Promise<CellOutcome>): Promise<Prepared> {
    this.#mode = pragma(source, 'typecheck', ['off', 'warn', 'error']) ?? this.#mode;
    this.#results = pragma(source, 'results', ['all', 'last']) ?? this.#results;
    const compiled = await this.#compile(source, expressions);
    if (!compiled.cell.ok) return { ...compiled, check: nothingFound };
    const mode = compiled.cell.hasNames ? this.#mode : 'off';
    // What a magic installs is there only when it has run.
    const hasMagics = compiled.magics.length > 0;
    if (mode !== 'off') this.language.start();
    if (mode === 'error' && !hasMagics) {
      const problems = await this.#check(source);
      if (problems.length > 0) {
        return { ...compiled, cell: { ok: false, name: 'TypeCheckError', problems }, check: nothingFound };
      }
    }
    const isChecked = mode === 'warn' || (mode === 'error' && hasMagics);
    const check = async () => {
      const found = isChecked ? this.#check(source, hasMagics ? ended : undefined) : nothingFound();
      void this.#ask({ type: 'learn', source });
      return found;
    };
    return { ...compiled, check };
  }

  /** Waits for findings to be shown. */
  async settled(shown: Promise<void>): Promise<void> {
    await within(endMilliseconds, shown);
  }

  async #compile(source: string, expressions: Record<string, string>) {
    const compile = async (native?: number[]) => {
      const showsAll = this.#results === 'all';
      const answer = await this.compiler.call({ type: 'cell', source, expressions, native, showsAll });
      if (!('cell' in answer)) throw new Error('the compiler worker answered another question');
      return answer;
    };
    const untyped = await compile();
    if (!untyped.cell.ok || untyped.cell.untypedOperators === 0 || !this.language.isWarm) return untyped;
    const answer = await within(startMilliseconds, this.#ask({ type: 'operators', source }));
    return answer && 'native' in answer && answer.native.length > 0 ? compile(answer.native) : untyped;
  }

  /** `after`: a cell that must have run, and well. */
  async #check(source: string, after?: Promise<CellOutcome>): Promise<SourceProblem[]> {
    if (after && (await after).status !== 'ok') return [];
    const answer = await this.#ask({ type: 'check', source });
    return answer && 'problems' in answer ? answer.problems : [];
  }

  /** A cell runs without the language worker's answer as well. */
  #ask(...[request]: Parameters<Language['call']>) {
    return this.language.call(request).catch(() => undefined);
  }
}
