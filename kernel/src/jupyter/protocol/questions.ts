/** stdin: a cell's question goes to the front end that ran the cell, its answer back to the main thread. */

import type { MessagePort } from 'node:worker_threads';
import { Flag } from '../threads.js';
import type { FromMain, ToMain } from '../threads.js';
import type { Requests } from './requests.js';
import type { Sockets } from './sockets.js';
import type { Message } from './wire.js';

export class Questions {
  #id?: number;

  constructor(
    readonly sockets: Sockets,
    readonly requests: Requests,
    readonly main: MessagePort,
    readonly stdin: MessagePort,
    readonly flags: Int32Array,
  ) {}

  ask({ id, request, prompt, password }: Extract<FromMain, { type: 'input' }>) {
    this.#id = id;
    const asker = this.requests.find(request);
    if (!asker) return this.#pass(null);
    const { identities, header } = asker;
    this.sockets.reply('stdin', identities, { type: 'input_request', content: { prompt, password }, parent: header });
  }

  answer({ header, content }: Message) {
    if (header.msg_type !== 'input_reply') return;
    this.#pass(typeof content.value === 'string' ? content.value : null);
  }

  /** Both ways: the main thread sleeps in `prompt` or its event loop turns. */
  #pass(value: string | null) {
    const id = this.#id;
    if (id === undefined) return;
    this.#id = undefined;
    this.stdin.postMessage({ id, value });
    Atomics.store(this.flags, Flag.input, 0);
    Atomics.notify(this.flags, Flag.input);
    this.main.postMessage({ type: 'inputReply', id, value } satisfies ToMain);
  }
}
