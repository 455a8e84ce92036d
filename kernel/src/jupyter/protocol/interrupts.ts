/** What an interrupt stops, whichever way it comes: a request on control or on shell, or the signal. */

import type { Execution } from './execution.js';
import type { Interrupter } from './interrupter.js';
import type { Shell, Shells } from './shells.js';

export class Interrupts {
  constructor(
    readonly shells: Shells,
    readonly execution: Execution,
    readonly interrupter: Interrupter,
  ) {}

  /** The cell of the shell; for an idle main shell whatever runs: cells of subshells, or what earlier cells have left. */
  interrupt(shell: Shell = this.shells.main) {
    const { execution, shells } = this;
    const own = execution.running(shell);
    const all = shell === shells.main && own.length === 0 ? execution.running() : own;
    const requests = shell === shells.main && all.length === 0 ? [0] : all;
    for (const request of requests) {
      if (!execution.cancel(request)) void this.interrupter.interrupt(request);
    }
  }
}
