/** The requests of the front ends: where each came from, and its header, by the number that the threads use for it. */

import type { Shell } from './shells.js';
import type { RequestChannel } from './sockets.js';
import type { Header, JsonObject, Message } from './wire.js';

export interface Request {
  number: number;
  shell: Shell;
  channel: RequestChannel;
  identities: Buffer[];
  header: Header;
  content: JsonObject;
  metadata: JsonObject;
  buffers: Uint8Array[];
}

/** What is kept of a request for its late output; the output of older ones has no parent. */
type Origin = Pick<Request, 'identities' | 'header'>;
const kept = 10_000;

export class Requests {
  #next = 1;
  readonly #origins = new Map<number, Origin>();

  add(channel: RequestChannel, { identities, header, content, metadata, buffers }: Message): Omit<Request, 'shell'> {
    const number = this.#next++;
    this.#origins.set(number, { identities, header });
    this.#origins.delete(number - kept);
    return { number, channel, identities, header, content, metadata, buffers };
  }

  /** The number of the request that arrived last. */
  get newest(): number {
    return this.#next - 1;
  }

  /** The parent header of what request `number` says. */
  parent(number: number): Partial<Header> {
    return this.#origins.get(number)?.header ?? {};
  }

  find(number: number): Origin | undefined {
    return this.#origins.get(number);
  }
}
