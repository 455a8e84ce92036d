/**
 * Where Jupyter looks for kernelspecs, as `jupyter_core.paths` computes it: JUPYTER_PATH, the user's data folder, the prefix
 * of the active environment, the system's folders.
 */

import { homedir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { UsageError } from './errors.js';

export type Environment = Record<string, string | undefined>;

/** Where to install, as the command line says it. */
export interface Target {
  user?: boolean;
  'sys-prefix'?: boolean;
  prefix?: string;
}

export function userDataFolder(env: Environment, platform: NodeJS.Platform): string {
  if (env.JUPYTER_DATA_DIR) return env.JUPYTER_DATA_DIR;
  if (platform === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  if (platform === 'win32') return join(env.APPDATA || join(homedir(), 'AppData', 'Roaming'), 'jupyter');
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
    throw new UsageError(`choose one of ${named.map(([name]) => `--${name}`).join(', ')}`);
  }
  if (target.prefix !== undefined) return kernelsOf(target.prefix);
  if (!target['sys-prefix']) return join(userDataFolder(env, platform), 'kernels');
  const active = activePrefix(env);
  if (!active)
    throw new UsageError('--sys-prefix needs an active environment (VIRTUAL_ENV or CONDA_PREFIX is not set)');
  return kernelsOf(active);
}

/** Jupyter in an active environment lets that environment's kernels win over the user's. */
function prefersEnvironment(env: Environment): boolean {
  const { JUPYTER_PREFER_ENV_PATH: preference } = env;
  if (preference !== undefined) return !['no', 'n', 'false', 'off', '0', '0.0'].includes(preference.toLowerCase());
  return Boolean(env.VIRTUAL_ENV || (env.CONDA_PREFIX && env.CONDA_DEFAULT_ENV !== 'base'));
}

/** Every folder Jupyter searches, in its order: of two kernels with one name the first is seen. */
export function searchPath(env: Environment, platform: NodeJS.Platform): string[] {
  const active = activePrefix(env);
  const own = [join(userDataFolder(env, platform), 'kernels')];
  const environment = active ? [kernelsOf(active)] : [];
  const named = (env.JUPYTER_PATH ?? '').split(delimiter).filter(Boolean);
  const system =
    platform === 'win32'
      ? [join(env.PROGRAMDATA || 'C:\\ProgramData', 'jupyter', 'kernels')]
      : ['/usr/local/share/jupyter/kernels', '/usr/share/jupyter/kernels'];
  const all = [
    ...named.map((folder) => join(folder, 'kernels')),
    ...(prefersEnvironment(env) ? [...environment, ...own] : [...own, ...environment]),
    ...system,
  ];
  return [...new Set(all)];
}
