// Files from the network, checked and kept: a dataset is made by a constructor, which cannot wait, so a second Node does.
import { createHash } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { GluonError } from '../../../errors.js';

/** Where downloads are kept: GLUONLAB_DATA, else ~/.cache/gluonlab. */
export function cacheFolder(): string {
  return process.env.GLUONLAB_DATA ?? join(homedir(), '.cache', 'gluonlab');
}

const FETCH = `
const [url, file] = process.argv.slice(1);
const { writeFile } = await import('node:fs/promises');
const answer = await fetch(url, { signal: AbortSignal.timeout(300_000) }).catch((error) => {
  throw new Error(error.cause?.message ?? error.message);
});
if (!answer.ok) throw new Error('the server answers ' + answer.status);
await writeFile(file, new Uint8Array(await answer.arrayBuffer()));
`;

/** Fetches `file` from the first of `urls` that gives it with the right SHA-1, unless it is there already. */
export function download(urls: readonly string[], file: string, sha1: string): void {
  if (existsSync(file) && sha1Of(file) === sha1) return;
  const temporary = `${file}.${process.pid}.tmp`;
  const failures: string[] = [];
  try {
    mkdirSync(dirname(file), { recursive: true });
    for (const url of urls) {
      const failure = attempt(url, temporary, sha1);
      if (failure === null) return renameSync(temporary, file);
      failures.push(`  ${url}: ${failure}`);
    }
  } catch (cause) {
    throw new GluonError(`cannot keep ${file}: ${(cause as Error).message}`, 'value');
  } finally {
    rmSync(temporary, { force: true });
  }
  throw new GluonError(
    `cannot download ${file}:\n${failures.join('\n')}\nWithout a network, put the files into a folder and name it: { root: '...' }`,
    'value',
  );
}

/** Why it did not work; null when it did. */
function attempt(url: string, file: string, sha1: string): string | null {
  process.stderr.write(`downloading ${url}\n`);
  try {
    execFileSync(process.execPath, ['--input-type=module', '--eval', FETCH, url, file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } catch (cause) {
    const { stderr } = cause as { stderr?: Buffer };
    const lines = String(stderr ?? '').split('\n');
    return lines.find((line) => line.startsWith('Error: '))?.slice('Error: '.length) ?? 'it failed';
  }
  const found = sha1Of(file);
  return found === sha1 ? null : `the SHA-1 is ${found}, expected ${sha1}`;
}

const sha1Of = (file: string): string => createHash('sha1').update(readFileSync(file)).digest('hex');
