// Virtual environments of Python and the wheels inside them. `.venv` holds JupyterLab; the benchmarks have their own.
// Debian ships Python without pip for virtual environments (package python3-venv): then the system's pip fills it.
import fs from 'node:fs';
import path from 'node:path';
import { ask, command } from './command.mjs';
import { Failure } from './failure.mjs';
import { fingerprint } from './fingerprint.mjs';
import { requirements, venv } from './paths.mjs';
import { step } from './step.mjs';
import { installLine, systemPackages } from './system.mjs';

const LEAST_PYTHON = [3, 10];
const CANDIDATES = ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];

/** A program of a virtual environment. */
export const venvProgram = (name, folder = venv) => path.join(folder, 'bin', name);

/** Makes the environment if it is not there. */
export async function makeVenv(folder = venv) {
  const python = venvProgram('python', folder);
  if (ask(python, ['-m', 'pip', '--version'])) return;
  await step(`Python environment ${path.basename(folder)}`, {}, async (report) => {
    const system = findPython();
    const made = await command(system, ['-m', 'venv', folder], { report, allowFailure: true });
    if (made.code !== 0) await makeWithoutEnsurepip(system, folder, made.output, report);
  });
}

/**
 * Installs a list of pinned packages (scripts/requirements/NAME.txt, or the path of such a file).
 * @param {string} list
 * @param {string[]} sources where pip looks, if not in its own index
 */
export function installWheels(list, folder = venv, sources = []) {
  const file = path.isAbsolute(list) ? list : requirements(list);
  const name = path.isAbsolute(list) ? path.basename(path.dirname(list)) : list;
  const key = fingerprint([file]);
  return step(
    `Python packages (${name})`,
    { stamp: path.join(folder, '.gluonlab-stamps', name), key },
    async (report) => {
      await makeVenv(folder);
      const pip = ['-m', 'pip', 'install', '--disable-pip-version-check', ...sources, '-r', file];
      await command(venvProgram('python', folder), pip, { report });
    },
  );
}

function findPython() {
  const [major, minor] = LEAST_PYTHON;
  const test = `import sys, venv; sys.exit(sys.version_info < (${major}, ${minor}))`;
  const python = CANDIDATES.find((name) => ask(name, ['-c', test]) !== null);
  if (python) return python;
  throw new Failure(
    `gluonlab needs Python ${major}.${minor} or newer with its venv module for JupyterLab. On Debian or Ubuntu: ${installLine(['python3', 'python3-venv'])}`,
  );
}

async function makeWithoutEnsurepip(python, folder, output, report) {
  fs.rmSync(folder, { recursive: true, force: true });
  if (ask(python, ['-m', 'pip', '--version'])) {
    await command(python, ['-m', 'venv', '--without-pip', folder], { report });
    const pip = ['-m', 'pip', '--python', venvProgram('python', folder), 'install', 'pip'];
    await command(python, pip, { report });
    return;
  }
  const works = () => ask(python, ['-c', 'import ensurepip']) !== null;
  if (!works() && (await systemPackages(['python3-venv'], works))) {
    await command(python, ['-m', 'venv', folder], { report });
    return;
  }
  throw new Failure(
    `Python cannot make a virtual environment. On Debian or Ubuntu: ${installLine(['python3-venv'])}`,
    output,
  );
}
