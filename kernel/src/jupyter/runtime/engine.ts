/**
 * What the kernel and gluonlab agree on: the interrupt flag that native waits poll, the runs whose points the
 * training-curves panel shows, and progress bars, which are displays that update in place. If gluonlab cannot be loaded the
 * kernel still runs plain TypeScript, and the cell that imports it gets the error.
 */

import type { ProgressSink } from '../../gluon/index.js';
import { log } from '../log.js';
import type { Displays } from './display.js';
import type { Host } from './host.js';

export async function connectEngine(host: Host, displays: Displays): Promise<void> {
  try {
    const { engine, onRunEvent, setProgressSink } = await import('../../gluon/index.js');
    engine.setInterruptFlag(host.flags);
    setProgressSink(progressIn(displays));
    onRunEvent((event) => host.post({ type: 'run', event }));
  } catch (error) {
    log.warn('gluonlab could not be loaded:', error);
  }
}

/** Draws each bar where it began, by updates of one display. */
function progressIn(displays: Displays): ProgressSink {
  const begun = new Set<string>();
  return ({ id, text, ended }) => {
    void displays.show({ 'text/plain': text }, { raw: true, displayId: id, update: begun.has(id) });
    if (ended) begun.delete(id);
    else begun.add(id);
  };
}
