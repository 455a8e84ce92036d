/** Puts a Training curves panel together: content, toolbar, title. */
import { CommandToolbarButton, MainAreaWidget, ToolbarButton } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import { downloadIcon, infoIcon } from '@jupyterlab/ui-components';
import type { CommandRegistry } from '@lumino/commands';
import { Menu } from '@lumino/widgets';
import { NotebookBinding } from './binding.js';
import { showHelp } from './help.js';
import { curvesIcon } from './icon.js';
import { CurvesModel } from './model.js';
import type { PanelState } from './model.js';
import type { CurvesServices } from './services.js';
import { CommandIDs, FORMATS } from './tokens.js';
import { CurvesPanel } from './view.js';

export function createPanel(
  services: CurvesServices,
  notebookPath: string | null,
  state: Partial<PanelState>,
): MainAreaWidget<CurvesPanel> {
  const { app, notebooks, links, tracker, trans } = services;
  const model = new CurvesModel(state);
  const binding = new NotebookBinding(notebookPath, model, notebooks, links);
  const widget = new MainAreaWidget({ content: new CurvesPanel(model, binding, trans) });
  fillToolbar(widget, app.commands, trans);
  widget.title.icon = curvesIcon;
  const setTitle = () => {
    const { path } = binding;
    widget.title.label = path === null ? trans.__('Training curves') : trans.__('Curves: %1', notebookName(path));
    widget.title.caption = path === null ? trans.__('Training curves') : trans.__('Training curves of %1', path);
    widget.content.node.setAttribute('aria-label', widget.title.caption);
  };
  setTitle();
  binding.pathChanged.connect(() => {
    setTitle();
    void tracker.save(widget);
  });
  model.stateChanged.connect(() => void tracker.save(widget));
  model.changed.connect(() => {
    app.commands.notifyCommandChanged(CommandIDs.pause);
    app.commands.notifyCommandChanged(CommandIDs.stop);
    app.commands.notifyCommandChanged(CommandIDs.download);
  });
  void tracker.add(widget);
  return widget;
}

function fillToolbar(
  { toolbar }: MainAreaWidget<CurvesPanel>,
  commands: CommandRegistry,
  trans: TranslationBundle,
): void {
  const menu = new Menu({ commands });
  FORMATS.forEach((format) => menu.addItem({ command: CommandIDs.download, args: { format } }));
  const downloads = new ToolbarButton({
    icon: downloadIcon,
    tooltip: trans.__('Download the curves'),
    onClick: () => {
      const { left, bottom } = downloads.node.getBoundingClientRect();
      menu.open(left, bottom);
    },
  });
  downloads.disposed.connect(() => menu.dispose());
  for (const id of [CommandIDs.pause, CommandIDs.stop, CommandIDs.refresh]) {
    toolbar.addItem(id, new CommandToolbarButton({ commands, id, label: '' }));
  }
  toolbar.addItem('download', downloads);
  const tooltip = trans.__('How to move in the charts');
  toolbar.addItem('help', new ToolbarButton({ icon: infoIcon, tooltip, onClick: () => void showHelp(trans) }));
}

function notebookName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ipynb$/, '');
}
