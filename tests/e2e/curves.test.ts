// The Training curves panel in a real JupyterLab, fed by our kernel: how it opens, and what it keeps.
import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { notebookFile, withLab } from './lab.js';

/** Logs `count` points of two metrics, some milliseconds apart; a file called `stop` ends it early. */
const training = (name: string, count: number, pauseMs: number) => `
import * as mx from 'gluonlab';
import { existsSync } from 'node:fs';
{
  const run = mx.run('${name}', { config: { learningRate: 0.1 } });
  for (let i = 0; i < ${count} && !existsSync('stop'); i++) {
    run.log({ loss: 1 / (i + 1), accuracy: i / ${count} });
    await new Promise((resolve) => setTimeout(resolve, ${pauseMs}));
  }
  run.finish();
}
`;

/** Busy without end, as far as a test is concerned, until the file \`stop\` is there. */
const ENDLESS = 1_000_000;

test('curves grow while a cell runs, and stay whole when the page is loaded again', async () => {
  await withLab({ 'a.ipynb': notebookFile(training('lenet', ENDLESS, 5)) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    const first = await curves.hasPoints('loss', 50);
    const second = await curves.hasPoints('loss', first + 50);

    await lab.reload();
    const after = await curves.hasPoints('loss', second);
    await curves.hasPoints('loss', after + 50);

    await fs.writeFile(path.join(lab.folder, 'stop'), '');
    await curves.ended();
    const logged = await pointsInRunFiles(lab.folder);
    expect(await curves.hasPoints('loss', logged)).toBe(logged);
    expect(await curves.points('accuracy')).toBe(logged);
  });
});

test('curves of earlier runs are there after the kernel restarts, and the next run is drawn over them', async () => {
  await withLab({ 'a.ipynb': notebookFile(training('lenet', 40, 1)) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    await notebook.finished();
    await notebook.restartKernel();
    expect(await curves.hasPoints('loss', 40)).toBe(40);
    await notebook.runAll();
    expect(await curves.hasPoints('loss', 80)).toBe(80);
    expect(await curves.curveCount('loss')).toBe(2);
    await curves.node.getByRole('figure', { name: 'loss: lenet 0.025, lenet 0.025' }).waitFor();
  });
});

test('a zoom stays while points come', async () => {
  await withLab({ 'a.ipynb': notebookFile(training('lenet', ENDLESS, 5)) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    const before = await curves.hasPoints('loss', 100);
    await curves.zoom('loss', 0.2, 0.4);
    await curves.hasPoints('loss', before + 200);
    const ticks = await curves.xTicks('loss');
    expect(Math.max(...ticks)).toBeLessThan(before);
    await fs.writeFile(path.join(lab.folder, 'stop'), '');
    await notebook.finished();
  });
});

test('runs are shown and hidden one by one, and a reload keeps the choice', async () => {
  await withLab({ 'a.ipynb': notebookFile(training('first', 30, 1), training('second', 20, 1)) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    await curves.hasPoints('loss', 50);
    await curves.run('first').uncheck();
    await curves.chart('loss').and(lab.page.locator('[data-points="20"]')).waitFor();
    expect(await curves.curveCount('loss')).toBe(1);

    await lab.layoutSaved(/"shown":\s*\{\s*"first[^}]*false/);
    await lab.reload();
    expect(await curves.hasPoints('loss', 20)).toBe(20);
  });
});

test('two notebooks have a panel each, with the runs of their own folder', async () => {
  const files = { 'a.ipynb': notebookFile(training('a', 30, 1)), 'b.ipynb': notebookFile(training('b', 20, 1)) };
  await withLab(files, async (lab) => {
    const a = await lab.open('a.ipynb');
    const curvesOfA = await a.openCurves();
    await a.runAll();
    await curvesOfA.hasPoints('loss', 30);
    const b = await lab.open('b.ipynb');
    const curvesOfB = await b.openCurves();
    await b.runAll();
    await curvesOfB.hasPoints('loss', 50);
    expect(await curvesOfA.node.count()).toBe(1);
  });
});

test('the panel opens from the command palette, the launcher and the notebook, once for each notebook', async () => {
  await withLab({ 'a.ipynb': notebookFile('1') }, async (lab) => {
    const { page } = lab;
    const notebook = await lab.open('a.ipynb');
    await notebook.openCurves();
    await page.getByRole('tab', { name: 'a.ipynb' }).click();

    await lab.execute('apputils:activate-command-palette');
    await page.locator('.lm-CommandPalette-input').fill('Training curves');
    await page.getByRole('menuitem', { name: 'Training curves' }).first().click();
    expect(await page.getByRole('tab', { name: 'Curves: a' }).count()).toBe(1);

    await lab.execute('launcher:create');
    await page.getByRole('button', { name: 'Training curves' }).waitFor();
  });
});

test('a panel without runs says how to log one', async () => {
  await withLab({ 'a.ipynb': notebookFile('1') }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await curves.node.getByText('No runs yet: log one in a cell and its curves grow here.').waitFor();
  });
});

test('curves follow the theme', async () => {
  await withLab({ 'a.ipynb': notebookFile(training('lenet', 20, 1)) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    await curves.hasPoints('loss', 20);
    const color = () => curves.chart('loss').locator('.scatterlayer .js-line').first().getAttribute('style');
    const light = await color();
    await lab.execute('apputils:change-theme', { theme: 'JupyterLab Dark' });
    await expect.poll(color, { timeout: 20_000 }).not.toBe(light);
  });
});

test('charts fill the panel when it gets wider', async () => {
  await withLab({ 'a.ipynb': notebookFile(training('lenet', 20, 1)) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    await curves.hasPoints('loss', 20);
    await lab.execute('filebrowser:toggle-main');
    const emptySpace = async () => {
      const [chart, drawing] = [curves.chart('loss'), curves.chart('loss').locator('.main-svg').first()];
      return (await chart.boundingBox())!.width - (await drawing.boundingBox())!.width;
    };
    await expect.poll(emptySpace, { timeout: 20_000 }).toBeLessThan(4);
  });
});

/** Whole records of the first series of the only run. */
async function pointsInRunFiles(folder: string): Promise<number> {
  const runs = path.join(folder, '.gluonlab', 'runs');
  const [run] = await fs.readdir(runs);
  const { size } = await fs.stat(path.join(runs, run, '0.points'));
  return size / 24;
}
