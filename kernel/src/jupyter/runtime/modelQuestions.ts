/**
 * Takes the protocol worker's questions about networks: when the event loop turns, and at the safepoints of a training loop
 * that never lets it. They have a port of their own, so that no other message is taken out of its order.
 */

import { receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { Flag } from '../threads.js';
import type { AskedQuestion } from '../threads.js';
import type { Host } from './host.js';
import type { Models } from './models.js';

export class ModelQuestions {
  constructor(
    readonly host: Host,
    readonly port: MessagePort,
  ) {}

  /** Answers from now on; null: gluonlab is not there. */
  begin(models: Models | null) {
    this.port.on('message', (asked: AskedQuestion) => this.#answer(asked, models));
  }

  /** Answers what waits; where nothing does, one look at a flag. */
  answerWaiting(models: Models) {
    while (Atomics.load(this.host.flags, Flag.questions) > 0) {
      const received = receiveMessageOnPort(this.port);
      if (!received) return;
      this.#answer(received.message as AskedQuestion, models);
    }
  }

  #answer({ id, question, expires }: AskedQuestion, models: Models | null) {
    Atomics.sub(this.host.flags, Flag.questions, 1);
    if (Date.now() > expires) return;
    const answer = models?.answer(question) ?? { error: 'gluonlab could not be loaded' };
    this.host.post({ type: 'answer', id, answer });
  }
}
