// Widgets of cells, drawn by the Python package anywidget in a real JupyterLab.
import { expect, test } from 'vitest';
import { notebookFile, withLab } from './lab.js';

const SLIDER = `import { widget } from 'gluonlab/kernel';
const rate = widget({
  state: { value: 3, losses: Float32Array.of(0.5) },
  esm: \`export default {
    render({ model, el }) {
      const slider = Object.assign(document.createElement('input'), { type: 'range', max: 10 });
      const losses = document.createElement('output');
      const draw = () => {
        slider.value = model.get('value');
        const bytes = model.get('losses');
        losses.textContent = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4).join(' ');
      };
      slider.oninput = () => { model.set('value', slider.valueAsNumber); model.save_changes(); };
      model.on('change', draw);
      model.on('msg:custom', ({ name }) => model.send({ hello: name }));
      el.append(slider, losses);
      draw();
    },
  }\`,
  css: '.gluonlab-test { color: red }',
});
rate`;

const READ = "'the kernel has ' + rate.state.value";
const WRITE = 'rate.update({ value: 8, losses: Float32Array.of(0.5, 0.25) })';
const ASK = `const answer = new Promise((resolve) => rate.onMessage(resolve, { once: true }));
rate.send({ name: 'page' });
await answer`;
const TRAIN = `while (rate.state.value !== 2) {
  rate.update({ losses: Float32Array.of(rate.state.losses[0] + 1) });
  await new Promise((resolve) => setTimeout(resolve, 5));
}
'the slider ended it'`;

test('a slider changes a value of the kernel, the kernel moves the slider, also after a reload', async () => {
  await withLab({ 'a.ipynb': notebookFile(SLIDER, READ, WRITE) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    // A page that is loaded again has new elements.
    const slider = () => notebook.node.getByRole('slider');
    const losses = () => notebook.node.locator('output').textContent();
    await notebook.runCell(0);
    await expect.poll(() => slider().inputValue()).toBe('3');
    await slider().fill('7');
    await notebook.runCell(1);
    await notebook.node.getByText('the kernel has 7').waitFor();
    await notebook.runCell(2);
    await expect.poll(() => slider().inputValue()).toBe('8');
    await expect.poll(losses).toBe('0.5 0.25');

    await lab.execute('docmanager:save');
    await lab.reload();
    await notebook.ready();
    await expect.poll(() => slider().inputValue(), { timeout: 30_000 }).toBe('8');
    expect(await losses()).toBe('0.5 0.25');
    await slider().fill('6');
    await notebook.runCell(1);
    await notebook.node.getByText('the kernel has 6').waitFor();
    await notebook.runCell(2);
    await expect.poll(() => slider().inputValue()).toBe('8');
    expect(lab.problems).toEqual([]);
  });
});

test('a widget is alive while a cell runs', async () => {
  await withLab({ 'a.ipynb': notebookFile(SLIDER, ASK, TRAIN) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const slider = notebook.node.getByRole('slider');
    await notebook.runCell(0);
    await slider.waitFor();
    await notebook.runCell(1);
    await notebook.node.getByText("{ hello: 'page' }").waitFor();
    const training = notebook.runCell(2);
    await notebook.node.getByText(/^\d\d+\.5$/).waitFor();
    await slider.fill('2');
    await notebook.node.getByText('the slider ended it').waitFor();
    await training;
    expect(lab.problems).toEqual([]);
  });
});
