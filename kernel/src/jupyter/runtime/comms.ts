/** Comms of cells: open one to the front end, or answer those the front end opens. */

import { randomUUID } from 'node:crypto';
import type { CommEvent } from '../threads.js';
import { describeError } from './errors.js';
import type { Host } from './host.js';
import type { StackTraces } from './stackTraces.js';
import { writeText } from './streams.js';

export interface CommMessage {
  data: unknown;
  metadata: Record<string, unknown>;
  buffers: Uint8Array[];
}

type Listener = (message: CommMessage) => void;

export class Comm {
  readonly #listeners = { msg: new Set<Listener>(), close: new Set<Listener>() };
  closed = false;

  constructor(
    readonly id: string,
    readonly target: string,
    readonly post: (comm: Comm, event: CommEvent['event'], data: unknown, buffers: Uint8Array[]) => void,
  ) {}

  send(data: unknown, buffers: Uint8Array[] = []): void {
    if (this.closed) throw new Error(`comm "${this.target}" is closed`);
    this.post(this, 'msg', data, buffers);
  }

  close(data: unknown = {}): void {
    if (this.closed) return;
    this.closed = true;
    this.post(this, 'close', data, []);
  }

  onMessage(listener: Listener): void {
    this.#listeners.msg.add(listener);
  }

  onClose(listener: Listener): void {
    this.#listeners.close.add(listener);
  }

  /** The front end has sent or closed. */
  receive(event: 'msg' | 'close', message: CommMessage): void {
    if (event === 'close') this.closed = true;
    for (const listener of this.#listeners[event]) listener(message);
  }
}

export type CommOpened = (comm: Comm, message: CommMessage) => void;

export class Comms {
  readonly #comms = new Map<string, Comm>();
  readonly #targets = new Map<string, CommOpened>();

  constructor(
    readonly host: Host,
    readonly stackTraces: StackTraces,
  ) {}

  registerTarget(target: string, opened: CommOpened): void {
    this.#targets.set(target, opened);
  }

  #create(id: string, target: string): Comm {
    const comm = new Comm(id, target, (sender, event, data, buffers) => {
      const { request } = this.host.scope;
      const copy = JSON.parse(JSON.stringify(data ?? {})) as unknown;
      this.host.post({ type: 'comm', request, event, commId: sender.id, target: sender.target, data: copy, buffers });
      if (event === 'close') this.#comms.delete(sender.id);
    });
    this.#comms.set(id, comm);
    return comm;
  }

  open(target: string, data: unknown): Comm {
    const comm = this.#create(randomUUID(), target);
    comm.post(comm, 'open', data, []);
    return comm;
  }

  /** A message of the front end; what a listener throws is shown on the cell's standard error. */
  receive({ event, commId, target = '', data, metadata = {}, buffers }: CommEvent) {
    const message: CommMessage = { data, metadata, buffers };
    try {
      if (event !== 'open') {
        this.#comms.get(commId)?.receive(event, message);
        if (event === 'close') this.#comms.delete(commId);
        return;
      }
      const comm = this.#create(commId, target);
      const opened = this.#targets.get(target);
      if (opened) opened(comm, message);
      else comm.close();
    } catch (error) {
      writeText(this.host, 'stderr', `${describeError(error, this.stackTraces).traceback.join('\n')}\n`);
    }
  }
}
