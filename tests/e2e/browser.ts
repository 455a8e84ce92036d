/** The system's Chromium without a window, in a profile of its own. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { Page } from 'playwright-core';
import { inRoot } from './repository.js';

const PATIENCE_MS = 60_000;

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface RunningBrowser {
  newPage(): Promise<Page>;
  /** Saves what the page shows and gives the file. */
  keepPicture(page: Page): Promise<string>;
  close(): Promise<void>;
}

/** Starts it with its profile in `home`. */
export async function startBrowser(home: string): Promise<RunningBrowser> {
  const context = await chromium.launchPersistentContext(path.join(home, 'browser'), {
    executablePath: process.env.GLUONLAB_CHROMIUM ?? '/usr/bin/chromium',
    headless: true,
    viewport: { width: 1500, height: 950 },
    args: ARGS,
  });
  context.setDefaultTimeout(PATIENCE_MS);
  return {
    newPage: () => context.newPage(),
    close: () => context.close(),
    async keepPicture(page) {
      const file = inRoot('.cache', 'e2e', `${new Date().toISOString().replaceAll(':', '-')}.png`);
      await fs.mkdir(path.dirname(file), { recursive: true });
      await page.screenshot({ path: file });
      return file;
    },
  };
}
