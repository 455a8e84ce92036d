/**
 * A JupyterLab as a reader has it, in a Chromium that looks at it. The tests of a file share the server and the browser;
 * each has a folder, a workspace, settings and kernels of its own:
 *   await withLab({ 'a.ipynb': notebookFile('1 + 1') }, async (lab) => { const notebook = await lab.open('a.ipynb'); ... });
 * When a test fails, a picture of the browser lies in `.cache/e2e/`.
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { startBrowser } from './browser.js';
import type { RunningBrowser } from './browser.js';
import { JupyterServer } from './jupyter_server.js';
import { NotebookView } from './notebook_view.js';

export class Lab {
  /** What the browser's console called an error so far. */
  readonly problems: string[] = [];

  constructor(
    readonly page: Page,
    /** Where the files of the test lie. */
    readonly folder: string,
    private readonly server: JupyterServer,
  ) {
    page.on('console', (message) => {
      if (message.type() === 'error') this.problems.push(`${message.text()} ${message.location().url}`.trim());
    });
    page.on('pageerror', (error) => this.problems.push(error.message));
  }

  /** Opens a notebook of the folder, in JupyterLab as it is or in a fresh one, and waits until its kernel answers. */
  async open(notebook: string): Promise<NotebookView> {
    const file = `${this.workspace}/${notebook}`;
    if (this.page.url() === 'about:blank') {
      await this.page.goto(this.server.url(`lab/workspaces/${this.workspace}/tree/${file}`));
      await this.ready();
    } else {
      await this.execute('docmanager:open', { path: file });
    }
    const view = new NotebookView(this.page, file);
    await view.ready();
    return view;
  }

  /** A notebook of the folder that is open. */
  notebook(name: string): NotebookView {
    return new NotebookView(this.page, `${this.workspace}/${name}`);
  }

  /** Gives the only open notebook another name. */
  async renameNotebook(name: string): Promise<void> {
    await this.page.evaluate(async (name) => {
      const notebook = [...jupyterapp.shell.widgets('main')].find((widget) => widget.context !== undefined);
      await notebook!.context!.rename(name);
    }, name);
  }

  /** Opens a notebook of the folder in Notebook 7, which the same server offers. */
  async openInNotebook(notebook: string): Promise<NotebookView> {
    const file = `${this.workspace}/${notebook}`;
    await this.page.goto(this.server.url(`notebooks/${file}`));
    await this.page.waitForFunction(() => 'jupyterapp' in window);
    const view = new NotebookView(this.page, file);
    await view.ready();
    return view;
  }

  /** The same JupyterLab in a second window of the browser. */
  async secondWindow(): Promise<Lab> {
    const lab = new Lab(await this.page.context().newPage(), this.folder, this.server);
    await lab.page.goto(this.page.url());
    await lab.ready();
    return lab;
  }

  /** Loads the page again, as a reader does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** JupyterLab saves the layout some time after it changed, and a reload before that loses the change: waits for it. */
  async layoutSaved(expected: RegExp): Promise<void> {
    const saved = async () => (await fetch(this.server.url(`lab/api/workspaces/${this.workspace}`))).text();
    await expect.poll(saved, { timeout: 20_000 }).toMatch(expected);
  }

  /** Shows the folder of the test in the file browser. */
  async openFolder(): Promise<void> {
    if (this.page.url() === 'about:blank') {
      await this.page.goto(this.server.url(`lab/workspaces/${this.workspace}/tree/${this.workspace}`));
      await this.ready();
    }
    await this.execute('filebrowser:open-path', { path: this.workspace });
    await this.execute('filebrowser:activate');
  }

  /** Double-clicks a file of the folder, as a reader does, and gives the root element of what opens. */
  async openFile(file: string): Promise<Locator> {
    await this.openFolder();
    const entry = this.page.locator('.jp-DirListing-item').filter({ has: this.page.getByText(file, { exact: true }) });
    await entry.dblclick();
    await this.page.getByRole('tab', { name: file, selected: true }).waitFor();
    return this.page.locator('[data-gluonlab]:not([data-gluonlab="status"])').filter({ visible: true });
  }

  /** Changes settings of a plugin, as a reader does in the Settings Editor. */
  async changeSetting(plugin: string, settings: Record<string, unknown>): Promise<void> {
    const url = this.server.url(`lab/api/settings/${plugin}`);
    const { status } = await fetch(url, { method: 'PUT', body: JSON.stringify({ raw: JSON.stringify(settings) }) });
    expect(status).toBe(204);
    await this.reload();
  }

  /** Runs a command of JupyterLab. */
  async execute(command: string, args: Record<string, unknown> = {}): Promise<void> {
    const run = ([id, given]: readonly [string, Record<string, unknown>]) =>
      jupyterapp.commands.execute(id, given).then(() => undefined);
    await this.page.evaluate(run, [command, args] as const);
  }

  /** Each test has a workspace of its own, named like its folder. */
  private get workspace(): string {
    return path.basename(this.folder);
  }

  private async ready(): Promise<void> {
    await this.page.locator('#jp-main-dock-panel').waitFor();
    await this.page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
    await this.page.evaluate(() => jupyterapp.restored.then(() => undefined));
  }
}

/** The files of a test: name to text or bytes, or to a file or folder that is copied. */
export type LabFiles = Record<string, string | Uint8Array | { copyOf: string }>;

interface Shared {
  server: JupyterServer;
  browser: RunningBrowser;
}

let shared: Promise<Shared> | null = null;
let tests = 0;

/** Runs `story` in a JupyterLab whose folder holds `files`. */
export async function withLab(files: LabFiles, story: (lab: Lab) => Promise<void>): Promise<void> {
  shared ??= start();
  const { server, browser } = await shared;
  await server.forget();
  const folder = path.join(server.folder, `test-${++tests}`);
  await fs.mkdir(folder);
  for (const [name, content] of Object.entries(files)) {
    const target = path.join(folder, name);
    await (typeof content === 'object' && 'copyOf' in content
      ? fs.cp(content.copyOf, target, { recursive: true })
      : fs.writeFile(target, content));
  }
  const page = await browser.newPage();
  try {
    await story(new Lab(page, folder, server));
  } catch (error) {
    console.error(`The browser as it was: ${await browser.keepPicture(page)}`);
    throw error;
  } finally {
    await page.close();
  }
}

async function start(): Promise<Shared> {
  const server = await JupyterServer.start();
  return { server, browser: await startBrowser(server.home) };
}

afterAll(async () => {
  const running = await shared;
  await running?.browser.close();
  await running?.server.stop();
});

/** The text of a notebook file for our kernel, one code cell for each source. */
export function notebookFile(...sources: string[]): string {
  const cells = sources.map((source, i) => ({
    cell_type: 'code',
    id: `cell-${i}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
  }));
  const kernelspec = { name: 'gluonlab', display_name: 'TypeScript (gluonlab)', language: 'typescript' };
  return JSON.stringify({ nbformat: 4, nbformat_minor: 5, metadata: { kernelspec }, cells });
}
