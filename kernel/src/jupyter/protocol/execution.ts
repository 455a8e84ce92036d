/**
 * `execute_request`: compiles the cell, lets the main thread run it, and turns its outcome into the reply. When a cell
 * fails, the requests that wait behind it in its shell are answered `aborted`, unless the failing one said otherwise.
 */

import { setImmediate } from 'node:timers/promises';
import { describeProblem } from '../codeFrame.js';
import type { SourceProblem } from '../language/scope.js';
import { log } from '../log.js';
import type { CellOutcome, ExecuteCommand } from '../threads.js';
import type { Reply } from './dispatcher.js';
import type { HistoryEntry } from './historyFolder.js';
import type { MainThread } from './mainThread.js';
import type { Output } from './output.js';
import type { Peek, Peeked } from './peek.js';
import type { Preparation } from './preparation.js';
import type { Request, Requests } from './requests.js';
import type { Shell, Shells } from './shells.js';
import { textField } from './wire.js';
import type { JsonObject } from './wire.js';

/** The content of an `execute_request`. */
interface ExecuteOptions {
  code: string;
  silent: boolean;
  stored: boolean;
  expressions: Record<string, string>;
  allowStdin: boolean;
  stopOnError: boolean;
}

function readOptions(content: JsonObject): ExecuteOptions {
  const code = textField(content.code, 'code');
  const silent = content.silent === true;
  const expressions = content.user_expressions ?? {};
  if (typeof expressions !== 'object' || Array.isArray(expressions)) {
    throw new TypeError(`"user_expressions" must be an object of strings, got ${JSON.stringify(expressions)}`);
  }
  return {
    code,
    silent,
    stored: !silent && content.store_history !== false && code.trim() !== '',
    expressions: Object.fromEntries(
      Object.entries(expressions).map(([key, text]) => [key, textField(text, `user_expressions.${key}`)]),
    ),
    allowStdin: content.allow_stdin !== false,
    stopOnError: content.stop_on_error !== false,
  };
}

/** More findings of the type check than these are only counted. */
const shownProblems = 5;

type CommonCommand = Pick<ExecuteCommand, 'request' | 'name' | 'source' | 'silent' | 'allowStdin'>;

interface Running {
  shell: Shell;
  settle(outcome: CellOutcome): void;
  entry?: HistoryEntry;
  /** Handed to the main thread. */
  begun: boolean;
}

/** Of a cell that was interrupted before it began. */
const neverBegan: CellOutcome = {
  status: 'error',
  interrupted: true,
  ename: 'KeyboardInterrupt',
  evalue: 'the cell was interrupted',
  traceback: ['KeyboardInterrupt: the cell was interrupted before it began'],
};

export class Execution {
  /** Cells that have begun and not ended, by request: one of each shell at most. */
  readonly #running = new Map<number, Running>();
  #isStopped = false;

  constructor(
    readonly main: MainThread,
    readonly shells: Shells,
    readonly preparation: Preparation,
    readonly peek: Peek,
    readonly requests: Requests,
    readonly output: Output,
  ) {}

  isRunning = (request: number): boolean => this.#running.has(request);

  /** Requests whose cells run, of one shell or of all. */
  running(shell?: Shell): number[] {
    const cells = [...this.#running].filter(([, running]) => !shell || running.shell === shell);
    return cells.map(([request]) => request);
  }

  handle = async (request: Request): Promise<Reply> => {
    const { shell } = request;
    if (request.number <= shell.abortedUpTo) {
      return { content: { status: 'aborted', execution_count: shell.count } };
    }
    const started = new Date().toISOString();
    const options = readOptions(request.content);
    const outcome = await this.#run(shell, request.number, options).finally(() => this.#running.delete(request.number));
    this.output.flush();
    const { count } = shell;
    const metadata = { started };
    if (outcome.status === 'ok') {
      const { payload, userExpressions } = outcome;
      const ok = { status: 'ok', execution_count: count, payload, user_expressions: userExpressions };
      return { content: ok, metadata };
    }
    const { ename, evalue, traceback } = outcome;
    if (!options.silent) this.output.publish(request.number, 'error', { ename, evalue, traceback });
    if (options.stopOnError || outcome.interrupted) await this.#abortQueue(shell);
    return { content: { status: 'error', execution_count: count, ename, evalue, traceback }, metadata };
  };

  async #abortQueue(shell: Shell) {
    // What the front end sent together with the failed cell may still lie in the socket.
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    shell.abortedUpTo = this.requests.newest;
  }

  async #run(shell: Shell, request: number, options: ExecuteOptions): Promise<CellOutcome> {
    const { code, silent, stored, expressions, allowStdin } = options;
    if (stored) shell.count++;
    const line = shell.count;
    const settled = new Promise<CellOutcome>((settle) => {
      const entry = stored ? shell.history.add(line, code) : undefined;
      this.#running.set(request, { shell, settle, entry, begun: false });
    });
    const name = `cell [${stored ? line : `${line}.${request}`}${shell.suffix}]`;
    const command = { request, name, source: code, silent, allowStdin };
    const reported = this.#prepare(shell, command, expressions, settled);
    // The compiler is at work meanwhile.
    if (!silent) this.output.publish(request, 'execute_input', { code, execution_count: line });
    // A cell may be interrupted before it is prepared.
    const outcome = await Promise.race([settled, reported.then(() => settled)]);
    const wasInterrupted = outcome.status === 'error' && outcome.interrupted;
    if (!wasInterrupted) await this.preparation.settled(reported);
    return outcome;
  }

  /** Begins a cell; done when all has been said that the type check has found. */
  async #prepare(
    shell: Shell,
    common: CommonCommand,
    expressions: Record<string, string>,
    ended: Promise<CellOutcome>,
  ): Promise<void> {
    const { request, name, source, silent } = common;
    const { cell, magics, check, ...prepared } = await this.preparation.prepare(source, expressions, ended);
    const withSource = Object.entries(expressions).map(([key, text]) => {
      return [key, { source: text, cell: prepared.expressions[key] }] as const;
    });
    const command: ExecuteCommand = {
      ...common,
      type: 'execute',
      cell,
      magics,
      expressions: Object.fromEntries(withSource),
    };
    if (shell === this.shells.main) this.#begin(command);
    else void this.#peekOrPost(command);
    const problems = check();
    if (!silent) this.#report(request, await problems, source, name);
  }

  /** What the type check has found, beside the output. */
  #report(request: number, problems: SourceProblem[], source: string, name: string) {
    if (problems.length === 0) return;
    const shown = problems.slice(0, shownProblems).map((problem) => describeProblem(problem, source, name).join('\n'));
    const more = problems.length > shownProblems ? [`and ${problems.length - shownProblems} more`] : [];
    this.output.publish(request, 'stream', { name: 'stderr', text: `${[...shown, ...more].join('\n\n')}\n` });
  }

  /** A subshell asks while other code runs: an expression need not wait for it. */
  async #peekOrPost(command: ExecuteCommand) {
    const { request, magics, expressions, silent } = command;
    const isAlone = magics.length === 0 && Object.keys(expressions).length === 0;
    const peeked = isAlone ? await this.#peek(command) : undefined;
    if (!peeked) {
      // Not behind code that may be interrupted: main must hear of that first.
      await this.main.nextTurn();
      return this.#begin(command);
    }
    if (peeked.bundle && !silent) {
      this.output.publish(request, 'execute_result', this.result(request, { data: peeked.bundle, metadata: {} }));
    }
    this.done(request, { status: 'ok', payload: [], userExpressions: {} });
  }

  async #peek(command: ExecuteCommand): Promise<Peeked | undefined> {
    try {
      return await this.peek.evaluate(command);
    } catch (error) {
      // The kernel ends, and the inspector with it.
      log.debug('peek:', error);
      return undefined;
    }
  }

  #begin(command: ExecuteCommand) {
    const running = this.#running.get(command.request);
    if (!running || running.begun || this.#isStopped) return;
    running.begun = true;
    this.main.post(command);
  }

  /** The kernel ends: no cell begins any more. */
  stop() {
    this.#isStopped = true;
  }

  /** Ends a cell that has not begun; false for one that has. */
  cancel(request: number): boolean {
    const running = this.#running.get(request);
    if (!running || running.begun) return false;
    running.begun = true;
    running.settle(neverBegan);
    return true;
  }

  done(request: number, outcome: CellOutcome) {
    this.#running.get(request)?.settle(outcome);
  }

  /** Adds the execution count to a result and remembers its text. */
  result(request: number, content: Record<string, unknown>): Record<string, unknown> {
    const { data } = content as { data: Record<string, unknown> };
    const running = this.#running.get(request);
    if (running?.entry) running.shell.history.setOutput(running.entry, String(data['text/plain']));
    return { ...content, execution_count: (running?.shell ?? this.shells.main).count };
  }
}
