/** The arrays of a NumPy .npz: a zip of .npy files, as MXNet 2 writes its parameters. */
import type { Cursor } from './cursor.js';
import type { ParamsEntry } from './params.js';

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT = 65_535;
const ZIP64 = 0xffffffff;
const STORED = 0;

/** NumPy's type codes, little-endian or of one byte. MXNet writes bfloat16 as V2, which is any two bytes. */
const DTYPES: Record<string, string | undefined> = {
  '<f4': 'float32',
  '<f8': 'float64',
  '<f2': 'float16',
  '|u1': 'uint8',
  '|i1': 'int8',
  '<i2': 'int16',
  '<u2': 'uint16',
  '<i4': 'int32',
  '<u4': 'uint32',
  '<i8': 'int64',
  '<u8': 'uint64',
  '|b1': 'bool',
};

export function isZip(bytes: Uint8Array): boolean {
  const magic = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  return magic === LOCAL || magic === END;
}

interface Member {
  name: string;
  bytes: number;
  isStored: boolean;
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
  const isStored = head.getUint16(10, true) === STORED;
  const bytes = head.getUint32(24, true);
  const offset = head.getUint32(42, true);
  const name = await file.textOf(head.getUint16(28, true), 'a name in the zip');
  await file.skip(head.getUint16(30, true) + head.getUint16(32, true), 'an entry of the zip directory');
  return { name, bytes, isStored, offset };
}

async function readMember(file: Cursor, { name, bytes, isStored, offset }: Member): Promise<ParamsEntry> {
  const bare = { name: name.replace(/\.npy$/, ''), dtype: null, shape: null, bytes, storage: 'dense' as const };
  if (!isStored) {
    return bare;
  }
  file.offset = offset;
  const head = await file.take(30, `the zip header of '${name}'`);
  if (head.getUint32(0, true) !== LOCAL) {
    file.fail(`here the zip header of '${name}' should begin`, offset);
  }
  await file.skip(head.getUint16(26, true) + head.getUint16(28, true), `the zip header of '${name}'`);
  const start = file.offset;
  if (start + bytes > file.size) {
    file.fail(`'${name}' takes ${bytes} bytes, the file has ${file.remaining} more`);
  }
  const magic = await file.take(8, `the array '${name}'`);
  if (magic.getUint32(0, true) !== 0x4d554e93) {
    return bare;
  }
  const length =
    magic.getUint8(6) === 1 ? await file.uint16('the header length') : await file.uint32('the header length');
  const header = await file.textOf(length, `the header of '${name}'`);
  const descr = /'descr':\s*'([^']*)'/.exec(header)?.[1] ?? '';
  const extents = /'shape':\s*\(([^)]*)\)/.exec(header)?.[1];
  const shape = extents
    ?.split(',')
    .filter((text) => text.trim() !== '')
    .map(Number);
  if (!shape?.every((extent) => Number.isSafeInteger(extent) && extent >= 0)) {
    return file.fail(`the header of '${name}' is '${header.slice(0, 100).trim()}', expected a shape`, start);
  }
  const data = { offset: file.offset, bytes: start + bytes - file.offset };
  return { ...bare, dtype: Object.hasOwn(DTYPES, descr) ? DTYPES[descr]! : null, shape, bytes: data.bytes, data };
}
