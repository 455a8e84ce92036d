/** Looks at values of the notebook, for completion and inspection; only while no cell runs, and never for long. */

import { setTimeout as delay } from 'node:timers/promises';
import type { FromMain, Look } from '../threads.js';
import type { Execution } from './execution.js';
import type { MainThread } from './mainThread.js';

const patienceMilliseconds = 100;

export class ValueLooks {
  #next = 1;
  readonly #waiting = new Map<number, (look: Look | undefined) => void>();

  constructor(
    readonly main: MainThread,
    readonly execution: Execution,
  ) {}

  /** What the names lead to; undefined when they lead nowhere or the main thread is busy. */
  async look(path: string[] | undefined): Promise<Look | undefined> {
    if (!path || this.execution.running().length > 0) return undefined;
    const id = this.#next++;
    const looked = new Promise<Look | undefined>((resolve) => this.#waiting.set(id, resolve));
    this.main.post({ type: 'look', id, path });
    const look = await Promise.race([looked, delay(patienceMilliseconds, undefined, { ref: false })]);
    this.#waiting.delete(id);
    return look;
  }

  answer({ id, look }: Extract<FromMain, { type: 'looked' }>) {
    this.#waiting.get(id)?.(look);
  }
}
