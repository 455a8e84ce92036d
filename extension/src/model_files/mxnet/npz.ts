/** The arrays of a NumPy .npz: a zip of .npy files, as MXNet 2 writes its parameters. */
import { MemorySource } from '../byte_source.js';
import { inflate } from '../inflate.js';
import { Cursor } from './cursor.js';
import { readNpyHeader } from './npy.js';
import type { ParamsEntry } from './params.js';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const ZIP64 = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
/** Of a compressed array; they hold its header, which is short. */
const FIRST_BYTES = 4096;

export function isZip(bytes: Uint8Array): boolean {
  const magic = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return magic === LOCAL || magic === END;
}

interface Member {
  name: string;
  /** Unpacked, and in the file. */
  bytes: number;
  packedBytes: number;
  method: number;
  /** Of its local header. */
  offset: number;
}

export async function readNpz(file: Cursor): Promise<ParamsEntry[]> {
  const entries: ParamsEntry[] = [];
  for (const member of await readDirectory(file)) {
    entries.push(await readMember(file, member));
  }
  return entries;
}

async function readDirectory(file: Cursor): Promise<Member[]> {
  file.offset = Math.max(0, file.size - END_BYTES - MAX_COMMENT);
  const start = file.offset;
  const tail = await file.take(file.remaining, 'the end of the zip');
  let end = tail.byteLength - END_BYTES;
  while (end >= 0 && tail.getUint32(end, true) !== END) {
    end--;
  }
  if (end < 0) {
    file.fail('the zip has no directory at its end: it is truncated', start);
  }
  const count = tail.getUint16(end + 10, true);
  file.offset = tail.getUint32(end + 16, true);
  if (file.offset === ZIP64) {
    file.fail('the zip is in the zip64 layout, which is not read', start + end);
  }
  const members: Member[] = [];
  for (let i = 0; i < count; i++) {
    members.push(await readDirectoryEntry(file));
  }
  return members;
}

async function readDirectoryEntry(file: Cursor): Promise<Member> {
  const start = file.offset;
  const head = await file.take(46, 'an entry of the zip directory');
  if (head.getUint32(0, true) !== CENTRAL) {
    file.fail('here an entry of the zip directory should begin', start);
  }
  const method = head.getUint16(10, true);
  const packedBytes = head.getUint32(20, true);
  const bytes = head.getUint32(24, true);
  const offset = head.getUint32(42, true);
  const name = await file.textOf(head.getUint16(28, true), 'a name in the zip');
  await file.skip(head.getUint16(30, true) + head.getUint16(32, true), 'an entry of the zip directory');
  return { name, bytes, packedBytes, method, offset };
}

async function readMember(file: Cursor, member: Member): Promise<ParamsEntry> {
  const { name, bytes, packedBytes, method } = member;
  const entry = { name: name.replace(/\.npy$/, ''), dtype: null, shape: null, bytes, storage: 'dense' as const };
  if (method !== STORED && method !== DEFLATED) {
    return entry;
  }
  await skipLocalHeader(file, member);
  const offset = file.offset;
  const array = method === STORED ? file : await firstUnpacked(file, member);
  const start = array.offset;
  const header = await readNpyHeader(array, name);
  if (header === null) {
    return entry;
  }
  const skipped = array.offset - start;
  const data =
    method === STORED
      ? { offset: offset + skipped, bytes: bytes - skipped }
      : { offset, bytes: packedBytes, deflated: { bytes, skipped } };
  return { ...entry, ...header, bytes: bytes - skipped, data };
}

async function skipLocalHeader(file: Cursor, { name, packedBytes, offset }: Member): Promise<void> {
  file.offset = offset;
  const head = await file.take(30, `the zip header of '${name}'`);
  if (head.getUint32(0, true) !== LOCAL) {
    file.fail(`here the zip header of '${name}' should begin`, offset);
  }
  await file.skip(head.getUint16(26, true) + head.getUint16(28, true), `the zip header of '${name}'`);
  if (packedBytes > file.remaining) {
    file.fail(`'${name}' takes ${packedBytes} bytes, the file has ${file.remaining} more`);
  }
}

/** The first bytes of a compressed array, unpacked. */
async function firstUnpacked(file: Cursor, { name, bytes, packedBytes }: Member): Promise<Cursor> {
  const packed = await file.peek(Math.min(packedBytes, FIRST_BYTES), `the array '${name}'`);
  const unpacked = await inflate(packed, Math.min(bytes, FIRST_BYTES), name);
  return new Cursor(new MemorySource(name, unpacked));
}
