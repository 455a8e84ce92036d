/**
 * Gives every notebook's kernel its link from the moment it is there: JupyterLab would close a telemetry comm that the
 * kernel opens before someone listens.
 */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { INotebookTracker } from '@jupyterlab/notebook';
import { KernelLinks } from './kernel_link.js';
import { IKernelLinks } from './tokens.js';

export const commsPlugin: JupyterFrontEndPlugin<IKernelLinks> = {
  id: '@gluonlab/jupyterlab:comms',
  description: 'Listens to the telemetry of gluonlab kernels and sends them requests.',
  autoStart: true,
  requires: [INotebookTracker],
  provides: IKernelLinks,
  activate: (_app, notebooks: INotebookTracker) => {
    const links = new KernelLinks();
    notebooks.widgetAdded.connect((_, { sessionContext }) => {
      sessionContext.kernelChanged.connect((_context, { newValue }) => {
        if (newValue !== null) {
          links.of(newValue);
        }
      });
    });
    return links;
  },
};
