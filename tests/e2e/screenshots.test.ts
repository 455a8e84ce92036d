// Every panel in both themes: opened on something real, looked at, and kept as pictures in `.cache/screenshots/`.
import fs from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { expect, test } from 'vitest';
import { run } from 'gluonlab';
import { GraphView } from './graph_view.js';
import { notebookFile, withLab } from './lab.js';
import { inBothThemes, looksWell, rowsOf, takePicture } from './looks.js';
import type { Ink } from './looks.js';
import { inRoot } from './repository.js';

const golden = (file: string) => ({ copyOf: inRoot('tests', 'golden', 'models', file) });

const on = (ink: string, ...papers: string[]): Ink[] =>
  papers.map((paper) => ({ ink: `--gluonlab-graph-${ink}`, paper: `--gluonlab-graph-${paper}` }));
/** What the drawing of a network writes with, and on what. */
const GRAPH_INKS = [
  ...on('text', 'card', 'terminal', 'cold', 'hot', 'vanished', 'exploded'),
  ...on('faint-text', 'card', 'terminal'),
];

/** Three trainings that learn which points lie inside a circle, each with another learning rate. */
const TRAINING = `import * as mx from 'gluonlab';
const { nd, autograd, gluon } = mx;
const { nn } = gluon;
mx.random.seed(1);
const criterion = new gluon.loss.SigmoidBinaryCrossEntropyLoss();
const inside = (x: mx.NDArray) => x.square().sum({ axis: 1, keepdims: true }) < 0.6;

function train(learningRate: number) {
  const net = new nn.Sequential(new nn.Dense(16, { activation: 'tanh' }), new nn.Dense(1));
  net.initialize(new mx.init.Xavier());
  const trainer = new gluon.Trainer(net.collectParams(), 'adam', { learningRate });
  const config = { optimizer: 'adam', learningRate, hidden: [16] };
  const run = mx.run('adam ' + learningRate, { config, notes: 'inside or outside', tags: ['circle'], system: false });
  for (let step = 0; step < 200; step++) {
    const x = nd.random.uniform({ low: -1, high: 1, shape: [64, 2] });
    const y = inside(x);
    const losses = autograd.record(() => criterion(net(x), y));
    losses.backward();
    trainer.step(64);
    run.log({ 'train/loss': losses.mean() });
    if (step % 20 === 19) {
      run.log({ 'val/accuracy': nd.broadcastEqual(net(x) > 0, y).mean() }, step);
      for (const [name, parameter] of net.collectParams()) {
        if (name.endsWith('weight')) run.histogram('weights/' + name, parameter.data(), step);
      }
    }
  }
  run.image('samples/points', nd.random.uniform({ shape: [12, 12] }));
  run.text('samples/verdict', 'a point at (0.1, 0.2) is inside');
  run.finish();
  return net;
}
const slow = train(0.001);
const middle = train(0.01);
const fast = train(0.1);`;

test('what stands beside a notebook', async () => {
  await withLab({ 'circle.ipynb': notebookFile(TRAINING) }, async (lab) => {
    const notebook = await lab.open('circle.ipynb');
    await lab.execute('filebrowser:toggle-main');
    const curves = await notebook.openCurves();
    await looksWell(lab, 'curves-empty', curves.node);
    await notebook.runAll();
    expect(await notebook.finished(), await notebook.output()).toBe(true);
    await curves.hasPoints('train/loss', 600);
    await looksWell(lab, 'curves', curves.node);
    await curves.chart('samples/verdict').scrollIntoViewIfNeeded();
    await curves.chart('samples/points').getByRole('img', { name: 'adam 0.001' }).waitFor();
    await looksWell(lab, 'curves-media', curves.node);
    for (const view of ['Values', 'Settings']) {
      await curves.view(view).click();
      await looksWell(lab, `curves-${view.toLowerCase()}`, curves.node);
    }
    expect(await curves.node.getAttribute('data-error')).toBeNull();
    await looksWell(lab, 'status', lab.page.locator('[data-gluonlab="status"]'));

    await lab.execute('gluonlab:open-network-graph');
    const networks = lab.page.locator('.gluonlab-Networks');
    const graph = new GraphView(lab.page);
    await graph.node.and(lab.page.locator('[data-nodes]')).waitFor();
    const choice = networks.locator('select[name="network"]');
    const names = await choice.locator('option').allTextContents();
    expect(names).toEqual(['fast', 'middle', 'slow'].map((name) => `${name} (Sequential, 65 parameters)`));
    await choice.selectOption({ label: names[1] });
    await graph.find('fully');
    await looksWell(lab, 'network', networks, GRAPH_INKS);
    expect(await graph.node.getAttribute('data-error')).toBeNull();

    const newer = path.join(lab.folder, '.gluonlab', 'runs', 'newer');
    await fs.mkdir(newer);
    await fs.writeFile(path.join(newer, 'run.jsonl'), '{"v":9}\n');
    await lab.page.getByRole('tab', { name: 'Curves: circle' }).click();
    await lab.execute('gluonlab:refresh-curves');
    await curves.node.getByText('1 run cannot be shown').click();
    await looksWell(lab, 'curves-unreadable', curves.node);
    expect(await curves.node.getAttribute('data-error')).toContain('version 9');
    expect(lab.problems).toEqual([]);
  });
});

test('model files', async () => {
  const files = {
    'lenet.onnx': golden('onnx/lenet.ts12.onnx'),
    'transformer.onnx': golden('onnx/transformer_encoder.ts17.onnx'),
    'lenet.params': golden('lenet-0000.params'),
    'cut.onnx': 'no network',
    'cut.params': 'no arrays',
  };
  await withLab(files, async (lab) => {
    const graph = await GraphView.open(lab, 'lenet.onnx');
    await graph.find('conv');
    await graph.node.getByRole('button', { name: 'statistics' }).first().click();
    await graph.node.getByRole('img', { name: 'Histogram' }).waitFor();
    await looksWell(lab, 'onnx', graph.node);
    await GraphView.open(lab, 'transformer.onnx');
    await graph.node.getByRole('combobox', { name: 'Colour' }).selectOption('FLOPs');
    await looksWell(lab, 'onnx-flops', graph.node);

    const tensors = await lab.openFile('lenet.params');
    await tensors.getByRole('button', { name: 'conv0_weight' }).click();
    await tensors.getByRole('img', { name: 'Histogram' }).waitFor();
    await looksWell(lab, 'params', tensors);

    for (const file of ['cut.onnx', 'cut.params']) {
      const panel = await lab.openFile(file);
      await panel.getByRole('alert').waitFor();
      await looksWell(lab, `error-${file}`, panel);
      expect(await panel.getAttribute('data-error')).toContain(file);
    }
    expect(lab.problems).toEqual([]);
  });
});

test('narrow panels have their controls in two rows', async () => {
  await withLab({ 'a.ipynb': notebookFile('1') }, async (lab) => {
    const { page } = lab;
    const dir = path.join(lab.folder, '.gluonlab', 'runs');
    const earlier = run('a run with a name', { dir, notes: 'and a note that is rather long', system: false });
    for (let i = 0; i < 50; i++) earlier.log({ 'train/loss': 1 / (i + 1), 'train/learning_rate': 0.001 * (50 - i) });
    earlier.finish();
    const curves = await (await lab.open('a.ipynb')).openCurves();
    await curves.hasPoints('train/loss', 50);
    const narrow = async (panel: Locator) => {
      const { width } = (await panel.boundingBox())!;
      const size = page.viewportSize()!;
      // Two panels share the width that is taken away.
      await page.setViewportSize({ ...size, width: Math.round(size.width - 2 * (width - 320)) });
      await expect.poll(async () => (await panel.boundingBox())!.width, { timeout: 20_000 }).toBeLessThan(330);
    };
    await narrow(curves.node);
    const bar = curves.node.getByRole('toolbar', { name: 'How curves are drawn' });
    expect(await rowsOf(bar)).toBe(2);
    await looksWell(lab, 'narrow-curves', curves.node);
    await curves.node.getByRole('button', { name: 'Options' }).press('Enter');
    await curves.node.getByLabel('Log y').check();
    await curves.node.getByRole('button', { name: 'Options (1)' }).waitFor();
    await looksWell(lab, 'narrow-curves-options', curves.node);
    expect(lab.problems).toEqual([]);
  });
  await withLab({ 'lenet.onnx': golden('onnx/lenet.ts12.onnx') }, async (lab) => {
    const graph = await GraphView.open(lab, 'lenet.onnx');
    await lab.execute('filebrowser:toggle-main');
    await lab.page.setViewportSize({ ...lab.page.viewportSize()!, width: 400 });
    await expect.poll(async () => (await graph.node.boundingBox())!.width, { timeout: 20_000 }).toBeLessThan(330);
    await graph.find('conv');
    expect(await rowsOf(graph.node.getByRole('toolbar', { name: 'Graph tools' }))).toBe(2);
    await looksWell(lab, 'narrow-graph', graph.node, GRAPH_INKS);
    expect(lab.problems).toEqual([]);
  });
});

test('the settings of the panels', async () => {
  await withLab({}, async (lab) => {
    await lab.openFolder();
    await lab.execute('settingeditor:open', { query: 'Training curves' });
    const form = lab.page.locator('.jp-SettingsForm').filter({ hasText: 'Clip outliers' });
    await inBothThemes(lab, (theme) => takePicture(lab, `settings-${theme}`));
    await form.getByText('Smoothing method', { exact: true }).waitFor();
    await form.getByRole('option', { name: 'Time of day' }).waitFor({ state: 'attached' });
    expect(lab.problems).toEqual([]);
  });
});
