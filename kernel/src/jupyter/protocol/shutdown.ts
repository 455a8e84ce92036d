/** The end of the process: a running cell is stopped first, the sockets are emptied, and nothing can hold the exit up. */

import { setTimeout as delay } from 'node:timers/promises';
import { removeCellFiles } from './debugger/cellFiles.js';
import type { Execution } from './execution.js';
import type { Inspector } from './inspector.js';
import type { Interrupter } from './interrupter.js';
import type { MainThread } from './mainThread.js';
import type { Sockets } from './sockets.js';

/** How long a cell and its `finally` blocks may take. */
const patienceMilliseconds = 2000;

export class Shutdown {
  constructor(
    readonly sockets: Sockets,
    readonly main: MainThread,
    readonly inspector: Inspector,
    readonly interrupter: Interrupter,
    readonly execution: Execution,
  ) {}

  async exit(): Promise<void> {
    const stopped = Promise.all(this.execution.running().map((request) => this.interrupter.interrupt(request)));
    await Promise.race([stopped, delay(patienceMilliseconds / 2)]);
    await this.sockets.flushed();
    this.sockets.close();
    this.inspector.disconnect();
    removeCellFiles();
    this.main.post({ type: 'exit' });
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMilliseconds);
  }
}
