// Figures of plotly in the outputs of a notebook, in a real JupyterLab without the `plotly` package for Python.
import { expect, test } from 'vitest';
import { notebookFile, withLab } from './lab.js';

const FIGURE = `display.plotly({
  data: [
    { name: 'train', y: Float64Array.from({ length: 40 }, (_, i) => 1 / (1 + i / 4)) },
    { name: 'test', y: Float64Array.from({ length: 40 }, (_, i) => 1 / (1 + i / 5) + 0.05) },
  ],
  layout: { title: { text: 'Loss' }, xaxis: { title: { text: 'epoch' } } },
}, { displayId: 'figure' });`;

const UPDATE = `display.plotly({ data: [{ type: 'bar', x: ['a', 'b', 'c'], y: [3, 1, 2] }] }, { displayId: 'figure', update: true });`;

test('a figure is drawn, follows the theme and is updated in place', async () => {
  await withLab({ 'a.ipynb': notebookFile(FIGURE, UPDATE) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    await notebook.runCell(0);
    const figure = notebook.node.locator('.gluonlab-PlotlyOutput');
    await figure.locator('.scatterlayer .trace').nth(1).waitFor();
    expect(await figure.locator('.gtitle').textContent()).toBe('Loss');
    const colour = () => figure.locator('.gtitle').evaluate((title) => getComputedStyle(title).fill);
    const light = await colour();

    await lab.execute('apputils:change-theme', { theme: 'JupyterLab Dark' });
    await expect.poll(colour).not.toBe(light);

    await figure.hover();
    const button = figure.locator('[data-title^="Download plot"] .icon path');
    await button.waitFor();
    expect(await button.evaluate((icon) => getComputedStyle(icon).fill)).toMatch(/^rgba?\((2\d\d), \1, \1/);
    expect(await figure.locator('[data-title*="hare"], [data-title*="loud"]').count()).toBe(0);

    await notebook.runCell(1);
    await figure.locator('.barlayer .point').nth(2).waitFor();
    expect(await figure.count()).toBe(1);
    expect(await figure.locator('.scatterlayer .trace').count()).toBe(0);
  });
});

test('a saved figure is drawn when its notebook is opened again, as wide as the output', async () => {
  await withLab({ 'a.ipynb': notebookFile(FIGURE) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    await notebook.runCell(0);
    await lab.execute('docmanager:save');
    await lab.reload();
    await notebook.ready();
    const figure = notebook.node.locator('.gluonlab-PlotlyOutput');
    await figure.locator('.scatterlayer .trace').nth(1).waitFor();
    const width = async () => Math.round((await figure.locator('.main-svg').first().boundingBox())!.width);
    const wide = await width();
    expect(wide).toBe(await figure.evaluate((node) => node.clientWidth));
    await lab.page.setViewportSize({ width: 1000, height: 900 });
    await expect.poll(width).toBeLessThan(wide);
  });
});
