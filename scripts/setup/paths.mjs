// Where things live: the one copy of every path that the scripts share.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

/** A path inside the repository. */
export const inRoot = (...parts) => path.join(root, ...parts);

export const venv = inRoot('.venv');
export const cache = inRoot('.cache');
export const notebooks = inRoot('notebooks');

/** The file of one list of pinned Python packages: `lab`, `lint`, `cmake`, `bench-mxnet` ... */
export const requirements = (name) => inRoot('scripts', 'requirements', `${name}.txt`);
