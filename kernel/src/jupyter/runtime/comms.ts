/**
 * Comms of cells: open one to the front end, or answer those the front end opens. A comm is an EventTarget with the events
 * `message` and `close`, and its messages can be iterated over.
 */

import { randomUUID } from 'node:crypto';
import type { CommEvent } from '../threads.js';
import { describeError } from './errors.js';
import type { Host } from './host.js';
import type { StackTraces } from './stackTraces.js';
import { writeText } from './streams.js';

/** What the front end has sent: the event of type `message`, or `close`. */
export class CommMessage extends Event {
  constructor(
    type: 'message' | 'close',
    readonly data: unknown,
    readonly metadata: Record<string, unknown>,
    /** Binary parts of the message; each has an ArrayBuffer of its own. */
    readonly buffers: Uint8Array[],
  ) {
    super(type);
  }
}

type Listener = ((message: CommMessage) => void) | { handleEvent(message: CommMessage): void };
type EventListener = Parameters<EventTarget['addEventListener']>[1];
export type ListenOptions = Parameters<EventTarget['addEventListener']>[2];
/** Binary data to send; copied by `send`. */
export type CommBuffer = ArrayBufferView | ArrayBufferLike;
type Metadata = CommEvent['metadata'];
type Post = (
  comm: Comm,
  event: CommEvent['event'],
  data: unknown,
  buffers: readonly CommBuffer[],
  metadata?: Metadata,
) => void;

/**
 * One channel to the front end.
 * @example comm.addEventListener('message', ({ data, buffers }) => comm.send({ got: data }, buffers));
 * @example for await (const { data } of comm) console.log(data);
 */
export class Comm extends EventTarget {
  #closed = false;
  readonly #post: Post;

  constructor(
    readonly id: string,
    readonly target: string,
    post: Post,
  ) {
    super();
    this.#post = post;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** `data` is anything that JSON can say. Throws when the comm is closed. */
  send(data: unknown, buffers: readonly CommBuffer[] = []): void {
    if (this.#closed) throw new Error(`comm "${this.target}" is closed`);
    this.#post(this, 'msg', data, buffers);
  }

  close(data: unknown = {}): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#post(this, 'close', data, []);
    this.dispatchEvent(new CommMessage('close', data, {}, []));
  }

  override addEventListener(type: 'message' | 'close', listener: Listener, options?: ListenOptions): void {
    super.addEventListener(type, listener as EventListener, options);
  }

  override removeEventListener(type: 'message' | 'close', listener: Listener, options?: ListenOptions): void {
    super.removeEventListener(type, listener as EventListener, options);
  }

  onMessage(listener: Listener): void {
    this.addEventListener('message', listener);
  }

  onClose(listener: Listener): void {
    this.addEventListener('close', listener);
  }

  /** The messages from now on; ends when the comm is closed by either side. */
  [Symbol.asyncIterator](): AsyncIterableIterator<CommMessage> {
    return iterate(this);
  }

  /** The front end has sent or closed. */
  receive(message: CommMessage): void {
    if (message.type === 'close') this.#closed = true;
    this.dispatchEvent(message);
  }
}

function iterate(comm: Comm): AsyncIterableIterator<CommMessage> {
  const arrived: CommMessage[] = [];
  let ended = comm.closed;
  let wake = () => {};
  const listen = new AbortController();
  const end = () => {
    ended = true;
    listen.abort();
    wake();
  };
  const { signal } = listen;
  comm.addEventListener('message', (message) => (arrived.push(message), wake()), { signal });
  comm.addEventListener('close', end, { signal });
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    async next() {
      while (arrived.length === 0 && !ended) await new Promise<void>((resolve) => (wake = resolve));
      const value = arrived.shift();
      return value ? { value, done: false } : { value: undefined, done: true };
    },
    return() {
      arrived.length = 0;
      end();
      return Promise.resolve({ value: undefined, done: true });
    },
  };
}

export type CommOpened = (comm: Comm, message: CommMessage) => void;

/** A copy with an ArrayBuffer of its own, which can be handed to another thread. */
function bytes(buffer: CommBuffer): Uint8Array<ArrayBuffer> {
  const view = ArrayBuffer.isView(buffer)
    ? new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.byteLength)
    : new Uint8Array(buffer);
  return new Uint8Array(view);
}

export class Comms {
  readonly #comms = new Map<string, Comm>();
  readonly #targets = new Map<string, CommOpened>();
  /** The message of the front end whose listeners run now. */
  #handling?: number;

  constructor(
    readonly host: Host,
    readonly stackTraces: StackTraces,
  ) {}

  registerTarget(target: string, opened: CommOpened): void {
    this.#targets.set(target, opened);
  }

  readonly #post: Post = (comm, event, data, buffers, metadata) => {
    const { request } = this.host.scope;
    const copy = JSON.parse(JSON.stringify(data ?? {})) as unknown;
    const own = buffers.map(bytes);
    const { id: commId, target } = comm;
    const transfer = own.map(({ buffer }) => buffer);
    this.host.post({ type: 'comm', request, event, commId, target, data: copy, metadata, buffers: own }, transfer);
    if (event === 'close') this.#comms.delete(commId);
  };

  #create(id: string, target: string): Comm {
    const comm = new Comm(id, target, this.#post);
    this.#comms.set(id, comm);
    return comm;
  }

  open(target: string, data: unknown, buffers: readonly CommBuffer[], metadata?: Metadata): Comm {
    const comm = this.#create(randomUUID(), target);
    this.#post(comm, 'open', data, buffers, metadata);
    return comm;
  }

  #opened(id: string, target: string, message: CommMessage) {
    const comm = this.#create(id, target);
    const opened = this.#targets.get(target);
    if (opened) opened(comm, message);
    else comm.close();
  }

  receive(event: CommEvent) {
    this.handled();
    this.#handling = event.request;
    this.#dispatch(event);
    this.handled();
  }

  /** A message of the front end; what a target throws is shown on standard error. */
  #dispatch({ event, commId, target = '', data, metadata = {}, buffers }: CommEvent) {
    const message = new CommMessage(event === 'close' ? 'close' : 'message', data, metadata, buffers);
    try {
      if (event === 'open') return this.#opened(commId, target, message);
      this.#comms.get(commId)?.receive(message);
      if (event === 'close') this.#comms.delete(commId);
    } catch (error) {
      writeText(this.host, 'stderr', `${describeError(error, this.stackTraces).traceback.join('\n')}\n`);
    }
  }

  /** Tells that the listeners have run, or that an interrupt has unwound them. */
  handled() {
    if (this.#handling !== undefined) this.host.post({ type: 'handled', request: this.#handling });
    this.#handling = undefined;
  }
}
