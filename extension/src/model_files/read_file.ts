/** Reads the network of a model file, and the elements of one tensor for its statistics. */
import { tensorStatistics } from 'gluonlab/messages';
import type { GraphValue, ModelGraph, StoredTensor, TensorStatistics } from 'gluonlab/messages';
import type { Example } from '../graph/example.js';
import { ModelFileError } from './byte_source.js';
import type { ByteSource } from './byte_source.js';
import { elementsOf } from './elements.js';
import { inflate } from './inflate.js';
import type { ModelFolder } from './model_folder.js';
import { readParams } from './mxnet/params.js';
import { readSymbol } from './mxnet/symbol.js';
import type { SymbolParameters } from './mxnet/symbol.js';
import { readOnnx } from './onnx/model.js';

const SYMBOL = /-symbol\.json$/;
const MAX_SYMBOL_BYTES = 256 * 2 ** 20;
const MAX_TENSOR_BYTES = 2 ** 30;
/** As numbers they take 2 GiB. */
const MAX_ELEMENTS = 2 ** 28;

/** `example`: what the inputs are taken for; null: what the file says of them. */
export async function readGraph(
  folder: ModelFolder,
  file: string,
  example: Example | null = null,
): Promise<ModelGraph> {
  if (!SYMBOL.test(file)) {
    return readOnnx(await folder.open(file), file.replace(/\.onnx$/, ''), example);
  }
  const name = file.replace(SYMBOL, '');
  const [text, parameters] = await Promise.all([readText(folder, file), findParameters(folder, name)]);
  return readSymbol(text, file, name, parameters, example);
}

async function readText(folder: ModelFolder, file: string): Promise<string> {
  const source = await folder.open(file);
  if (source.size > MAX_SYMBOL_BYTES) {
    throw new ModelFileError(`${file}: the file takes ${source.size} bytes, allowed are ${MAX_SYMBOL_BYTES}`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await source.read(0, source.size));
  } catch (error) {
    throw error instanceof TypeError ? new ModelFileError(`${file}: the text is not UTF-8`) : error;
  }
}

/** NAME-EPOCH.params of the latest epoch. A broken one does not hide the graph. */
async function findParameters(folder: ModelFolder, name: string): Promise<SymbolParameters | undefined> {
  const isCheckpoint = (file: string) =>
    file.startsWith(`${name}-`) && /^\d{4,}\.params$/.test(file.slice(name.length + 1));
  const file = (await folder.list()).filter(isCheckpoint).sort().at(-1);
  if (file === undefined) {
    return undefined;
  }
  try {
    return { file, entries: await readParams(await folder.open(file)) };
  } catch (error) {
    return { file, entries: [], problem: (error as Error).message };
  }
}

/** `file`: the one that holds the graph. Of a sparse tensor, of the elements that are stored. */
export async function statisticsOf(folder: ModelFolder, file: string, value: GraphValue): Promise<TensorStatistics> {
  const { name, dtype, shape, tensor } = value;
  if (tensor === undefined) {
    throw new ModelFileError(`'${name}' has no elements in the file`);
  }
  const count = tensor.isSparse ? undefined : shape?.reduce<number>((product, extent) => product * Number(extent), 1);
  if (count !== undefined && count > MAX_ELEMENTS) {
    throw new ModelFileError(`'${name}' has ${count} elements, statistics are made of up to ${MAX_ELEMENTS}`);
  }
  const source = await folder.open(tensor.file ? checkInside(tensor.file) : file);
  const length = tensor.bytes || (tensor.file ? source.size - tensor.offset : 0);
  const memory = Math.max(length, tensor.deflated?.bytes ?? 0);
  if (memory > MAX_TENSOR_BYTES) {
    throw new ModelFileError(`'${name}' takes ${memory} bytes, statistics are made of up to ${MAX_TENSOR_BYTES}`);
  }
  const stored = await readRange(source, tensor.offset, length);
  const bytes = tensor.deflated === undefined ? stored : await unpack(stored, tensor.deflated, name);
  const elements = elementsOf(bytes, dtype, tensor.encoding);
  // Packed elements fill whole bytes, and external data without a length goes on to the end of its file.
  return tensorStatistics(elements.subarray(0, count));
}

async function unpack(
  packed: Uint8Array,
  { bytes, skipped }: NonNullable<StoredTensor['deflated']>,
  name: string,
): Promise<Uint8Array> {
  const unpacked = await inflate(packed, bytes, name);
  if (unpacked.length !== bytes) {
    throw new ModelFileError(`'${name}' has ${unpacked.length} bytes when it is unpacked, expected ${bytes}`);
  }
  return unpacked.subarray(skipped);
}

async function readRange(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  if (offset + length > source.size) {
    throw new ModelFileError(
      `${source.name}: offset ${offset}: the tensor takes ${length} bytes, the file has ${Math.max(0, source.size - offset)} more`,
    );
  }
  return source.read(offset, length);
}

/** Only what lies in the model's folder or below may be read for it: a file could name any other. */
export function checkInside(name: string): string {
  const parts = name.replaceAll('\\', '/').split('/');
  if (name === '' || parts[0] === '' || parts.some((part) => part === '..' || part.includes(':'))) {
    throw new ModelFileError(`the tensors lie in '${name}', allowed are files in the folder of the model`);
  }
  return parts.filter((part) => part !== '.').join('/');
}
