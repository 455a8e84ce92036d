// What the built extension costs a JupyterLab that loads it.
import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../../extension/labextension');
const scripts = fs
  .readdirSync(path.join(folder, 'static'))
  .filter((name) => name.endsWith('.js'))
  .map((name) => ({ name, text: fs.readFileSync(path.join(folder, 'static', name), 'utf8') }));
const isPlotly = ({ text }: { text: string }) => text.includes('plotly-logomark');

describe('the built extension', () => {
  test('keeps plotly.js in one chunk of its own', () => {
    expect(scripts.filter(isPlotly)).toHaveLength(1);
  });

  test('costs less than 50 kB at the start of JupyterLab', () => {
    const bytes = scripts.filter((script) => !isPlotly(script)).reduce((sum, { text }) => sum + text.length, 0);
    expect(bytes).toBeLessThan(50_000);
  });

  test('names the command of its toolbar button', () => {
    const schema = fs.readFileSync(path.join(folder, 'schemas', '@gluonlab', 'jupyterlab', 'curves.json'), 'utf8');
    expect(JSON.parse(schema)['jupyter.lab.toolbars'].Notebook[0].command).toBe('gluonlab:open-curves');
    expect(scripts.some(({ text }) => text.includes('gluonlab:open-curves'))).toBe(true);
  });
});
