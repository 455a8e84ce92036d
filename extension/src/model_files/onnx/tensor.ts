/** TensorProto: what is known of a tensor without its elements, and where those lie. */
import type { StoredTensor } from 'gluonlab/messages';
import type { Message } from './message.js';
import { dtypeOf, ENTRY, TENSOR } from './schema.js';

export interface TensorInfo {
  name: string;
  dtype: string | null;
  shape: number[];
  /** Undefined where the elements are texts, or lie scattered (not packed). */
  stored: StoredTensor | undefined;
  /** The elements of a short list of integers: shapes and axes, which shape inference needs. */
  integers: number[] | undefined;
}

const EXTERNAL = 1;
const SHORT = 64;
/** The typed lists of TensorProto that hold numbers. */
const PACKED = [
  { field: TENSOR.floatData, encoding: 'raw' },
  { field: TENSOR.doubleData, encoding: 'raw' },
  { field: TENSOR.int32Data, encoding: 'varint' },
  { field: TENSOR.int64Data, encoding: 'varint' },
  { field: TENSOR.uint64Data, encoding: 'varint' },
] as const;

export function readTensor(message: Message): TensorInfo {
  const shape = message.integers(TENSOR.dims);
  if (shape.some((extent) => extent < 0)) {
    message.fail(`the tensor '${message.text(TENSOR.name)}' has shape (${shape.join(', ')})`);
  }
  const dtype = dtypeOf(message.integer(TENSOR.dataType));
  const stored = message.integer(TENSOR.dataLocation) === EXTERNAL ? externalData(message) : ownData(message);
  return { name: message.text(TENSOR.name), dtype, shape, stored, integers: shortList(message, dtype, shape) };
}

function ownData(message: Message): StoredTensor | undefined {
  const raw = message.field(TENSOR.rawData);
  if (raw !== undefined) {
    return { bytes: raw.length, file: '', offset: raw.offset, encoding: 'raw' };
  }
  for (const { field, encoding } of PACKED) {
    const lists = message.all(field);
    if (lists.length > 0) {
      const [{ wire, length, offset }] = lists;
      const isPacked = lists.length === 1 && wire === 2;
      return isPacked ? { bytes: length, file: '', offset, encoding } : undefined;
    }
  }
  return undefined;
}

function externalData(message: Message): StoredTensor {
  const entries = message.messages(TENSOR.externalData);
  const found = new Map(entries.map((entry) => [entry.text(ENTRY.key), entry.text(ENTRY.value)]));
  const number = (key: string) => {
    const value = Number(found.get(key) ?? 0);
    return Number.isSafeInteger(value) && value >= 0
      ? value
      : message.fail(`external data has ${key} '${found.get(key)}'`);
  };
  const file = found.get('location') ?? '';
  if (file === '') {
    message.fail(`the tensor '${message.text(TENSOR.name)}' lies in another file that is not named`);
  }
  return { bytes: number('length'), file, offset: number('offset'), encoding: 'raw' };
}

function shortList(message: Message, dtype: string | null, shape: number[]): number[] | undefined {
  const count = shape.reduce((product, extent) => product * extent, 1);
  if ((dtype !== 'int64' && dtype !== 'int32') || count > SHORT) {
    return undefined;
  }
  const raw = message.field(TENSOR.rawData);
  if (raw === undefined) {
    const listed = message.integers(dtype === 'int64' ? TENSOR.int64Data : TENSOR.int32Data);
    return listed.length === count ? listed : undefined;
  }
  const width = dtype === 'int64' ? 8 : 4;
  if (raw.bytes?.length !== count * width) {
    return undefined;
  }
  const view = new DataView(raw.bytes.buffer, raw.bytes.byteOffset, raw.bytes.byteLength);
  return Array.from({ length: count }, (_, i) =>
    width === 8 ? Number(view.getBigInt64(8 * i, true)) : view.getInt32(4 * i, true),
  );
}
