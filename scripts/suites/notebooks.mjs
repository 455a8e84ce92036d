// Every tutorial runs from top to bottom; each is one test.
import fs from 'node:fs';
import path from 'node:path';
import { executeNotebook } from '../setup/jupyter.mjs';
import { notebooks } from '../setup/paths.mjs';
import { nothing, sum } from './tally.mjs';

export async function notebookTests() {
  const files = fs
    .readdirSync(notebooks)
    .filter((name) => name.endsWith('.ipynb') && !name.endsWith('.executed.ipynb'));
  const tallies = [];
  for (const file of files.sort()) {
    const code = await executeNotebook(path.join(notebooks, file));
    tallies.push({ ...nothing, [code === 0 ? 'passed' : 'failed']: 1 });
  }
  return sum(tallies);
}
