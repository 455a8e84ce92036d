/**
 * stdin: a cell's question goes to the front end that ran the cell, its answer back to the main thread. The protocol does not
 * say which question an answer is for, so that one is asked after the other.
 */

import type { MessagePort } from 'node:worker_threads';
import { Flag } from '../threads.js';
import type { FromMain } from '../threads.js';
import type { MainThread } from './mainThread.js';
import type { Requests } from './requests.js';
import type { Sockets } from './sockets.js';
import type { Message } from './wire.js';

type Question = Extract<FromMain, { type: 'input' }>;

export class Questions {
  #questions: Question[] = [];
  /** Whose answer comes next. */
  #asked?: Question;

  constructor(
    readonly sockets: Sockets,
    readonly requests: Requests,
    readonly main: MainThread,
    readonly stdin: MessagePort,
    readonly flags: Int32Array,
    /** Whether a request is that of a cell that has not ended: a front end may leave the others unanswered. */
    readonly isCell: (request: number) => boolean,
  ) {}

  add(question: Question) {
    this.#questions = [...this.#questions.filter(({ request }) => this.isCell(request)), question];
    this.#askNext();
  }

  #askNext() {
    const [question] = this.#questions;
    if (!question || question === this.#asked) return;
    this.#asked = question;
    const { id, request, prompt, password } = question;
    const asker = this.requests.find(request);
    if (!asker) return this.#pass(id, null);
    const { identities, header } = asker;
    this.sockets.reply('stdin', identities, { type: 'input_request', content: { prompt, password }, parent: header });
  }

  answer({ header, content }: Message) {
    const asked = this.#asked;
    if (header.msg_type !== 'input_reply' || !asked) return;
    this.#asked = undefined;
    this.#questions = this.#questions.filter((question) => question !== asked);
    this.#pass(asked.id, typeof content.value === 'string' ? content.value : null);
    this.#askNext();
  }

  /** The cell has ended, perhaps by an interrupt: nobody waits for its answers. */
  forget(request: number) {
    this.#questions = this.#questions.filter((question) => question.request !== request);
    if (this.#asked?.request === request) this.#asked = undefined;
    this.#askNext();
  }

  /** Both ways: the main thread sleeps in `prompt` or its event loop turns. */
  #pass(id: number, value: string | null) {
    this.stdin.postMessage({ id, value });
    Atomics.store(this.flags, Flag.input, 0);
    Atomics.notify(this.flags, Flag.input);
    this.main.post({ type: 'inputReply', id, value });
  }
}
