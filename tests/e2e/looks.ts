/**
 * How a panel looks, in both themes: a picture of it for the eye of a reader, and what can be measured without one. Axe
 * judges what WCAG 2 AA asks for: contrast of texts, names of controls. The pictures lie in `.cache/screenshots/`.
 */
import fs from 'node:fs/promises';
import axe from 'axe-core';
import type { Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Lab } from './lab.js';
import { inRoot } from './repository.js';
import { hiddenTexts } from './texts.js';

/** Colours that a canvas writes with: names of variables of the style sheet. */
export interface Ink {
  ink: string;
  paper: string;
}

/** Waits until everything under `root` can be read, in each theme, and takes a picture of the page. */
export async function looksWell(lab: Lab, name: string, root: Locator, inks: Ink[] = []): Promise<void> {
  await root.waitFor();
  const faults = async () => [...(await root.evaluate(hiddenTexts)), ...(await violations(root, inks))];
  await inBothThemes(lab, async (theme) => {
    try {
      await expect.poll(faults, { message: `${name}, ${theme}`, timeout: 20_000, interval: 200 }).toEqual([]);
    } finally {
      await takePicture(lab, `${name}-${theme}`);
    }
  });
}

export async function inBothThemes(lab: Lab, act: (theme: string) => Promise<void>): Promise<void> {
  for (const theme of ['Light', 'Dark']) {
    await lab.execute('apputils:change-theme', { theme: `JupyterLab ${theme}` });
    await lab.page.locator(`body[data-jp-theme-name="JupyterLab ${theme}"]`).waitFor({ state: 'attached' });
    await act(theme.toLowerCase());
  }
}

/** Keeps what the page shows, without what moves. */
export async function takePicture(lab: Lab, name: string): Promise<void> {
  const folder = inRoot('.cache', 'screenshots');
  await fs.mkdir(folder, { recursive: true });
  await lab.page.screenshot({ path: `${folder}/${name}.png`, animations: 'disabled' });
}

/** How many rows the visible parts of a bar stand in. */
export async function rowsOf(bar: Locator): Promise<number> {
  return bar.evaluate((node) => {
    const boxes = [...node.querySelectorAll('button, select, input, nav, output')]
      .filter((part) => part.checkVisibility())
      .map((part) => part.getBoundingClientRect())
      .filter(({ height }) => height > 0)
      .sort((a, b) => a.top - b.top);
    let [rows, bottom] = [0, -Infinity];
    for (const box of boxes) {
      if (box.top >= bottom - 2) rows++;
      bottom = Math.max(bottom, box.bottom);
    }
    return rows;
  });
}

/**
 * What Axe finds under an element, a line for each place. The colour of letters in charts and canvases it cannot see: it
 * judges samples of them, which for a moment lie above the page.
 */
async function violations(root: Locator, inks: Ink[]): Promise<string[]> {
  await root.page().evaluate(axe.source);
  return root.evaluate(async (node, inks) => {
    // The body of JupyterLab has no height, and Axe would take all in it for hidden.
    document.body.style.height = '100vh';
    const sample = (color: string, opacity: string, paper: string) =>
      `<p style="background: ${paper}"><span style="color: ${color}; opacity: ${opacity}">${color} on ${paper}</span></p>`;
    const { backgroundColor } = getComputedStyle(node);
    const isSeen = (text: Element) => {
      const { left, top, width, height } = text.getBoundingClientRect();
      const above = document.elementFromPoint(left + width / 2, top + height / 2);
      return above?.closest('figure')?.contains(text) === true;
    };
    const letters = [...node.querySelectorAll('svg text')].filter(isSeen).map((text) => getComputedStyle(text));
    const samples = document.body.appendChild(document.createElement('div'));
    samples.style.cssText = 'position: fixed; z-index: 100000; top: 0; left: 0';
    samples.innerHTML = [
      ...inks.map(({ ink, paper }) => sample(`var(${ink})`, '1', `var(${paper})`)),
      ...new Set(letters.map(({ fill, opacity }) => sample(fill, opacity, backgroundColor))),
    ].join('');
    const rules = { runOnly: ['wcag2a', 'wcag2aa'] };
    const panel = await window.axe.run(node, rules);
    const sampled = await window.axe.run(samples, rules);
    samples.remove();
    if (![...panel.passes, ...panel.violations].some(({ id }) => id === 'color-contrast')) return ['Axe saw no text'];
    return [...panel.violations, ...sampled.violations, ...sampled.incomplete].flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}: ${failureSummary}`),
    );
  }, inks);
}
