// The kernel as Jupyter sees it: driven by the real jupyter_client, and by Jupyter's own conformance tests.
import { command } from '../setup/command.mjs';
import { jupyterEnvironment } from '../setup/jupyter.mjs';
import { inRoot } from '../setup/paths.mjs';
import { installWheels, venvProgram } from '../setup/venv.mjs';
import { fromOutput } from './tally.mjs';

export async function kernelTests() {
  const folder = inRoot('tests', 'conformance', 'kernel');
  await installWheels(inRoot('tests', 'conformance', 'kernel', 'requirements.txt'));
  const options = { cwd: folder, env: jupyterEnvironment, copy: true, allowFailure: true };
  return fromOutput(await command(venvProgram('python'), ['run.py'], options));
}
