/** Wires the Training curves panel into JupyterLab: command, palette, launcher, layout restorer, theme. */
import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, IThemeManager, WidgetTracker } from '@jupyterlab/apputils';
import type { MainAreaWidget } from '@jupyterlab/apputils';
import { ILauncher } from '@jupyterlab/launcher';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IKernelLinks } from '../comms/tokens.js';
import { addCommands, restoreArgs } from './commands.js';
import { CommandIDs, CURVES_NAMESPACE, ICurvesTracker } from './tokens.js';
import type { CurvesPanel } from './view.js';

export const curvesPlugin: JupyterFrontEndPlugin<ICurvesTracker> = {
  id: '@gluonlab/jupyterlab:curves',
  description: 'Shows the live training curves of a notebook.',
  autoStart: true,
  requires: [INotebookTracker, IKernelLinks],
  optional: [ITranslator, ICommandPalette, ILauncher, ILayoutRestorer, IThemeManager],
  provides: ICurvesTracker,
  activate: (
    app,
    notebooks: INotebookTracker,
    links: IKernelLinks,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    restorer: ILayoutRestorer | null,
    themes: IThemeManager | null,
  ) => {
    const trans = (translator ?? nullTranslator).load('gluonlab');
    const tracker = new WidgetTracker<MainAreaWidget<CurvesPanel>>({ namespace: CURVES_NAMESPACE });
    addCommands({ app, notebooks, links, tracker, trans });
    palette?.addItem({ command: CommandIDs.open, category: 'gluonlab' });
    launcher?.add({ command: CommandIDs.open, category: 'gluonlab' });
    void restorer?.restore(tracker, {
      command: CommandIDs.open,
      args: restoreArgs,
      name: ({ content }) => content.binding.path ?? '',
    });
    themes?.themeChanged.connect(() => tracker.forEach(({ content }) => content.redraw()));
    return tracker;
  },
};
