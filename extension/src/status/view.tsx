/** The item in the status bar: `gluonlab: cpu(0), 312 MB, idle`. */
import { TextItem } from '@jupyterlab/statusbar';
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import type { KernelStatusModel } from './model.js';

const MB = 2 ** 20;

export class KernelStatus extends ReactWidget {
  constructor(
    private readonly model: KernelStatusModel,
    private readonly trans: TranslationBundle,
  ) {
    super();
    this.addClass('gluonlab-Status');
  }

  protected override render() {
    return (
      <UseSignal signal={this.model.changed}>{() => <StatusText model={this.model} trans={this.trans} />}</UseSignal>
    );
  }
}

function StatusText({ model, trans }: { model: KernelStatusModel; trans: TranslationBundle }) {
  const { state } = model;
  if (state === null) {
    return null;
  }
  const { device, memory, isRunning } = state;
  const parts = [
    ...(device === '' ? [] : [device, trans.__('%1 MB', Math.round(memory / MB))]),
    isRunning ? trans.__('running') : trans.__('idle'),
  ];
  const title = trans.__('Device, memory and activity of the gluonlab kernel of this notebook');
  return <TextItem source={`gluonlab: ${parts.join(', ')}`} title={title} data-gluonlab="status" />;
}
