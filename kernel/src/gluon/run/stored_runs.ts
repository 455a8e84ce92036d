// The runs of a folder.
import { readdirSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DEFAULT_DIR } from './run_file.js';
import { StoredRun } from './stored_run.js';

const newestFirst = (a: StoredRun, b: StoredRun) => b.header.created - a.header.created;

/**
 * The runs that were logged, also by earlier processes, newest first. `dir` is what `run` was given. A folder whose files
 * make no sense is left out; `StoredRun.open(folder)` says why.
 *
 * @example const [latest] = await mx.runs(); const { steps, values } = await latest.points('train/loss');
 */
export async function runs(dir: string = join(...DEFAULT_DIR)): Promise<StoredRun[]> {
  const names = await readdir(dir).catch(() => []);
  const opened = await Promise.allSettled(names.map((name) => StoredRun.open(resolve(dir, name))));
  return opened.flatMap((run) => (run.status === 'fulfilled' ? [run.value] : [])).sort(newestFirst);
}

/** The same, for code that cannot wait. */
export function storedRunsSync(dir: string): StoredRun[] {
  let names: string[];
  try {
    names = readdirSync(dir);
  } catch {
    return [];
  }
  return names.flatMap((name) => openOrNothing(resolve(dir, name))).sort(newestFirst);
}

function openOrNothing(folder: string): StoredRun[] {
  try {
    return [StoredRun.openSync(folder)];
  } catch {
    return [];
  }
}
