/**
 * `%npm install lodash`: npm on the notebook's folder, where `import` of a cell then finds the package. While npm fetches,
 * one display counts along; what npm says itself comes as text, and a failure is an error with npm's reason.
 */

import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { magicUsage } from '../language/magics.js';
import type { Awaits } from './awaits.js';
import type { Displays } from './display.js';
import type { Host } from './host.js';
import type { Imports } from './imports.js';
import { writeText } from './streams.js';

const subcommands = ['install', 'uninstall', 'list'];
/** `http`: one line on standard error for each request. */
const options = ['--loglevel=http', '--no-fund', '--no-audit', '--no-progress', '--no-update-notifier', '--no-color'];

/** Between two drawings of the count. */
const drawMs = 100;

export class NpmError extends Error {
  override name = 'NpmError';
}

export class Npm {
  #count = 0;

  constructor(
    /** The notebook's. */
    readonly folder: string,
    readonly host: Host,
    readonly displays: Displays,
    readonly awaits: Awaits,
    readonly imports: Imports,
  ) {}

  run = async ([subcommand, ...args]: string[]): Promise<void> => {
    if (!subcommands.includes(subcommand)) {
      throw new NpmError(`${subcommand ? `%npm ${subcommand}` : '%npm'} is not offered; write ${magicUsage.npm}`);
    }
    if (subcommand === 'install') this.#makePackage();
    await this.#npm([subcommand, ...args]);
    const loaded = new Set([...this.imports.loaded].map(packageName));
    for (const name of args.map(packageName).filter((wanted) => loaded.has(wanted))) {
      writeText(this.host, 'stderr', `${name} is loaded already: restart the kernel to use what has changed.\n`);
    }
  };

  /** Without a package.json npm would look for one in the folders above, and install there. */
  #makePackage() {
    const file = join(this.folder, 'package.json');
    if (!existsSync(file)) writeFileSync(file, `${JSON.stringify({ private: true }, undefined, 2)}\n`);
  }

  async #npm(args: string[]) {
    const title = `npm ${args.join(' ')}`;
    const child = this.#start(args);
    const reasons: string[] = [];
    const fetched = this.#counter(title);
    createInterface(child.stdout!).on('line', (line) => {
      if (line !== '') writeText(this.host, 'stdout', `${line}\n`);
    });
    createInterface(child.stderr!).on('line', (line) => {
      const [, level, text] = /^npm (\w+!?) ?(.*)$/.exec(line) ?? [undefined, 'warn', line];
      if (level === 'http') fetched();
      else if (level === 'error' || level === 'ERR!') reasons.push(text);
      else writeText(this.host, 'stderr', `${line}\n`);
    });
    let code: number | null;
    try {
      [code] = (await this.awaits.wait(once(child, 'close'))) as [number | null];
    } catch (error) {
      stop(child);
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      throw new NpmError(`npm was not found, neither beside ${process.execPath} nor on the PATH`);
    }
    if (code !== 0) throw new NpmError(`${title} failed\n${shortened(reasons).join('\n')}`);
  }

  #start(args: string[]): ChildProcess {
    // npm lies beside Node; a kernel started by an editor may not have it on its PATH.
    const path = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);
    return spawn('npm', [...args, ...options, `--prefix=${this.folder}`], {
      cwd: this.folder,
      env: { ...process.env, PATH: path },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own: what npm runs can be stopped with it.
      detached: process.platform !== 'win32',
      windowsHide: true,
      shell: process.platform === 'win32',
    });
  }

  /** Counts requests in one line that is updated in place. */
  #counter(title: string): () => void {
    const displayId = `npm-${process.pid}-${++this.#count}`;
    let count = 0;
    let shown = -Infinity;
    return () => {
      count++;
      if (performance.now() - shown < drawMs) return;
      const text = `${title}: request ${count}`;
      void this.displays.show({ 'text/plain': text }, { raw: true, displayId, update: shown > 0 });
      shown = performance.now();
    };
  }
}

function stop({ pid, exitCode }: ChildProcess) {
  if (pid === undefined || exitCode !== null) return;
  if (process.platform === 'win32') spawn('taskkill', ['/pid', String(pid), '/t', '/f']);
  else process.kill(-pid, 'SIGTERM');
}

/** `@scope/name@1.2` and `name/part` without what is behind the name. */
const packageName = (wanted: string) => /^(?:@[^/]+\/)?[^@/]*/.exec(wanted)![0];

/** Without lines that hold only a number, and the hint at npm's log file. */
function shortened(reasons: string[]): string[] {
  const says = (line: string) => !/^\s*\d*\s*$|complete log of this run|-debug-\d+\.log$/.test(line);
  return reasons.filter(says).slice(0, 12);
}
