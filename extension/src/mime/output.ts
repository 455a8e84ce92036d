/**
 * One figure of plotly.js in a notebook's output. It fills the width of the output, follows the theme and is drawn again in
 * place when the output is updated.
 */
import type { IRenderMime } from '@jupyterlab/rendermime';
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { loadPlotly } from '../plotly/plotly.js';
import type { Plotly } from '../plotly/plotly.js';
import { modebarColours, themeTemplate } from './template.js';

export const PLOTLY_MIME = 'application/vnd.plotly.v1+json';

interface Figure {
  data?: readonly object[];
  layout?: Record<string, unknown>;
  config?: Record<string, unknown>;
}

/** CSS pixels of a figure that does not say. */
const DEFAULT_HEIGHT = 360;

export class PlotlyOutput extends Widget implements IRenderMime.IRenderer {
  constructor() {
    super();
    this.addClass('gluonlab-PlotlyOutput');
    this.resizes.observe(this.node);
  }

  async renderModel(model: IRenderMime.IMimeModel): Promise<void> {
    this.figure = model.data[PLOTLY_MIME] as Figure;
    this.plotly ??= await loadPlotly();
    await this.draw();
  }

  /** Draws as the theme and the width are now. */
  async draw(): Promise<void> {
    const { figure, plotly, node } = this;
    if (figure === null || plotly === null || this.isDisposed || node.clientWidth === 0) {
      return;
    }
    const { data = [], layout = {}, config = {} } = figure;
    const style = getComputedStyle(node);
    const variable = (name: string) => style.getPropertyValue(name).trim();
    const theme = { template: themeTemplate(variable), modebar: modebarColours(variable) };
    this.drawnWidth = node.clientWidth;
    const own = { ...theme, width: this.drawnWidth, height: DEFAULT_HEIGHT, uirevision: 'keeps a zoom' };
    // Plotly writes into the layout it is given, and this one belongs to the notebook.
    await plotly.react(node, data, { ...own, ...structuredClone(layout) }, { ...config, ...BARE });
  }

  /** The theme is another: plotly would keep the colours of its buttons. */
  async restyle(): Promise<void> {
    this.plotly?.purge(this.node);
    await this.draw();
  }

  override dispose(): void {
    if (!this.isDisposed) {
      this.resizes.disconnect();
      this.plotly?.purge(this.node);
      super.dispose();
    }
  }

  protected override onAfterShow(_: Message): void {
    void this.draw();
  }

  private readonly resizes = new ResizeObserver(() => {
    if (this.node.clientWidth !== this.drawnWidth) {
      void this.draw();
    }
  });
  private plotly: Plotly | null = null;
  private figure: Figure | null = null;
  private drawnWidth = 0;
}

/** Nothing that sends the figure away. */
const BARE = { displaylogo: false, modeBarButtonsToRemove: ['sendChartToCloud'] };
