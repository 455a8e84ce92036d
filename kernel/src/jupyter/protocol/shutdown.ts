/** The end of the process: a running cell is stopped first, the sockets are emptied, and nothing can hold the exit up. */

import { setTimeout as delay } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import type { ToMain } from '../threads.js';
import { removeCellFiles } from './debugger/cellFiles.js';
import type { Execution } from './execution.js';
import type { Inspector } from './inspector.js';
import type { Interrupter } from './interrupter.js';
import type { Sockets } from './sockets.js';

/** How long a cell and its `finally` blocks may take. */
const patienceMilliseconds = 2000;

export class Shutdown {
  constructor(
    readonly sockets: Sockets,
    readonly main: MessagePort,
    readonly inspector: Inspector,
    readonly interrupter: Interrupter,
    readonly execution: Execution,
  ) {}

  async exit(): Promise<void> {
    const { current } = this.execution;
    if (current) await Promise.race([this.interrupter.interrupt(current.number), delay(patienceMilliseconds / 2)]);
    await this.sockets.flushed();
    this.sockets.close();
    this.inspector.disconnect();
    removeCellFiles();
    this.main.postMessage({ type: 'exit' } satisfies ToMain);
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMilliseconds);
  }
}
