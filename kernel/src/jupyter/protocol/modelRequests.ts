/**
 * Requests about networks, which live in the main thread: it answers when it next yields, or in a training loop after the
 * next backward. If a cell keeps it busy for longer than a reader waits, the asker is told so.
 */

import type { MessagePort } from 'node:worker_threads';
import type { ModelQuestion, ModelRequestName, Report } from '../messages.js';
import { Flag } from '../threads.js';
import type { AskedQuestion, FromMain, QuestionAnswer } from '../threads.js';
import type { Responders } from './control.js';

const PATIENCE_MS = 3000;

type Answered = Extract<QuestionAnswer, { answer: unknown }>;

class BusyError extends Error {
  constructor() {
    super('the kernel is busy: a cell is running, and networks are looked at between its turns');
  }
}

export class ModelRequests {
  #last = 0;
  readonly #waiting = new Map<number, (answer: QuestionAnswer) => void>();

  constructor(
    readonly port: MessagePort,
    readonly flags: Int32Array,
    readonly patienceMs = PATIENCE_MS,
  ) {}

  /** One for each request. */
  get responders(): Responders<ModelRequestName> {
    const ask = (request: ModelRequestName) => (given: object) => this.#ask({ ...given, request } as ModelQuestion);
    const report = (request: ModelRequestName) => (given: object) => reported(ask(request)(given));
    return {
      models: report('models'),
      graph: report('graph'),
      statistics: ask('statistics'),
      summaries: report('summaries'),
      measures: report('measures'),
      profile: ask('profile'),
    } as Responders<ModelRequestName>;
  }

  /** The main thread has answered. */
  answer({ id, answer }: Extract<FromMain, { type: 'answer' }>): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #ask(question: ModelQuestion): Promise<Answered> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new BusyError());
      }, this.patienceMs);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        if ('error' in answer) reject(new Error(answer.error));
        else resolve(answer);
      });
      this.port.postMessage({ id, question, expires: Date.now() + this.patienceMs } satisfies AskedQuestion);
      Atomics.add(this.flags, Flag.questions, 1);
    });
  }
}

/** A busy cell is no error to who comes again. */
async function reported(asked: Promise<Answered>): Promise<Answered> {
  try {
    return await asked;
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    return { answer: { known: null, isCellRunning: true, tookMs: 0 } satisfies Report<never> };
  }
}
