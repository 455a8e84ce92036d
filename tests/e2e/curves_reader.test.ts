// What a reader does with the Training curves: compare, point, fold, look at what was logged, keep it, rename, stop.
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { nd, run } from 'gluonlab';
import type { RunOptions } from 'gluonlab';
import type { CurvesView } from './curves_view.js';
import { notebookFile, withLab } from './lab.js';
import type { Lab } from './lab.js';

const files = { 'a.ipynb': notebookFile('1') };
const runsOf = (lab: Lab) => path.join(lab.folder, '.gluonlab', 'runs');

/** A run of an earlier day: its files lie beside the notebook. */
function earlierRun(lab: Lab, name: string, points: number, options: RunOptions = {}) {
  const earlier = run(name, { dir: runsOf(lab), system: false, ...options });
  for (let i = 0; i < points; i++) earlier.log({ 'train/loss': 1 / (i + 1), 'val/accuracy': i / points });
  return earlier;
}

/** Opens the panel and waits until it has drawn so many points. */
async function openWith(lab: Lab, points: number): Promise<CurvesView> {
  const notebook = await lab.open('a.ipynb');
  const curves = await notebook.openCurves();
  await lab.page.locator(`[data-gluonlab="curves"][data-points="${points}"]`).waitFor();
  return curves;
}

test('runs of earlier days are compared: values, settings, notes; one that cannot be read says why', async () => {
  await withLab(files, async (lab) => {
    earlierRun(lab, 'slow', 4, { config: { rate: 0.01, layers: 2 }, notes: 'the first' }).finish();
    earlierRun(lab, '<img src=x onerror=alert(1)>', 8, { config: { rate: 0.1, layers: 2 } }).finish();
    const bad = path.join(runsOf(lab), 'bad');
    await fs.mkdir(bad);
    await fs.writeFile(path.join(bad, 'run.jsonl'), '{"v":9}\n');

    const curves = await openWith(lab, 24);
    expect(await curves.curveCount('train/loss')).toBe(2);
    expect(await curves.node.getAttribute('data-error')).toContain('is a run of version 9');
    await curves.node.getByText('1 run cannot be shown').click();
    await curves.node.getByText('is a run of version 9, this gluonlab reads version 1').waitFor();

    await curves.view('Values').click();
    const [name, ...values] = await curves.row('train/loss');
    expect(name).toBe('<img src=x onerror=alert(1)>');
    expect(values).toEqual(['8', '0.125', '0.125', '7', '1', '0']);
    await curves.view('Settings').click();
    expect(await curves.row('rate')).toEqual(['0.1', '0.01']);
    expect(await curves.node.getByRole('textbox', { name: 'Notes on slow' }).inputValue()).toBe('the first');
    expect(await curves.node.locator('tr[data-differs="true"]').allInnerTexts()).toHaveLength(1);
    expect(lab.problems).toEqual([]);
  });
});

test('charts stand in groups that fold, share their zoom and what the reader points at', async () => {
  await withLab(files, async (lab) => {
    earlierRun(lab, 'lenet', 100).finish();
    const curves = await openWith(lab, 200);
    await lab.execute('filebrowser:toggle-main');
    await curves.zoom('train/loss', 0.5, 0.9);
    const firstTick = async () => (await curves.xTicks('val/accuracy'))[0];
    await expect.poll(firstTick, { timeout: 20_000 }).toBeGreaterThan(30);

    await curves.chart('train/loss').locator('.nsewdrag').hover();
    await curves.hoverHeading('train/loss').waitFor();
    const pointed = await curves.hoverHeading('train/loss').textContent();
    expect(pointed).toMatch(/^step \d+$/);
    await expect
      .poll(() => curves.hoverHeading('val/accuracy').allTextContents(), { timeout: 20_000 })
      .toEqual([pointed]);

    await curves.group('val').click();
    await curves.chart('val/accuracy').waitFor({ state: 'hidden' });
    await lab.layoutSaved(/"folded":\s*\[\s*"system",\s*"val"/);
    await lab.reload();
    await curves.chart('train/loss').locator('.main-svg').first().waitFor();
    expect(await curves.chart('val/accuracy').isVisible()).toBe(false);
    expect(lab.problems).toEqual([]);
  });
});

test('any metric can be the x axis: a line in the order of steps, the nearest point at the pointer, kept over a reload', async () => {
  await withLab(files, async (lab) => {
    const lenet = run('lenet', { dir: runsOf(lab), system: false });
    // The batches grow and shrink: x runs to and fro.
    for (let i = 0; i < 200; i++) {
      lenet.log({ loss: 1 / (i + 1), accuracy: i / 200, ...(i % 2 === 0 && { batch: 500 + 500 * Math.sin(i / 20) }) });
    }
    lenet.finish();
    earlierRun(lab, 'plain', 4).finish();
    const curves = await openWith(lab, 508);
    await lab.execute('filebrowser:toggle-main');
    await curves.xAxis.selectOption('batch');
    await curves.chart('loss').locator('.xtitle', { hasText: 'batch' }).waitFor();
    expect(await curves.drawn('loss')).toMatchObject({ count: 100, isAscending: false });
    await curves.node.getByText('Not drawn, because they do not log “batch”: plain').waitFor();

    await curves.pointAtMiddle('loss');
    await curves.hoverTexts('loss').waitFor();
    const step = /step \d+/.exec((await curves.hoverTexts('loss').textContent())!)![0];
    await expect
      .poll(() => curves.hoverTexts('accuracy').allTextContents(), { timeout: 20_000 })
      .toEqual([expect.stringContaining(step)]);

    await lab.layoutSaved(/"metric":\s*"batch"/);
    await lab.reload();
    await curves.chart('loss').locator('.xtitle', { hasText: 'batch' }).waitFor();
    await curves.run('lenet').uncheck();
    await curves.node.getByText('No run that is shown logs “batch”, so the x axis shows steps.').waitFor();
    await curves.chart('train/loss').locator('.xtitle', { hasText: 'step' }).waitFor();
    expect(lab.problems).toEqual([]);
  });
});

test('histograms, images and texts are shown, and texts stay texts', async () => {
  await withLab(files, async (lab) => {
    const lenet = earlierRun(lab, 'lenet', 2);
    for (const step of [0, 1]) {
      lenet.histogram('weights/dense0', [step, 1, 2, 3], step);
      lenet.image('samples/digit', nd.array([[0, step * 255]]).astype('uint8'), step);
      lenet.text('samples/text', `<b>text</b> ${step}`, step);
    }
    lenet.finish();
    const curves = await openWith(lab, 4);
    await curves.chart('weights/dense0').scrollIntoViewIfNeeded();
    await curves.chart('weights/dense0').and(lab.page.locator('[data-points="2"]')).waitFor();
    await curves.chart('weights/dense0').locator('.heatmaplayer image').waitFor({ state: 'attached' });

    const digit = curves.chart('samples/digit');
    await digit.scrollIntoViewIfNeeded();
    const image = digit.getByRole('img', { name: 'samples/digit of lenet at step 1' });
    await expect
      .poll(() => image.evaluate((node) => (node as HTMLImageElement).naturalWidth), { timeout: 20_000 })
      .toBe(2);
    await digit.getByRole('slider').fill('0');
    await digit.getByRole('img', { name: 'samples/digit of lenet at step 0' }).waitFor();
    await curves.chart('samples/text').scrollIntoViewIfNeeded();
    await curves.chart('samples/text').getByText('<b>text</b> 1').waitFor();
    expect(lab.problems).toEqual([]);
  });
});

test('a run is renamed, annotated, pinned and deleted, and a second window sees it', async () => {
  await withLab(files, async (lab) => {
    earlierRun(lab, 'lenet', 4).finish();
    earlierRun(lab, 'other', 4).finish();
    const { page } = lab;
    const curves = await openWith(lab, 16);
    const second = await lab.secondWindow();
    const curvesThere = await (await second.open('a.ipynb')).openCurves();
    await curvesThere.entry('lenet').waitFor();

    const answer = async (button: Locator, text: string) => {
      await button.click();
      await page.locator('.jp-Dialog input').fill(text);
      await page.keyboard.press('Enter');
    };
    await answer(curves.button('Rename lenet'), 'LeNet 5');
    await answer(curves.button('Notes on LeNet 5'), 'with momentum');
    await curvesThere.entry('LeNet 5').getByText('with momentum').waitFor();
    await curves.button('Pin LeNet 5 to the top').click();
    await expect.poll(() => curves.node.locator('.gluonlab-Runs-entry').first().innerText()).toContain('LeNet 5');
    await curves.button('Delete other').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
    await curvesThere.entry('other').waitFor({ state: 'detached' });
    expect(await fs.readdir(runsOf(lab))).toHaveLength(1);
    await second.page.close();
    expect([...lab.problems, ...second.problems]).toEqual([]);
  });
});

test('a step is marked from the chart, and the mark stays with the run', async () => {
  await withLab(files, async (lab) => {
    const { page } = lab;
    earlierRun(lab, 'lenet', 100).finish();
    const curves = await openWith(lab, 200);
    await curves.chart('train/loss').locator('.main-svg').first().waitFor();
    await curves.pointAtMiddle('train/loss');
    await curves.hoverHeading('train/loss').waitFor();
    const [, step] = /^step (\d+)$/.exec((await curves.hoverHeading('train/loss').textContent())!)!;
    await page.mouse.down({ button: 'right' });
    await page.mouse.up({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Mark this step…' }).click();
    const dialog = page.getByRole('dialog').filter({ hasText: `Mark step ${step} of lenet` });
    await dialog.getByRole('textbox').fill('lower rate');
    await page.keyboard.press('Enter');
    for (const metric of ['train/loss', 'val/accuracy']) {
      await curves.chart(metric).locator('.textpoint', { hasText: 'lower rate' }).waitFor();
    }
    await curves.view('Settings').click();
    expect(await curves.row('Marks')).toEqual([`${step}: lower rate`]);
    const [id] = await fs.readdir(runsOf(lab));
    const header = await fs.readFile(path.join(runsOf(lab), id, 'run.jsonl'), 'utf8');
    expect(header).toContain(`{"mark":{"step":${step},"text":"lower rate"}}`);
    expect(lab.problems).toEqual([]);
  });
});

test('a run that a script begins appears by itself, grows and ends', async () => {
  await withLab(files, async (lab) => {
    const curves = await (await lab.open('a.ipynb')).openCurves();
    await curves.node.getByText('No runs yet').waitFor();
    const script = earlierRun(lab, 'script', 3);
    await curves.entry('script').getByRole('img', { name: 'live in another kernel' }).waitFor();
    await curves.hasPoints('train/loss', 3);
    script.log({ 'train/loss': 0 });
    await curves.hasPoints('train/loss', 4);
    earlierRun(lab, 'second', 5).finish();
    await curves.hasPoints('train/loss', 9);
    script.finish();
    await curves.entry('script').getByRole('img', { name: 'live' }).waitFor({ state: 'detached' });
    expect(lab.problems).toEqual([]);
  });
});

test('a loop that never yields is paused, goes on and stops from the panel', async () => {
  const loop = `
import * as mx from 'gluonlab';
const run = mx.run('endless', { system: false });
for (let i = 0; !run.shouldStop; i++) run.log({ loss: Math.sin(i / 1000) }, i);
run.finish();`;
  await withLab({ 'a.ipynb': notebookFile(loop) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    await curves.hasPoints('loss', 100);
    await curves.button('Pause endless').click();
    await curves.button('Go on with endless').waitFor();
    const asleep = await curves.hasPoints('loss', 100);
    await curves.button('Go on with endless').click();
    await curves.hasPoints('loss', asleep + 100);
    await curves.button('Stop endless').click();
    expect(await notebook.finished()).toBe(true);
    await curves.ended();
    expect(lab.problems).toEqual([]);
  });
});

test('curves are saved as CSV, JSON, SVG and PNG', async () => {
  await withLab(files, async (lab) => {
    earlierRun(lab, 'lenet', 3).finish();
    const curves = await openWith(lab, 6);
    await curves.chart('val/accuracy').locator('.main-svg').first().waitFor();
    const saved = async (format: string) => {
      const [download] = await Promise.all([
        lab.page.waitForEvent('download'),
        lab.execute('gluonlab:download-curves', { format }),
      ]);
      expect(download.suggestedFilename()).toBe(`curves.${format}`);
      return fs.readFile(await download.path());
    };
    const csv = (await saved('csv')).toString().split('\r\n');
    expect(csv[0]).toBe('run,id,metric,step,seconds,value');
    expect(csv.filter((line) => line.includes(',val/accuracy,'))).toHaveLength(3);
    const [lenet] = JSON.parse((await saved('json')).toString()) as { run: string; metrics: object }[];
    expect([lenet.run, Object.keys(lenet.metrics)]).toEqual(['lenet', ['train/loss', 'val/accuracy']]);
    expect((await saved('svg')).toString()).toMatch(/^<svg .*val\/accuracy.*<\/svg>$/s);
    const png = await saved('png');
    expect(png.toString('latin1', 1, 4)).toBe('PNG');
    expect(png.readUInt32BE(16)).toBeGreaterThan(300);
    expect(lab.problems).toEqual([]);
  });
});

test('a new panel draws as the settings say, and stays with a notebook that is renamed', async () => {
  await withLab(files, async (lab) => {
    earlierRun(lab, 'lenet', 3).finish();
    await lab.open('a.ipynb');
    await lab.changeSetting('@gluonlab/jupyterlab:curves', {
      logY: true,
      smoothingMethod: 'gaussian',
      gaussianWidth: 2,
    });
    const curves = await openWith(lab, 6);
    expect(await curves.node.getByLabel('Log y').isChecked()).toBe(true);
    expect(await curves.node.getByLabel('Width of the Gaussian in points').inputValue()).toBe('2');
    // The logged values faintly, and the smoothed ones.
    expect(await curves.curveCount('train/loss')).toBe(2);
    await curves.node.getByLabel('Smoothing').selectOption('Average');
    await curves.node.getByLabel('Weight of the past').waitFor();
    await expect.poll(() => curves.curveCount('train/loss'), { timeout: 20_000 }).toBe(1);

    await lab.renameNotebook('b.ipynb');
    await lab.page.getByRole('tab', { name: 'Curves: b' }).waitFor();
    await lab.page.getByRole('region', { name: /Training curves of .*b\.ipynb/ }).waitFor();
    expect(await curves.node.count()).toBe(0);
    expect(lab.problems).toEqual([]);
  });
});

test('the status bar tells device, memory and activity of the kernel', async () => {
  await withLab(files, async (lab) => {
    await lab.open('a.ipynb');
    const item = lab.page.locator('[data-gluonlab="status"]');
    await item.getByText(/gluonlab: cpu\(0\), \d+ MB, idle/).waitFor();
    expect(lab.problems).toEqual([]);
  });
});
