/**
 * Every `await` of a cell passes through here, so that an interrupt can reject it: the cell then sees a KeyboardInterrupt
 * at that await, and its `finally` blocks run. Inner awaits are rejected before outer ones, in the order they were reached.
 */

import { Flag } from '../threads.js';

/** What an interrupted cell throws. */
export class KeyboardInterrupt extends Error {
  override name = 'KeyboardInterrupt';
  constructor(message = 'the cell was interrupted') {
    super(message);
  }
}

interface Pending {
  request: number | undefined;
  reject(reason: unknown): void;
  /** Goes on when what is awaited has settled; may be called again. */
  listen(): void;
}

const settled = Promise.resolve();

export class Awaits {
  readonly #pending = new Set<Pending>();
  /** Have settled, but the code behind the `await` is queued still. Kept while several cells run, as one may drop the queue. */
  readonly #resuming = new Set<Pending>();
  #isMarked = false;
  /** Several cells run. */
  isShared = false;

  /** `currentRequest` tells which request the running code belongs to. */
  constructor(
    readonly currentRequest: () => number | undefined,
    readonly flags: Int32Array,
  ) {}

  /** A chain of awaits that never lets the event loop turn would not hear of the interrupt otherwise. */
  #throwIfInterrupted() {
    const request = Atomics.load(this.flags, Flag.interrupt);
    if (request === 0 || request !== this.currentRequest()) return;
    Atomics.store(this.flags, Flag.interrupt, 0);
    throw new KeyboardInterrupt();
  }

  wait = <T>(value: T | PromiseLike<T>): T | Promise<T> => {
    this.#throwIfInterrupted();
    if (typeof (value as PromiseLike<T> | null | undefined)?.then !== 'function') return value as T;
    const promise = Promise.resolve(value);
    return new Promise<T>((resolve, reject) => {
      const goOn = (settle: () => void) => {
        if (!this.#pending.delete(pending)) return;
        this.flags[Flag.owner] = pending.request ?? 0;
        settle();
        if (this.isShared) this.#resume(pending);
      };
      const listen = () => {
        promise.then(
          (result) => goOn(() => resolve(result)),
          (error: Error) => goOn(() => reject(error)),
        );
      };
      const pending: Pending = { request: this.currentRequest(), reject, listen };
      this.#pending.add(pending);
      listen();
    });
  };

  #resume(pending: Pending) {
    this.#resuming.add(pending);
    if (!this.#isMarked) this.#mark();
  }

  /** Queued behind the code of all that resume now; what is added until it runs needs another mark. */
  #mark() {
    this.#isMarked = true;
    const marked = [...this.#resuming];
    void settled.then(() => {
      for (const pending of marked) this.#resuming.delete(pending);
      this.#isMarked = false;
      if (this.#resuming.size > 0) this.#mark();
    });
  }

  /** V8 has dropped the queue of promise jobs. Hears of what has settled meanwhile; gives the requests whose code is lost. */
  recover(): Set<number | undefined> {
    for (const { listen } of this.#pending) listen();
    const lost = new Set([...this.#resuming].map(({ request }) => request));
    this.#resuming.clear();
    this.#isMarked = false;
    return lost;
  }

  /** Whether code of the request waits for anything. */
  isPending(request: number): boolean {
    return [...this.#pending].some((pending) => pending.request === request);
  }

  /** The iterable of a `for await`. */
  iterate = (iterable: AsyncIterable<unknown> | Iterable<unknown>): AsyncIterable<unknown> => {
    const asynchronous = (iterable as AsyncIterable<unknown>)[Symbol.asyncIterator] as
      AsyncIterable<unknown>[typeof Symbol.asyncIterator] | undefined;
    if (asynchronous) {
      const iterator = asynchronous.call(iterable);
      return this.#iterable(iterator, async () => this.wait(iterator.next()));
    }
    const iterator = (iterable as Iterable<unknown>)[Symbol.iterator]();
    return this.#iterable(iterator, async () => {
      const { value, done } = iterator.next() as IteratorResult<unknown, unknown>;
      return { value: await this.wait(value), done } as IteratorResult<unknown>;
    });
  };

  #iterable(
    iterator: AsyncIterator<unknown> | Iterator<unknown>,
    next: () => Promise<IteratorResult<unknown>>,
  ): AsyncIterable<unknown> {
    const end = async (value?: unknown) => (await iterator.return?.(value)) ?? { value, done: true as const };
    return { [Symbol.asyncIterator]: () => ({ next, return: end }) };
  }

  /** Rejects the awaits of one request; of all requests when none is given. */
  interrupt(request?: number, message?: string) {
    for (const pending of [...this.#pending]) {
      if (request !== undefined && pending.request !== request) continue;
      this.#pending.delete(pending);
      pending.reject(new KeyboardInterrupt(message));
    }
  }
}
