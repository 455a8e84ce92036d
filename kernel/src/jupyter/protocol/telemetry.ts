/** Live runs to the browser: events are gathered and sent at most 20 times a second over the telemetry comm. */

import { RECORD_NUMBERS } from '../../gluon/run/run_file.js';
import type { RunEvent } from '../../gluon/run/events.js';
import { MESSAGE_VERSION } from '../messages.js';
import type { RunTelemetry, TelemetryMessage } from '../messages.js';

const intervalMilliseconds = 50;

type Send = (event: 'open' | 'msg', data: unknown, buffers: Uint8Array[]) => void;
interface GatheredPoints {
  type: 'points';
  id: string;
  name: string;
  first: number;
  count: number;
  rows: Float64Array[];
}
type Gathered = Exclude<RunTelemetry, { type: 'points' }> | GatheredPoints;

export class Telemetry {
  #opened = false;
  #sequence = 0;
  #gathered: Gathered[] = [];
  /** The gathered points of each series, which go on growing. */
  readonly #growing = new Map<string, GatheredPoints>();
  #timer?: NodeJS.Timeout;
  #lastSent = 0;

  constructor(readonly send: Send) {}

  add(event: RunEvent) {
    if (event.type === 'points') {
      for (const { name, first, rows } of event.blocks) this.#addPoints(event.id, name, first, rows);
      this.#plan();
    } else {
      this.tell(event.type === 'start' ? { type: 'run', header: event.header, live: true } : event);
    }
  }

  /** Something that is not about points. */
  tell(event: Exclude<RunTelemetry, { type: 'points' }>) {
    this.#gathered.push(event);
    this.#plan();
  }

  #addPoints(id: string, name: string, first: number, rows: Float64Array) {
    const key = JSON.stringify([id, name]);
    const count = rows.length / RECORD_NUMBERS;
    const growing = this.#growing.get(key);
    if (growing && growing.first + growing.count === first) {
      growing.rows.push(rows);
      growing.count += count;
      return;
    }
    const fresh: GatheredPoints = { type: 'points', id, name, first, count, rows: [rows] };
    this.#growing.set(key, fresh);
    this.#gathered.push(fresh);
  }

  #plan() {
    const wait = Math.max(0, this.#lastSent + intervalMilliseconds - Date.now());
    this.#timer ??= setTimeout(() => this.flush(), wait);
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#gathered.length === 0) return;
    this.#lastSent = Date.now();
    const buffers: Uint8Array[] = [];
    const events = this.#gathered.map((event): RunTelemetry => {
      if (event.type !== 'points') return event;
      const { rows, ...block } = event;
      buffers.push(
        Buffer.concat(rows.map(({ buffer, byteOffset, byteLength }) => new Uint8Array(buffer, byteOffset, byteLength))),
      );
      return block;
    });
    this.#gathered = [];
    this.#growing.clear();
    if (!this.#opened) this.send('open', {}, []);
    this.#opened = true;
    const message: TelemetryMessage = { v: MESSAGE_VERSION, seq: ++this.#sequence, events };
    this.send('msg', message, buffers);
  }
}
