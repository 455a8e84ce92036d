/**
 * `execute_request`: compiles the cell, lets the main thread run it, and turns its outcome into the reply. When a cell
 * fails, the requests that wait behind it are answered `aborted`, unless the failing one said otherwise.
 */

import { setImmediate } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { describeProblem } from '../codeFrame.js';
import type { SourceProblem } from '../language/scope.js';
import type { CellOutcome, ExecuteCommand } from '../threads.js';
import type { Reply } from './dispatcher.js';
import type { History } from './history.js';
import type { HistoryEntry } from './historyFolder.js';
import type { Output } from './output.js';
import { soon } from './preparation.js';
import type { Preparation } from './preparation.js';
import type { Request, Requests } from './requests.js';
import { textField } from './wire.js';

interface ExecuteContent {
  code?: string;
  silent?: boolean;
  store_history?: boolean;
  user_expressions?: Record<string, string>;
  allow_stdin?: boolean;
  stop_on_error?: boolean;
}

/** More findings of the type check than these are only counted. */
const shownProblems = 5;

interface Running {
  request: Request;
  settle(outcome: CellOutcome): void;
  entry?: HistoryEntry;
}

export class Execution {
  #count = 0;
  #running?: Running;
  /** Requests up to this number are aborted. */
  #abortedUpTo = 0;

  constructor(
    readonly main: MessagePort,
    readonly preparation: Preparation,
    readonly requests: Requests,
    readonly output: Output,
    readonly history: History,
  ) {}

  /** The request whose cell runs now. */
  get current(): Request | undefined {
    return this.#running?.request;
  }

  handle = async (request: Request): Promise<Reply> => {
    if (request.number <= this.#abortedUpTo) return { content: { status: 'aborted', execution_count: this.#count } };
    const started = new Date().toISOString();
    const content = request.content as ExecuteContent;
    const outcome = await this.#run(request, content);
    this.output.flush();
    const count = this.#count;
    const metadata = { started };
    if (outcome.status === 'ok') {
      const { payload, userExpressions } = outcome;
      const ok = { status: 'ok', execution_count: count, payload, user_expressions: userExpressions };
      return { content: ok, metadata };
    }
    const { ename, evalue, traceback } = outcome;
    if (!content.silent) this.output.publish(request.number, 'error', { ename, evalue, traceback });
    if (content.stop_on_error !== false || outcome.interrupted) await this.#abortQueue();
    return { content: { status: 'error', execution_count: count, ename, evalue, traceback }, metadata };
  };

  async #abortQueue() {
    // What the front end sent together with the failed cell may still lie in the socket.
    for (let turn = 0; turn < 3; turn++) await setImmediate();
    this.#abortedUpTo = this.requests.newest;
  }

  async #run(request: Request, content: ExecuteContent): Promise<CellOutcome> {
    const code = textField(content.code, 'code');
    const { silent = false, user_expressions: expressions = {}, allow_stdin: allowStdin = true } = content;
    const stored = !silent && content.store_history !== false && code.trim() !== '';
    if (stored) this.#count++;
    const line = this.#count;
    const settled = new Promise<CellOutcome>((resolve) => {
      this.#running = { request, settle: resolve, entry: stored ? this.history.add(line, code) : undefined };
    });
    if (!silent) this.output.publish(request.number, 'execute_input', { code, execution_count: line });
    const prepared = await this.preparation.prepare(request.number, code, expressions);
    const name = stored ? `cell [${line}]` : `cell [${line}.${request.number}]`;
    const withSource = Object.entries(expressions).map(([key, source]) => {
      return [key, { source, cell: prepared.expressions[key] }] as const;
    });
    const command: ExecuteCommand = {
      type: 'execute',
      request: request.number,
      name,
      source: code,
      cell: prepared.cell,
      magics: prepared.magics,
      expressions: Object.fromEntries(withSource),
      silent,
      allowStdin,
    };
    this.main.postMessage(command);
    const reported = prepared.problems.then((problems) => {
      if (!silent) this.#report(request.number, problems, code, name);
    });
    const outcome = await settled;
    this.#running = undefined;
    // Before the language worker is warm its findings come late, and nobody waits for them.
    if (this.preparation.language.isWarm) await soon(reported);
    return outcome;
  }

  /** What the type check has found, beside the output. */
  #report(request: number, problems: SourceProblem[], source: string, name: string) {
    if (problems.length === 0) return;
    const shown = problems.slice(0, shownProblems).map((problem) => describeProblem(problem, source, name).join('\n'));
    const more = problems.length > shownProblems ? [`and ${problems.length - shownProblems} more`] : [];
    this.output.publish(request, 'stream', { name: 'stderr', text: `${[...shown, ...more].join('\n\n')}\n` });
  }

  done(request: number, outcome: CellOutcome) {
    if (this.#running?.request.number === request) this.#running.settle(outcome);
  }

  /** Adds the execution count to a result and remembers its text. */
  result(request: number, content: Record<string, unknown>): Record<string, unknown> {
    const { data } = content as { data: Record<string, unknown> };
    const running = this.#running;
    if (running?.request.number === request && running.entry)
      this.history.setOutput(running.entry, String(data['text/plain']));
    return { ...content, execution_count: this.#count };
  }
}
