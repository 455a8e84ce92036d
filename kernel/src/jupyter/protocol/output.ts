/**
 * What cells say, on its way to iopub: stream text is gathered for at most 10 ms, everything else goes at once, and the order
 * among streams and displays is kept.
 */

import { Flag } from '../threads.js';
import type { FromMain } from '../threads.js';
import type { Requests } from './requests.js';
import type { Sockets } from './sockets.js';
import type { JsonObject, Outgoing } from './wire.js';

const gatherMilliseconds = 10;
/** Characters of one stream message. */
const largestStream = 1 << 20;

interface Gathered {
  request: number;
  name: 'stdout' | 'stderr';
  parts: string[];
  length: number;
}

export class Output {
  #gathered?: Gathered;
  #timer?: NodeJS.Timeout;

  constructor(
    readonly sockets: Sockets,
    readonly requests: Requests,
    readonly flags: Int32Array,
  ) {}

  stream({ request, name, text }: Extract<FromMain, { type: 'stream' }>) {
    const backlog = Atomics.sub(this.flags, Flag.backlog, text.length);
    if (backlog > 0) Atomics.notify(this.flags, Flag.backlog);
    if (this.#gathered?.request !== request || this.#gathered.name !== name) this.flush();
    this.#gathered ??= { request, name, parts: [], length: 0 };
    this.#gathered.parts.push(text);
    this.#gathered.length += text.length;
    if (this.#gathered.length > largestStream) this.flush();
    else this.#timer ??= setTimeout(() => this.flush(), gatherMilliseconds);
  }

  flush() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gathered = this.#gathered;
    if (!gathered) return;
    this.#gathered = undefined;
    const { request, name, parts } = gathered;
    this.publish(request, 'stream', { name, text: parts.join('') });
  }

  /** Publishes after whatever the streams have gathered so far. */
  publish(request: number, type: string, content: JsonObject, beside: Pick<Outgoing, 'metadata' | 'buffers'> = {}) {
    this.flush();
    this.sockets.publish({ type, content, parent: this.requests.parent(request), ...beside });
  }
}
