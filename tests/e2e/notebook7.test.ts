// Our kernel and our extension in Jupyter Notebook 7, which shows one document a page, with panels at its sides only.
import { expect, test } from 'vitest';
import { notebookFile, withLab } from './lab.js';

const CELLS = [
  "import * as mx from 'gluonlab'; mx.nd.ones([2, 2]).sum().item()",
  'display.plotly({ data: [{ y: [1, 3, 2] }] })',
  '[{ step: 1, loss: 0.5 }]',
  "throw new Error('boom')",
];

test('cells run, and their outputs are drawn', async () => {
  await withLab({ 'a.ipynb': notebookFile(...CELLS) }, async (lab) => {
    const notebook = await lab.openInNotebook('a.ipynb');
    await notebook.runAll();
    expect(await notebook.finished()).toBe(false);
    expect(await notebook.output()).toMatch(/^4\n/);
    await notebook.node.locator('.gluonlab-PlotlyOutput .scatterlayer .trace').waitFor();
    expect(await notebook.node.getByRole('columnheader').allTextContents()).toEqual(['step', 'loss']);
    expect(await notebook.output()).toContain("> 1 | throw new Error('boom')");
  });
});

const TRAINING = `
import * as mx from 'gluonlab';
const run = mx.run('lenet', { system: false });
for (let i = 0; i < 40; i++) run.log({ loss: 1 / (i + 1) });
run.finish();`;

test('training curves grow at the right of the notebook', async () => {
  await withLab({ 'a.ipynb': notebookFile(TRAINING) }, async (lab) => {
    const notebook = await lab.openInNotebook('a.ipynb');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    expect(await curves.hasPoints('loss', 40)).toBe(40);
    expect(await curves.curveCount('loss')).toBe(1);
  });
});
