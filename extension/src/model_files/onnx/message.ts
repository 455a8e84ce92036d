/**
 * Protobuf messages of a file that is larger than memory. What is small is read as it is; in a large message only the
 * fields that the schema names are looked into, and what else is large (a tensor's data) stays in the file: its field has
 * an offset and no bytes. https://protobuf.dev/programming-guides/encoding
 */
import { BufferedSource, malformed, ModelFileError } from '../byte_source.js';
import type { ByteSource } from '../byte_source.js';

/** The fields of a message type that are messages which may be large. */
export interface Schema {
  readonly [field: number]: Schema;
}

export interface Field {
  number: number;
  wire: number;
  /** Where the payload lies in the file. */
  offset: number;
  length: number;
  /** Null: it was left in the file. A varint's payload is its bytes. */
  bytes: Uint8Array | null;
  message?: Message;
}

const VARINT = 0;
const FIXED64 = 1;
const DELIMITED = 2;
const FIXED32 = 5;

const SMALL_BYTES = 64 * 1024;
const MAX_STRUCTURE_BYTES = 512 * 2 ** 20;
const MAX_DEPTH = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export class Message {
  constructor(
    private readonly source: { readonly name: string },
    readonly offset: number,
    private readonly fields: readonly Field[],
    private readonly depth: number,
  ) {}

  all(number: number): Field[] {
    return this.fields.filter((field) => field.number === number);
  }

  /** The last one counts, as protobuf says. */
  field(number: number): Field | undefined {
    return this.fields.findLast((field) => field.number === number);
  }

  has(number: number): boolean {
    return this.field(number) !== undefined;
  }

  messages(number: number): Message[] {
    return this.all(number).map((field) => this.parse(field));
  }

  message(number: number): Message | undefined {
    const field = this.field(number);
    return field && this.parse(field);
  }

  text(number: number): string {
    const field = this.field(number);
    return field ? this.decode(field) : '';
  }

  texts(number: number): string[] {
    return this.all(number).map((field) => this.decode(field));
  }

  integer(number: number, absent = 0): number {
    const field = this.field(number);
    return field ? readVarint(this.expect(field, VARINT), 0).value : absent;
  }

  /** Repeated integers, packed or not. */
  integers(number: number): number[] {
    return this.all(number).flatMap((field) => {
      if (field.wire === VARINT) {
        return readVarint(field.bytes!, 0).value;
      }
      return [...varints(this.expect(field, DELIMITED))];
    });
  }

  /** Repeated floats, packed or not. */
  floats(number: number): number[] {
    return this.all(number).flatMap((field) => {
      const bytes = this.bytes(field);
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      return Array.from({ length: bytes.length >> 2 }, (_, i) => view.getFloat32(4 * i, true));
    });
  }

  fail(rule: string, offset = this.offset): never {
    throw malformed(this.source, offset, rule);
  }

  private bytes(field: Field): Uint8Array {
    return (
      field.bytes ?? this.fail(`field ${field.number} takes ${field.length} bytes, expected a short one`, field.offset)
    );
  }

  private expect(field: Field, wire: number): Uint8Array {
    if (field.wire !== wire) {
      this.fail(`field ${field.number} has wire type ${field.wire}, expected ${wire}`, field.offset);
    }
    return this.bytes(field);
  }

  private decode(field: Field): string {
    const bytes = this.expect(field, DELIMITED);
    try {
      return utf8.decode(bytes);
    } catch {
      return this.fail(`the text of field ${field.number} is not UTF-8`, field.offset);
    }
  }

  private parse(field: Field): Message {
    field.message ??= parseMessage(this.source, this.expect(field, DELIMITED), field.offset, this.depth + 1);
    return field.message;
  }
}

/** The message that is the whole file. */
export function loadMessage(source: ByteSource, schema: Schema): Promise<Message> {
  return new Loader(new BufferedSource(source)).load(0, source.size, schema, 0);
}

class Loader {
  constructor(private readonly source: BufferedSource) {}

  async load(start: number, end: number, schema: Schema, depth: number): Promise<Message> {
    checkDepth(this.source, start, depth);
    const fields: Field[] = [];
    for (let at = start; at < end;) {
      const room = Math.min(HEADER_BYTES, end - at);
      const head = this.source.peek(at, room) ?? (await this.source.read(at, room));
      const field = readHeader(this.source, head, at, end);
      at = field.offset + field.length;
      const inner = schema[field.number];
      if (field.length <= SMALL_BYTES) {
        this.account(field.length);
        const here = this.source.peek(field.offset, field.length);
        field.bytes = (here ?? (await this.source.read(field.offset, field.length))).slice(); // The window must not stay.
      } else if (inner !== undefined && field.wire === DELIMITED) {
        field.message = await this.load(field.offset, at, inner, depth + 1);
      }
      fields.push(field);
    }
    return new Message(this.source, start, fields, depth);
  }

  private account(bytes: number): void {
    this.loaded += bytes;
    if (this.loaded > MAX_STRUCTURE_BYTES) {
      const megabytes = MAX_STRUCTURE_BYTES / 2 ** 20;
      throw new ModelFileError(
        `${this.source.name}: the graph alone takes more than ${megabytes} MB, without its tensors`,
      );
    }
  }

  private loaded = 0;
}

const HEADER_BYTES = 20; // a key and a length, ten bytes at most each

function parseMessage(source: { readonly name: string }, bytes: Uint8Array, offset: number, depth: number): Message {
  checkDepth(source, offset, depth);
  const fields: Field[] = [];
  for (let at = 0; at < bytes.length;) {
    const field = readHeader(source, bytes.subarray(at, at + HEADER_BYTES), offset + at, offset + bytes.length);
    const from = field.offset - offset;
    at = from + field.length;
    field.bytes = bytes.subarray(from, at);
    fields.push(field);
  }
  return new Message(source, offset, fields, depth);
}

function checkDepth(source: { readonly name: string }, offset: number, depth: number): void {
  if (depth > MAX_DEPTH) {
    throw malformed(source, offset, `messages are nested deeper than ${MAX_DEPTH}`);
  }
}

/** Key and extent of the field that begins at `offset` in a message that ends at `end`. */
function readHeader(source: { readonly name: string }, head: Uint8Array, offset: number, end: number): Field {
  const varint = (from: number, what: string) => {
    const read = readVarint(head, from);
    if (read.next === 0) {
      throw malformed(source, offset + from, `${what} does not end: the file is truncated or is no protobuf`);
    }
    return read;
  };
  const key = varint(0, 'the key of a field');
  const wire = key.value % 8;
  const number = Math.floor(key.value / 8);
  if (number < 1 || number > 2 ** 29 - 1) {
    throw malformed(source, offset, `field number ${number}, allowed are 1 to 536870911: this is no protobuf`);
  }
  let start = key.next;
  let length: number;
  if (wire === VARINT) {
    length = varint(start, `field ${number}`).next - start;
  } else if (wire === FIXED64 || wire === FIXED32) {
    length = wire === FIXED64 ? 8 : 4;
  } else if (wire === DELIMITED) {
    const size = varint(start, `the length of field ${number}`);
    start = size.next;
    length = size.value;
  } else {
    throw malformed(source, offset, `field ${number} has wire type ${wire}, allowed are 0, 1, 2 and 5`);
  }
  const remaining = end - offset - start;
  if (length < 0 || length > remaining) {
    throw malformed(
      source,
      offset,
      `field ${number} takes ${length} bytes, ${remaining} are left: is the file truncated?`,
    );
  }
  return { number, wire, offset: offset + start, length, bytes: null };
}

/** A varint as a 64-bit number, signed unless it `wraps` otherwise; `next` is 0 when it does not end within the bytes. */
export function readVarint(bytes: Uint8Array, from: number, wraps = BigInt.asIntN): { value: number; next: number } {
  let value = 0;
  let scale = 1;
  for (let at = from; at < bytes.length && at < from + 10; at++) {
    const byte = bytes[at];
    value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) {
      return { value: at - from < 7 ? value : exactVarint(bytes, from, at, wraps), next: at + 1 };
    }
  }
  return { value: 0, next: 0 };
}

/** Beyond 49 bits, where the sum of a negative number would lose its last digits. */
function exactVarint(bytes: Uint8Array, from: number, last: number, wraps: typeof BigInt.asIntN): number {
  let value = 0n;
  for (let at = last; at >= from; at--) {
    value = (value << 7n) | BigInt(bytes[at] & 0x7f);
  }
  return Number(wraps(64, value));
}

/** The packed integers in `bytes`; a last one that does not end is left out. */
export function* varints(bytes: Uint8Array, wraps = BigInt.asIntN): Generator<number> {
  for (let at = 0; at < bytes.length;) {
    const { value, next } = readVarint(bytes, at, wraps);
    if (next === 0) {
      return;
    }
    yield value;
    at = next;
  }
}
