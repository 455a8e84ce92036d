/** Wires the Training curves panel into JupyterLab: commands, palette, launcher, settings, layout restorer, theme. */
import { ILabShell, ILayoutRestorer } from '@jupyterlab/application';
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { ICommandPalette, IThemeManager, WidgetTracker } from '@jupyterlab/apputils';
import type { MainAreaWidget } from '@jupyterlab/apputils';
import { ILauncher } from '@jupyterlab/launcher';
import { INotebookTracker } from '@jupyterlab/notebook';
import { ISettingRegistry } from '@jupyterlab/settingregistry';
import { ITranslator, nullTranslator } from '@jupyterlab/translation';
import { IKernelLinks } from '../comms/tokens.js';
import { addCommands } from './commands.js';
import type { CurveSettings } from './model.js';
import { restoreArgs } from './services.js';
import { CommandIDs, CURVES_NAMESPACE, CURVES_PLUGIN, FORMATS, ICurvesTracker } from './tokens.js';
import type { CurvesPanel } from './view.js';

export const curvesPlugin: JupyterFrontEndPlugin<ICurvesTracker> = {
  id: CURVES_PLUGIN,
  description: 'Shows the live training curves of a notebook.',
  autoStart: true,
  requires: [INotebookTracker, IKernelLinks],
  optional: [ILabShell, ITranslator, ICommandPalette, ILauncher, ILayoutRestorer, IThemeManager, ISettingRegistry],
  provides: ICurvesTracker,
  activate: (
    app,
    notebooks: INotebookTracker,
    links: IKernelLinks,
    labShell: ILabShell | null,
    translator: ITranslator | null,
    palette: ICommandPalette | null,
    launcher: ILauncher | null,
    restorer: ILayoutRestorer | null,
    themes: IThemeManager | null,
    settings: ISettingRegistry | null,
  ) => {
    const trans = (translator ?? nullTranslator).load('gluonlab');
    const tracker = new WidgetTracker<MainAreaWidget<CurvesPanel>>({ namespace: CURVES_NAMESPACE });
    let defaults: Partial<CurveSettings> = {};
    addCommands({ app, labShell, notebooks, links, tracker, trans, defaults: () => defaults });
    void settings?.load(CURVES_PLUGIN).then((loaded) => {
      const read = () => (defaults = loaded.composite as Partial<CurveSettings>);
      loaded.changed.connect(read);
      read();
    });
    const { open, pause, stop, refresh, mark, download } = CommandIDs;
    const downloads = FORMATS.map((format) => ({ command: download, args: { format } }));
    for (const item of [...[open, pause, stop, refresh, mark].map((command) => ({ command })), ...downloads]) {
      palette?.addItem({ ...item, category: 'gluonlab' });
    }
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
