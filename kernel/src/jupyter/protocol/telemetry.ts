/** Live runs to the browser: events are gathered and sent at most 20 times a second over the telemetry comm. */

import { MESSAGE_VERSION, packPoints } from '../messages.js';
import type { RunPoint, TelemetryEvent, TelemetryMessage } from '../messages.js';
import type { RunEvent } from '../../gluon/index.js';
import type { RunStore } from './runStore.js';

const intervalMilliseconds = 50;

type Send = (event: 'open' | 'msg', data: unknown, buffers: Uint8Array[]) => void;
type Gathered =
  Exclude<RunEvent, { type: 'points' }> | { type: 'points'; id: string; first: number; points: RunPoint[] };

export class Telemetry {
  #opened = false;
  #sequence = 0;
  #gathered: Gathered[] = [];
  #timer?: NodeJS.Timeout;
  #lastSent = 0;

  constructor(
    readonly runs: RunStore,
    readonly send: Send,
  ) {}

  add(event: RunEvent) {
    this.runs.add(event);
    const last = this.#gathered.at(-1);
    const continues =
      event.type === 'points' &&
      last?.type === 'points' &&
      last.id === event.id &&
      last.first + last.points.length === event.first;
    if (continues) last.points.push(...event.points);
    else this.#gathered.push(event.type === 'points' ? { ...event, points: [...event.points] } : event);
    const wait = Math.max(0, this.#lastSent + intervalMilliseconds - Date.now());
    this.#timer ??= setTimeout(() => this.flush(), wait);
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#gathered.length === 0) return;
    this.#lastSent = Date.now();
    const buffers: Uint8Array[] = [];
    const events = this.#gathered.map((event): TelemetryEvent => {
      if (event.type === 'start') return { type: 'run', header: event.header };
      if (event.type === 'end') return event;
      const { metrics, buffer } = packPoints(event.points);
      buffers.push(new Uint8Array(buffer));
      return { type: 'points', id: event.id, first: event.first, count: event.points.length, metrics };
    });
    this.#gathered = [];
    if (!this.#opened) this.send('open', {}, []);
    this.#opened = true;
    const message: TelemetryMessage = { v: MESSAGE_VERSION, seq: ++this.#sequence, events };
    this.send('msg', message, buffers);
  }
}
