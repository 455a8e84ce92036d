// The networks of a notebook as a graph beside it: found by their variable, drawn after their first call, measured on demand.
import { expect, test } from 'vitest';
import { notebookFile, withLab } from './lab.js';

const NET = `import * as mx from 'gluonlab';
const { nn } = mx.gluon;
const lenet = new nn.Sequential(
  new nn.Conv2D(8, { kernelSize: 5, activation: 'tanh' }), new nn.MaxPool2D({ poolSize: 2 }), new nn.Flatten(), new nn.Dense(10));
lenet.initialize();
lenet(mx.nd.zeros([4, 1, 28, 28]));`;

test('the button of a notebook shows its network, and what is measured of it', async () => {
  await withLab(
    { 'net.ipynb': notebookFile(NET, 'for (let i = 0; i < 5; i++) lenet(mx.nd.zeros([4, 1, 28, 28]));') },
    async (lab) => {
      const notebook = await lab.open('net.ipynb');
      await notebook.runAll();
      await expect.poll(() => notebook.finished(), { timeout: 60_000 }).toBe(true);
      await notebook.node.locator('[data-jp-item-name="gluonlab-network-graph"]').getByRole('button').click();
      const panel = lab.page.locator('.gluonlab-Networks');
      const graph = panel.locator('[data-gluonlab="graph"]');
      await expect.poll(() => graph.getAttribute('data-nodes'), { timeout: 30_000 }).toBe('5');
      const networks = panel.locator('select[name="network"]');
      expect(await networks.locator('option').allTextContents()).toEqual(['lenet (Sequential, 11,738 parameters)']);
      const profile = panel.locator('input[name="profile"]');
      await profile.click(); // It is checked when the kernel has answered.
      await expect.poll(() => profile.isChecked()).toBe(true);
      const legend = panel.locator('.gluonlab-Graph-legend');
      await panel.locator('select[name="overlay"]').selectOption({ label: 'time' });
      await legend.getByText('nothing is measured').waitFor();
      await notebook.runAll();
      await expect.poll(() => notebook.finished(), { timeout: 60_000 }).toBe(true);
      await expect.poll(() => legend.textContent(), { timeout: 30_000 }).toMatch(/^0 µs[\d.]+ (µs|ms)of \d/);
    },
  );
});

const VANISHING = `import * as mx from 'gluonlab';
const { nn } = mx.gluon;
const deep = new nn.Sequential(
  ...[1, 2, 3, 4].map(() => new nn.Dense(16, { activation: 'sigmoid' })), new nn.Dense(1));
deep.initialize(new mx.init.Normal(0.05));
const x = mx.random.normal({ shape: [8, 16] });
const trainer = new mx.gluon.Trainer(deep.collectParams(), 'sgd', { learningRate: 0.01 });
function step() { mx.autograd.record(() => deep(x).square().mean()).backward(); trainer.step(1); }
step();`;

test('while a loop trains without a pause, its gradients, times and memory are shown and renewed', async () => {
  await withLab({ 'net.ipynb': notebookFile(VANISHING, 'for (;;) step();') }, async (lab) => {
    const notebook = await lab.open('net.ipynb');
    await lab.execute('gluonlab:open-network-graph');
    await notebook.runAll();
    const panel = lab.page.locator('.gluonlab-Networks');
    const graph = panel.locator('[data-gluonlab="graph"]');
    await expect.poll(() => graph.getAttribute('data-nodes'), { timeout: 60_000 }).toBe('9');
    await panel.locator('select[name="overlay"]').selectOption({ label: 'gradients' });
    const legend = panel.locator('.gluonlab-Graph-legend');
    await expect.poll(() => legend.textContent(), { timeout: 20_000 }).toMatch(/mean of \|x\|: ≤ .+of \d/);
    const isRenewed = async () => {
      const first = await legend.textContent();
      await expect.poll(() => legend.textContent(), { timeout: 20_000 }).not.toBe(first);
    };
    await isRenewed();
    const gradients = panel.locator('section').filter({ hasText: 'Gradients' });
    expect(await gradients.locator('dt').allTextContents()).toContain('mean of |x|');
    await panel.locator('input[name="profile"]').click();
    for (const [overlay, amounts] of Object.entries({
      time: /^0 µs[\d.]+ (µs|ms)of \d/,
      memory: /^0 B[\d.]+ (B|KiB)of \d/,
    })) {
      await panel.locator('select[name="overlay"]').selectOption({ label: overlay });
      await expect.poll(() => legend.textContent(), { timeout: 20_000 }).toMatch(amounts);
      await isRenewed();
    }
    await lab.execute('notebook:interrupt-kernel');
    expect(await notebook.finished()).toBe(false);
  });
});

/** Everything in one cell that never ends, and never lets the event loop turn. */
const ENDLESS = VANISHING.replace(/step\(\);$/, 'for (;;) step();');

test('a network that a running cell has made is shown before the cell ends', async () => {
  await withLab({ 'net.ipynb': notebookFile(ENDLESS) }, async (lab) => {
    const notebook = await lab.open('net.ipynb');
    await lab.execute('gluonlab:open-network-graph');
    await notebook.runAll();
    const panel = lab.page.locator('.gluonlab-Networks');
    const graph = panel.locator('[data-gluonlab="graph"]');
    await expect.poll(() => graph.getAttribute('data-nodes'), { timeout: 60_000 }).toBe('9');
    const networks = panel.locator('select[name="network"]');
    expect(await networks.locator('option').allTextContents()).toEqual(['deep (Sequential, 1,105 parameters)']);
    expect(await notebook.node.locator('.jp-InputPrompt').first().textContent()).toBe('[*]:');
    await lab.execute('notebook:interrupt-kernel');
    expect(await notebook.finished()).toBe(false);
  });
});

const panels = {
  curves: { open: 'gluonlab:open-curves', tab: 'Curves: net' },
  network: { open: 'gluonlab:open-network-graph', tab: 'Network graph' },
};
test.each([
  ['curves', 'network'],
  ['network', 'curves'],
] as const)('%s and then %s stand at the right of the notebook as tabs of one column', async (...order) => {
  const [first, second] = order.map((kind) => panels[kind]);
  await withLab({ 'net.ipynb': notebookFile(NET) }, async (lab) => {
    await lab.open('net.ipynb');
    const columns = lab.page.locator('#jp-main-dock-panel > .lm-DockPanel-tabBar');
    const tabs = (column: number) => columns.nth(column).locator('.lm-TabBar-tabLabel').allTextContents();
    for (const { open } of [first, second]) {
      await lab.execute(open);
      await expect.poll(() => columns.count()).toBe(2);
    }
    expect([await tabs(0), await tabs(1)]).toEqual([['net.ipynb'], [first.tab, second.tab]]);
  });
});

test('a network that was never called is drawn for an example input, and stays as it was', async () => {
  const uncalled = NET.replace(/\nlenet\(.*$/, '');
  await withLab({ 'net.ipynb': notebookFile(uncalled, 'lenet.collectParams().get("3.weight").shape') }, async (lab) => {
    const notebook = await lab.open('net.ipynb');
    await lab.execute('gluonlab:open-network-graph');
    await notebook.runCell(0);
    const panel = lab.page.locator('.gluonlab-Networks');
    const graph = panel.locator('[data-gluonlab="graph"]');
    await panel.getByText('was not called yet').waitFor();
    const example = panel.getByRole('textbox', { name: 'Example input' });
    await example.fill('2x1x20');
    await example.press('Enter');
    await panel.getByRole('alert').getByText('has shape (2, 1, 20), expected 4 axes').waitFor();
    await example.fill('2x1x20x20');
    await example.press('Enter');
    await expect.poll(() => graph.getAttribute('data-nodes'), { timeout: 30_000 }).toBe('5');
    expect(await panel.getByRole('textbox', { name: 'Example input' }).inputValue()).toBe('float32 2×1×20×20');
    await notebook.runCell(1);
    expect(await notebook.output()).toMatch(/\[\s*10,\s*0\s*\]/);
  });
});

test('without a network the panel says so, and draws it as soon as a cell has made one', async () => {
  await withLab({ 'net.ipynb': notebookFile(NET) }, async (lab) => {
    const notebook = await lab.open('net.ipynb');
    await lab.execute('gluonlab:open-network-graph');
    const graph = lab.page.locator('.gluonlab-Networks [data-gluonlab="graph"]');
    await expect
      .poll(() => graph.getAttribute('data-error'), { timeout: 30_000 })
      .toMatch(/no network with parameters yet/);
    await notebook.runAll();
    await expect.poll(() => graph.getAttribute('data-nodes'), { timeout: 60_000 }).toBe('5');
    expect(await graph.getAttribute('data-error')).toBeNull();
  });
});
