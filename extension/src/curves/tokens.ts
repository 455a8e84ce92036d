/** Names by which the rest of JupyterLab knows the Training curves panel. */
import type { IWidgetTracker, MainAreaWidget } from '@jupyterlab/apputils';
import { Token } from '@lumino/coreutils';
import type { CurvesPanel } from './view.js';

export const CURVES_NAMESPACE = 'gluonlab-curves';

export const CommandIDs = { open: 'gluonlab:open-curves' } as const;

export type ICurvesTracker = IWidgetTracker<MainAreaWidget<CurvesPanel>>;

export const ICurvesTracker = new Token<ICurvesTracker>(
  '@gluonlab/jupyterlab:ICurvesTracker',
  'The open Training curves panels.',
);
