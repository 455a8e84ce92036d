/** Reads little-endian values one after the other; what does not fit names the offset and the rule. */
import { BufferedSource, malformed } from '../byte_source.js';
import type { ByteSource } from '../byte_source.js';

const MAX_TEXT_BYTES = 2 ** 20;

export class Cursor {
  offset = 0;

  constructor(source: ByteSource) {
    this.source = new BufferedSource(source);
  }

  get size(): number {
    return this.source.size;
  }
  get remaining(): number {
    return this.source.size - this.offset;
  }

  fail(rule: string, offset = this.offset): never {
    throw malformed(this.source, offset, rule);
  }

  /** The next bytes without moving on. */
  async peek(count: number, what = 'the file'): Promise<Uint8Array> {
    if (!(count <= this.remaining)) {
      this.fail(
        `${what} takes ${count} bytes, the file has ${this.remaining} more: it is truncated or lies about its size`,
      );
    }
    return this.source.peek(this.offset, count) ?? (await this.source.read(this.offset, count));
  }

  async skip(count: number, what: string): Promise<void> {
    if (!(count <= this.remaining)) {
      await this.peek(count, what);
    }
    this.offset += count;
  }

  async take(count: number, what: string): Promise<DataView> {
    const bytes = await this.peek(count, what);
    this.offset += count;
    return new DataView(bytes.buffer, bytes.byteOffset, count);
  }

  async uint16(what: string): Promise<number> {
    return (await this.take(2, what)).getUint16(0, true);
  }
  async uint32(what: string): Promise<number> {
    return (await this.take(4, what)).getUint32(0, true);
  }
  async int32(what: string): Promise<number> {
    return (await this.take(4, what)).getInt32(0, true);
  }
  async uint64(what: string): Promise<number> {
    return Number((await this.take(8, what)).getBigUint64(0, true));
  }
  async int64(what: string): Promise<number> {
    return Number((await this.take(8, what)).getBigInt64(0, true));
  }

  /** A count of things that take at least `leastBytes` each, so that a lying count is caught before memory is asked for. */
  async count(what: string, leastBytes: number): Promise<number> {
    const start = this.offset;
    const count = await this.uint64(what);
    if (count * leastBytes > this.remaining) {
      this.fail(`${what} is ${count}, but only ${this.remaining} bytes follow`, start);
    }
    return count;
  }

  /** A text that stands behind its 64-bit length. */
  async text(what: string): Promise<string> {
    return this.textOf(await this.count(`length of ${what}`, 1), what);
  }

  async textOf(bytes: number, what: string): Promise<string> {
    const start = this.offset;
    if (bytes > MAX_TEXT_BYTES) {
      this.fail(`${what} takes ${bytes} bytes, allowed are ${MAX_TEXT_BYTES}`);
    }
    const view = await this.take(bytes, what);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(view);
    } catch {
      return this.fail(`${what} is not UTF-8`, start);
    }
  }

  private readonly source: BufferedSource;
}
