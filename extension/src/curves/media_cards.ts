/** The cards of histograms, images and texts: those of the shown runs, at the step that the reader chooses. */
import type { SeriesEntry } from 'gluonlab/messages';
import { CardFrame, PLOT_CONFIG } from './card.js';
import type { Card, CardContext } from './card.js';
import type { ChartTheme } from './figure.js';
import { histogramFigure } from './histogram_figure.js';
import { isHistogram, isImage, isText } from './media.js';
import type { Run } from './runs.js';

/** The histograms of the newest shown run that logs them. */
export class HistogramCard implements Card {
  constructor(private readonly context: CardContext) {
    this.frame = new CardFrame(context.name, 'histogram');
  }

  get node(): HTMLElement {
    return this.frame.node;
  }

  async draw(theme: ChartTheme): Promise<void> {
    const { model, name, plotly } = this.context;
    const run = model.shownRuns.find(({ entries }) => entries.has(name));
    const entries = run === undefined ? [] : model.media.entries(run, name).filter(isHistogram);
    const { size, body, node } = this.frame;
    if (run === undefined || entries.length === 0 || size.height === 0) {
      return;
    }
    const { traces, layout } = histogramFigure(entries, theme.runs[run.order % theme.runs.length], theme);
    await plotly.react(body, traces, { ...layout, ...size }, PLOT_CONFIG);
    this.frame.say(run.name, `${name}: ${entries.length} histograms of ${run.name}`);
    node.dataset.points = String(entries.length);
  }

  dispose(): void {
    this.context.plotly.purge(this.frame.body);
    this.node.remove();
  }

  private readonly frame: CardFrame;
}

/** Images or texts, one for each shown run, with a slider over what was logged; at its end it follows the newest. */
export class SequenceCard implements Card {
  constructor(
    private readonly context: CardContext,
    kind: 'image' | 'text',
  ) {
    this.frame = new CardFrame(context.name, kind);
    this.show = kind === 'image' ? this.image : text;
    this.slider.type = 'range';
    this.slider.min = '0';
    this.slider.setAttribute('aria-label', context.name);
    this.slider.addEventListener('input', () => {
      this.chosen = Number(this.slider.value) === Number(this.slider.max) ? null : Number(this.slider.value);
      this.drawNow();
    });
    this.items.className = 'gluonlab-Card-items';
    this.items.tabIndex = 0; // It scrolls.
    this.frame.body.append(this.items, this.slider);
  }

  get node(): HTMLElement {
    return this.frame.node;
  }

  draw(theme: ChartTheme): Promise<void> {
    this.colors = theme.runs;
    this.drawNow();
    return Promise.resolve();
  }

  dispose(): void {
    this.node.remove();
  }

  private drawNow(): void {
    const { model, name } = this.context;
    const logged = model.shownRuns
      .filter((run) => run.entries.has(name))
      .map((run) => ({ run, entries: model.media.entries(run, name) }))
      .filter(({ entries }) => entries.length > 0);
    const most = Math.max(0, ...logged.map(({ entries }) => entries.length));
    this.slider.max = String(most - 1);
    this.slider.value = String(this.chosen ?? most - 1);
    this.slider.hidden = most < 2;
    const items = logged.map(({ run, entries }) => {
      const at = Math.min(this.chosen ?? entries.length - 1, entries.length - 1);
      return this.item(run, entries[at], at);
    });
    this.items.replaceChildren(...items);
    this.frame.say('', `${name}: ${logged.map(({ run, entries }) => `${run.name} ${entries.length}`).join(', ')}`);
    this.node.dataset.points = String(logged.reduce((sum, { entries }) => sum + entries.length, 0));
  }

  private item(run: Run, entry: SeriesEntry, index: number): HTMLElement {
    const item = document.createElement('div');
    const caption = document.createElement('div');
    caption.className = 'gluonlab-Card-step';
    caption.style.borderColor = this.colors[run.order % this.colors.length];
    caption.textContent = `${run.name}, step ${entry.s}`;
    item.append(caption, this.show(entry, run, index));
    return item;
  }

  private readonly image = (entry: SeriesEntry, run: Run, index: number): HTMLElement => {
    const { model, name } = this.context;
    const image = document.createElement('img');
    const address = isImage(entry) ? model.media.image(run, name, index) : null;
    image.alt = `${name} of ${run.name} at step ${entry.s}`;
    if (address !== null) {
      image.src = address;
    }
    return image;
  };

  private readonly frame: CardFrame;
  private readonly show: (entry: SeriesEntry, run: Run, index: number) => HTMLElement;
  private readonly items = document.createElement('div');
  private readonly slider = document.createElement('input');
  private colors: readonly string[] = [];
  /** Which of the entries; null: the newest. */
  private chosen: number | null = null;
}

function text(entry: SeriesEntry): HTMLElement {
  const element = document.createElement('pre');
  element.textContent = isText(entry) ? entry.text : '';
  return element;
}
