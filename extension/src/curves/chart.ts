/**
 * The curves of one metric. While a pointer is down on a chart it keeps still, so that a selection is not torn away; where a
 * reader zooms or points, the other charts follow.
 */
import { CardFrame, PLOT_CONFIG } from './card.js';
import type { Card, CardContext } from './card.js';
import { chartFigure, zoomAfter } from './figure.js';
import type { ChartTheme, Figure } from './figure.js';
import { nearestPoints } from './pointing.js';
import type { Place } from './pointing.js';
import type { PlotlyElement } from '../plotly/plotly.js';

export interface Picture {
  svg: string;
  width: number;
  height: number;
}

export interface ChartGroup {
  /** The pointer is up again: what came in the meantime can be drawn. */
  released(): void;
  /** The reader points at this place, or at none. */
  pointed(chart: Chart, place: Place | null): void;
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
    const { size, body, node } = this.frame;
    if (this.isHeld || size.height === 0 || !model.metrics.includes(name)) {
      return;
    }
    const figure = chartFigure(model, name, theme, size.width);
    this.figure = figure;
    const isFirst = this.element === null;
    this.element = await plotly.react(body, figure.traces, { ...figure.layout, ...size }, PLOT_CONFIG);
    if (isFirst) {
      this.listen(this.element);
    }
    this.frame.say(figure.remark, figure.summary);
    node.dataset.points = String(figure.pointCount);
    this.askForMore(figure);
  }

  private askForMore({ coarse, unjoined, axis }: Figure): void {
    const { model, name } = this.context;
    for (const { run, from, to } of coarse) {
      void model.feed.refine(run, name, axis.metric, from, to);
    }
    for (const run of unjoined) {
      void model.feed.join(run, name, axis.metric!);
    }
  }

  /** Shows what stands at the place that the reader points at in another chart. */
  pointAt(place: Place | null): void {
    if (this.element === null || this.figure === null) {
      return;
    }
    const { Fx } = this.context.plotly;
    this.isEcho = true;
    if (place === null) {
      Fx.unhover(this.element);
    } else if (this.figure.axis.metric === null) {
      Fx.hover(this.element, { xval: place.x }, 'xy', true);
    } else {
      Fx.hover(this.element, nearestPoints(this.figure.traces, place.step), 'xy', true);
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
    element.on('plotly_hover', ({ xvals, points }) => this.point({ x: xvals?.[0], step: points[0].customdata }));
    element.on('plotly_unhover', () => this.point(null));
  }

  private point(place: Place | null): void {
    if (!this.isEcho) {
      this.group.pointed(this, place);
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
