// Model files in JupyterLab: a double click in the file browser opens each kind, and a bad file says what is wrong with it.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { concat, field, model, node, varint } from '../unit/extension/onnx_bytes.js';
import { GraphView } from './graph_view.js';
import { withLab } from './lab.js';
import { inRoot } from './repository.js';

const golden = (file: string) => ({ copyOf: inRoot('tests', 'golden', file) });

test('an ONNX file opens as a graph', async () => {
  await withLab({ 'lenet.onnx': golden('models/onnx/lenet.ts12.onnx') }, async (lab) => {
    const panel = await lab.openFile('lenet.onnx');
    await expect.poll(() => panel.getAttribute('data-nodes'), { timeout: 30_000 }).toBe('13');
    expect(await panel.getAttribute('data-gluonlab')).toBe('graph');
  });
});

test("MXNet's symbol opens as a graph with the parameters beside it", async () => {
  const files = {
    'lenet-symbol.json': golden('models/lenet-symbol.json'),
    'lenet-0000.params': golden('models/lenet-0000.params'),
  };
  await withLab(files, async (lab) => {
    const panel = await lab.openFile('lenet-symbol.json');
    await expect.poll(() => panel.getAttribute('data-nodes'), { timeout: 30_000 }).toBe('10');
  });
});

test('a parameter file opens as a list of tensors with statistics on demand', async () => {
  await withLab({ 'lenet.params': golden('models/lenet-0000.params') }, async (lab) => {
    const panel = await lab.openFile('lenet.params');
    await expect.poll(() => panel.getAttribute('data-tensors'), { timeout: 30_000 }).toBe('8');
    await panel.getByRole('searchbox').fill('conv0 weight');
    await expect.poll(() => panel.locator('tbody tr').count()).toBe(1);
    await panel.locator('tbody button').click();
    const elements = panel.getByRole('region', { name: 'Elements of arg:conv0_weight' });
    await elements.getByRole('img', { name: 'Histogram' }).waitFor();
    expect(await elements.locator('dd').first().textContent()).toBe('500');
    await panel.getByRole('searchbox').fill('');
    await panel.getByRole('button', { name: 'Bytes' }).click();
    await panel.getByRole('button', { name: 'Bytes' }).click();
    expect(await panel.locator('tbody tr').first().textContent()).toContain('dense0_weight');
  });
});

test('an open file is there again after a reload', async () => {
  await withLab({ 'lenet.params': golden('models/lenet-0000.params') }, async (lab) => {
    const panel = await lab.openFile('lenet.params');
    await expect.poll(() => panel.getAttribute('data-tensors'), { timeout: 30_000 }).toBe('8');
    await lab.layoutSaved(/gluonlab-model-files/);
    await lab.reload();
    await expect.poll(() => panel.getAttribute('data-tensors'), { timeout: 30_000 }).toBe('8');
  });
});

test('a file that is replaced is shown anew, and saving an open file leaves it as it is', async () => {
  await withLab({ 'net.params': golden('models/lenet-0000.params') }, async (lab) => {
    const panel = await lab.openFile('net.params');
    await expect.poll(() => panel.getAttribute('data-tensors'), { timeout: 30_000 }).toBe('8');
    const other = readFileSync(inRoot('tests', 'golden', 'models', 'mlp-0000.params'));
    writeFileSync(path.join(lab.folder, 'net.params'), other);
    await lab.execute('docmanager:reload');
    await expect.poll(() => panel.getAttribute('data-tensors'), { timeout: 30_000 }).toBe('6');
    await lab.page.keyboard.press('Control+s');
    await lab.page.locator('.jp-Dialog').waitFor();
    expect(readFileSync(path.join(lab.folder, 'net.params')).equals(other)).toBe(true);
  });
});

const halfOf = (file: string) => {
  const whole = readFileSync(inRoot('tests', 'golden', 'models', file));
  return whole.subarray(0, whole.length / 2);
};
const MARKUP = '<img src=x onerror="window.injected=1">';
const bad: Record<string, { content: string | Uint8Array; says: string | RegExp }> = {
  'empty.onnx': { content: '', says: 'empty.onnx: the file is empty' },
  'text.onnx': { content: 'no protobuf', says: /text\.onnx: offset \d+: / },
  'cut.onnx': { content: halfOf('onnx/lenet.ts12.onnx'), says: /offset \d+: field \d+ takes \d+ bytes, \d+ are left/ },
  'long.onnx': {
    content: concat(field(1, 8), varint(7 * 8 + 2), varint(2 ** 31)),
    says: /offset 2: field 7 takes 2147483648 bytes, 0 are left/,
  },
  'cycle.onnx': {
    content: model({ nodes: [node('Neg', [MARKUP], ['a']), node('Relu', ['a'], [MARKUP])] }),
    says: /'Neg_a', 'Relu_<img src=x .*>' wait for each other: a cycle/,
  },
  'cut-symbol.json': { content: '{"nodes": [', says: /cut-symbol\.json: this is no JSON/ },
  'cut.params': { content: halfOf('lenet-0000.params'), says: /cut\.params: offset \d+: / },
  'markup.params': { content: MARKUP, says: /markup\.params: offset 0: .* no \.params file/ },
};

test('a bad file says what is wrong with it', async () => {
  await withLab(Object.fromEntries(Object.entries(bad).map(([file, { content }]) => [file, content])), async (lab) => {
    for (const [file, { says }] of Object.entries(bad)) {
      const panel = await lab.openFile(file);
      await expect.poll(() => panel.getAttribute('data-error'), { message: file, timeout: 30_000 }).toMatch(says);
      await panel.getByRole('alert').waitFor();
    }
    expect(await lab.page.evaluate(() => 'injected' in window)).toBe(false);
    // No range of an empty file can be satisfied, and the browser says so by itself.
    expect(lab.problems.filter((problem) => !problem.includes('416'))).toEqual([]);
  });
});

test('names with markup are texts', async () => {
  const symbol = {
    nodes: [
      { op: 'null', name: MARKUP, inputs: [] },
      { op: 'relu', name: `${MARKUP}2`, inputs: [[0, 0]] },
    ],
    heads: [[1, 0]],
  };
  const files = {
    'markup-symbol.json': JSON.stringify(symbol),
    'markup.onnx': model({ nodes: [node(MARKUP, [MARKUP], ['y'])], inputs: [MARKUP], outputs: ['y'] }),
  };
  await withLab(files, async (lab) => {
    for (const file of Object.keys(files)) {
      const graph = await GraphView.open(lab, file);
      expect(await graph.nodeCount).toBe(1);
      await graph.press('ArrowDown', 'ArrowDown');
      await graph.selects(/<img src=x/);
      expect(await graph.node.locator('img').count()).toBe(0);
    }
    expect(await lab.page.evaluate(() => 'injected' in window)).toBe(false);
    expect(lab.problems).toEqual([]);
  });
});
