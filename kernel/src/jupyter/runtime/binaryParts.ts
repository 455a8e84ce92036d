/**
 * Binary data inside of JSON, as Jupyter widgets send it: each part leaves its place and travels beside the message,
 * and a path of keys and indices says where it belongs.
 */

import type { CommBuffer } from './comms.js';

export type Path = (string | number)[];

export interface Separated {
  /** `undefined` stands where a binary part was: JSON drops such a key, and writes null in a list, as the protocol asks. */
  json: unknown;
  paths: Path[];
  buffers: CommBuffer[];
}

function isBinary(value: unknown): value is CommBuffer {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer || value instanceof SharedArrayBuffer;
}

/** Only lists and plain objects are looked into; `value` stays as it is. */
export function separate(value: unknown): Separated {
  const paths: Path[] = [];
  const buffers: CommBuffer[] = [];
  const visit = (part: unknown, path: Path): unknown => {
    if (isBinary(part)) {
      paths.push(path);
      buffers.push(part);
      return undefined;
    }
    if (Array.isArray(part)) return part.map((item, i) => visit(item, [...path, i]));
    if (!isPlainObject(part)) return part;
    return Object.fromEntries(Object.entries(part).map(([key, item]) => [key, visit(item, [...path, key])]));
  };
  return { json: visit(value, []), paths, buffers };
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Puts the parts that came beside `json` into their places. */
export function insert(json: object, paths: readonly Path[], buffers: readonly Uint8Array[]): void {
  for (const [i, path] of paths.entries()) {
    const [last] = path.slice(-1);
    let place = json as Record<string | number, unknown>;
    for (const key of path.slice(0, -1)) {
      if (!Object.hasOwn(place, key)) throw new TypeError(`no place for the buffer at ${JSON.stringify(path)}`);
      place = place[key] as Record<string | number, unknown>;
    }
    place[last] = buffers[i];
  }
}
