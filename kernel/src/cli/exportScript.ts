/** `gluonlab export-script`: a notebook as TypeScript that `tsc` compiles; operators on arrays become method calls. */

import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { notebookScript } from '../jupyter/language/scriptExport.js';
import type { NotebookCell } from '../jupyter/language/scriptExport.js';
import { CommandError } from './errors.js';

function readCells(file: string): NotebookCell[] {
  try {
    const { cells } = JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8')) as { cells?: unknown };
    if (Array.isArray(cells)) return cells as NotebookCell[];
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}`);
  }
  throw new CommandError(`${file} is no notebook of format 4: it has no list of cells`);
}

/** `-` is standard input or output. The script of `a.ipynb` goes to `a.ts` unless `output` says otherwise. */
export function exportScript(notebook: string, output?: string): number {
  const isInput = notebook === '-';
  const script = notebookScript(readCells(notebook), isInput ? process.cwd() : resolve(dirname(notebook)));
  const target = output ?? (isInput ? '-' : notebook.replace(/(\.ipynb)?$/, '.ts'));
  if (target === '-') {
    process.stdout.write(script);
  } else {
    writeFileSync(target, script);
    console.log(`wrote ${target}`);
  }
  return 0;
}
