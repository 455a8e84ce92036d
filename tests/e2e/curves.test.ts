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

test('a reader moves in a zoomed chart by mouse, wheel and keys, and points that come take nothing back', async () => {
  await withLab({ 'a.ipynb': notebookFile(training('lenet', ENDLESS, 5)) }, async (lab) => {
    const { page } = lab;
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    const before = await curves.hasPoints('loss', 200);
    await curves.zoom('loss', 0.2, 0.6);
    await expect.poll(async () => (await curves.xRange('loss'))[1], { timeout: 20_000 }).toBeLessThan(before);
    /** Waits for a move of this chart, and for the other one to follow; then more points come and take nothing back. */
    const movesTo = async (
      isThere: (range: [number, number], from: [number, number]) => boolean,
      act: () => Promise<void>,
    ) => {
      const from = await curves.xRange('loss');
      await act();
      await expect.poll(async () => isThere(await curves.xRange('loss'), from), { timeout: 20_000 }).toBe(true);
      const to = await curves.xRange('loss');
      await expect.poll(() => curves.xRange('accuracy'), { timeout: 20_000 }).toEqual(to);
      await curves.hasPoints('loss', (await curves.points('loss')) + 50);
      expect(await curves.xRange('loss')).toEqual(to);
    };
    const goesLeft = ([low, high]: number[], [fromLow, fromHigh]: number[]) => low < fromLow && high < fromHigh;
    const goesRight = ([low, high]: number[], [fromLow, fromHigh]: number[]) => low > fromLow && high > fromHigh;
    const grows = ([low, high]: number[], [fromLow, fromHigh]: number[]) => high - low > fromHigh - fromLow;
    const shrinks = ([low, high]: number[], [fromLow, fromHigh]: number[]) => high - low < fromHigh - fromLow;

    await movesTo(goesLeft, async () => {
      await page.keyboard.down('Shift');
      await curves.drag('loss', 0.3, 0.5);
      await page.keyboard.up('Shift');
    });
    await curves.chart('loss').locator('[data-val="pan"]').click();
    await movesTo(goesRight, () => curves.drag('loss', 0.5, 0.3));
    // The live curve has been drawn since: dragging still moves.
    await movesTo(goesLeft, () => curves.drag('loss', 0.3, 0.4));
    await curves.pointAtMiddle('loss');
    await movesTo(goesRight, async () => {
      await page.keyboard.down('Shift');
      await page.mouse.wheel(0, 50);
      await page.keyboard.up('Shift');
    });
    await movesTo(shrinks, async () => {
      await page.keyboard.down('Control');
      await page.mouse.wheel(0, -100);
      await page.keyboard.up('Control');
    });
    await curves.chart('loss').focus();
    await movesTo(goesLeft, () => page.keyboard.press('ArrowLeft'));
    await movesTo(grows, () => page.keyboard.press('-'));
    const [low, high] = await curves.xRange('loss');
    await curves.node.getByLabel('Follow').check();
    const newest = await curves.hasPoints('loss', (await curves.points('loss')) + 50);
    await expect.poll(async () => (await curves.xRange('loss'))[1], { timeout: 20_000 }).toBeGreaterThanOrEqual(newest);
    const followed = await curves.xRange('loss');
    expect(followed[1] - followed[0]).toBeCloseTo(high - low, 6);
    await curves.node.getByLabel('Follow').uncheck();
    await curves.chart('loss').hover();
    await curves.chart('loss').locator('[data-val="reset"]').click();
    await expect.poll(async () => (await curves.xRange('loss'))[0], { timeout: 20_000 }).toBeLessThanOrEqual(0);
    expect((await curves.xRange('loss'))[1]).toBeGreaterThan(before);

    await page.getByRole('button', { name: 'How to move in the charts' }).click();
    await page.getByRole('dialog').getByText('Shift and drag').waitFor();
    await page.keyboard.press('Escape');
    await fs.writeFile(path.join(lab.folder, 'stop'), '');
    expect(await notebook.finished()).toBe(true);
    expect(lab.problems).toEqual([]);
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
