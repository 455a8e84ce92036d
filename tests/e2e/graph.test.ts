// The Graph panel in a real JupyterLab: real model files, opened, explored by keyboard and mouse, and saved.
import { expect, test } from 'vitest';
import { GraphView } from './graph_view.js';
import { withLab } from './lab.js';
import { inRoot } from './repository.js';

const golden = (file: string) => ({ copyOf: inRoot('tests', 'golden', 'models', file) });

test('the keyboard walks along the edges, and the details and the tree follow', async () => {
  await withLab({ 'lenet.onnx': golden('onnx/lenet.ts12.onnx') }, async (lab) => {
    const graph = await GraphView.open(lab, 'lenet.onnx');
    expect(await graph.nodeCount).toBe(13);
    // The drawing that has just opened has the keyboard.
    await lab.page.keyboard.press('ArrowDown');
    await lab.page.keyboard.press('ArrowDown');
    await graph.selects(/^Conv, .*float32/);
    expect(await graph.heading.textContent()).toBe('Conv');
    await graph.node.getByText('6×1×5×5').first().waitFor();
    await graph.press('ArrowDown');
    await graph.selects(/^Tanh/);
    await graph.press('ArrowUp', 'ArrowUp');
    await graph.selects(/^input /);
    await graph.press('Escape');
    await graph.selected.waitFor({ state: 'detached' });
  });
});

test('groups open in place, are entered and left', async () => {
  await withLab({ 'net.onnx': golden('onnx/big_10000.onnx') }, async (lab) => {
    const graph = await GraphView.open(lab, 'net.onnx');
    await graph.press('ArrowDown', 'ArrowDown');
    await graph.selects(/^group embeddings, 11 operators/);
    expect(await graph.selected.getAttribute('aria-expanded')).toBe('false');
    await graph.press('Enter');
    await expect.poll(() => graph.selected.getAttribute('aria-expanded')).toBe('true');
    await graph.arranged();
    await graph.press('ArrowDown');
    await graph.selects(/^MatMul/);
    await graph.press('Escape', 'Shift+Enter');
    await expect.poll(() => graph.crumbs()).toEqual(['net', 'embeddings']);
    await graph.press('Escape');
    await expect.poll(() => graph.crumbs()).toEqual(['net']);
    await graph.selects(/^group embeddings/);
  });
});

test("a search opens what hides its finds, in MXNet's files too", async () => {
  const files = {
    'transformer-symbol.json': golden('transformer_interleaved-symbol.json'),
    'transformer-0000.params': golden('transformer_interleaved-0000.params'),
  };
  await withLab(files, async (lab) => {
    const graph = await GraphView.open(lab, 'transformer-symbol.json');
    await graph.tool('Close all groups').click();
    await graph.find('softmax');
    await graph.selects(/^softmax/i);
    await graph.node.getByText(/^1 of \d+$/).waitFor();
    await graph.node.getByRole('button', { name: 'Depends on' }).click();
    expect(await graph.node.getByRole('button', { name: 'Depends on' }).getAttribute('aria-pressed')).toBe('true');
  });
});

test('statistics of a parameter are read when asked for', async () => {
  await withLab({ 'lenet.onnx': golden('onnx/lenet.ts12.onnx') }, async (lab) => {
    const graph = await GraphView.open(lab, 'lenet.onnx');
    await graph.find('conv');
    await graph.node.getByRole('button', { name: 'statistics' }).first().click();
    await graph.node.getByRole('img', { name: 'Histogram' }).waitFor();
    await graph.node.getByText('150', { exact: true }).waitFor();
  });
});

test("an example input gives shapes and costs that MXNet's file leaves open", async () => {
  const files = { 'lenet-symbol.json': golden('lenet-symbol.json'), 'lenet-0000.params': golden('lenet-0000.params') };
  await withLab(files, async (lab) => {
    const graph = await GraphView.open(lab, 'lenet-symbol.json');
    const example = graph.node.getByRole('textbox', { name: 'Example input' });
    expect(await example.inputValue()).toBe('?');
    await example.fill('8×1×28×28');
    await example.press('Enter');
    await graph.node.getByText('float32 8×10').first().waitFor({ state: 'attached' });
  });
});

test('the drawing is saved as SVG and PNG, all of it or what is seen', async () => {
  await withLab({ 'lenet.onnx': golden('onnx/lenet.ts12.onnx') }, async (lab) => {
    const graph = await GraphView.open(lab, 'lenet.onnx');
    const svg = (await graph.save('All as SVG')).toString();
    const titles = [...svg.matchAll(/font-weight="600"[^>]*>([^<]*)</g)].map(([, title]) => title);
    const ops = [
      'Conv',
      'Tanh',
      'MaxPool',
      'Conv',
      'Tanh',
      'AveragePool',
      'Flatten',
      'Gemm',
      'Relu',
      'Gemm',
      'Relu',
      'Gemm',
    ];
    expect(titles).toEqual(['x0', ...ops, 'LogSoftmax', 'y0']);
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox=/);
    const png = await graph.save('Visible part as PNG');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    const box = (await graph.drawing.boundingBox())!;
    expect(png.readUInt32BE(16)).toBeGreaterThan(box.width);
  });
});

test('the wheel zooms, the mouse drags, a click selects', async () => {
  await withLab({ 'lenet.onnx': golden('onnx/lenet.ts12.onnx') }, async (lab) => {
    const graph = await GraphView.open(lab, 'lenet.onnx');
    const box = (await graph.drawing.boundingBox())!;
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const pictures = [await graph.picture()];
    const changes = async () => {
      await expect.poll(async () => pictures.includes(await graph.picture())).toBe(false);
      pictures.push(await graph.picture());
    };
    await lab.page.mouse.move(x, y);
    await lab.page.mouse.wheel(0, -200);
    await changes();
    await lab.page.mouse.down();
    await lab.page.mouse.move(x + 60, y + 30, { steps: 3 });
    await lab.page.mouse.up();
    await changes();
    expect(await graph.selected.count()).toBe(0);
    await graph.press('0');
    await changes();
    for (let at = 0.2; at < 0.8 && (await graph.selected.count()) === 0; at += 0.02) {
      await lab.page.mouse.click(x, box.y + at * box.height);
    }
    await graph.selects(/^\w+, .*float32/);
  });
});

test('the drawing follows the theme', async () => {
  await withLab({ 'lenet.onnx': golden('onnx/lenet.ts12.onnx') }, async (lab) => {
    const graph = await GraphView.open(lab, 'lenet.onnx');
    const light = await graph.background();
    await lab.execute('apputils:change-theme', { theme: 'JupyterLab Dark' });
    await expect.poll(() => graph.background(), { timeout: 20_000 }).not.toEqual(light);
  });
});

test('ten thousand nodes are shown, opened, moved and found; opening them can be cancelled', async () => {
  await withLab({ 'net.onnx': golden('onnx/big_10000.onnx') }, async (lab) => {
    const graph = await GraphView.open(lab, 'net.onnx');
    expect(await graph.nodeCount).toBe(10_000);

    await graph.clickAndCancel('Open all groups');
    await graph.press('ArrowDown', 'ArrowDown');
    await graph.selects(/^group embeddings/);
    expect(await graph.selected.getAttribute('aria-expanded')).toBe('false');

    const opening = performance.now();
    await graph.tool('Open all groups').click();
    await expect.poll(() => graph.selected.getAttribute('aria-expanded')).toBe('true');
    await graph.arranged();
    const opened = performance.now() - opening;

    const median = (times: number[]) => times.sort((a, b) => a - b)[Math.floor(times.length / 2)].toFixed(1);
    const panning = median(await graph.frameTimes({ y: 150, drag: true }, 60));
    await graph.press('0');
    const zooming = median(await graph.frameTimes({ y: 30 }, 60));
    await graph.find('encoder/layer.50 Softmax');
    await graph.selects(/^Softmax/);
    console.log(
      `10,000 nodes: drawn ${graph.openingMs.toFixed(0)} ms after the double click, all open after ${opened.toFixed(0)} ms, ` +
        `a frame of panning ${panning} ms, of zooming all ${zooming} ms`,
    );
  });
});
