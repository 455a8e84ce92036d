/**
 * The Tensors viewer as the rest of the extension knows it: a shell that is there at once and fetches the rest when it is
 * first shown. Its node tells what it shows: `data-tensors`, the number of arrays, or `data-error`, why there are none.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import { Panel } from '@lumino/widgets';
import type { TensorsFile, TensorsModel } from './model.js';

export class TensorsPanel extends Panel {
  constructor(open: () => Promise<TensorsFile>, trans: TranslationBundle) {
    super();
    this.addClass('gluonlab-Tensors');
    this.node.dataset.gluonlab = 'tensors';
    this.node.setAttribute('role', 'region');
    void this.fill(open, trans);
  }

  /** Reads the file again. */
  refresh(): void {
    void this.model?.load();
  }

  override dispose(): void {
    this.model?.dispose();
    super.dispose();
  }

  private async fill(open: () => Promise<TensorsFile>, trans: TranslationBundle): Promise<void> {
    const [file, { createView, TensorsModel }] = await Promise.all([open(), import('./view.js')]);
    if (this.isDisposed) {
      return;
    }
    const model = new TensorsModel(file);
    this.model = model;
    model.changed.connect(() => this.describe(model));
    this.addWidget(createView(model, trans));
    await model.load();
  }

  private describe({ entries, problem }: TensorsModel): void {
    const { dataset } = this.node;
    delete dataset.tensors;
    delete dataset.error;
    if (problem !== null) {
      dataset.error = problem;
    } else if (entries !== null) {
      dataset.tensors = String(entries.length);
    }
  }

  private model: TensorsModel | null = null;
}
