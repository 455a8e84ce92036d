/**
 * The main thread's door to the protocol worker: posts what cells say, and knows which request the running code belongs to
 * (AsyncLocalStorage), so that the late output of a timer goes to the cell that started it.
 */

import { AsyncLocalStorage } from 'node:async_hooks';
import { inspect } from 'node:util';
import type { MessagePort } from 'node:worker_threads';
import { Flag } from '../threads.js';
import type { FromMain } from '../threads.js';

/** What belongs to one request while its code runs, also later in timers and promises. */
export class RequestScope {
  /** Work that must end before the cell does: displays of objects that render asynchronously. */
  readonly unfinished = new Set<Promise<unknown>>();
  /** Payload of the reply. */
  readonly payload: unknown[] = [];

  constructor(
    readonly request: number,
    readonly allowStdin: boolean,
  ) {}

  /** Node shows the scope in every promise; `withoutAsyncIds` takes this word out. */
  [inspect.custom](): string {
    return 'request';
  }
}

export class Host {
  readonly #storage = new AsyncLocalStorage<RequestScope | undefined>();
  /** The last scope that ran, for code that has lost its own (native callbacks). */
  #latest = new RequestScope(0, false);

  constructor(
    readonly port: MessagePort,
    readonly stdin: MessagePort,
    readonly flags: Int32Array,
  ) {}

  post(message: FromMain, transfer: ArrayBuffer[] = []) {
    this.port.postMessage(message, transfer);
  }

  get scope(): RequestScope {
    return this.#storage.getStore() ?? this.#latest;
  }

  /** The request that started the running code; none for the kernel's own. */
  currentRequest = (): number | undefined => this.#storage.getStore()?.request;

  /**
   * Makes `scope` that of the running turn of the event loop. Not `run(scope, fn)`: an interrupted cell never
   * leaves such a call, and its store would stay behind.
   */
  enter(scope: RequestScope | undefined) {
    this.#storage.enterWith(scope);
    this.flags[Flag.owner] = scope?.request ?? 0;
    if (scope) this.#latest = scope;
  }
}
