// The C++ tests of the engine, once per back end of the CPU kernels; with a sanitizer if asked.
import fs from 'node:fs';
import path from 'node:path';
import { ask, command } from '../setup/command.mjs';
import { buildFolder, buildNative, hasOneDnn } from '../setup/native.mjs';
import { inRoot } from '../setup/paths.mjs';
import { installLine, systemPackages } from '../setup/system.mjs';
import { nothing, skipped, sum } from './tally.mjs';

export const BACKENDS = ['reference', 'simd', 'onednn'];
export const SANITIZERS = ['address', 'undefined', 'thread'];

const GOOGLE_TEST = ['libgtest-dev'];

/** GoogleTest comes from the system: it has neither an npm nor a PyPI package. */
export const hasGoogleTest = () => systemPackages(GOOGLE_TEST, () => fs.existsSync('/usr/include/gtest/gtest.h'));

/** @param {{backends?: string[], sanitize?: string, filter?: string}} [options] */
export async function nativeTests({ backends = BACKENDS, sanitize, filter } = {}) {
  if (!(await hasGoogleTest())) return skipped('C++ tests', `GoogleTest is not there: ${installLine(GOOGLE_TEST)}`);
  const preset = sanitize ?? 'release';
  await buildNative({ preset, tests: true });
  const tallies = [];
  for (const backend of backends) {
    if (backend === 'onednn' && !hasOneDnn(preset))
      tallies.push(skipped('Back end onednn', 'this build is without oneDNN'));
    else tallies.push(await runTests(preset, backend, filter));
  }
  return sum(tallies);
}

async function runTests(preset, backend, filter) {
  console.log(`\nC++ tests, back end ${backend}${preset === 'release' ? '' : `, sanitizer ${preset}`}`);
  const folder = buildFolder(preset);
  const report = path.join(folder, `tests-${backend}.json`);
  fs.rmSync(report, { force: true });
  const program = [path.join(folder, 'gluonlab_tests'), '--gtest_brief=1', `--gtest_output=json:${report}`];
  if (filter) program.push(`--gtest_filter=${filter}`);
  // The thread sanitizer of GCC 12 does not start where addresses are strongly randomized.
  if (preset === 'thread' && ask('setarch', ['-R', 'true']) !== null) program.unshift('setarch', '-R');
  const { code } = await command(program[0], program.slice(1), {
    cwd: inRoot(),
    env: { GLUONLAB_BACKEND: backend, ...sanitizerSettings(preset) },
    show: true,
    allowFailure: true,
  });
  return readReport(report, code);
}

function sanitizerSettings(preset) {
  const suppressions = inRoot('native', 'tests', `${preset}.supp`);
  const list = fs.existsSync(suppressions) ? `:suppressions=${suppressions}` : '';
  return {
    address: { ASAN_OPTIONS: `detect_stack_use_after_return=1:strict_init_order=1${list}` },
    undefined: { UBSAN_OPTIONS: `print_stacktrace=1:halt_on_error=1${list}` },
    thread: { TSAN_OPTIONS: `halt_on_error=0:second_deadlock_stack=1${list}`, OMP_NUM_THREADS: '1' },
  }[preset];
}

// A crash leaves no report; a sanitizer's complaint may come after a report without failures.
function readReport(report, code) {
  if (!fs.existsSync(report)) return { ...nothing, failed: 1 };
  const { tests, failures, errors, disabled, testsuites } = JSON.parse(fs.readFileSync(report, 'utf8'));
  const left = testsuites.flatMap((suite) => suite.testsuite).filter((test) => test.result === 'SKIPPED').length;
  const failed = failures + errors || (code === 0 ? 0 : 1);
  return { passed: tests - failures - errors - disabled - left, failed, skipped: disabled + left };
}
