/**
 * A model file as the source of a Graph panel. The readers are fetched when the first file opens: JupyterLab's start does not
 * pay for them.
 */
import type { GraphValue, ModelGraph, TensorStatistics } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import type { GraphSource } from '../graph/source.js';
import type { ModelFolder } from './model_folder.js';

export class FileSource implements GraphSource {
  readonly changed = new Signal<this, void>(this);
  readonly training = null;

  constructor(
    private readonly folder: ModelFolder,
    /** In the folder. */
    private readonly file: string,
  ) {}

  graph(): Promise<ModelGraph> {
    return (this.reading ??= import('./read_file.js').then(({ readGraph }) => readGraph(this.folder, this.file)));
  }

  async statistics(parameter: GraphValue): Promise<TensorStatistics> {
    const { statisticsOf } = await import('./read_file.js');
    return statisticsOf(this.folder, this.file, parameter);
  }

  /** The file is another one now. */
  refresh(): void {
    this.reading = null;
    this.changed.emit();
  }

  dispose(): void {
    Signal.clearData(this);
  }

  private reading: Promise<ModelGraph> | null = null;
}
