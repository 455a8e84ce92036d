// Reads IDX files, the format of the MNIST family: magic (two zeros, element type, number of axes), extents, bytes; gzip or plain.
import { gunzipSync } from 'node:zlib';
import { GluonError } from '../../../errors.js';
import { ByteReader, readBytes } from '../../../io/byte_reader.js';

export interface IdxArray {
  shape: number[];
  data: Uint8Array;
}

const UINT8 = 0x08;
const MOST_BYTES = 2 ** 31; // unpacked; MNIST has 47 million

/** An IDX file of unsigned bytes with the given number of axes. */
export function readIdx(file: string, axes: number): IdxArray {
  const bytes = readBytes(file);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return decodeIdx(isGzip ? unpack(bytes, file) : bytes, file, axes);
}

function unpack(bytes: Uint8Array, file: string): Uint8Array {
  try {
    return gunzipSync(bytes, { maxOutputLength: MOST_BYTES });
  } catch (cause) {
    throw new GluonError(`${file}: the gzip stream is broken: ${(cause as Error).message}`, 'format');
  }
}

/** Decodes the bytes of an IDX file; `source` is what errors call them. */
export function decodeIdx(bytes: Uint8Array, source: string, axes: number): IdxArray {
  const reader = new ByteReader(bytes, source);
  const magic = reader.bigEndianUint32('the magic number');
  const expected = (UINT8 << 8) | axes;
  if (magic !== expected) {
    reader.fail(`the magic number is ${hex(magic)}, expected ${hex(expected)}: unsigned bytes with ${axes} axes`, 0);
  }
  const shape = Array.from({ length: axes }, (_, axis) => reader.bigEndianUint32(`the extent of axis ${axis}`));
  const size = shape.reduce((product, extent) => product * BigInt(extent), 1n);
  if (size !== BigInt(reader.remaining)) {
    reader.fail(`shape (${shape.join(', ')}) takes ${size} bytes, the file has ${reader.remaining} more`);
  }
  return { shape, data: reader.take(Number(size), 'the elements') };
}

const hex = (value: number): string => `0x${value.toString(16).padStart(8, '0')}`;
