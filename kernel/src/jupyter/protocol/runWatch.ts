/**
 * Tells when a run comes into a notebook's folder of runs or leaves it, whoever writes there: another kernel, a script, a
 * copy. The system reports changes of the folder itself, so no file is read and no clock runs. Where it cannot watch (some
 * network drives, no watches left) nothing is told, and a reader sees a new run at the next look.
 */

import { existsSync, readdirSync, watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_DIR, RUN_FILE } from '../../gluon/run/run_file.js';

/** A run that begins is several changes of the folder; so long they are gathered. */
const gatherMilliseconds = 50;

export class RunWatch {
  /** The folder of runs, and before it those in which it will lie. */
  readonly #path: string[];
  #watcher?: FSWatcher;
  /** Of folders that hold no run yet. */
  readonly #waiting = new Map<string, FSWatcher>();
  #known = new Set<string>();
  #timer?: NodeJS.Timeout;

  constructor(
    notebookFolder: string,
    readonly tell: (change: 'appeared' | 'deleted', id: string) => void,
  ) {
    this.#path = [notebookFolder, ...DEFAULT_DIR.map((_, i) => join(notebookFolder, ...DEFAULT_DIR.slice(0, i + 1)))];
  }

  /** From now on changes are told. Does nothing when it watches already. */
  start() {
    if (this.#watcher) return;
    this.#known = new Set(this.#runs());
    this.#watchDeepest();
  }

  close() {
    clearTimeout(this.#timer);
    this.#watcher?.close();
    this.#watcher = undefined;
    this.#waiting.forEach((watcher) => watcher.close());
    this.#waiting.clear();
  }

  get #folder(): string {
    return this.#path[this.#path.length - 1];
  }

  /** Watches the folder of runs or, as long as it is not there, the one in which it or the next will be made. */
  #watchDeepest() {
    this.#watcher?.close();
    const depth = this.#path.findLastIndex((folder) => existsSync(folder));
    this.#watcher = this.#watch(this.#path[depth], () => {
      const isSame = depth === this.#path.findLastIndex((folder) => existsSync(folder));
      if (!isSame) this.#watchDeepest();
      this.#plan();
    });
    // It may have come before it was watched.
    if (this.#watcher && depth + 1 < this.#path.length && existsSync(this.#path[depth + 1])) this.#watchDeepest();
  }

  #watch(folder: string, changed: () => void): FSWatcher | undefined {
    try {
      const watcher = watch(folder, { persistent: false }, changed);
      return watcher.on('error', () => watcher.close());
    } catch {
      return undefined;
    }
  }

  #plan() {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#look();
    }, gatherMilliseconds);
  }

  #look() {
    const runs = new Set(this.#runs());
    for (const id of runs) if (!this.#known.has(id)) this.tell('appeared', id);
    for (const id of this.#known) if (!runs.has(id)) this.tell('deleted', id);
    this.#known = runs;
    this.#waitFor(this.#names().filter((name) => !runs.has(name)));
  }

  /** A folder is made before the first file in it: its run appears with that. */
  #waitFor(names: string[]) {
    for (const [name, watcher] of this.#waiting) {
      if (names.includes(name)) continue;
      watcher.close();
      this.#waiting.delete(name);
    }
    for (const name of names) {
      if (this.#waiting.has(name)) continue;
      const watcher = this.#watch(join(this.#folder, name), () => this.#plan());
      if (watcher) this.#waiting.set(name, watcher);
      // It may have come before it was watched.
      if (existsSync(join(this.#folder, name, RUN_FILE))) this.#plan();
    }
  }

  #names(): string[] {
    try {
      return readdirSync(this.#folder);
    } catch {
      return [];
    }
  }

  #runs(): string[] {
    return this.#names().filter((name) => existsSync(join(this.#folder, name, RUN_FILE)));
  }
}
