// More than one of everything: two windows on one notebook, two notebooks that train, a kernel that is restarted meanwhile.
import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { runs } from 'gluonlab';
import { GraphView } from './graph_view.js';
import { notebookFile, withLab } from './lab.js';

/** Trains a network of so many inputs until the file `stop` is there, and logs its loss. */
const training = (name: string, inputs: number) => `
import * as mx from 'gluonlab';
import { existsSync } from 'node:fs';
const ${name} = new mx.gluon.nn.Dense(1, { inUnits: ${inputs} });
${name}.initialize();
${name}(mx.nd.ones([2, ${inputs}]));
const run = mx.run('${name}', { system: false });
while (!existsSync('stop')) {
  run.log({ loss: mx.nd.random.uniform({ shape: [1] }) });
  await new Promise((resolve) => setTimeout(resolve, 5));
}
run.finish();`;

test('a second window has the curves whole and live, and they outlive a new name of the notebook', async () => {
  await withLab({ 'a.ipynb': notebookFile(training('net', 2)) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    const before = await curves.hasPoints('loss', 50);
    const second = await lab.secondWindow();
    const there = (await second.open('a.ipynb')).curves;
    await second.execute('gluonlab:open-curves');
    const atOnce = await there.hasPoints('loss', before);
    await there.hasPoints('loss', atOnce + 50);

    // Afterwards JupyterLab complains there that the old file is gone: it is not told of the new name.
    expect(second.problems).toEqual([]);
    await lab.renameNotebook('b.ipynb');
    const renamed = lab.notebook('b.ipynb').curves;
    const after = await renamed.hasPoints('loss', atOnce);
    await renamed.hasPoints('loss', after + 50);

    await fs.writeFile(path.join(lab.folder, 'stop'), '');
    await Promise.all([renamed.ended(), there.ended()]);
    const [run] = await runs(path.join(lab.folder, '.gluonlab', 'runs'));
    const logged = (await run.points('loss')).values.length;
    expect(await renamed.hasPoints('loss', logged)).toBe(logged);
    expect(await there.hasPoints('loss', logged)).toBe(logged);
    await second.page.close();
    expect(lab.problems).toEqual([]);
  });
});

test('two notebooks train at once: each has its curves, and the graph is that of the one in front', async () => {
  const files = { 'a.ipynb': notebookFile(training('first', 2)), 'b.ipynb': notebookFile(training('second', 3)) };
  await withLab(files, async (lab) => {
    const a = await lab.open('a.ipynb');
    const curvesOfA = await a.openCurves();
    await a.runAll();
    await curvesOfA.hasPoints('loss', 20);
    const b = await lab.open('b.ipynb');
    const curvesOfB = await b.openCurves();
    await b.runAll();
    await curvesOfB.entry('second').waitFor();
    await lab.page.getByRole('tab', { name: 'b.ipynb' }).click();
    await lab.execute('gluonlab:open-network-graph');
    const graph = new GraphView(lab.page);
    await graph.node.getByText('second', { exact: true }).first().waitFor();
    await lab.page.getByRole('tab', { name: 'a.ipynb' }).click();
    await graph.node.getByText('first', { exact: true }).first().waitFor();

    await lab.page.getByRole('tab', { name: 'Curves: b' }).click();
    await curvesOfB.entry('first').getByRole('img', { name: 'live in another kernel' }).waitFor();
    await curvesOfB.run('second').uncheck();
    await expect.poll(() => curvesOfB.curveCount('loss'), { timeout: 20_000 }).toBe(1);
    await curvesOfB.hasPoints('loss', (await curvesOfB.points('loss')) + 100);
    await curvesOfB.run('second').check();
    await fs.writeFile(path.join(lab.folder, 'stop'), '');
    await curvesOfB.ended();
    await expect.poll(() => curvesOfB.curveCount('loss'), { timeout: 20_000 }).toBe(2);
    await curvesOfB.view('Settings').click();
    await expect.poll(() => curvesOfB.row('Ended'), { timeout: 20_000 }).toEqual(['finished', 'finished']);
    expect(lab.problems).toEqual([]);
  });
});

test('a kernel that restarts in mid-training leaves its run cut off, and the next one is live', async () => {
  await withLab({ 'a.ipynb': notebookFile(training('net', 2)) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    const before = await curves.hasPoints('loss', 50);
    await notebook.restartKernel();
    await curves.ended();
    expect(await curves.points('loss')).toBeGreaterThanOrEqual(before);
    await notebook.runAll();
    await curves.node.locator('[data-live="true"]').waitFor();
    await curves.hasPoints('loss', before + 50);
    expect(await curves.curveCount('loss')).toBe(2);
    await curves.view('Settings').click();
    expect(await curves.row('Ended')).toEqual(['live', 'cut off']);
    expect(lab.problems).toEqual([]);
  });
});
