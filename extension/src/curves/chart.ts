/**
 * The curves of one metric. While a pointer is down on a chart it keeps still, so that a selection is not torn away; where a
 * reader zooms or points, the other charts follow.
 */
import { CardFrame, PLOT_CONFIG } from './card.js';
import type { Card, CardContext } from './card.js';
import { chartFigure, lastValue, zoomAfter } from './figure.js';
import type { ChartTheme, Figure } from './figure.js';
import type { PlotlyElement } from '../plotly/plotly.js';

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

export interface ChartGroup {
  /** The pointer is up again: what came in the meantime can be drawn. */
  released(): void;
  /** The reader points at this x position, or at none. */
  pointed(chart: Chart, x: unknown): void;
}

export class Chart implements Card {
  constructor(
    private readonly context: CardContext,
    private readonly group: ChartGroup,
  ) {
    this.frame = new CardFrame(context.name, 'scalar');
    this.frame.body.addEventListener('pointerdown', () => (this.isHeld = true));
    window.addEventListener('pointerup', this.release);
    window.addEventListener('pointercancel', this.release);
  }

  get node(): HTMLElement {
    return this.frame.node;
  }

  get name(): string {
    return this.context.name;
  }

  async draw(theme: ChartTheme): Promise<void> {
    const { model, name, plotly } = this.context;
    const newest = model.shownRuns.find((run) => run.metrics.has(name));
    const { size, body, node } = this.frame;
    if (this.isHeld || size.height === 0 || newest === undefined) {
      return;
    }
    const figure = chartFigure(model, name, theme, size.width);
    this.figure = figure;
    const isFirst = this.element === null;
    this.element = await plotly.react(body, figure.traces, { ...figure.layout, ...size }, PLOT_CONFIG);
    if (isFirst) {
      this.listen(this.element);
    }
    this.frame.say(lastValue(newest, name), figure.summary);
    node.dataset.points = String(figure.pointCount);
    for (const { run, from, to } of figure.coarse) {
      void model.feed.refine(run, name, from, to);
    }
  }

  /** Shows what stands at the place that the reader points at in another chart. */
  pointAt(x: unknown): void {
    if (this.element === null) {
      return;
    }
    this.isEcho = true;
    if (x === null) {
      this.context.plotly.Fx.unhover(this.element);
    } else {
      this.context.plotly.Fx.hover(this.element, { xval: x }, 'xy', true);
    }
    this.isEcho = false;
  }

  /** As it is drawn now; null before it was. */
  async picture(): Promise<Picture | null> {
    if (this.element === null) {
      return null;
    }
    const address = await this.context.plotly.toImage(this.element, { format: 'svg', ...this.frame.size });
    return { svg: decodeURIComponent(address.slice(address.indexOf(',') + 1)), ...this.frame.size };
  }

  dispose(): void {
    window.removeEventListener('pointerup', this.release);
    window.removeEventListener('pointercancel', this.release);
    this.context.plotly.purge(this.frame.body);
    this.node.remove();
  }

  private listen(element: PlotlyElement): void {
    const { model, name } = this.context;
    element.on('plotly_relayout', (change) => {
      const { x, y } = zoomAfter({ x: model.zoomX, y: model.zoomY(name) }, this.figure!.axis, change);
      model.zoom(name, x, y);
    });
    element.on('plotly_hover', ({ xvals }) => this.point(xvals?.[0] ?? null));
    element.on('plotly_unhover', () => this.point(null));
  }

  private point(x: unknown): void {
    if (!this.isEcho) {
      this.group.pointed(this, x);
    }
  }

  private readonly release = () => {
    if (this.isHeld) {
      this.isHeld = false;
      this.group.released();
    }
  };

  private readonly frame: CardFrame;
  private element: PlotlyElement | null = null;
  private figure: Figure | null = null;
  private isHeld = false;
  private isEcho = false;
}
