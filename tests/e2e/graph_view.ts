/** The Graph panel of a model file, as its reader sees it: a drawing, and words around it. */
import fs from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Lab } from './lab.js';

export class GraphView {
  readonly node: Locator;
  /** From the double click to the drawing. */
  openingMs = NaN;

  constructor(private readonly page: Page) {
    this.node = page.locator('[data-gluonlab="graph"]').filter({ visible: true });
  }

  /** Opens a file of the test's folder and waits until its network is drawn. */
  static async open(lab: Lab, file: string): Promise<GraphView> {
    await lab.openFolder();
    const entry = lab.page.locator('.jp-DirListing-item').filter({ has: lab.page.getByText(file, { exact: true }) });
    await entry.waitFor();
    const start = performance.now();
    await entry.dblclick();
    const view = new GraphView(lab.page);
    await view.node.and(lab.page.locator('[data-nodes]')).waitFor();
    view.openingMs = performance.now() - start;
    return view;
  }

  get nodeCount(): Promise<number> {
    return this.node.getAttribute('data-nodes').then(Number);
  }

  /** The drawing; for screen readers it is a tree. */
  get drawing(): Locator {
    return this.node.getByRole('tree', { name: 'Network' });
  }

  /** What is selected, as screen readers say it; empty: nothing. */
  get selected(): Locator {
    return this.node.locator('[role="treeitem"][aria-selected="true"]');
  }

  /** What the details are about. */
  get heading(): Locator {
    return this.node.getByRole('heading', { level: 2 });
  }

  get search(): Locator {
    return this.node.getByRole('searchbox', { name: 'Search' });
  }

  tool(label: string): Locator {
    return this.node.getByRole('button', { name: label });
  }

  /** Clicks a tool, and in the page Cancel as soon as it is there: a fast machine arranges before a click from here arrives. */
  async clickAndCancel(label: string): Promise<void> {
    const cancelled = this.node.evaluate(
      (panel) =>
        new Promise<void>((resolve) => {
          const observer = new MutationObserver(() => {
            const cancel = panel.querySelector<HTMLElement>('[role="status"] button');
            if (!cancel) return;
            observer.disconnect();
            cancel.click();
            resolve();
          });
          observer.observe(panel, { childList: true, subtree: true });
        }),
    );
    await this.tool(label).click();
    await cancelled;
  }

  /** Goes to the first find of a search and gives the keyboard back to the drawing. */
  async find(query: string): Promise<void> {
    await this.drawing.focus();
    await this.page.keyboard.press('/');
    await this.page.keyboard.type(query);
    await this.page.keyboard.press('Enter');
    await this.selected.waitFor({ state: 'attached' });
    await this.drawing.focus();
  }

  async press(...keys: string[]): Promise<void> {
    await this.drawing.focus();
    for (const key of keys) {
      await this.page.keyboard.press(key);
    }
  }

  /** The crumbs from the network to the group that fills the panel. */
  async crumbs(): Promise<string[]> {
    return this.node.getByRole('navigation').getByRole('listitem').allTextContents();
  }

  async arranged(): Promise<void> {
    await this.node.getByText('Arranging…').waitFor({ state: 'detached' });
  }

  /** Saves the drawing by its menu and gives the file. */
  async save(how: string): Promise<Buffer> {
    await this.tool('Save as an image').click();
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.page.getByRole('menuitem', { name: how }).click(),
    ]);
    return fs.readFile(await download.path());
  }

  /** Colour of a pixel of the drawing, in the corner where nothing is drawn. */
  background(): Promise<number[]> {
    return this.drawing.locator('canvas').evaluate((node) => {
      const context = (node as HTMLCanvasElement).getContext('2d')!;
      return [...context.getImageData(1, 1, 1, 1).data];
    });
  }

  /** A fingerprint of all pixels. */
  picture(): Promise<string> {
    return this.drawing.locator('canvas').evaluate((node) => (node as HTMLCanvasElement).toDataURL());
  }

  /** Turns the wheel in the middle of the drawing, `times` times, and gives the milliseconds from frame to frame. */
  async frameTimes(turn: { x?: number; y: number; drag?: boolean }, times: number): Promise<number[]> {
    const recording = this.page.evaluate(
      (count) =>
        new Promise<number[]>((resolve) => {
          const frames: number[] = [];
          let last = performance.now();
          const next = () => {
            const now = performance.now();
            frames.push(now - last);
            last = now;
            if (frames.length < count) requestAnimationFrame(next);
            else resolve(frames);
          };
          requestAnimationFrame(next);
        }),
      times,
    );
    const { x, y, width, height } = (await this.drawing.boundingBox())!;
    await this.page.mouse.move(x + width / 2, y + height / 2);
    if (turn.drag) await this.page.mouse.down();
    for (let k = 0; k < times; k++) {
      const way = (k % 2 === 0 ? 1 : -1) * turn.y;
      await (turn.drag ? this.page.mouse.move(x + width / 2, y + height / 2 + way) : this.page.mouse.wheel(0, way));
    }
    if (turn.drag) await this.page.mouse.up();
    return recording;
  }

  /** Waits until the selected item, as screen readers say it, is like this. */
  async selects(expected: RegExp): Promise<void> {
    await expect.poll(() => this.selected.textContent(), { timeout: 20_000 }).toMatch(expected);
  }
}
