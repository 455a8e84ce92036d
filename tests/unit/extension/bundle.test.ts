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
const isGraphView = ({ text }: { text: string }) => text.includes('The drawing was not saved');
const isDagre = ({ text }: { text: string }) => text.includes('acyclicer');

describe('the built extension', () => {
  test('keeps plotly.js in one chunk of its own', () => {
    expect(scripts.filter(isPlotly)).toHaveLength(1);
  });

  test('keeps the graph in a chunk of its own, and its layout in one for the worker', () => {
    expect(scripts.filter(isGraphView)).toHaveLength(1);
    expect(scripts.filter(isDagre)).toHaveLength(1);
    expect(scripts.filter(isGraphView)).not.toEqual(scripts.filter(isDagre));
  });

  test('costs less than 50 kB at the start of JupyterLab', () => {
    // JupyterLab loads the entry, and what the entry names for the plugins and the style.
    const entry = scripts.find(({ name }) => name.startsWith('remoteEntry'))!;
    const exposed = [...entry.text.matchAll(/"\.\/(?:extension|style)":\(\)=>(.*?)\.then/g)].map(([, load]) => load);
    const chunks = exposed.flatMap((load) => [...load.matchAll(/\.e\("?(\d+)"?\)/g)].map(([, id]) => id));
    expect(exposed).toHaveLength(2);
    const atStart = [entry, ...chunks.map((id) => scripts.find(({ name }) => name.startsWith(`${id}.`))!)];
    expect(atStart.some(isPlotly)).toBe(false);
    expect(atStart.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThan(50_000);
  });

  test('names the command of its toolbar button', () => {
    const schema = fs.readFileSync(path.join(folder, 'schemas', '@gluonlab', 'jupyterlab', 'curves.json'), 'utf8');
    expect(JSON.parse(schema)['jupyter.lab.toolbars'].Notebook[0].command).toBe('gluonlab:open-curves');
    expect(scripts.some(({ text }) => text.includes('gluonlab:open-curves'))).toBe(true);
  });
});
