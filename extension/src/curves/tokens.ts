/** Names by which the rest of JupyterLab knows the Training curves panel. */
import type { IWidgetTracker, MainAreaWidget } from '@jupyterlab/apputils';
import { Token } from '@lumino/coreutils';
import type { CurvesPanel } from './view.js';

export const CURVES_NAMESPACE = 'gluonlab-curves';
export const CURVES_PLUGIN = '@gluonlab/jupyterlab:curves';

export const CommandIDs = {
  open: 'gluonlab:open-curves',
  pause: 'gluonlab:pause-training',
  stop: 'gluonlab:stop-training',
  download: 'gluonlab:download-curves',
  refresh: 'gluonlab:refresh-curves',
  mark: 'gluonlab:mark-step',
} as const;

/** The kinds of file that the curves are saved as. */
export const FORMATS = ['csv', 'json', 'svg', 'png'] as const;
export type DownloadFormat = (typeof FORMATS)[number];

export type ICurvesTracker = IWidgetTracker<MainAreaWidget<CurvesPanel>>;

export const ICurvesTracker = new Token<ICurvesTracker>(
  '@gluonlab/jupyterlab:ICurvesTracker',
  'The open Training curves panels.',
);
