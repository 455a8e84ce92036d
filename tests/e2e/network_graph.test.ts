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
      await notebook.runAll();
      await expect.poll(() => notebook.finished(), { timeout: 60_000 }).toBe(true);
      await expect
        .poll(() => graph.locator('option', { hasText: 'time' }).count(), { timeout: 30_000 })
        .toBeGreaterThan(0);
    },
  );
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
