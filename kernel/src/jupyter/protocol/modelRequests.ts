/**
 * Requests about networks, which live in the main thread: it answers when it next yields. If a cell keeps it busy for longer
 * than a reader waits, the asker is told so.
 */

import type { ModelQuestion, ModelRequestName } from '../messages.js';
import type { FromMain, QuestionAnswer } from '../threads.js';
import type { Responders } from './control.js';
import type { MainThread } from './mainThread.js';

const PATIENCE_MS = 3000;

export class ModelRequests {
  #last = 0;
  readonly #waiting = new Map<number, (answer: QuestionAnswer) => void>();

  constructor(
    readonly main: MainThread,
    readonly patienceMs = PATIENCE_MS,
  ) {}

  /** One for each request. */
  get responders(): Responders<ModelRequestName> {
    const ask = (request: ModelRequestName) => (given: object) => this.#ask({ ...given, request } as ModelQuestion);
    return {
      models: ask('models'),
      graph: ask('graph'),
      statistics: ask('statistics'),
      measures: ask('measures'),
      profile: ask('profile'),
    } as Responders<ModelRequestName>;
  }

  /** The main thread has answered. */
  answer({ id, answer }: Extract<FromMain, { type: 'answer' }>): void {
    this.#waiting.get(id)?.(answer);
    this.#waiting.delete(id);
  }

  #ask(question: ModelQuestion): Promise<Extract<QuestionAnswer, { answer: unknown }>> {
    const id = ++this.#last;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#waiting.delete(id);
        reject(new Error('the kernel is busy: a cell is running, and networks are looked at between its turns'));
      }, this.patienceMs);
      this.#waiting.set(id, (answer) => {
        clearTimeout(timer);
        if ('error' in answer) reject(new Error(answer.error));
        else resolve(answer);
      });
      this.main.post({ type: 'question', id, question, expires: Date.now() + this.patienceMs });
    });
  }
}
