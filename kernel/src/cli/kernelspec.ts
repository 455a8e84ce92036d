/** The kernelspec: the folder that tells Jupyter how to start the kernel, written without Python. */

import { accessSync, constants, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CommandError, UsageError } from './errors.js';

export const defaultName = 'gluonlab';
const defaultDisplayName = 'TypeScript (gluonlab)';
const resources = fileURLToPath(new URL('../../resources/kernelspec/', import.meta.url));
const kernelFile = fileURLToPath(new URL('../jupyter/kernel.js', import.meta.url));

export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: 'message';
  kernel_protocol_version: string;
  env: Record<string, string>;
  metadata: { debugger: boolean };
}

/** What may differ from one installed kernel to another. */
export interface KernelspecOptions {
  /** What notebooks call the kernel. */
  name?: string;
  displayName?: string;
  env?: Record<string, string>;
}

/** A spec that was found in a folder of Jupyter's. */
export interface FoundKernelspec {
  name: string;
  folder: string;
  spec: Kernelspec;
}

/** Homebrew deletes the folder of a version at the next upgrade; its `opt` folder always leads to the current one. */
export function stableNode(execPath: string): string {
  return execPath.replace(/\/Cellar\/(node(?:@\d+)?)\/[^/]+\/bin\/node$/, '/opt/$1/bin/node');
}

export function kernelspec({ displayName = defaultDisplayName, env = {} }: KernelspecOptions = {}): Kernelspec {
  return {
    argv: [
      stableNode(process.execPath),
      '--expose-internals',
      // Where the main thread is paused while another thread optimizes what it runs, V8 may abort the process.
      '--no-concurrent-recompilation',
      '--no-force-async-hooks-checks',
      '--disable-warning=ExperimentalWarning',
      realpathSync(kernelFile),
      '--connection-file',
      '{connection_file}',
    ],
    display_name: displayName,
    language: 'typescript',
    interrupt_mode: 'message',
    kernel_protocol_version: '5.5',
    env,
    metadata: { debugger: true },
  };
}

function checkedName(name: string): string {
  if (/^[a-z0-9._-]+$/.test(name)) return name;
  throw new UsageError(`--name is "${name}", allowed are small letters, digits, ".", "_" and "-"`);
}

/** Writes the kernelspec below `kernelsFolder`; returns its own folder. */
export function writeKernelspec(kernelsFolder: string, options: KernelspecOptions = {}): string {
  const folder = join(kernelsFolder, checkedName(options.name ?? defaultName));
  if (existsSync(join(folder, 'kernel.json')) && !readKernelspec(folder)) {
    throw new CommandError(`${folder} holds another kernel; choose another --name`);
  }
  writing(kernelsFolder, () => {
    mkdirSync(folder, { recursive: true });
    cpSync(resources, folder, { recursive: true });
    writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(kernelspec(options), undefined, 2)}\n`);
  });
  return folder;
}

function writing(folder: string, action: () => void) {
  try {
    action();
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const reasons: Record<string, string> = {
      EACCES: 'permission denied',
      EROFS: 'it is read-only',
      ENOTDIR: 'it lies below a file',
    };
    const reason = reasons[code ?? ''] ?? message;
    throw new CommandError(`cannot write to ${folder}: ${reason}; --user and --prefix DIR choose another folder`);
  }
}

/** The spec in a folder, if it is one of ours. */
export function readKernelspec(folder: string): Kernelspec | undefined {
  try {
    const {
      argv,
      display_name,
      env = {},
      ...rest
    } = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8')) as Kernelspec;
    const spec = { argv, display_name, env, ...rest };
    return kernelFileOf(spec) === undefined ? undefined : spec;
  } catch {
    return undefined;
  }
}

/** Why Jupyter finds nothing in one of its folders that is there; undefined when it can be read. */
export function unreadableBecause(kernels: string): string | undefined {
  if (!existsSync(kernels)) return undefined;
  try {
    const folder = join(kernels, defaultName);
    if (!readdirSync(kernels).includes(defaultName) || readKernelspec(folder)) return undefined;
    JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'));
    return `${folder} starts another kernel`;
  } catch (error) {
    return `${kernels} cannot be read: ${(error as Error).message}`;
  }
}

/** All of our specs below the folders, in their order. */
export function findKernelspecs(kernelsFolders: readonly string[]): FoundKernelspec[] {
  return kernelsFolders.flatMap((kernels) =>
    namesIn(kernels).flatMap((name) => {
      const folder = join(kernels, name);
      const spec = readKernelspec(folder);
      return spec ? [{ name, folder, spec }] : [];
    }),
  );
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder).sort();
  } catch {
    return [];
  }
}

/** Our kernel's file among the arguments: what tells our specs from others, whatever their names. */
export function kernelFileOf({ argv }: Kernelspec): string | undefined {
  return argv.find((part) => /[\\/]jupyter[\\/]kernel\.js$/.test(part));
}

/** Why Jupyter could not start what the spec names; undefined when nothing speaks against it. */
export function brokenBecause(spec: Kernelspec): string | undefined {
  const [node] = spec.argv;
  if (!existsSync(node)) return `its Node is gone: ${node}`;
  try {
    accessSync(node, constants.X_OK);
  } catch {
    return `its Node may not be executed: ${node}`;
  }
  const file = kernelFileOf(spec);
  return file !== undefined && existsSync(file) ? undefined : `its kernel is gone: ${file}`;
}

/** False when there was none. */
export function removeKernelspec(kernelsFolder: string, name = defaultName): boolean {
  const folder = join(kernelsFolder, checkedName(name));
  if (!existsSync(folder)) return false;
  if (!readKernelspec(folder)) throw new CommandError(`${folder} holds another kernel and is left alone`);
  writing(kernelsFolder, () => rmSync(folder, { recursive: true }));
  return true;
}
