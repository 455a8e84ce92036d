/**
 * What makes `jupyter nbconvert --to script` call `gluonlab export-script`: nbconvert's configuration file, which is Python
 * that nbconvert itself runs. A file that someone else has written there is left alone.
 */

import { existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const fileName = 'jupyter_nbconvert_config.py';
const template = fileURLToPath(new URL(`../../resources/nbconvert/${fileName}`, import.meta.url));
const cli = fileURLToPath(new URL('./main.js', import.meta.url));
const ours = '# Written by `gluonlab install`.';

/** Where an environment keeps it. A person's own folder of settings is left to the person. */
export const configFolder = (prefix: string) => join(resolve(prefix), 'etc', 'jupyter');

const isOurs = (file: string) => readFileSync(file, 'utf8').startsWith(ours);

/** False when there is a file of someone else. */
export function writeNbconvertConfig(folder: string): boolean {
  const file = join(folder, fileName);
  if (existsSync(file) && !isOurs(file)) return false;
  const text = readFileSync(template, 'utf8')
    .replace('[NODE, ', `[${JSON.stringify(process.execPath)}, `)
    .replace(' CLI,', ` ${JSON.stringify(realpathSync(cli))},`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, text);
  return true;
}

export function removeNbconvertConfig(folder: string): void {
  const file = join(folder, fileName);
  if (existsSync(file) && isOurs(file)) rmSync(file);
}
