/** The protocol worker's way to the main thread: messages, and the question when its event loop turns next. */

import type { MessagePort } from 'node:worker_threads';
import type { ToMain } from '../threads.js';

export class MainThread {
  #asked = 0;
  readonly #turns = new Map<number, () => void>();

  constructor(readonly port: MessagePort) {}

  post(message: ToMain, transfer: ArrayBuffer[] = []) {
    this.port.postMessage(message, transfer);
  }

  /** Resolves when the main thread has taken every message up to now: nothing synchronous runs there then. */
  nextTurn(): Promise<void> {
    const id = ++this.#asked;
    const turn = new Promise<void>((resolve) => this.#turns.set(id, resolve));
    this.post({ type: 'turn', id });
    return turn;
  }

  turned(id: number) {
    this.#turns.get(id)?.();
    this.#turns.delete(id);
  }
}
