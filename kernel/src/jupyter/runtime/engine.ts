/**
 * What the kernel and gluonlab's engine agree on: the interrupt flag that native waits poll, the runs whose points the
 * training-curves panel shows, and progress bars, which are displays that update in place. gluonlab is imported in the background; if it cannot be loaded the kernel still runs
 * plain TypeScript, and the cell that imports it gets the error.
 */

import { log } from '../log.js';
import type { RunEvent } from '../threads.js';
import { Displays } from './display.js';
import type { Host } from './host.js';
import { ownModules } from './imports.js';

interface ProgressState {
  id: string;
  text: string;
  ended: boolean;
}

interface Gluonlab {
  engine?: { setInterruptFlag?(flag: Int32Array): void };
  setProgressSink?(sink: (state: ProgressState) => void): void;
}

interface Runs {
  onRunEvent(listener: (event: RunEvent) => void): () => void;
}

export async function connectEngine(host: Host): Promise<void> {
  try {
    const { engine, setProgressSink } = (await import(ownModules.gluonlab)) as Gluonlab;
    engine?.setInterruptFlag?.(host.flags);
    setProgressSink?.(progressIn(new Displays(host)));
    const { onRunEvent } = (await import(new URL('../../gluon/run.js', import.meta.url).href)) as Runs;
    onRunEvent((event) => host.post({ type: 'run', event }));
  } catch (error) {
    log.warn('gluonlab could not be loaded:', error);
  }
}

/** Draws each bar where it began, by updates of one display. */
function progressIn(displays: Displays): (state: ProgressState) => void {
  const begun = new Set<string>();
  return ({ id, text, ended }) => {
    void displays.show({ 'text/plain': text }, { raw: true, displayId: id, update: begun.has(id) });
    if (ended) begun.delete(id);
    else begun.add(id);
  };
}
