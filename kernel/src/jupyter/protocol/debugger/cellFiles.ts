/**
 * The files that cells are known by to a debugger's front end: `PREFIX HASH SUFFIX`, the hash taken of the cell's source, so
 * that the front end knows the name of a cell that was never run. `dumpCell` writes such a file.
 */

import { rmSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { murmur2 } from './murmur2.js';

// JupyterLab calls a file `Cell [4]` in its panels only if "ipykernel_" is in its path.
const folder = join(tmpdir(), `gluonlab_ipykernel_${process.pid}`);

export const hashSeed = 0xc70f6907;
export const cellPrefix = folder + sep;
export const cellSuffix = '.ts';

export function cellPath(source: string): string {
  return `${cellPrefix}${murmur2(source, hashSeed)}${cellSuffix}`;
}

export const isCellPath = (path: string) => path.startsWith(cellPrefix);

/** Writes the file of a cell; only its owner may read it. */
export async function writeCell(source: string): Promise<string> {
  const path = cellPath(source);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(path, source, { mode: 0o600 });
  return path;
}

export function removeCellFiles() {
  rmSync(folder, { recursive: true, force: true });
}
