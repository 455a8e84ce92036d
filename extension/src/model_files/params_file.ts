/** A .params file as what the Tensors viewer shows. */
import type { TensorStatistics } from 'gluonlab/messages';
import type { TensorsFile } from '../tensors/model.js';
import type { ModelFolder } from './model_folder.js';
import { readParams } from './mxnet/params.js';
import type { ParamsEntry } from './mxnet/params.js';
import { statisticsOf } from './read_file.js';

export class ParamsFile implements TensorsFile {
  constructor(
    private readonly folder: ModelFolder,
    private readonly file: string,
  ) {}

  async entries(): Promise<ParamsEntry[]> {
    return readParams(await this.folder.open(this.file));
  }

  statistics({ name, dtype, shape, data, storage }: ParamsEntry): Promise<TensorStatistics> {
    const tensor = data && { ...data, file: '', encoding: 'raw' as const, isSparse: storage !== 'dense' };
    return statisticsOf(this.folder, this.file, { name, dtype, shape, tensor });
  }
}
