// Reads little-endian values from a file's bytes; every read that does not fit names the file, the offset and the rule.
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { GluonError } from '../errors.js';

const CHUNK = 1 << 30; // the most one read call may ask for

/** All bytes of a file, also beyond 2 GiB. */
export function readBytes(file: string): Uint8Array {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (cause) {
    throw new GluonError(`cannot read ${file}: ${(cause as Error).message}`, 'value');
  }
  try {
    const { size } = fstatSync(descriptor);
    const bytes = new Uint8Array(size);
    for (let at = 0; at < size;) {
      const read = readSync(descriptor, bytes, at, Math.min(CHUNK, size - at), at);
      if (read === 0) return bytes.subarray(0, at);
      at += read;
    }
    return bytes;
  } catch (cause) {
    throw new GluonError(`cannot read ${file}: ${(cause as Error).message}`, 'value');
  } finally {
    closeSync(descriptor);
  }
}

export class ByteReader {
  private at = 0;
  private readonly view: DataView;

  constructor(
    private readonly bytes: Uint8Array,
    /** What errors call the bytes: a path, or what stands for it. */
    private readonly source: string,
  ) {
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get offset(): number {
    return this.at;
  }
  get remaining(): number {
    return this.bytes.length - this.at;
  }

  /** The error that says where the file breaks which rule. */
  fail(rule: string, offset = this.at): never {
    throw new GluonError(`${this.source}: offset ${offset}: ${rule}`, 'format');
  }

  /** Moves on by `count` bytes and says where they began; they must exist. */
  private skip(count: number, what: string): number {
    if (count > this.remaining) {
      this.fail(
        `${what} takes ${count} bytes, the file has ${this.remaining} more: it is truncated or lies about its size`,
      );
    }
    const start = this.at;
    this.at += count;
    return start;
  }

  uint32(what: string): number {
    return this.view.getUint32(this.skip(4, what), true);
  }
  /** The next four bytes without moving on. */
  peekUint32(what: string): number {
    const value = this.uint32(what);
    this.at -= 4;
    return value;
  }
  bigEndianUint32(what: string): number {
    return this.view.getUint32(this.skip(4, what), false);
  }
  int32(what: string): number {
    return this.view.getInt32(this.skip(4, what), true);
  }
  uint64(what: string): bigint {
    return this.view.getBigUint64(this.skip(8, what), true);
  }
  int64(what: string): bigint {
    return this.view.getBigInt64(this.skip(8, what), true);
  }

  /** A count of things that take at least `leastBytes` each, so that a lying count is caught before memory is asked for. */
  count(what: string, leastBytes: number): number {
    const start = this.at;
    const count = this.uint64(what);
    if (count * BigInt(leastBytes) > BigInt(this.remaining)) {
      this.fail(`${what} is ${count}, but only ${this.remaining} bytes follow`, start);
    }
    return Number(count);
  }

  /** A view of the next `count` bytes. */
  take(count: number, what: string): Uint8Array {
    const start = this.skip(count, what);
    return this.bytes.subarray(start, start + count);
  }

  /** A text that stands behind its 64-bit length. */
  text(what: string): string {
    const length = this.count(`length of ${what}`, 1);
    const start = this.at;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(this.take(length, what));
    } catch (error) {
      if (error instanceof GluonError) throw error;
      return this.fail(`${what} is not UTF-8`, start);
    }
  }
}
