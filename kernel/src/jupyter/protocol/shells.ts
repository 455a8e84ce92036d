/**
 * The shells of the kernel: the main one and its subshells (JEP 91). Each takes its cells one after the other, with a count, a
 * history and an abort of its own. They all run on the one main thread: a subshell's cell goes on where another awaits;
 * where none does, a peek (peek.ts) may answer it.
 */

import { randomUUID } from 'node:crypto';
import { History } from './history.js';
import type { HistoryFolder } from './historyFolder.js';

export class UnknownSubshellError extends Error {
  override name = 'UnknownSubshellError';
  constructor(id: string, known: string[]) {
    super(`there is no subshell "${id}"; there are: ${known.join(', ') || 'none'}`);
  }
}

export class Shell {
  /** Execution count. */
  count = 0;
  /** Requests up to this number are aborted. */
  abortedUpTo = 0;
  /** Ends when the last cell that waits has been answered. */
  queue: Promise<void> = Promise.resolve();

  constructor(
    /** Null: the main shell. */
    readonly id: string | null,
    /** What is added to the number of its cells where stack frames name them. */
    readonly suffix: string,
    readonly history: History,
  ) {}
}

export class Shells {
  readonly main: Shell;
  readonly #subshells = new Map<string, Shell>();
  #created = 0;

  constructor(readonly folder: HistoryFolder) {
    this.main = new Shell(null, '', new History(folder));
  }

  create(): string {
    const id = randomUUID();
    this.#subshells.set(id, new Shell(id, ` of subshell ${++this.#created}`, new History(this.folder)));
    return id;
  }

  list(): string[] {
    return [...this.#subshells.keys()];
  }

  /** The shell that a request names; the main one where it names none. */
  find(id: string | null | undefined): Shell {
    if (typeof id !== 'string') return this.main;
    const shell = this.#subshells.get(id);
    if (!shell) throw new UnknownSubshellError(id, this.list());
    return shell;
  }

  /** Cells that run or wait in it are the affair of whoever deletes it. */
  delete(id: string): Shell {
    const shell = this.find(id);
    shell.history.close();
    this.#subshells.delete(id);
    return shell;
  }
}
