/**
 * A JupyterLab on a free port, with settings of its own, and a Chromium that looks at it. Every test gets a fresh folder:
 *   await withLab(async (lab) => { const notebook = await lab.open('a.ipynb'); ... });
 * When a test fails, a picture of the browser lies in `.cache/e2e/`.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs/promises';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { BrowserContext, Page } from 'playwright-core';
import { NotebookView } from './notebook_view.js';

const root = path.resolve(import.meta.dirname, '../..');
const TOKEN = 'end-to-end';
const PATIENCE_MS = 60_000;

const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export class Lab {
  constructor(
    readonly page: Page,
    /** What JupyterLab shows. */
    readonly folder: string,
    private readonly address: string,
  ) {}

  /** Opens JupyterLab on a notebook of the folder and waits until its kernel answers. */
  async open(notebook: string): Promise<NotebookView> {
    await this.page.goto(`${this.address}/lab/tree/${notebook}?token=${TOKEN}`);
    await this.ready();
    const view = new NotebookView(this.page, notebook);
    await view.ready();
    return view;
  }

  /** Loads the page again, as a reader does. */
  async reload(): Promise<void> {
    await this.page.reload();
    await this.ready();
  }

  /** Runs a command of JupyterLab. */
  async execute(command: string, args: Record<string, unknown> = {}): Promise<void> {
    await this.page.evaluate(([id, given]) => jupyterapp.commands.execute(id, given).then(() => undefined), [
      command,
      args,
    ] as const);
  }

  private async ready(): Promise<void> {
    await this.page.locator('#jp-main-dock-panel').waitFor();
    await this.page.locator('#jupyterlab-splash').waitFor({ state: 'detached' });
    await this.page.evaluate(() => jupyterapp.restored.then(() => undefined));
  }
}

/** Runs `story` in a fresh JupyterLab whose folder holds `files` (name to text, or to a folder that is copied). */
export async function withLab(files: LabFiles, story: (lab: Lab) => Promise<void>): Promise<void> {
  const home = await fs.mkdtemp(path.join(os.tmpdir(), 'gluonlab-e2e-'));
  const folder = path.join(home, 'notebooks');
  await fs.mkdir(folder);
  for (const [name, content] of Object.entries(files)) {
    await (typeof content === 'string'
      ? fs.writeFile(path.join(folder, name), content)
      : fs.cp(content.copyOf, path.join(folder, name), { recursive: true }));
  }
  const { server, address } = await startServer(home, folder);
  let browser: BrowserContext | null = null;
  try {
    browser = await startBrowser(home);
    const page = browser.pages()[0];
    page.setDefaultTimeout(PATIENCE_MS);
    await story(new Lab(page, folder, address)).catch((error: unknown) => keepPicture(page, error));
  } finally {
    await browser?.close();
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await fs.rm(home, { recursive: true, force: true });
  }
}

export type LabFiles = Record<string, string | { copyOf: string }>;

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

/** A path inside the repository. */
export const inRoot = (...parts: string[]) => path.join(root, ...parts);

async function startServer(home: string, folder: string): Promise<{ server: ChildProcess; address: string }> {
  const port = await freePort();
  const own = (name: string) => path.join(home, name);
  const env = {
    ...process.env,
    JUPYTER_PREFER_ENV_PATH: '1',
    JUPYTER_CONFIG_DIR: own('config'),
    JUPYTER_DATA_DIR: own('data'),
    JUPYTER_RUNTIME_DIR: own('runtime'),
    JUPYTERLAB_SETTINGS_DIR: own('settings'),
    JUPYTERLAB_WORKSPACES_DIR: own('workspaces'),
  };
  const args = [
    'lab',
    '--no-browser',
    '--allow-root',
    '--ip=127.0.0.1',
    `--port=${port}`,
    '--ServerApp.port_retries=0',
    `--IdentityProvider.token=${TOKEN}`,
    `--ServerApp.root_dir=${folder}`,
    '--LabApp.expose_app_in_browser=True',
    '--LabApp.extension_manager=readonly',
  ];
  const server = spawn(inRoot('.venv', 'bin', 'jupyter'), args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  await new Promise<void>((resolve, reject) => {
    server.stderr.on('data', (text: Buffer) => {
      log += text.toString();
      if (log.includes('is running at')) resolve();
    });
    server.once('exit', (code) => reject(new Error(`JupyterLab ended with code ${code}:\n${log}`)));
  });
  return { server, address: `http://127.0.0.1:${port}` };
}

function startBrowser(home: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(path.join(home, 'browser'), {
    executablePath: process.env.GLUONLAB_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1500, height: 950 },
    args: CHROMIUM_ARGS,
  });
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

async function keepPicture(page: Page, error: unknown): Promise<never> {
  const picture = inRoot('.cache', 'e2e', `${new Date().toISOString().replaceAll(':', '-')}.png`);
  await fs.mkdir(path.dirname(picture), { recursive: true });
  await page.screenshot({ path: picture });
  console.error(`The browser as it was: ${picture}`);
  throw error;
}
