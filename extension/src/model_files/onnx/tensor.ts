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
  /** The elements of a short list: shapes, axes and scales, which shape inference needs. */
  elements: number[] | undefined;
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
  return { name: message.text(TENSOR.name), dtype, shape, stored, elements: shortList(message, dtype, shape) };
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
  const list = dtype !== null && Object.hasOwn(LISTS, dtype) ? LISTS[dtype] : undefined;
  if (list === undefined || count > SHORT) {
    return undefined;
  }
  const { bytes } = message.field(TENSOR.rawData) ?? {};
  if (bytes === undefined) {
    const listed = list.typed(message);
    return listed.length === count ? listed : undefined;
  }
  if (bytes?.length !== count * list.width) {
    return undefined;
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, i) => list.raw(view, i * list.width));
}

interface ListOfNumbers {
  width: number;
  typed: (message: Message) => number[];
  raw: (view: DataView, offset: number) => number;
}

const LISTS: Record<string, ListOfNumbers> = {
  int32: {
    width: 4,
    typed: (message) => message.integers(TENSOR.int32Data),
    raw: (view, offset) => view.getInt32(offset, true),
  },
  int64: {
    width: 8,
    typed: (message) => message.integers(TENSOR.int64Data),
    raw: (view, offset) => Number(view.getBigInt64(offset, true)),
  },
  float32: {
    width: 4,
    typed: (message) => message.floats(TENSOR.floatData),
    raw: (view, offset) => view.getFloat32(offset, true),
  },
};
