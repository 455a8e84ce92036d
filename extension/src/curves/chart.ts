/**
 * The curves of one metric. While a pointer is down on a chart it keeps still, so that a selection is not torn away; where a
 * reader zooms or points, the other charts follow.
 */
import { rangeOf } from './axis.js';
import { CardFrame, PLOT_CONFIG } from './card.js';
import type { Card, CardContext } from './card.js';
import { chartFigure, position, zoomAfter } from './figure.js';
import type { ChartTheme, Figure } from './figure.js';
import type { Range } from './model.js';
import { rangeAfterKey, rangeAfterWheel } from './navigation.js';
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
    this.frame.body.addEventListener('wheel', this.onWheel, { passive: false });
    this.frame.node.addEventListener('keydown', this.onKey);
    this.frame.node.tabIndex = 0;
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
      if (change.dragmode === 'zoom' || change.dragmode === 'pan') {
        model.setDrag(change.dragmode);
        return;
      }
      const { x, y } = zoomAfter({ x: model.zoomX, y: model.zoomY(name) }, this.figure!.axis, change);
      model.zoom(name, x, y);
    });
    element.on('plotly_hover', ({ xvals, points }) => this.point({ x: xvals?.[0], step: points[0].customdata }));
    this.frame.body.addEventListener('contextmenu', () => (this.markedStep = this.pointedStep));
    element.on('plotly_unhover', () => this.point(null));
  }

  private point(place: Place | null): void {
    if (!this.isEcho) {
      this.pointedStep = place?.step ?? null;
      this.group.pointed(this, place);
    }
  }

  /** What is seen of the x axis, or will be when the reader's last move is drawn. */
  private get range(): Range | null {
    const { zoomX, settings } = this.context.model;
    if (zoomX !== null && !settings.followLatest && this.figure !== null) {
      return rangeOf(this.figure.axis, zoomX);
    }
    const { range } = this.element?.layout.xaxis ?? {};
    return range === undefined ? null : [position(range[0]), position(range[1])];
  }

  /** Shows a range of the x axis, null: everything; in all charts. */
  private moveTo(range: Range | null, event: Event): void {
    const { model, name } = this.context;
    event.preventDefault();
    const { toBase } = this.figure!.axis;
    model.zoom(name, range && [toBase(range[0]), toBase(range[1])], range && model.zoomY(name));
  }

  private readonly onWheel = (event: WheelEvent) => {
    const area = this.frame.body.querySelector('.nsewdrag')?.getBoundingClientRect();
    if (this.range === null || area === undefined) {
      return;
    }
    const at = (event.clientX - area.left) / area.width;
    const range = rangeAfterWheel(event, this.range, this.isZoomed, at, area.width);
    if (range !== undefined) {
      this.moveTo(range, event);
    }
  };

  private readonly onKey = (event: KeyboardEvent) => {
    if (this.range === null || event.target !== this.frame.node || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    const range = rangeAfterKey(event.key, this.range, this.isZoomed);
    if (range !== undefined) {
      this.moveTo(range, event);
    }
  };

  private get isZoomed(): boolean {
    return this.context.model.zoomX !== null;
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
  private pointedStep: number | null = null;
  /** Where the context menu was opened. */
  markedStep: number | null = null;
}
