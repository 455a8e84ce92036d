// Runs a program and waits for it.
//   await command('npm', ['ci'], { report });        its output is kept; the last line is reported as progress
//   await command('jupyter', ['lab'], { show: true }) the terminal is the program's own
//   await command('vitest', ['run'], { copy: true })  its output is kept and also goes to the terminal
// A program that fails throws a Failure with the end of its output; one that is not there throws a NotFound.
import { spawn, spawnSync } from 'node:child_process';
import { Failure } from './failure.mjs';
import { root } from './paths.mjs';

const KEPT_LINES = 400;
const SHOWN_LINES = 60;

export class NotFound extends Failure {}

/**
 * @param {string} program
 * @param {string[]} args
 * @param {{cwd?: string, env?: Record<string, string | undefined>, show?: boolean, copy?: boolean, allowFailure?: boolean,
 *   input?: string, report?: (line: string) => void}} [options] env is added to the environment; allowFailure returns the exit code instead of throwing
 * @returns {Promise<{code: number, output: string}>}
 */
export function command(program, args, options = {}) {
  const { cwd = root, env = {}, show = false, copy = false, allowFailure = false, input, report } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: show ? 'inherit' : [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    });
    child.stdin?.end(input);
    const lines = new LastLines(report);
    for (const stream of [child.stdout, child.stderr]) {
      stream?.on('data', (chunk) => {
        lines.add(chunk);
        if (copy) process.stdout.write(chunk);
      });
    }
    child.on('error', (error) =>
      reject(error.code === 'ENOENT' ? new NotFound(`The program ${program} was not found.`) : error),
    );
    child.on('close', (code, signal) => {
      const exit = code ?? (signal ? 128 : 1);
      if (exit === 0 || allowFailure) return resolve({ code: exit, output: lines.text() });
      const why = signal ? `was ended by ${signal}` : `failed with exit code ${exit}`;
      reject(new Failure(`${shortened([program, ...args].join(' '))} ${why}.`, lines.text(SHOWN_LINES)));
    });
  });
}

const shortened = (line) => (line.length > 200 ? `${line.slice(0, 200)} ...` : line);

/** What a program prints when asked, or null if it is not there or fails. */
export function ask(program, args) {
  const result = spawnSync(program, args, { cwd: root, encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : null;
}

/** The last lines of a stream of chunks; carriage returns (progress bars) end a line, too. */
class LastLines {
  #lines = [];
  #rest = '';
  #report;

  constructor(report) {
    this.#report = report;
  }

  add(chunk) {
    const lines = (this.#rest + chunk).split(/[\r\n]+/);
    this.#rest = lines.pop();
    const said = lines.filter((line) => line.trim() !== '');
    if (said.length === 0) return;
    this.#lines = [...this.#lines, ...said].slice(-KEPT_LINES);
    this.#report?.(said.at(-1).trim());
  }

  text(count = KEPT_LINES) {
    return [...this.#lines, this.#rest].slice(-count).join('\n');
  }
}
