/** A model file as the source of a Graph panel. Statistics of a parameter are computed from its own bytes alone. */
import { tensorStatistics } from 'gluonlab/messages';
import type { GraphValue, ModelGraph, TensorStatistics } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import type { GraphSource, NodeMeasure } from '../graph/source.js';
import { ModelFileError } from './byte_source.js';
import type { ByteSource } from './byte_source.js';
import { elementsOf } from './elements.js';
import { checkInside } from './model_folder.js';
import type { ModelFolder } from './model_folder.js';
import { readParams } from './mxnet/params.js';
import { readSymbol } from './mxnet/symbol.js';
import type { SymbolParameters } from './mxnet/symbol.js';
import { readOnnx } from './onnx/model.js';

const SYMBOL = /-symbol\.json$/;
const MAX_SYMBOL_BYTES = 256 * 2 ** 20;
const MAX_TENSOR_BYTES = 2 ** 30;

export class FileSource implements GraphSource {
  readonly changed = new Signal<this, void>(this);

  constructor(
    private readonly folder: ModelFolder,
    /** In the folder. */
    private readonly file: string,
  ) {}

  graph(): Promise<ModelGraph> {
    return (this.reading ??= SYMBOL.test(this.file) ? this.readSymbol() : this.readOnnx());
  }

  async statistics(value: number): Promise<TensorStatistics> {
    const { values } = await this.graph();
    return statisticsOf(this.folder, this.file, values[value]);
  }

  measures(): Promise<ReadonlyMap<number, NodeMeasure>> {
    return Promise.resolve(new Map<number, NodeMeasure>());
  }

  /** The file is another one now. */
  refresh(): void {
    this.reading = null;
    this.changed.emit();
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private async readOnnx(): Promise<ModelGraph> {
    return readOnnx(await this.folder.open(this.file), this.file.replace(/\.onnx$/, ''));
  }

  private async readSymbol(): Promise<ModelGraph> {
    const name = this.file.replace(SYMBOL, '');
    const [text, parameters] = await Promise.all([this.readText(), this.findParameters(name)]);
    return readSymbol(text, this.file, name, parameters);
  }

  private async readText(): Promise<string> {
    const source = await this.folder.open(this.file);
    if (source.size > MAX_SYMBOL_BYTES) {
      throw new ModelFileError(`${this.file}: the file takes ${source.size} bytes, allowed are ${MAX_SYMBOL_BYTES}`);
    }
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(await source.read(0, source.size));
    } catch (error) {
      throw error instanceof TypeError ? new ModelFileError(`${this.file}: the text is not UTF-8`) : error;
    }
  }

  /** NAME-EPOCH.params of the latest epoch. A broken one does not hide the graph. */
  private async findParameters(name: string): Promise<SymbolParameters | undefined> {
    const isCheckpoint = (file: string) =>
      file.startsWith(`${name}-`) && /^\d{4,}\.params$/.test(file.slice(name.length + 1));
    const file = (await this.folder.list()).filter(isCheckpoint).sort().at(-1);
    if (file === undefined) {
      return undefined;
    }
    try {
      return { file, entries: await readParams(await this.folder.open(file)) };
    } catch (error) {
      return { file, entries: [], problem: (error as Error).message };
    }
  }

  private reading: Promise<ModelGraph> | null = null;
}

/** `file`: the one that holds the graph. */
export async function statisticsOf(folder: ModelFolder, file: string, value: GraphValue): Promise<TensorStatistics> {
  const { name, dtype, shape, tensor } = value;
  if (tensor === undefined) {
    throw new ModelFileError(`'${name}' has no elements in the file`);
  }
  const source = await folder.open(tensor.file ? checkInside(tensor.file) : file);
  const length = tensor.bytes || (tensor.file ? source.size - tensor.offset : 0);
  if (length > MAX_TENSOR_BYTES) {
    throw new ModelFileError(`'${name}' takes ${length} bytes, statistics are made of up to ${MAX_TENSOR_BYTES}`);
  }
  const elements = elementsOf(await readRange(source, tensor.offset, length), dtype, tensor.encoding);
  const count = shape?.reduce<number>((product, extent) => product * Number(extent), 1);
  // int4 fills whole bytes, and external data without a length goes on to the end of its file.
  return tensorStatistics(elements.subarray(0, count));
}

async function readRange(source: ByteSource, offset: number, length: number): Promise<Uint8Array> {
  if (offset + length > source.size) {
    throw new ModelFileError(
      `${source.name}: offset ${offset}: the tensor takes ${length} bytes, the file has ${Math.max(0, source.size - offset)} more`,
    );
  }
  return source.read(offset, length);
}
