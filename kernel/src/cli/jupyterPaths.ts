/** Where Jupyter looks for kernelspecs: the user's data folder, an environment's prefix, the system's. */

import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';

export type Environment = Record<string, string | undefined>;

/** Where to install, as the command line says it. */
export interface Target {
  user?: boolean;
  'sys-prefix'?: boolean;
  prefix?: string;
  venv?: string;
}

export function userDataFolder(env: Environment, platform: NodeJS.Platform): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  if (platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'jupyter');
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'jupyter');
}

/** The prefix of the virtual or conda environment that is active. */
export function activePrefix(env: Environment): string | undefined {
  return env.VIRTUAL_ENV || env.CONDA_PREFIX;
}

const kernelsOf = (prefix: string) => join(resolve(prefix), 'share', 'jupyter', 'kernels');

/** The `kernels` folder that the options mean; the user's when they name none. */
export function kernelsFolder(target: Target, env: Environment, platform: NodeJS.Platform): string {
  const named = Object.entries(target).filter(([, value]) => value !== undefined && value !== false);
  if (named.length > 1) {
    throw new Error(`choose one of ${named.map(([name]) => `--${name}`).join(', ')}`);
  }
  const prefix = target.prefix ?? target.venv;
  if (prefix !== undefined) return kernelsOf(prefix);
  if (!target['sys-prefix']) return join(userDataFolder(env, platform), 'kernels');
  const active = activePrefix(env);
  if (!active) throw new Error('--sys-prefix needs an active environment (VIRTUAL_ENV or CONDA_PREFIX is not set)');
  return kernelsOf(active);
}

/** Every folder Jupyter searches, in its order. */
export function searchPath(env: Environment, platform: NodeJS.Platform): string[] {
  const active = activePrefix(env);
  const system = platform === 'win32' ? [join(env.PROGRAMDATA ?? 'C:\\ProgramData', 'jupyter', 'kernels')] : [];
  const unix = ['/usr/local/share/jupyter/kernels', '/usr/share/jupyter/kernels'];
  return [
    ...(env.JUPYTER_PATH ?? '')
      .split(delimiter)
      .filter(Boolean)
      .map((folder) => join(folder, 'kernels')),
    join(userDataFolder(env, platform), 'kernels'),
    ...(active ? [kernelsOf(active)] : []),
    ...(platform === 'win32' ? system : unix),
  ];
}
