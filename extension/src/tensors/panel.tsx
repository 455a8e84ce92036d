/** The Tensors viewer: the arrays of a parameter file, and what is known of the selected one's elements. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { TensorsModel } from './model.js';
import type { TensorsFile } from './model.js';
import { TensorsView } from './view.js';

export class TensorsPanel extends ReactWidget {
  readonly model: TensorsModel;

  constructor(
    file: TensorsFile,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.model = new TensorsModel(file);
    this.addClass('gluonlab-Tensors');
    this.node.dataset.gluonlab = 'tensors';
    this.node.setAttribute('role', 'region');
    this.model.changed.connect(() => void this.renderPromise?.then(() => this.describe()));
    void this.model.load();
  }

  override dispose(): void {
    this.model.dispose();
    super.dispose();
  }

  protected override render() {
    return (
      <UseSignal signal={this.model.changed}>{() => <TensorsView model={this.model} trans={this.trans} />}</UseSignal>
    );
  }

  /** Says at the root element what is shown, for tests and for scripts of a reader. */
  private describe(): void {
    const { entries, problem } = this.model;
    const { dataset } = this.node;
    delete dataset.tensors;
    delete dataset.error;
    if (problem !== null) {
      dataset.error = problem;
    } else if (entries !== null) {
      dataset.tensors = String(entries.length);
    }
  }
}
