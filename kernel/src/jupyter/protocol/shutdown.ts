/** The end of the process: a running cell is stopped first, the sockets are emptied, and nothing can hold the exit up. */

import { setTimeout as delay } from 'node:timers/promises';
import { Flag } from '../threads.js';
import { removeCellFiles } from './debugger/cellFiles.js';
import type { Execution } from './execution.js';
import type { Inspector } from './inspector.js';
import type { Interrupter } from './interrupter.js';
import type { MainThread } from './mainThread.js';
import type { Output } from './output.js';
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
    readonly output: Output,
    readonly flags: Int32Array,
  ) {}

  async exit(): Promise<void> {
    this.execution.stop();
    const stopped = Promise.all(this.execution.running().map((request) => this.interrupter.interrupt(request)));
    await Promise.race([stopped, delay(patienceMilliseconds / 2)]);
    await this.leave();
    this.main.post({ type: 'exit' });
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), patienceMilliseconds);
  }

  /** The main thread ends the process, or is about to: what was said so far still leaves. */
  async leave(): Promise<void> {
    this.output.flush();
    await this.sockets.flushed();
    this.close();
  }

  /** Torn down with open sockets, ZeroMQ's addon aborts the process; V8 waits for sessions of its inspector. */
  close() {
    this.sockets.close();
    this.inspector.disconnect();
    removeCellFiles();
    Atomics.store(this.flags, Flag.closed, 1);
    Atomics.notify(this.flags, Flag.closed);
  }
}
