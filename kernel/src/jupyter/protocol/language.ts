/** The protocol worker's side of the language worker: started when the kernel has come up, or when first asked. */

import { MessageChannel, Worker } from 'node:worker_threads';
import type { LanguageRequest, LanguageResponse, LanguageWorkerData } from '../language/languageWorker.js';
import { log } from '../log.js';
import { WorkerCalls } from './workerCalls.js';

export class Language extends WorkerCalls<LanguageRequest, LanguageResponse> {
  readonly #theirs: LanguageWorkerData['protocol'];
  #started = false;
  /** It has answered: the next answer takes milliseconds. */
  isWarm = false;

  constructor() {
    const { port1, port2 } = new MessageChannel();
    super(port1);
    this.#theirs = port2;
  }

  /** Takes a processor core for a second or two. */
  start() {
    if (this.#started) return;
    this.#started = true;
    const data: LanguageWorkerData = { folder: process.cwd(), protocol: this.#theirs };
    const worker = new Worker(new URL('../language/languageWorker.js', import.meta.url), {
      workerData: data,
      transferList: [this.#theirs],
    });
    worker.on('error', (error) => {
      log.error('the language worker ended:', error);
      this.isWarm = false;
      this.end(
        new Error('completion and type checks have ended; restart the kernel to have them again', { cause: error }),
      );
    });
    this.call({ type: 'warm' }).then(
      () => (this.isWarm = true),
      () => undefined,
    );
  }
}
