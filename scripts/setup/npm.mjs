// The npm packages of the workspaces, exactly as the lock file says.
import { command } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { step } from './step.mjs';

export function installPackages() {
  const manifests = ['', 'native', 'kernel', 'extension'].map((folder) => inRoot(folder, 'package.json'));
  const key = fingerprint([inRoot('package-lock.json'), inRoot('.npmrc'), ...manifests], [process.arch]);
  return step('npm packages', { stamp: inRoot('node_modules', '.gluonlab-stamp'), key }, (report) =>
    command('npm', ['ci', '--no-progress', '--loglevel=http'], { report }),
  );
}
