// The JupyterLab extension: bundled by @jupyter/builder from what tsc compiled, then copied to where JupyterLab looks.
import fs from 'node:fs';
import path from 'node:path';
import { command } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { inRoot, venv } from './paths.mjs';
import { step } from './step.mjs';

const extension = inRoot('extension');
const bundle = path.join(extension, 'labextension');
const installed = path.join(venv, 'share', 'jupyter', 'labextensions', '@gluonlab', 'jupyterlab');

/** Bundles what `tsc -b extension` compiled. */
export function bundleExtension() {
  const inputs = ['dist', 'style', 'schema', 'package.json'].map((name) => path.join(extension, name));
  const shared = ['messages', 'modelMessages', 'runMessages', 'stepJoin'].map((name) =>
    inRoot('kernel', 'dist', 'jupyter', `${name}.js`),
  );
  const key = fingerprint([...inputs, ...shared, inRoot('package-lock.json')]);
  const builder = inRoot('node_modules', '@jupyter', 'builder', 'lib', 'build-labextension.js');
  const core = inRoot('node_modules', '@jupyterlab', 'core-meta', 'core.package.json');
  return step('JupyterLab extension', { stamp: path.join(bundle, '.gluonlab-stamp'), key }, (report) =>
    command(process.execPath, [builder, '--core-package-file', core, '.'], { cwd: extension, report }),
  );
}

/** Copies the bundle into the virtual environment. */
export function installExtension() {
  const key = fingerprint([bundle]);
  return step(
    'JupyterLab extension: install',
    { stamp: path.join(installed, '.gluonlab-installed'), key },
    async () => {
      fs.rmSync(installed, { recursive: true, force: true });
      fs.cpSync(bundle, installed, { recursive: true });
    },
  );
}
