/**
 * Shows figures of plotly.js where nothing else does: the `plotly` package for Python brings a renderer of its own, and a
 * registry keeps the last one, so this one waits until all plugins are there.
 */
import type { JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IThemeManager } from '@jupyterlab/apputils';
import { IRenderMimeRegistry } from '@jupyterlab/rendermime';
import { PLOTLY_MIME, PlotlyOutput } from './output.js';

/** Before text/html (50), which is the fallback of some figures. */
const RANK = 40;

export const plotlyMimePlugin: JupyterFrontEndPlugin<void> = {
  id: '@gluonlab/jupyterlab:plotly',
  description: 'Draws plotly figures in outputs, where no other renderer does.',
  autoStart: true,
  requires: [IRenderMimeRegistry],
  optional: [IThemeManager],
  activate: (app, registry: IRenderMimeRegistry, themes: IThemeManager | null) => {
    const shown = new Set<PlotlyOutput>();
    const createRenderer = () => {
      const output = new PlotlyOutput();
      shown.add(output);
      output.disposed.connect(() => shown.delete(output));
      return output;
    };
    void app.started.then(() => {
      if (registry.getFactory(PLOTLY_MIME) === undefined) {
        registry.addFactory({ safe: true, mimeTypes: [PLOTLY_MIME], createRenderer }, RANK);
      }
    });
    themes?.themeChanged.connect(() => shown.forEach((output) => void output.restyle()));
  },
};
