/**
 * What the kernel and gluonlab agree on: the interrupt flag that native waits poll, the runs whose points the
 * training-curves panel shows, progress bars, how arrays look, and the networks that the graph panel shows. If gluonlab
 * cannot be loaded the kernel still runs plain TypeScript, and the cell that imports it gets the error.
 */

import { log } from '../log.js';
import { arrayStatistics } from './arrayStatistics.js';
import type { Boxes } from './boxes.js';
import type { Displays } from './display.js';
import { arrayPicture } from './display/arrays.js';
import { progressIn } from './display/progress.js';
import type { Host } from './host.js';
import { addRenderer } from './mime.js';
import { Models } from './models.js';
import type { Values } from './values.js';

/** gluonlab as the kernel needs it. */
export interface ConnectedEngine {
  models: Models;
  /** Calls `visit` where a training loop may be looked at; see gluon/safepoint.ts. */
  onSafepoint: (visit: () => void) => void;
  /** A cell was terminated in the middle of what it did. */
  cellCutOff: () => void;
}

export async function connectEngine(
  host: Host,
  displays: Displays,
  boxes: Boxes,
  values: Values,
  isCellRunning: () => boolean,
): Promise<ConnectedEngine | null> {
  try {
    const gluon = await import('../../gluon/index.js');
    const { cpu, engine, NDArray, onRunEvent, profiler, setProgressSink } = gluon;
    const { LiveModels } = await import('../../gluon/trace/live_models.js');
    const { recoverFromCutOff } = await import('../../gluon/cut_off.js');
    const { onSafepoint } = await import('../../gluon/safepoint.js');
    engine.setInterruptFlag(host.flags);
    setProgressSink(progressIn(displays));
    addRenderer((value) => (value instanceof NDArray ? arrayPicture(value) : undefined));
    values.describers.push((value) => (value instanceof NDArray ? arrayStatistics(value, gluon) : undefined));
    onRunEvent((event) => host.post({ type: 'run', event }));
    host.post({ type: 'engine', device: String(cpu()) });
    const models = new Models(new LiveModels((net) => boxes.nameOf(net)), profiler, isCellRunning);
    return { models, onSafepoint, cellCutOff: recoverFromCutOff };
  } catch (error) {
    log.warn('gluonlab could not be loaded:', error);
    return null;
  }
}
