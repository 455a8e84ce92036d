/**
 * Which comm belongs to whom. The telemetry and control comms are the kernel's own and are served by this worker, also
 * while a cell runs; all others belong to cells and are passed to the main thread.
 */

import { CONTROL_TARGET, TELEMETRY_TARGET } from '../messages.js';
import type { RunEvent } from '../../gluon/run/events.js';
import type { CommEvent } from '../threads.js';
import { ControlComm } from './control.js';
import type { MainThread } from './mainThread.js';
import type { ModelRequests } from './modelRequests.js';
import type { Output } from './output.js';
import type { Request } from './requests.js';
import { runResponders } from './runRequests.js';
import { RunStore } from './runStore.js';
import { RunWatch } from './runWatch.js';
import { Telemetry } from './telemetry.js';

export class CommRouter {
  readonly #open = new Map<string, string>();
  readonly #runs = new RunStore(process.cwd());
  readonly #telemetry: Telemetry;
  readonly #control: ControlComm;
  /** Where arrays live; empty until the engine is loaded. */
  device = '';
  /** Messages of the front end whose listeners have not run yet, by request. */
  readonly #handling = new Map<number, () => void>();

  constructor(
    readonly output: Output,
    readonly main: MainThread,
    models: ModelRequests,
  ) {
    this.#telemetry = new Telemetry((event, data, buffers) => {
      this.#open.set(TELEMETRY_TARGET, TELEMETRY_TARGET);
      this.#publish({ request: 0, event, commId: TELEMETRY_TARGET, target: TELEMETRY_TARGET, data, buffers });
    });
    const watch = new RunWatch(process.cwd(), (type, id) => {
      // Of its own runs the kernel tells itself.
      if (!this.#runs.isLive(id)) this.#telemetry.tell({ type, id });
    });
    this.#control = new ControlComm({
      ...runResponders(this.#runs, this.#telemetry, watch),
      ...models.responders,
      state: () => ({ answer: { device: this.device, memory: process.memoryUsage.rss() } }),
    });
  }

  /** A run is logged to. */
  run(event: RunEvent) {
    this.#runs.add(event);
    this.#telemetry.add(event);
  }

  info(target?: string): Record<string, { target_name: string }> {
    const entries = [...this.#open].filter(([, name]) => !target || name === target);
    return Object.fromEntries(entries.map(([id, name]) => [id, { target_name: name }]));
  }

  #publish({ request, event, commId, target, data, metadata, buffers }: Omit<CommEvent, 'type'>) {
    const opening = event === 'open' ? { target_name: target } : {};
    this.output.publish(request, `comm_${event}`, { comm_id: commId, data, ...opening }, { metadata, buffers });
  }

  /** A cell speaks. */
  send(message: CommEvent) {
    const { event, commId, target = '' } = message;
    if (event === 'open') this.#open.set(commId, target);
    if (event === 'close') this.#open.delete(commId);
    this.#publish(message);
  }

  /** The front end speaks. Resolves when listeners have heard it: what they say belongs to this message. */
  async receive(event: CommEvent['event'], { number, content, metadata, buffers }: Request): Promise<void> {
    const {
      comm_id: commId,
      target_name: target,
      data = {},
    } = content as {
      comm_id?: string;
      target_name?: string;
      data?: unknown;
    };
    if (typeof commId !== 'string') throw new TypeError(`comm_${event} without a comm_id`);
    if (event === 'open') this.#open.set(commId, target ?? '');
    const owner = this.#open.get(commId) ?? (commId === CONTROL_TARGET ? CONTROL_TARGET : undefined);
    if (event === 'close') this.#open.delete(commId);
    if (owner === TELEMETRY_TARGET) return;
    if (owner === CONTROL_TARGET) {
      if (event !== 'msg') return;
      const { answer, buffers: answerBuffers } = await this.#control.answer(data);
      this.#publish({ request: number, event: 'msg', commId, data: answer, buffers: answerBuffers });
      return;
    }
    // Each with a buffer of its own: a small part of a message lies in a pool that other messages share.
    const own = buffers.map((buffer) => new Uint8Array(buffer));
    const message: CommEvent = { type: 'comm', request: number, event, commId, target, data, metadata, buffers: own };
    const handled = new Promise<void>((resolve) => this.#handling.set(number, resolve));
    this.main.post(
      message,
      own.map(({ buffer }) => buffer),
    );
    return handled;
  }

  /** The main thread is done with a message of the front end. */
  handled(request: number) {
    this.output.flush();
    this.#handling.get(request)?.();
    this.#handling.delete(request);
  }
}
