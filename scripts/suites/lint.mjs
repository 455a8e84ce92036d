// Layout and lint of every language; each tool counts as one test.
//   lint()              reports
//   lint({fix: true})   mends what the tools can mend
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { ask, command } from '../setup/command.mjs';
import { fingerprint } from '../setup/fingerprint.mjs';
import { buildFolder, configureNative } from '../setup/native.mjs';
import { cache, inRoot } from '../setup/paths.mjs';
import { step } from '../setup/step.mjs';
import { installWheels, venvProgram } from '../setup/venv.mjs';
import { nothing, sum } from './tally.mjs';

// clang-tidy takes seconds per file: it reads the rooms where ownership and threads live, not the tables of operators.
const TIDY_ROOMS = ['base', 'memory', 'tensor', 'engine', 'autograd', 'binding'];

export async function lint({ fix = false } = {}) {
  await installWheels('lint');
  const clangFormat = [venvProgram('clang-format'), ...(fix ? ['-i'] : ['--dry-run', '-Werror']), ...sources()];
  const tallies = [
    await check('prettier', [
      ...nodeTool('prettier/bin/prettier.cjs'),
      fix ? '--write' : '--check',
      '--log-level=warn',
      '.',
    ]),
    await check('eslint', [...nodeTool('eslint/bin/eslint.js'), ...(fix ? ['--fix'] : []), '.']),
    await check('clang-format', clangFormat),
  ];
  if (!fix) tallies.push(await tidy());
  return sum(tallies);
}

const nodeTool = (file) => [process.execPath, inRoot('node_modules', file)];

const check = (name, [program, ...args]) =>
  outcome(() => step(name, {}, (report) => command(program, args, { report })));

async function tidy() {
  await configureNative();
  const files = sources().filter(
    (file) => file.endsWith('.cpp') && TIDY_ROOMS.some((room) => file.includes(`/src/${room}/`)),
  );
  const key = fingerprint([inRoot('native', '.clang-tidy'), ...sources()]);
  return outcome(() =>
    step('clang-tidy', { stamp: path.join(cache, 'clang-tidy'), key }, (report) => {
      // clang brings no omp.h; the compiler's own comes after all other folders, so that no other header is taken from it.
      const omp = `--extra-arg=-idirafter${ask('c++', ['-print-file-name=include'])}`;
      const tidy = [venvProgram('clang-tidy'), '-p', buildFolder('release'), '--quiet', omp];
      const args = ['-0', '-P', String(os.availableParallelism()), '-n', '4', ...tidy];
      return command('xargs', args, { report, input: files.join('\0') });
    }),
  );
}

async function outcome(run) {
  try {
    await run();
    return { ...nothing, passed: 1 };
  } catch (failure) {
    console.log(`${failure.details}\n${failure.message}`);
    return { ...nothing, failed: 1 };
  }
}

function sources() {
  const rooms = ['include', 'src', 'tests'].map((room) => inRoot('native', room));
  const files = rooms.filter((room) => fs.existsSync(room)).flatMap((room) => filesUnder(room));
  return files.filter((file) => /\.(h|cpp)$/.test(file)).sort();
}

const filesUnder = (room) =>
  fs.readdirSync(room, { recursive: true, withFileTypes: false }).map((name) => path.join(room, name));
