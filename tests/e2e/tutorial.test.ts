// The promise of the first tutorial: open it, run all cells, watch the network learn to read digits.
import { expect, test } from 'vitest';
import { withLab } from './lab.js';
import type { LabFiles } from './lab.js';
import { takePicture } from './looks.js';
import { inRoot } from './repository.js';

const TUTORIAL = '01-digits.ipynb';
const files: LabFiles = {
  [TUTORIAL]: { copyOf: inRoot('notebooks', TUTORIAL) },
  data: { copyOf: inRoot('notebooks', 'data') },
};
const TRAINING_MS = 300_000;

test('the tutorial reads more than 97.5 % of the test digits, and its curves grow meanwhile', async () => {
  await withLab(files, async (lab) => {
    const notebook = await lab.open(TUTORIAL);
    await lab.execute('filebrowser:toggle-main');
    const curves = await notebook.openCurves();
    await notebook.runAll();
    const early = await curves.hasPoints('loss', 20, TRAINING_MS);
    const later = await curves.hasPoints('loss', early + 20, TRAINING_MS);
    expect(later).toBeGreaterThan(early);
    await curves.hasPoints('accuracy', 2, TRAINING_MS);
    await notebook.node.locator('.jp-OutputArea-output', { hasText: 'epoch 2' }).first().scrollIntoViewIfNeeded();
    await takePicture(lab, 'lab');
    expect(await notebook.finished()).toBe(true);

    const accuracy = /test accuracy (\d+\.\d) %/.exec(await notebook.output())?.[1];
    expect(Number(accuracy)).toBeGreaterThan(97.5);
    expect(await curves.hasPoints('accuracy', 2)).toBeGreaterThan(1);
    await curves.ended();
  });
});

test('a page that is loaded again in mid-training finds the curves whole, and they grow on', async () => {
  await withLab(files, async (lab) => {
    const notebook = await lab.open(TUTORIAL);
    const curves = await notebook.openCurves();
    await notebook.runAll();
    const before = await curves.hasPoints('loss', 50, TRAINING_MS);

    await lab.reload();
    const after = await curves.hasPoints('loss', before);
    await curves
      .run('lenet')
      .and(lab.page.getByRole('checkbox', { checked: true }))
      .waitFor();
    const later = await curves.hasPoints('loss', after + 20, TRAINING_MS);
    expect(await curves.xTicks('loss')).toContain(0);
    expect(later).toBeGreaterThan(after);
  });
});
