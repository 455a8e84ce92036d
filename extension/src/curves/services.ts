/** What the commands and panels of the Training curves work with, and what of a panel is kept over a page reload. */
import type { ILabShell, JupyterFrontEnd } from '@jupyterlab/application';
import type { MainAreaWidget, WidgetTracker } from '@jupyterlab/apputils';
import type { INotebookTracker } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { IKernelLinks } from '../comms/tokens.js';
import type { CurveSettings, PanelState } from './model.js';
import type { CurvesPanel } from './view.js';

export interface CurvesServices {
  app: JupyterFrontEnd;
  /** null in Notebook 7, whose main area holds the notebook alone. */
  labShell: ILabShell | null;
  notebooks: INotebookTracker;
  links: IKernelLinks;
  tracker: WidgetTracker<MainAreaWidget<CurvesPanel>>;
  trans: TranslationBundle;
  /** How a new panel draws. */
  defaults: () => Partial<CurveSettings>;
}

/** Arguments of the command that opens a panel. */
export interface OpenArgs {
  path?: string;
  state?: Partial<PanelState>;
}

/** What the layout restorer keeps of a panel. */
export function restoreArgs({ content: { binding, model } }: MainAreaWidget<CurvesPanel>) {
  const { settings, ...state } = model.state;
  return { path: binding.path ?? undefined, state: { ...state, settings: { ...settings } } };
}
