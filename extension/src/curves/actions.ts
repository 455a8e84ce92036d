/** What a reader does to a run, with the questions that come before it. */
import { Dialog, InputDialog, showDialog } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { CurvesModel } from './model.js';
import type { Run } from './runs.js';

export class RunActions {
  constructor(
    private readonly model: CurvesModel,
    private readonly trans: TranslationBundle,
  ) {}

  async rename(run: Run): Promise<void> {
    const { trans } = this;
    const { value } = await InputDialog.getText({ title: trans.__('Rename the run'), text: run.name });
    if (value !== null && value.trim() !== '') {
      await this.model.edit(run, { name: value.trim() });
    }
  }

  async note(run: Run): Promise<void> {
    const { trans } = this;
    const title = trans.__('Notes on the run %1', run.name);
    const { value } = await InputDialog.getText({ title, text: run.header.notes ?? '' });
    if (value !== null) {
      await this.model.edit(run, { notes: value });
    }
  }

  /** Asks for the text of a mark; without one, a mark that is there is taken away. */
  async mark(run: Run, step: number): Promise<void> {
    const { trans } = this;
    const title = trans.__('Mark step %1 of %2', step, run.name);
    const text = run.header.marks?.find((mark) => mark.step === step)?.text ?? '';
    const { value } = await InputDialog.getText({ title, text });
    if (value !== null && value.trim() !== text) {
      await this.model.edit(run, { mark: { step, text: value.trim() } });
    }
  }

  async delete(run: Run): Promise<void> {
    const { trans } = this;
    const { button } = await showDialog({
      title: trans.__('Delete the run %1?', run.name),
      body: trans.__('Its files are deleted and cannot be brought back.'),
      buttons: [Dialog.cancelButton({ label: trans.__('Cancel') }), Dialog.warnButton({ label: trans.__('Delete') })],
    });
    if (button.accept) {
      await this.model.delete(run);
    }
  }
}
