/** Puts the state of the current notebook's kernel into the status bar. */
import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { IStatusBar } from '@jupyterlab/statusbar';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IKernelLinks } from '../comms/tokens.js';
import { KernelStatusModel } from './model.js';
import { KernelStatus } from './view.js';

export const statusPlugin: JupyterFrontEndPlugin<void> = {
  id: '@gluonlab/jupyterlab:status',
  description: 'Shows device, memory and activity of the gluonlab kernel in the status bar.',
  autoStart: true,
  requires: [INotebookTracker, IKernelLinks],
  // Notebook 7 has no status bar.
  optional: [IStatusBar, ITranslator],
  activate: (
    _app: JupyterFrontEnd,
    notebooks: INotebookTracker,
    links: IKernelLinks,
    statusBar: IStatusBar | null,
    translator: ITranslator | null,
  ) => {
    if (statusBar === null) {
      return;
    }
    const model = new KernelStatusModel(links);
    const follow = () => model.follow(notebooks.currentWidget?.sessionContext ?? null);
    notebooks.currentChanged.connect(follow);
    follow();
    statusBar.registerStatusItem('gluonlab-status', {
      item: new KernelStatus(model, (translator ?? nullTranslator).load('gluonlab')),
      align: 'left',
      rank: 90,
      isActive: () => model.state !== null,
      activeStateChanged: model.changed,
    });
  },
};
