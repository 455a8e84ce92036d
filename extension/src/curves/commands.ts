/**
 * Opens the panel of a notebook, to the right of it, or brings it to the front. The arguments are what the layout
 * restorer keeps over a page reload: the notebook's path, how its curves are drawn and which.
 */
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { MainAreaWidget } from '@jupyterlab/apputils';
import type { WidgetTracker } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IKernelLinks } from '../comms/tokens.js';
import { NotebookBinding } from './binding.js';
import { curvesIcon } from './icon.js';
import { CurvesModel } from './model.js';
import type { CurveSettings, RunChoices } from './model.js';
import { CommandIDs } from './tokens.js';
import { CurvesPanel } from './view.js';

export interface OpenArgs {
  path?: string;
  settings?: Partial<CurveSettings>;
  runs?: RunChoices;
}

export interface CurvesServices {
  app: JupyterFrontEnd;
  notebooks: INotebookTracker;
  links: IKernelLinks;
  tracker: WidgetTracker<MainAreaWidget<CurvesPanel>>;
  trans: TranslationBundle;
}

const ARGUMENTS = {
  type: 'object',
  properties: {
    path: { type: 'string', description: 'The notebook whose runs are shown; the current one if absent' },
    settings: { type: 'object', description: 'How curves are drawn: xAxis, isLogY, smoothing' },
    runs: { type: 'object', description: 'Whether a run is shown, by its id; the newest ones if absent' },
  },
} as const;

export function addCommands(services: CurvesServices): void {
  const { app, notebooks, tracker, trans } = services;
  app.commands.addCommand(CommandIDs.open, {
    label: trans.__('Training curves'),
    caption: trans.__('Show the training curves of this notebook'),
    icon: curvesIcon,
    describedBy: { args: ARGUMENTS },
    execute: (args) => {
      const { path = notebooks.currentWidget?.context.path ?? null, settings, runs } = args as OpenArgs;
      const open = tracker.find((widget) => widget.content.binding.path === path);
      const panel = open ?? createPanel(services, path, new CurvesModel(settings, runs));
      if (!panel.isAttached) {
        const beside = notebooks.find((notebook) => notebook.context.path === path);
        app.shell.add(panel, 'main', { ref: beside?.id ?? null, mode: beside ? 'split-right' : 'tab-after' });
      }
      app.shell.activateById(panel.id);
      return panel;
    },
  });
}

/** What the layout restorer keeps of a panel. */
export function restoreArgs({ content: { binding, model } }: MainAreaWidget<CurvesPanel>) {
  return { path: binding.path ?? undefined, settings: { ...model.settings }, runs: model.runChoices };
}

function createPanel(services: CurvesServices, notebookPath: string | null, model: CurvesModel) {
  const { notebooks, links, tracker, trans } = services;
  const binding = new NotebookBinding(notebookPath, model, notebooks, links);
  const widget = new MainAreaWidget({ content: new CurvesPanel(model, binding, trans) });
  widget.toolbar.hide();
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
  model.settingsChanged.connect(() => void tracker.save(widget));
  void tracker.add(widget);
  return widget;
}

function notebookName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).replace(/\.ipynb$/, '');
}
