/**
 * One chart: a figure with the metric's name, its newest value and plotly's drawing. It draws what it is given and tells
 * its owner what the reader did; while a pointer is down on it, it keeps still so that a selection is not torn away.
 */
import { zoomAfter } from './figure.js';
import type { Figure } from './figure.js';
import type { Zoom } from './model.js';
import type { Plotly, PlotlyElement } from '../plotly/plotly.js';

const CONFIG = {
  displaylogo: false,
  modeBarButtons: [['zoom2d', 'pan2d', 'resetScale2d', 'toImage']],
  responsive: false,
  showTips: false,
};

export interface ChartOwner {
  zoomed(chart: Chart, change: (zoom: Zoom) => Zoom): void;
  /** The pointer is up again: what came in the meantime can be drawn. */
  released(chart: Chart): void;
}

export class Chart {
  readonly node = document.createElement('figure');

  constructor(
    private readonly plotly: Plotly,
    readonly metric: string,
    private readonly owner: ChartOwner,
  ) {
    this.node.className = 'gluonlab-Chart';
    this.node.dataset.metric = metric;
    const caption = document.createElement('figcaption');
    const name = document.createElement('span');
    name.textContent = metric;
    caption.append(name, this.value);
    this.plot.className = 'gluonlab-Chart-plot';
    this.node.append(caption, this.plot);
    this.plot.addEventListener('pointerdown', () => (this.isHeld = true));
    window.addEventListener('pointerup', this.release);
    window.addEventListener('pointercancel', this.release);
  }

  /** In CSS pixels. */
  get width(): number {
    return this.plot.clientWidth;
  }

  async draw(figure: Figure, newest: string): Promise<void> {
    this.figure = figure;
    this.node.dataset.points = String(figure.pointCount);
    this.value.textContent = newest;
    this.node.setAttribute('aria-label', figure.summary);
    if (this.isHeld || this.node.clientHeight === 0) {
      return;
    }
    const isFirst = this.element === null;
    const size = { width: this.plot.clientWidth, height: this.plot.clientHeight };
    this.element = await this.plotly.react(this.plot, figure.traces, { ...figure.layout, ...size }, CONFIG);
    if (isFirst) {
      this.element.on('plotly_relayout', (change) => {
        this.owner.zoomed(this, (zoom) => zoomAfter(zoom, this.figure!.axis, change));
      });
    }
  }

  dispose(): void {
    window.removeEventListener('pointerup', this.release);
    window.removeEventListener('pointercancel', this.release);
    this.plotly.purge(this.plot);
    this.node.remove();
  }

  private readonly release = () => {
    if (this.isHeld) {
      this.isHeld = false;
      this.owner.released(this);
    }
  };

  private readonly plot = document.createElement('div');
  private readonly value = document.createElement('output');
  private element: PlotlyElement | null = null;
  private figure: Figure | null = null;
  private isHeld = false;
}
