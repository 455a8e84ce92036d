/**
 * A Jupyter message on the wire: routing identities, delimiter, signature, four JSON frames, binary buffers.
 * The signature is over the four JSON frames. A message that does not verify, that comes a second time or does not parse is
 * reported as a `WireError` and goes no further.
 */

import { randomUUID } from 'node:crypto';
import { Signature } from './signature.js';
import type { SigningKey } from './signature.js';

export const protocolVersion = '5.5';
/** Stands between the identities and the signature. */
export const delimiter = '<IDS|MSG>';
/** Signatures that are remembered, so that no one can send a recorded message again. */
const rememberedSignatures = 65_536;

export interface Header {
  msg_id: string;
  session: string;
  username: string;
  date: string;
  msg_type: string;
  version: string;
  subshell_id?: string | null;
}

export type JsonObject = Record<string, unknown>;

export interface Message {
  identities: Buffer[];
  header: Header;
  parent: Partial<Header>;
  metadata: JsonObject;
  content: JsonObject;
  buffers: Uint8Array[];
}

export interface Outgoing {
  type: string;
  content: JsonObject;
  parent?: Partial<Header>;
  metadata?: JsonObject;
  buffers?: Uint8Array[];
}

/** The message is not one of ours: cut short, not signed by our key, seen before, or not JSON. */
export class WireError extends Error {
  override name = 'WireError';
}

/** A field that must be text. */
export function textField(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw new TypeError(`"${name}" must be a string, got ${value === null ? 'null' : typeof value}`);
}

function object(frame: Buffer, what: string): JsonObject {
  let value: unknown;
  try {
    value = JSON.parse(frame.toString('utf8'));
  } catch (error) {
    throw new WireError(`${what} is not JSON: ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WireError(`${what} must be a JSON object`);
  }
  return value as JsonObject;
}

export class Wire {
  readonly #signature: Signature;
  /** From the oldest to the newest. */
  readonly #seen = new Set<string>();

  constructor(
    key: SigningKey,
    readonly session: string,
  ) {
    this.#signature = new Signature(key);
  }

  #refuseReplay(signature: string) {
    if (!this.#signature.isUsed) return;
    if (this.#seen.has(signature)) throw new WireError('a message with this signature has come before');
    this.#seen.add(signature);
    if (this.#seen.size <= rememberedSignatures) return;
    const [oldest] = this.#seen;
    this.#seen.delete(oldest);
  }

  parse(frames: Buffer[]): Message {
    const start = frames.findIndex((frame) => frame.toString('latin1') === delimiter);
    if (start < 0) throw new WireError(`no ${delimiter} in a message of ${frames.length} frames`);
    const [signature, ...rest] = frames.slice(start + 1);
    if (rest.length < 4) throw new WireError(`a message needs 4 frames after its signature, got ${rest.length}`);
    const parts = rest.slice(0, 4);
    if (!this.#signature.fits(signature, parts)) {
      throw new WireError('the signature does not fit the message and the key of the connection file');
    }
    this.#refuseReplay(signature.toString('latin1'));
    const header = object(parts[0], 'the header');
    if (typeof header.msg_id !== 'string' || typeof header.msg_type !== 'string') {
      throw new WireError('the header needs a msg_id and a msg_type');
    }
    return {
      identities: frames.slice(0, start),
      header: header as unknown as Header,
      parent: object(parts[1], 'the parent header'),
      metadata: object(parts[2], 'the metadata'),
      content: object(parts[3], 'the content'),
      buffers: rest.slice(4),
    };
  }

  header(type: string): Header {
    return {
      msg_id: randomUUID(),
      session: this.session,
      username: 'kernel',
      date: new Date().toISOString(),
      msg_type: type,
      version: protocolVersion,
    };
  }

  serialize(prefix: (Buffer | string)[], { type, content, parent = {}, metadata = {}, buffers = [] }: Outgoing) {
    const parts = [this.header(type), parent, metadata, content].map((part) => Buffer.from(JSON.stringify(part)));
    return [...prefix, delimiter, this.#signature.of(parts), ...parts, ...buffers];
  }
}
