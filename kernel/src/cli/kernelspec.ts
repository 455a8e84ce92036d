/** The kernelspec: the folder that tells Jupyter how to start the kernel, written without Python. */

import { cpSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kernelName = 'gluonlab';
const displayName = 'TypeScript (gluonlab)';
const resources = fileURLToPath(new URL('../../resources/kernelspec/', import.meta.url));
const kernelFile = fileURLToPath(new URL('../jupyter/kernel.js', import.meta.url));

export interface Kernelspec {
  argv: string[];
  display_name: string;
  language: string;
  interrupt_mode: 'message';
  kernel_protocol_version: string;
  metadata: Record<string, unknown>;
}

export function kernelspec(): Kernelspec {
  return {
    argv: [
      process.execPath,
      '--expose-internals',
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
    metadata: { debugger: true },
  };
}

/** Writes the kernelspec below `kernelsFolder`; returns its own folder. */
export function writeKernelspec(kernelsFolder: string): string {
  const folder = join(kernelsFolder, kernelName);
  mkdirSync(folder, { recursive: true });
  cpSync(resources, folder, { recursive: true });
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(kernelspec(), undefined, 2)}\n`);
  return folder;
}

/** The installed kernelspec, if there is one. */
export function readKernelspec(kernelsFolder: string): Kernelspec | undefined {
  const file = join(kernelsFolder, kernelName, 'kernel.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Kernelspec) : undefined;
}

/** False when there was none. */
export function removeKernelspec(kernelsFolder: string): boolean {
  const folder = join(kernelsFolder, kernelName);
  if (!existsSync(folder)) return false;
  rmSync(folder, { recursive: true });
  return true;
}
