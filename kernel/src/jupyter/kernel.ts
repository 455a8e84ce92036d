/**
 * The kernel process: `node ... kernel.js --connection-file FILE`. Where the notebook's folder, or one above it, has a gluonlab
 * of its own in `node_modules`, that one runs, so that a project keeps the version it was written for.
 */

import { existsSync, realpathSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { log } from './log.js';
import { notebookFile } from './threads.js';

const installed = fileURLToPath(import.meta.url);

/** The kernel of the project, if there is another than this one. */
function projectKernel(): string | undefined {
  try {
    const manifest = createRequire(join(process.cwd(), notebookFile)).resolve('gluonlab/package.json');
    const kernel = join(manifest, '..', 'dist', 'jupyter', 'kernel.js');
    return existsSync(kernel) && realpathSync(kernel) !== installed ? kernel : undefined;
  } catch {
    return undefined;
  }
}

const project = projectKernel();
log.info(project ? `${installed} hands over to ${project}` : `${installed} runs`);
await import(project ? pathToFileURL(project).href : './start.js');
