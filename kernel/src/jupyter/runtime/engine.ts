/**
 * What the kernel and gluonlab's engine agree on: the interrupt flag that native waits poll, and the runs whose points the
 * training-curves panel shows. gluonlab is imported in the background; if it cannot be loaded the kernel still runs
 * plain TypeScript, and the cell that imports it gets the error.
 */

import { log } from '../log.js';
import type { RunEvent } from '../threads.js';
import type { Host } from './host.js';
import { ownModules } from './imports.js';

interface Gluonlab {
  engine?: { setInterruptFlag?(flag: Int32Array): void };
}

interface Runs {
  onRunEvent(listener: (event: RunEvent) => void): () => void;
}

export async function connectEngine(host: Host): Promise<void> {
  try {
    const { engine } = (await import(ownModules.gluonlab)) as Gluonlab;
    engine?.setInterruptFlag?.(host.flags);
    const { onRunEvent } = (await import(new URL('../../gluon/run.js', import.meta.url).href)) as Runs;
    onRunEvent((event) => host.post({ type: 'run', event }));
  } catch (error) {
    log.warn('gluonlab could not be loaded:', error);
  }
}
