// The extension as a wheel: pip puts it where JupyterLab finds it.
import { execFile } from 'node:child_process';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { inRoot } from './repository.js';

const run = promisify(execFile);
const python = inRoot('.venv', 'bin', 'python');

test('pip install puts the extension where JupyterLab enables it', async () => {
  const home = await fs.mkdtemp(path.join(os.tmpdir(), 'gluonlab-wheel-'));
  try {
    const pip = (...args: string[]) => run(python, ['-m', 'pip', ...args, '--no-deps', '--quiet']);
    await pip('wheel', '--no-build-isolation', '--wheel-dir', home, inRoot('extension'));
    const [wheel] = (await fs.readdir(home)).filter((name) => name.endsWith('.whl'));
    expect(wheel).toMatch(/^gluonlab_jupyterlab-\d+\.\d+\.\d+-py3-none-any\.whl$/);
    const prefix = path.join(home, 'prefix');
    await pip('install', '--ignore-installed', '--prefix', prefix, path.join(home, wheel));
    const env = { ...process.env, JUPYTER_PATH: path.join(prefix, 'share', 'jupyter'), NO_COLOR: '1' };
    const { stdout, stderr } = await run(python, ['-m', 'jupyterlab.labextensions', 'list'], { env });
    const ours = (stdout + stderr).split(prefix)[1];
    // eslint-disable-next-line no-control-regex
    expect(ours.replace(/\x1b\[\d*m/g, '')).toContain('@gluonlab/jupyterlab v0.1.0 enabled OK');
  } finally {
    await fs.rm(home, { recursive: true });
  }
});
