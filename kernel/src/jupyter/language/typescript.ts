/**
 * The TypeScript compiler, loaded through V8's code cache: about 80 ms instead of 400 ms.
 * The cache file lies in the user's cache folder and is keyed by Node, V8 and the compiler's own version; when it
 * cannot be read or written the compiler is simply loaded without it.
 */

import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';

type TypeScript = typeof import('typescript');

const require = createRequire(import.meta.url);
const file = require.resolve('typescript');
const packageVersion = (require('typescript/package.json') as { version: string }).version;

/** Folder of `lib.*.d.ts`. */
export const libFolder = dirname(file);

export function cacheFolder(): string {
  return join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'gluonlab');
}

const cacheFile = join(cacheFolder(), `typescript-${packageVersion}-node-${process.version}-${process.arch}.v8`);

function readCache(): Buffer | undefined {
  try {
    return readFileSync(cacheFile);
  } catch {
    return undefined;
  }
}

const cachedData = readCache();
const script = new Script(
  `(function (exports, require, module, __filename, __dirname) {${readFileSync(file, 'utf8')}\n})`,
  {
    filename: file,
    cachedData,
  },
);
const loaded = { exports: {} as TypeScript };
(script.runInThisContext() as (...args: unknown[]) => void)(
  loaded.exports,
  createRequire(file),
  loaded,
  file,
  dirname(file),
);

export const ts: TypeScript = loaded.exports;

/** Writes the code cache if this process had none; call it after some work, so that it holds the functions in use. */
export function saveCodeCache(): void {
  if (cachedData && !script.cachedDataRejected) return;
  try {
    mkdirSync(dirname(cacheFile), { recursive: true });
    const temporary = `${cacheFile}.${process.pid}`;
    writeFileSync(temporary, script.createCachedData());
    renameSync(temporary, cacheFile);
  } catch {
    // A read-only home folder costs 300 ms at the next start, nothing else.
  }
}
