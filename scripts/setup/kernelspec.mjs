// Tells Jupyter about the kernel: `gluonlab install` writes the kernelspec into a virtual environment.
import path from 'node:path';
import { command } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { inRoot, venv } from './paths.mjs';
import { step } from './step.mjs';

export function installKernelspec(folder = venv) {
  const cli = inRoot('kernel', 'dist', 'cli', 'main.js');
  const stamp = path.join(folder, 'share', 'jupyter', 'kernels', 'gluonlab', '.gluonlab-stamp');
  const key = fingerprint([inRoot('kernel', 'dist', 'cli'), inRoot('kernel', 'resources')], [process.execPath, cli]);
  return step('Jupyter kernel: install', { stamp, key }, (report) =>
    command(process.execPath, [cli, 'install', '--prefix', folder], { report }),
  );
}
