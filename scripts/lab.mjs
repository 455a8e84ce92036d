// `npm run lab`: sets up what is missing and opens JupyterLab on the tutorials, or executes one notebook headless.
import fs from 'node:fs';
import path from 'node:path';
import { Failure, main } from './setup/failure.mjs';
import { executeNotebook, startLab } from './setup/jupyter.mjs';
import { readOptions, wholeNumber } from './setup/options.mjs';
import { notebooks } from './setup/paths.mjs';
import { setUp } from './setup/setup.mjs';

const FIRST_NOTEBOOK = '01-digits.ipynb';

const known = {
  execute: {
    type: 'string',
    value: 'NOTEBOOK',
    help: 'run a notebook headless, save the executed copy, print its outputs',
  },
  'no-browser': { type: 'boolean', help: 'start JupyterLab without opening a browser' },
  port: { type: 'string', value: 'N', help: 'the port JupyterLab listens on (default: the first free one from 8888)' },
  root: { type: 'string', value: 'DIR', help: 'the folder JupyterLab shows (default: notebooks)' },
};

main(async () => {
  const options = readOptions(known, 'npm run lab -- [options]');
  const port = options.port === undefined ? undefined : wholeNumber('port', options.port, 1, 65535);
  const notebook = options.execute && existing(options.execute, 'notebook', (entry) => entry.isFile());
  const folder = options.root ? existing(options.root, 'folder', (entry) => entry.isDirectory()) : notebooks;

  await setUp();
  if (notebook) return executeNotebook(notebook);
  const open = options.root ? undefined : FIRST_NOTEBOOK;
  return startLab({ folder, browser: !options['no-browser'], port, open });
});

// npm starts scripts in the root of the repository; INIT_CWD is where the person stood.
function existing(name, kind, isRight) {
  const file = [process.env.INIT_CWD ?? '.', '.'].map((base) => path.resolve(base, name)).find((f) => fs.existsSync(f));
  if (file && isRight(fs.statSync(file))) return file;
  throw new Failure(`There is no ${kind} ${name}.`);
}
