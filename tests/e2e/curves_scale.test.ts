// The Training curves of much: many points a second, and a run of ten million points.
import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { run } from 'gluonlab';
import { notebookFile, withLab } from './lab.js';

const POINTS = 10_000_000;

test('1000 points a second of 20 series arrive whole, and the page goes on answering', async () => {
  const seconds = Number(process.env.GLUONLAB_E2E_SECONDS ?? 10);
  const code = `
import * as mx from 'gluonlab';
const run = mx.run('fast', { system: false });
const end = Date.now() + ${seconds} * 1000;
const begin = Date.now();
let logged = 0;
while (Date.now() < end) {
  for (const due = Date.now() - begin; logged < due; logged++) {
    run.log(Object.fromEntries(Array.from({ length: 20 }, (_, k) => ['m' + k, Math.sin(logged / (100 + k))])));
  }
  await new Promise((resolve) => setTimeout(resolve, 10));
}
run.finish();
console.log('logged ' + logged);`;
  await withLab({ 'a.ipynb': notebookFile(code) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await lab.page.evaluate(() => {
      window.longestFrameMs = 0;
      let last = performance.now();
      const frame = (now: number) => {
        window.longestFrameMs = Math.max(window.longestFrameMs!, now - last);
        last = now;
        requestAnimationFrame(frame);
      };
      requestAnimationFrame(frame);
    });
    await notebook.runAll();
    // The reader clicks in the middle of it.
    await curves.hasPoints('m0', 1_000);
    await curves.view('Values').click();
    expect((await curves.row('m19'))[0]).toBe('fast');
    await curves.view('Charts').click();
    expect(await notebook.finished()).toBe(true);
    await curves.ended();
    const logged = Number(/logged (\d+)/.exec(await notebook.output())![1]);
    expect(logged).toBeGreaterThan(seconds * 900);
    await lab.page.locator(`[data-gluonlab="curves"][data-points="${20 * logged}"]`).waitFor();
    const longest = await lab.page.evaluate(() => Math.round(window.longestFrameMs!));
    console.log(`20 x ${logged} points in ${seconds} s, all there; the longest frame took ${longest} ms`);
    expect(lab.problems).toEqual([]);
  });
});

test('a run of ten million points is drawn from few, with its peaks, and from more where the reader zooms in', async () => {
  await withLab({ 'a.ipynb': notebookFile('1') }, async (lab) => {
    const runs = path.join(lab.folder, '.gluonlab', 'runs');
    const short = run('short', { dir: runs, system: false });
    short.log({ accuracy: 0 });
    short.finish();
    const notebook = await lab.open('a.ipynb');
    const curves = await timed('a panel with one point opens', async () => {
      const panel = await notebook.openCurves();
      await panel.hasPoints('accuracy', 1);
      return panel;
    });
    await writeLongRun(path.join(runs, 'long'));
    await timed(`a run of ${POINTS} points is read and drawn`, async () => {
      await lab.execute('gluonlab:refresh-curves');
      expect(await curves.hasPoints('loss', POINTS)).toBe(POINTS);
    });

    await curves.view('Values').click();
    expect((await curves.row('loss')).slice(1)).toEqual(['10,000,000', '-0.50637', '-5', '1234567', '7', '7654321']);
    await curves.view('Charts').click();
    const density = async () => {
      const { count, from, to } = await curves.drawn('loss');
      return count / (to - from);
    };
    // The whole is drawn from two points in a thousand at most.
    expect(await density()).toBeLessThan(2 / 1000);
    await curves.zoom('loss', 0.5, 0.54);
    await expect.poll(async () => Math.max(...(await curves.xTicks('loss'))), { timeout: 20_000 }).toBeLessThan(6e6);
    await curves.zoom('loss', 0.4, 0.5);
    await expect.poll(density, { timeout: 20_000 }).toBeGreaterThan(10 / 1000);

    await curves.node.getByRole('checkbox', { name: 'short' }).uncheck();
    await timed('it is drawn over another metric of as many points', async () => {
      await curves.xAxis.selectOption('tokens');
      await curves.chart('loss').locator('.xtitle', { hasText: 'tokens' }).waitFor();
      await expect.poll(async () => (await curves.drawn('loss')).to, { timeout: 20_000 }).toBe(2 * (POINTS - 1));
    });
    await expect.poll(async () => (await curves.drawn('loss')).count).toBeGreaterThan(400);
    expect(lab.problems).toEqual([]);
  });
});

/** Prints how long something took; the machine may have other work. */
async function timed<T>(what: string, act: () => Promise<T>): Promise<T> {
  const begin = performance.now();
  const result = await act();
  console.log(`${what}: ${Math.round(performance.now() - begin)} ms`);
  return result;
}

/** Writes the files of a run with a trough, a peak and much between. */
async function writeLongRun(folder: string): Promise<void> {
  await fs.mkdir(folder, { recursive: true });
  const lines = [
    { v: 1, run: 'long', id: 'long', created: Date.now() - POINTS, config: {} },
    { series: true, name: 'loss', kind: 'scalar', n: 0 },
    { series: true, name: 'tokens', kind: 'scalar', n: 1 },
    { end: Date.now() },
  ];
  await fs.writeFile(path.join(folder, 'run.jsonl'), lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  const special = new Map([
    [1_234_567, -5],
    [7_654_321, 7],
  ]);
  await writePoints(path.join(folder, '0.points'), (step) => special.get(step) ?? Math.sin(step / 1e5));
  await writePoints(path.join(folder, '1.points'), (step) => 2 * step);
}

async function writePoints(name: string, valueAt: (step: number) => number): Promise<void> {
  const file = await fs.open(name, 'w');
  const chunk = new Float64Array(3 * 100_000);
  for (let first = 0; first < POINTS; first += 100_000) {
    for (let i = 0; i < 100_000; i++) {
      const step = first + i;
      chunk.set([step, step, valueAt(step)], 3 * i);
    }
    await file.write(new Uint8Array(chunk.buffer));
  }
  await file.close();
}
