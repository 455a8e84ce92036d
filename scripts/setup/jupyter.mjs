// JupyterLab in the virtual environment: its settings, and how it is started.
import fs from 'node:fs';
import path from 'node:path';
import { command } from './command.mjs';
import { inRoot, venv } from './paths.mjs';
import { venvProgram } from './venv.mjs';

/** What Jupyter finds in `.venv` comes before what the user's own folders hold. */
export const jupyterEnvironment = { JUPYTER_PREFER_ENV_PATH: '1' };

// A box "Would you like to get notified about official Jupyter news?" would cover the corner of each fresh JupyterLab.
const settings = { '@jupyterlab/apputils-extension:notification': { fetchNews: 'false', checkForUpdates: false } };

export function writeLabSettings() {
  writeJson(path.join(venv, 'share', 'jupyter', 'lab', 'settings', 'overrides.json'), settings);
  // JupyterLab runs a CommonJS yarn.js of its own; without this file our package.json above would declare it an ES module.
  writeJson(path.join(venv, 'package.json'), { type: 'commonjs' });
}

function writeJson(file, object) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, `${JSON.stringify(object, null, 2)}\n`);
}

/**
 * Starts JupyterLab and waits until the person ends it (Ctrl-C, File > Shut Down).
 * @param {{folder: string, browser: boolean, port?: number, open?: string}} options open: the file to show first, relative to the folder
 * @returns {Promise<number>} its exit code
 */
export async function startLab({ folder, browser, port, open }) {
  const args = ['lab', `--ServerApp.root_dir=${folder}`, '--MultiKernelManager.default_kernel_name=gluonlab'];
  if (!browser) args.push('--no-browser');
  if (port !== undefined) args.push(`--port=${port}`, '--ServerApp.port_retries=0');
  if (open) args.push(`--LabApp.default_url=/lab/tree/${open}`);
  if (process.getuid?.() === 0) args.push('--allow-root');
  process.on('SIGINT', () => {}); // JupyterLab gets it too, asks whether to shut down, and its end is ours
  const { code } = await command(venvProgram('jupyter'), args, {
    env: jupyterEnvironment,
    show: true,
    allowFailure: true,
  });
  return code;
}

/**
 * Runs a notebook headless through its real kernel, prints its outputs as they come and saves the executed copy beside it.
 * @returns {Promise<number>} 0, or 1 if a cell fails
 */
export async function executeNotebook(notebook) {
  const script = inRoot('scripts', 'setup', 'execute_notebook.py');
  const { code } = await command(venvProgram('python'), [script, notebook], {
    env: jupyterEnvironment,
    show: true,
    allowFailure: true,
  });
  return code;
}
