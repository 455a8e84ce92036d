/** Calls from the protocol worker to the compiler and language workers: one numbered request, one response, in any order. */

import type { MessagePort } from 'node:worker_threads';

export class WorkerCalls<Request extends { id: number }, Response extends { id: number }> {
  #next = 1;
  readonly #waiting = new Map<number, (response: Response) => void>();

  constructor(readonly port: MessagePort) {
    port.on('message', (response: Response) => {
      this.#waiting.get(response.id)?.(response);
      this.#waiting.delete(response.id);
    });
  }

  call(request: Request extends unknown ? Omit<Request, 'id'> : never): Promise<Response> {
    const id = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(id, resolve);
      this.port.postMessage({ ...request, id });
    });
  }
}
