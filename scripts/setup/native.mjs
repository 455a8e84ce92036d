// The engine: configured by CMake with a preset, built by Ninja. Ninja knows what is up to date; the stamp only spares a configuration.
import fs from 'node:fs';
import path from 'node:path';
import { ask, command } from './command.mjs';
import { Failure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { inRoot, venv } from './paths.mjs';
import { step } from './step.mjs';
import { installLine } from './system.mjs';
import { installWheels, venvProgram } from './venv.mjs';

const LEAST_CMAKE = [3, 21];
const native = inRoot('native');

/** The folder of a build: release, debug, address, undefined, thread. */
export const buildFolder = (preset) => path.join(native, 'build', preset);

/**
 * @param {{preset?: string, tests?: boolean}} [options] tests: build the test program as well (needs GoogleTest)
 */
export async function buildNative({ preset = 'release', tests = false } = {}) {
  const cmake = await configureNative({ preset, tests });
  await step(`engine: build (${preset})`, {}, (report) => command(cmake, ['--build', buildFolder(preset)], { report }));
}

/** Configures without building (enough for the compile database); returns the CMake to build with. */
export async function configureNative({ preset = 'release', tests = false } = {}) {
  const { cmake, ninja } = await buildTools();
  const folder = buildFolder(preset);
  const settings = cacheSettings({ ninja, tests: tests || hasTests(folder) });
  const key = fingerprint([path.join(native, 'CMakePresets.json')], [cmake, ...settings]);
  await step(`engine: configure (${preset})`, { stamp: path.join(folder, '.gluonlab-stamp'), key }, (report) =>
    command(cmake, ['--preset', preset, ...settings], { cwd: native, report }),
  );
  return cmake;
}

/** Whether a configured build uses oneDNN: it was found, and the preset does not turn it off. */
export function hasOneDnn(preset) {
  const settings = cmakeCache(buildFolder(preset));
  return /^dnnl_DIR:\w+=\//m.test(settings) && !/^GLUONLAB_ONEDNN:\w+=OFF/m.test(settings);
}

// Once configured with tests a folder keeps them, so that `npm run lab` after `npm test` configures nothing anew.
const hasTests = (folder) => /^GLUONLAB_TESTS:\w+=ON/m.test(cmakeCache(folder));

function cmakeCache(folder) {
  const file = path.join(folder, 'CMakeCache.txt');
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function cacheSettings({ ninja, tests }) {
  const dnnl = path.join(venv, 'lib', 'cmake', 'dnnl');
  const settings = [`-DGLUONLAB_TESTS=${tests ? 'ON' : 'OFF'}`, `-DCMAKE_MAKE_PROGRAM=${ninja}`];
  if (fs.existsSync(dnnl)) settings.push(`-Ddnnl_DIR=${dnnl}`);
  return settings;
}

/** Asked first of all, so that nobody waits for downloads only to read that the compiler is missing. */
export function checkCompiler() {
  const compilers = process.env.CXX ? [process.env.CXX] : ['c++', 'g++', 'clang++'];
  if (compilers.some((name) => ask(name, ['--version']) !== null)) return;
  throw new Failure(`The engine needs a C++20 compiler. On Debian or Ubuntu: ${installLine(['g++'])}`);
}

async function buildTools() {
  const cmake = isNewEnough(ask('cmake', ['--version'])) ? 'cmake' : null;
  const ninja = ask('ninja', ['--version']) ? ask('sh', ['-c', 'command -v ninja']) : null;
  if (!cmake || !ninja) await installWheels('cmake');
  return { cmake: cmake ?? venvProgram('cmake'), ninja: ninja ?? venvProgram('ninja') };
}

function isNewEnough(text) {
  const [major, minor] = (/(\d+)\.(\d+)/.exec(text ?? '') ?? [0, 0, 0]).slice(1).map(Number);
  return major > LEAST_CMAKE[0] || (major === LEAST_CMAKE[0] && minor >= LEAST_CMAKE[1]);
}
