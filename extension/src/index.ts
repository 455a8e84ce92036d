/**
 * The JupyterLab extension: one plugin per concern, each in its own folder. `comms` keeps the line to every notebook's
 * kernel, the panels build on it. A new panel is a folder of its own and one name in this list.
 */
import { commsPlugin } from './comms/plugin.js';
import { curvesPlugin } from './curves/plugin.js';
import { liveModelsPlugin } from './live_models/plugin.js';
import { plotlyMimePlugin } from './mime/plugin.js';
import { modelFilesPlugin } from './model_files/plugin.js';
import { statusPlugin } from './status/plugin.js';

export default [commsPlugin, curvesPlugin, liveModelsPlugin, modelFilesPlugin, plotlyMimePlugin, statusPlugin];
