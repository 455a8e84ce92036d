/**
 * The charts of a panel, one per metric, in a grid that fills the width. Redraws are gathered: at most a fifth of the
 * time goes into drawing, since training needs the machine too, one chart a frame, and a hidden panel draws nothing.
 */
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { Chart } from './chart.js';
import type { ChartOwner } from './chart.js';
import { chartFigure, lastValue } from './figure.js';
import type { CurvesModel, Zoom } from './model.js';
import { loadPlotly } from '../plotly/plotly.js';
import { chartTheme } from './theme.js';

const SHORTEST_PAUSE_MS = 150;

export class ChartGrid extends Widget implements ChartOwner {
  constructor(private readonly model: CurvesModel) {
    super();
    this.addClass('gluonlab-ChartGrid');
    model.changed.connect(this.redraw, this);
    this.resizes = new ResizeObserver(() => this.redraw());
    this.resizes.observe(this.node);
  }

  /** Draws soon; calls in between are one. */
  redraw(): void {
    this.isStale = true;
    if (this.timer === null && !this.isDrawing && this.isVisible) {
      this.timer = window.setTimeout(() => void this.draw(), this.pauseMs);
    }
  }

  protected override onAfterShow(_: Message): void {
    this.redraw();
  }

  protected override onAfterAttach(_: Message): void {
    this.redraw();
  }

  override dispose(): void {
    if (this.timer !== null) {
      window.clearTimeout(this.timer);
    }
    this.resizes.disconnect();
    this.model.changed.disconnect(this.redraw, this);
    this.charts.forEach((chart) => chart.dispose());
    this.charts.clear();
    super.dispose();
  }

  zoomed({ metric }: Chart, change: (zoom: Zoom) => Zoom): void {
    this.model.setZoom(metric, change(this.model.zoom(metric)));
  }

  released(): void {
    this.redraw();
  }

  private async draw(): Promise<void> {
    this.timer = null;
    this.isStale = false;
    this.isDrawing = true;
    try {
      const drawnMs = await this.drawCharts();
      this.pauseMs = Math.max(SHORTEST_PAUSE_MS, 4 * drawnMs);
    } finally {
      this.isDrawing = false;
    }
    if (this.isStale) {
      this.redraw();
    }
  }

  /** Gives the time that it took, without the waits between frames. */
  private async drawCharts(): Promise<number> {
    const { metrics } = this.model;
    await this.arrange(metrics);
    const theme = chartTheme(this.node);
    let drawnMs = 0;
    for (const metric of metrics) {
      await nextFrame();
      const chart = this.charts.get(metric);
      const newest = this.model.shownRuns.find((run) => run.metrics.has(metric));
      if (chart !== undefined && newest !== undefined) {
        const start = performance.now();
        await chart.draw(chartFigure(this.model, metric, theme, chart.width), lastValue(newest, metric));
        drawnMs += performance.now() - start;
      }
    }
    return drawnMs;
  }

  /** Makes the charts those of the metrics, in their order. */
  private async arrange(metrics: readonly string[]): Promise<void> {
    for (const [metric, chart] of this.charts) {
      if (!metrics.includes(metric)) {
        chart.dispose();
        this.charts.delete(metric);
      }
    }
    const missing = metrics.filter((metric) => !this.charts.has(metric));
    if (missing.length === 0) {
      return;
    }
    const plotly = await loadPlotly();
    if (this.isDisposed) {
      return;
    }
    for (const metric of missing) {
      this.charts.set(metric, new Chart(plotly, metric, this));
    }
    this.node.append(...metrics.map((metric) => this.charts.get(metric)!.node));
  }

  private readonly charts = new Map<string, Chart>();
  private readonly resizes: ResizeObserver;
  private timer: number | null = null;
  private pauseMs = 0;
  private isStale = false;
  private isDrawing = false;
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
