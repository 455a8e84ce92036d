/**
 * A model file as the source of a Graph panel. The readers are fetched when the first file opens: JupyterLab's start does not
 * pay for them.
 */
import type { GraphValue, ModelGraph, TensorStatistics } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import type { Example } from '../graph/example.js';
import type { GraphSource } from '../graph/source.js';
import type { ModelFolder } from './model_folder.js';

export class FileSource implements GraphSource {
  readonly changed = new Signal<this, void>(this);
  readonly training = null;
  readonly needsExample = false;

  constructor(
    private readonly folder: ModelFolder,
    /** In the folder. */
    private readonly file: string,
  ) {}

  graph(): Promise<ModelGraph> {
    return (this.reading ??= this.read(null));
  }

  async setExample(example: Example | null): Promise<void> {
    const reading = this.read(example);
    await reading;
    this.reading = reading;
    this.changed.emit();
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

  private async read(example: Example | null): Promise<ModelGraph> {
    const { readGraph } = await import('./read_file.js');
    return readGraph(this.folder, this.file, example);
  }

  private reading: Promise<ModelGraph> | null = null;
}
