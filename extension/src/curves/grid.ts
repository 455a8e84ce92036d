/** The cards of a panel in groups that fold, drawn one a frame; what is hidden, folded or out of sight is not drawn. */
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import type { Card } from './card.js';
import { Chart } from './chart.js';
import type { ChartGroup, Picture } from './chart.js';
import { groupByPrefix } from './groups.js';
import { GroupSection } from './group_section.js';
import { HistogramCard, SequenceCard } from './media_cards.js';
import type { CurvesModel } from './model.js';
import { Pace } from './pace.js';
import type { Place } from './pointing.js';
import { loadPlotly } from '../plotly/plotly.js';
import type { Plotly } from '../plotly/plotly.js';
import { chartTheme } from './theme.js';

/** Cards so near to what is seen are drawn too, in CSS pixels. */
const NEAR = 200;

export class ChartGrid extends Widget implements ChartGroup {
  constructor(
    private readonly model: CurvesModel,
    /** All cards in sight show what the model has. */
    private readonly drawn: () => void,
    private readonly groupLabel: (group: string) => string,
  ) {
    super();
    this.addClass('gluonlab-ChartGrid');
    model.changed.connect(this.redraw, this);
    model.chosen.connect(this.redrawNow, this);
    this.resizes = new ResizeObserver(() => this.redraw());
    this.resizes.observe(this.node);
    this.node.addEventListener('scroll', () => this.redraw());
  }

  /** Draws soon; calls in between are one. */
  redraw(): void {
    if (this.isVisible) {
      this.pace.soon();
    }
  }

  /** The charts that were drawn, with their names. */
  async pictures(): Promise<({ name: string } & Picture)[]> {
    const charts = [...this.cards.values()].filter((card) => card instanceof Chart);
    const pictures = await Promise.all(
      charts.map(async (chart) => {
        const picture = await chart.picture();
        return picture === null ? [] : [{ name: chart.name, ...picture }];
      }),
    );
    return pictures.flat();
  }

  /** The step that was pointed at when the context menu of a chart was opened. */
  markedStep(metric: string): number | null {
    const card = this.cards.get(metric);
    return card instanceof Chart ? card.markedStep : null;
  }

  protected override onAfterShow(_: Message): void {
    this.redraw();
  }

  protected override onAfterAttach(_: Message): void {
    this.redraw();
  }

  override dispose(): void {
    this.pace.dispose();
    this.resizes.disconnect();
    this.model.changed.disconnect(this.redraw, this);
    this.model.chosen.disconnect(this.redrawNow, this);
    this.cards.forEach((card) => card.dispose());
    this.cards.clear();
    super.dispose();
  }

  released(): void {
    this.redrawNow();
  }

  pointed(source: Chart, place: Place | null): void {
    for (const card of this.cards.values()) {
      if (card instanceof Chart && card !== source && this.isInSight(card.node)) {
        card.pointAt(place);
      }
    }
  }

  private redrawNow(): void {
    if (this.isVisible) {
      this.pace.now();
    }
  }

  private async draw(): Promise<number> {
    const drawnMs = await this.drawCards();
    if (!this.isDisposed) {
      this.drawn();
    }
    return drawnMs;
  }

  /** Gives the time that it took, without the waits between frames. */
  private async drawCards(): Promise<number> {
    const names = [...this.model.metrics, ...this.model.entryNames];
    await this.arrange(names);
    const theme = chartTheme(this.node);
    let drawnMs = 0;
    for (const name of names) {
      const card = this.cards.get(name);
      if (card !== undefined && this.isInSight(card.node)) {
        await nextFrame();
        const start = performance.now();
        await card.draw(theme);
        drawnMs += performance.now() - start;
      }
    }
    return drawnMs;
  }

  private isInSight(node: HTMLElement): boolean {
    const card = node.getBoundingClientRect();
    const seen = this.node.getBoundingClientRect();
    return card.height > 0 && card.bottom > seen.top - NEAR && card.top < seen.bottom + NEAR;
  }

  /** Makes the cards and their groups those of the names, in their order. */
  private async arrange(names: readonly string[]): Promise<void> {
    for (const [name, card] of this.cards) {
      if (!names.includes(name)) {
        card.dispose();
        this.cards.delete(name);
      }
    }
    if (names.length === 0) {
      this.node.replaceChildren();
      return;
    }
    const plotly = await loadPlotly();
    if (this.isDisposed) {
      return;
    }
    for (const name of names) {
      if (!this.cards.has(name)) {
        this.cards.set(name, this.makeCard(name, plotly));
      }
    }
    const groups = groupByPrefix(names);
    const sections = groups.map(({ name, members }) => {
      const section = this.section(name);
      section.hold(members.map((member) => this.cards.get(member)!.node));
      section.update(members.length, this.model.isFolded(name));
      return section.node;
    });
    const isSame =
      sections.length === this.node.childElementCount && sections.every((node, i) => node === this.node.children[i]);
    if (!isSame) {
      this.node.replaceChildren(...sections);
    }
  }

  private section(group: string): GroupSection {
    let section = this.sections.get(group);
    if (section === undefined) {
      section = new GroupSection(group, this.groupLabel(group), (isFolded) => this.model.setFolded(group, isFolded));
      this.sections.set(group, section);
    }
    return section;
  }

  private makeCard(name: string, plotly: Plotly): Card {
    const context = { name, model: this.model, plotly };
    const kind = this.model.shownRuns.find((run) => run.entries.has(name))?.entries.get(name)?.kind;
    switch (kind) {
      case 'histogram':
        return new HistogramCard(context);
      case 'image':
      case 'text':
        return new SequenceCard(context, kind);
      default:
        return new Chart(context, this);
    }
  }

  private readonly cards = new Map<string, Card>();
  private readonly sections = new Map<string, GroupSection>();
  private readonly resizes: ResizeObserver;
  private readonly pace = new Pace(() => this.draw());
}

const nextFrame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
