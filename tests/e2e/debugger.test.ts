// JupyterLab's debugger on TypeScript cells, used as a person uses it: gutter, buttons, panels.
import { expect, test } from 'vitest';
import { notebookFile, withLab } from './lab.js';

const SETUP = `import { nd } from 'gluonlab';
interface Options { rate: number }
const options: Options = { rate: 0.5 };
const weights = nd.array([[1, 2], [3, 4]]);`;

const WORK = `// scales
function scale(x: number): number {
  const scaled = x * options.rate;
  return scaled;
}
const total = scale(10) + scale(20);
total`;

test('a cell stops at the line of a breakpoint, shows its variables, steps, and finishes', async () => {
  await withLab({ 'a.ipynb': notebookFile(SETUP, WORK) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const { debug } = notebook;
    await debug.switchOn();
    await debug.breakAt(2, 3);
    await notebook.runAll();

    expect(await debug.stoppedLine(2)).toBe('  const scaled = x * options.rate;');
    expect(await debug.frame().innerText()).toMatch(/scale\s*Cell \[\*\]/);
    await debug.variable('x').getByText('10').waitFor();
    await debug.press('Next');
    await expect.poll(() => debug.stoppedLine(2), { timeout: 20_000 }).toBe('  return scaled;');
    await debug.variable('scaled').getByText('5').waitFor();

    await debug.chooseScope('Globals');
    await debug.variable('options').getByText('Object').waitFor();
    await debug.variable('weights').getByText('NDArray 2x2 float32').waitFor();
    await (await debug.render('weights')).getByText('[3. 4.]').waitFor();

    await debug.press('Continue');
    await debug.chooseScope('Locals');
    await debug.variable('x').getByText('20').waitFor();
    await debug.press('Continue');
    expect(await notebook.finished()).toBe(true);
    expect(await notebook.output()).toContain('15');
  });
});

test('variables are shown while nothing is stopped, and a switched-off debugger stops nothing', async () => {
  await withLab({ 'a.ipynb': notebookFile(SETUP, WORK) }, async (lab) => {
    const notebook = await lab.open('a.ipynb');
    const { debug } = notebook;
    await debug.switchOn();
    await notebook.runAll();
    expect(await notebook.finished()).toBe(true);
    await debug.variable('total').getByText('15').waitFor();
    await debug.variable('weights').getByText('NDArray 2x2 float32').waitFor();

    await debug.breakAt(2, 3);
    await debug.switchOff();
    await notebook.runAll();
    expect(await notebook.finished()).toBe(true);
  });
});
