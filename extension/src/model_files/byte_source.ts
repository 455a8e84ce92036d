/**
 * Bytes of a model file, read in pieces: a file of several GB opens without its tensors. `BufferedSource` turns many small
 * reads into few large ones.
 */

export interface ByteSource {
  /** What errors call it. */
  readonly name: string;
  readonly size: number;
  /** Exactly `length` bytes; the range must lie within the file. */
  read(offset: number, length: number): Promise<Uint8Array>;
}

/** What is wrong with a file, as a sentence for the person who opened it. */
export class ModelFileError extends Error {
  override readonly name = 'ModelFileError';
}

/** The error that says where the file breaks which rule. */
export function malformed(source: Pick<ByteSource, 'name'>, offset: number, rule: string): ModelFileError {
  return new ModelFileError(`${source.name}: offset ${offset}: ${rule}`);
}

export class MemorySource implements ByteSource {
  constructor(
    readonly name: string,
    private readonly bytes: Uint8Array,
  ) {}

  get size(): number {
    return this.bytes.length;
  }

  read(offset: number, length: number): Promise<Uint8Array> {
    return Promise.resolve(this.bytes.subarray(offset, offset + length));
  }
}

/** A file up to this size is fetched at once: one request is quicker than many. */
const WHOLE_FILE_BYTES = 16 * 2 ** 20;
const WINDOW_BYTES = 256 * 1024;

export class BufferedSource {
  constructor(private readonly source: ByteSource) {}

  get name(): string {
    return this.source.name;
  }
  get size(): number {
    return this.source.size;
  }

  /** The bytes when they are here already. */
  peek(offset: number, length: number): Uint8Array | null {
    const from = offset - this.start;
    return from >= 0 && from + length <= this.window.length ? this.window.subarray(from, from + length) : null;
  }

  /** The bytes; the window moves to them where it must. */
  async read(offset: number, length: number): Promise<Uint8Array> {
    const here = this.peek(offset, length);
    if (here !== null) {
      return here;
    }
    if (length < 0 || offset + length > this.size) {
      throw malformed(
        this,
        offset,
        `${length} bytes are needed, the file has ${this.size - offset} more: is it truncated?`,
      );
    }
    const isSmall = this.size <= WHOLE_FILE_BYTES;
    const start = isSmall ? 0 : offset;
    const wanted = isSmall ? this.size : Math.min(Math.max(length, WINDOW_BYTES), this.size - offset);
    this.window = await this.source.read(start, wanted);
    this.start = start;
    return this.window.subarray(offset - start, offset - start + length);
  }

  private window: Uint8Array = new Uint8Array(0);
  private start = 0;
}
