/** Calls from the protocol worker to the compiler and language workers: one numbered request, one response, in any order. */

import type { MessagePort } from 'node:worker_threads';

/** The answer to a request that the worker could not answer. */
export interface CallFailure {
  id: number;
  failure: string;
}

interface Waiting<Response> {
  resolve(response: Response): void;
  reject(error: Error): void;
}

export class WorkerCalls<Request extends { id: number }, Response extends { id: number }> {
  #next = 1;
  readonly #waiting = new Map<number, Waiting<Response>>();
  /** Why the worker answers no more. */
  #ended?: Error;

  constructor(readonly port: MessagePort) {
    port.on('message', (response: Response | CallFailure) => {
      const { resolve, reject } = this.#waiting.get(response.id) ?? {};
      this.#waiting.delete(response.id);
      if ('failure' in response) reject?.(new Error(response.failure));
      else resolve?.(response);
    });
  }

  call(request: Request extends unknown ? Omit<Request, 'id'> : never): Promise<Response> {
    if (this.#ended) return Promise.reject(this.#ended);
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.port.postMessage({ ...request, id });
    });
  }

  /** The worker has ended: nobody waits for it any longer. */
  end(reason: Error) {
    this.#ended = reason;
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
  }
}
