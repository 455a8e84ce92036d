/**
 * What the kernel and gluonlab agree on: the interrupt flag that native waits poll, the runs whose points the
 * training-curves panel shows, progress bars, and how arrays look. If gluonlab cannot be loaded the
 * kernel still runs plain TypeScript, and the cell that imports it gets the error.
 */

import { log } from '../log.js';
import type { Displays } from './display.js';
import { arrayPicture } from './display/arrays.js';
import { progressIn } from './display/progress.js';
import type { Host } from './host.js';
import { addRenderer } from './mime.js';

export async function connectEngine(host: Host, displays: Displays): Promise<void> {
  try {
    const { cpu, engine, NDArray, onRunEvent, setProgressSink } = await import('../../gluon/index.js');
    engine.setInterruptFlag(host.flags);
    setProgressSink(progressIn(displays));
    addRenderer((value) => (value instanceof NDArray ? arrayPicture(value) : undefined));
    onRunEvent((event) => host.post({ type: 'run', event }));
    host.post({ type: 'engine', device: String(cpu()) });
  } catch (error) {
    log.warn('gluonlab could not be loaded:', error);
  }
}
