/** Wires the Network graph panel into JupyterLab: command, palette, launcher, layout restorer, theme. */
import { ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, IThemeManager, MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import { ILauncher } from '@jupyterlab/launcher';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { addBeside } from '../beside.js';
import { IKernelLinks } from '../comms/tokens.js';
import { graphFileIcon } from '../model_files/icons.js';
import type { NetworkPanel } from './panel.js';

const OPEN = 'gluonlab:open-network-graph';

export const liveModelsPlugin: JupyterFrontEndPlugin<void> = {
  id: '@gluonlab/jupyterlab:live-models',
  description: 'Shows the networks of the current notebook as graphs.',
  autoStart: true,
  requires: [INotebookTracker, IKernelLinks],
  optional: [ITranslator, ICommandPalette, ILauncher, ILayoutRestorer, IThemeManager],
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
    const tracker = new WidgetTracker<MainAreaWidget<NetworkPanel>>({ namespace: 'gluonlab-network-graph' });
    const create = async () => {
      const { NetworkPanel } = await import('./panel.js'); // Loaded when the panel first opens.
      const widget = new MainAreaWidget({ content: new NetworkPanel(notebooks, links, trans) });
      widget.toolbar.hide();
      widget.title.icon = graphFileIcon;
      widget.title.label = trans.__('Network graph');
      void tracker.add(widget);
      return widget;
    };
    app.commands.addCommand(OPEN, {
      label: trans.__('Network graph'),
      caption: trans.__('Show the networks of the current notebook as graphs'),
      icon: graphFileIcon,
      describedBy: { args: { type: 'object', properties: {} } },
      execute: async () => {
        const panel = tracker.find(() => true) ?? (await create());
        if (!panel.isAttached) addBeside(app.shell, panel, 'network', notebooks.currentWidget);
        app.shell.activateById(panel.id);
        return panel;
      },
    });
    palette?.addItem({ command: OPEN, category: 'gluonlab' });
    launcher?.add({ command: OPEN, category: 'gluonlab' });
    void restorer?.restore(tracker, { command: OPEN, name: () => 'network' });
    themes?.themeChanged.connect(() => tracker.forEach(({ content }) => content.redraw()));
  },
};
