/** The Training curves panel of a notebook, as its reader sees it. */
import type { Locator, Page } from 'playwright-core';

export class CurvesView {
  readonly node: Locator;

  constructor(
    private readonly page: Page,
    notebook: string,
  ) {
    this.node = page.getByRole('region', { name: `Training curves of ${notebook}`, exact: true });
  }

  chart(metric: string): Locator {
    return this.node.locator(`[data-metric="${metric}"]`);
  }

  /** The box that shows or hides a run. */
  run(name: string): Locator {
    return this.node.getByRole('group', { name: 'Runs' }).getByRole('checkbox', { name });
  }

  /** The line of a run. */
  entry(name: string): Locator {
    return this.node.locator('.gluonlab-Runs-entry').filter({ hasText: name });
  }

  /** Something that can be done to a run, by the name of its button. */
  button(name: string): Locator {
    return this.node.getByRole('button', { name, exact: true });
  }

  /** The heading of a group of charts, which folds it. */
  group(name: string): Locator {
    return this.node.locator(`[data-group="${name}"] .gluonlab-Group-heading`);
  }

  /** The control that chooses the x axis. */
  get xAxis(): Locator {
    return this.node.getByLabel('X axis');
  }

  view(name: string): Locator {
    return this.node.getByRole('tab', { name });
  }

  /** The cells of a row in the table that is shown, by the row's heading. */
  async row(heading: string): Promise<string[]> {
    const row = this.node.getByRole('row').filter({ has: this.page.getByRole('rowheader', { name: heading }) });
    return row.first().getByRole('cell').allInnerTexts();
  }

  /** The heading of the box that a chart shows at the pointer. */
  hoverHeading(metric: string): Locator {
    return this.chart(metric).locator('.hoverlayer .legendtitletext');
  }

  /** The boxes that a chart over another metric shows at the pointer. */
  hoverTexts(metric: string): Locator {
    return this.chart(metric).locator('.hoverlayer .hovertext');
  }

  /** Points at the middle of a chart. */
  async pointAtMiddle(metric: string): Promise<void> {
    await this.chart(metric).locator('.nsewdrag').hover();
  }

  /** No run is logged to any more. */
  async ended(): Promise<void> {
    await this.node.locator('[data-run]').first().waitFor();
    await this.node.locator('[data-live="true"]').first().waitFor({ state: 'detached' });
  }

  /** How many points stand behind the curves of a chart. */
  async points(metric: string): Promise<number> {
    return Number(await this.chart(metric).getAttribute('data-points'));
  }

  /** Waits until a chart is drawn from so many points or more. */
  async hasPoints(metric: string, least: number, timeout?: number): Promise<number> {
    await this.chart(metric).locator('.main-svg').first().waitFor({ timeout });
    const chart = await this.chart(metric).elementHandle();
    const reached = ([node, count]: readonly [Element | null, number]) =>
      Number(node?.getAttribute('data-points')) >= count;
    await this.page.waitForFunction(reached, [chart, least] as const, { timeout });
    return this.points(metric);
  }

  /** How many points the longest curve of a chart is drawn from, and whether its x only grows. */
  async drawn(metric: string): Promise<{ count: number; isAscending: boolean; from: number; to: number }> {
    return this.chart(metric).evaluate((figure) => {
      const plot = figure.querySelector('.js-plotly-plot') as HTMLElement & { data: { x: number[] }[] };
      const x = plot.data.reduce((longest, { x }) => (x.length > longest.length ? x : longest), [] as number[]);
      const isAscending = x.every((position, i) => i === 0 || position >= x[i - 1]);
      return { count: x.length, isAscending, from: x[0], to: x[x.length - 1] };
    });
  }

  /** How many curves a chart draws. */
  async curveCount(metric: string): Promise<number> {
    return this.chart(metric).locator('.scatterlayer .trace').count();
  }

  /** The range of the x axis that a chart shows. */
  async xRange(metric: string): Promise<[number, number]> {
    return this.chart(metric).evaluate((figure) => {
      const plot = figure.querySelector('.js-plotly-plot') as HTMLElement & { layout: { xaxis: { range: number[] } } };
      return [plot.layout.xaxis.range[0], plot.layout.xaxis.range[1]] as [number, number];
    });
  }

  /** Selects a part of a chart with the mouse, from and to in fractions of its width. */
  async zoom(metric: string, from: number, to: number): Promise<void> {
    await this.drag(metric, from, to);
  }

  /** Drags over a chart, from and to in fractions of its width. */
  async drag(metric: string, from: number, to: number): Promise<void> {
    const area = (await this.chart(metric).locator('.nsewdrag').boundingBox())!;
    const y = area.y + area.height / 2;
    await this.page.mouse.move(area.x + from * area.width, y);
    await this.page.mouse.down();
    await this.page.mouse.move(area.x + to * area.width, y, { steps: 5 });
    await this.page.mouse.up();
  }

  /** The numbers at the ticks of the x axis. */
  async xTicks(metric: string): Promise<number[]> {
    const texts = await this.chart(metric).locator('.xtick text').allTextContents();
    return texts.map((text) => Number(text.replace('−', '-').replace('k', 'e3').replace('M', 'e6')));
  }
}
