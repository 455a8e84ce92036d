/** What stands in the grid of a panel: a figure with a name, drawn from the model. */
import type { ChartTheme } from './figure.js';
import type { CurvesModel } from './model.js';
import type { Plotly } from '../plotly/plotly.js';

export interface Card {
  readonly node: HTMLElement;
  /** Draws what the model has now. Called only while the card is in sight. */
  draw(theme: ChartTheme): Promise<void>;
  dispose(): void;
}

/** What a card is made from. */
export interface CardContext {
  /** Of the curve, histogram, image or text; with its prefix. */
  name: string;
  model: CurvesModel;
  plotly: Plotly;
}

/** The frame of a card: its short name, and to the right of it what is said of the newest value. */
export class CardFrame {
  readonly node = document.createElement('figure');
  readonly body = document.createElement('div');
  private readonly remark = document.createElement('output');

  constructor(name: string, kind: string) {
    this.node.className = 'gluonlab-Card';
    this.node.dataset.metric = name;
    this.node.dataset.kind = kind;
    const caption = document.createElement('figcaption');
    const title = document.createElement('span');
    title.textContent = name.slice(name.indexOf('/') + 1);
    title.title = name;
    caption.append(title, this.remark);
    this.body.className = 'gluonlab-Card-body';
    this.node.append(caption, this.body);
  }

  say(remark: string, summary: string): void {
    this.remark.textContent = remark;
    this.node.setAttribute('aria-label', summary);
  }

  /** In CSS pixels. */
  get size(): { width: number; height: number } {
    return { width: this.body.clientWidth, height: this.body.clientHeight };
  }
}

export const PLOT_CONFIG = {
  displaylogo: false,
  modeBarButtons: [['zoom2d', 'pan2d', 'resetScale2d', 'toImage']],
  responsive: false,
  showTips: false,
};
