/**
 * The commands of the Training curves: opening the panel of a notebook, and what is done in the panel that is current. The
 * arguments of `open` are what the layout restorer keeps over a page reload.
 */
import { downloadIcon, pauseIcon, refreshIcon, runIcon, stopIcon } from '@jupyterlab/ui-components';
import { addBeside } from '../beside.js';
import { curvesIcon } from './icon.js';
import type { CurveSettings } from './model.js';
import type { Run } from './runs.js';
import type { CurvesServices, OpenArgs } from './services.js';
import { CommandIDs, FORMATS } from './tokens.js';
import type { DownloadFormat } from './tokens.js';

const OPEN_ARGUMENTS = {
  type: 'object',
  properties: {
    path: { type: 'string', description: 'The notebook whose runs are shown; the current one if absent' },
    state: { type: 'object', description: 'What the reader has chosen: settings, view, drag, shown, pinned, folded' },
  },
} as const;

const DOWNLOAD_ARGUMENTS = {
  type: 'object',
  properties: { format: { type: 'string', enum: FORMATS, description: 'The kind of file' } },
  required: ['format'],
} as const;
const NO_ARGUMENTS = { type: 'object', properties: {} } as const;

export function addCommands(services: CurvesServices): void {
  addOpen(services);
  addFlow(services);
  addFiles(services);
  addMark(services);
}

function addOpen(services: CurvesServices): void {
  const { app, labShell, notebooks, tracker, trans } = services;
  app.commands.addCommand(CommandIDs.open, {
    label: trans.__('Training curves'),
    caption: trans.__('Show the training curves of this notebook'),
    icon: curvesIcon,
    describedBy: { args: OPEN_ARGUMENTS },
    execute: async (args) => {
      const { path = notebooks.currentWidget?.context.path ?? null, state } = args as OpenArgs;
      // The panel's code is loaded when the first one opens.
      const { createPanel } = await import('./panel.js');
      const open = tracker.find((widget) => widget.content.binding.path === path);
      const panel = open ?? createPanel(services, path, { settings: services.defaults() as CurveSettings, ...state });
      if (!panel.isAttached) {
        const notebook = notebooks.find((one) => one.context.path === path) ?? null;
        if (labShell === null) app.shell.add(panel, 'right');
        else addBeside(app.shell, panel, 'curves', notebook);
      }
      app.shell.activateById(panel.id);
      return panel;
    },
  });
}

/** The live runs that the current panel shows are paused, go on and stop together. */
function addFlow({ app, tracker, trans }: CurvesServices): void {
  const panel = () => tracker.currentWidget?.content;
  const live = (): Run[] => panel()?.model.shownRuns.filter((run) => run.isLive && run.flow !== 'stop') ?? [];
  const isPaused = () => live().some((run) => run.flow === 'pause');
  const ask = (flow: 'go' | 'pause' | 'stop') => Promise.all(live().map((run) => panel()!.model.setFlow(run, flow)));
  app.commands.addCommand(CommandIDs.pause, {
    label: () => (isPaused() ? trans.__('Go on with the training') : trans.__('Pause the training')),
    caption: trans.__('Pause the training at its next step, or go on with it'),
    icon: () => (isPaused() ? runIcon : pauseIcon),
    describedBy: { args: NO_ARGUMENTS },
    isEnabled: () => live().length > 0,
    isToggled: isPaused,
    execute: () => ask(isPaused() ? 'go' : 'pause'),
  });
  app.commands.addCommand(CommandIDs.stop, {
    label: trans.__('Stop the training'),
    caption: trans.__('Ask the training to end after its current step'),
    icon: stopIcon,
    describedBy: { args: NO_ARGUMENTS },
    isEnabled: () => live().length > 0,
    execute: () => ask('stop'),
  });
}

function addFiles({ app, tracker, trans }: CurvesServices): void {
  const panel = () => tracker.currentWidget?.content;
  app.commands.addCommand(CommandIDs.download, {
    label: ({ format }) =>
      typeof format === 'string' ? trans.__('Download as %1', format.toUpperCase()) : trans.__('Download the curves'),
    caption: trans.__('Save the shown curves as a file'),
    icon: downloadIcon,
    describedBy: { args: DOWNLOAD_ARGUMENTS },
    isEnabled: () => (panel()?.model.shownRuns.length ?? 0) > 0,
    execute: ({ format }) => panel()?.download(format as DownloadFormat),
  });
  app.commands.addCommand(CommandIDs.refresh, {
    label: trans.__('Read the runs again'),
    caption: trans.__('Ask the kernel for the runs in its folder'),
    icon: refreshIcon,
    describedBy: { args: NO_ARGUMENTS },
    isEnabled: () => panel() !== undefined,
    execute: () => panel()?.model.feed.synchronize(),
  });
}

/** In the context menu of a chart the step that was pointed at, else the newest. */
function addMark({ app, tracker, trans }: CurvesServices): void {
  app.commands.addCommand(CommandIDs.mark, {
    label: trans.__('Mark this step…'),
    caption: trans.__('Put a remark on the curve of the first run in the list'),
    describedBy: { args: NO_ARGUMENTS },
    isEnabled: () => (tracker.currentWidget?.content.model.metrics.length ?? 0) > 0,
    execute: () => {
      const chart = app.contextMenuHitTest((node) => node.dataset.kind === 'scalar');
      return tracker.currentWidget?.content.mark(chart?.dataset.metric ?? null);
    },
  });
}
