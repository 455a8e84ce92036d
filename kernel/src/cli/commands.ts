/** The commands of `gluonlab`: each has its options, its line in the usage and what it does; it returns the exit code. */

import { delimiter } from 'node:path';
import { examine } from './doctor.js';
import { CommandError, UsageError } from './errors.js';
import { activePrefix, kernelsFolder, searchPath } from './jupyterPaths.js';
import {
  brokenBecause,
  defaultName,
  findKernelspecs,
  kernelFileOf,
  removeKernelspec,
  writeKernelspec,
} from './kernelspec.js';
import { configFolder, removeNbconvertConfig, writeNbconvertConfig } from './nbconvert.js';

/** What `parseArgs` takes; `value` and `usage` are for people. */
export const options = {
  user: { type: 'boolean', usage: 'in your own data folder (the default)' },
  'sys-prefix': { type: 'boolean', usage: 'in the active virtual or conda environment' },
  prefix: { type: 'string', value: 'DIR', usage: 'in DIR/share/jupyter/kernels' },
  name: { type: 'string', value: 'NAME', usage: `what notebooks call the kernel (${defaultName})` },
  'display-name': { type: 'string', value: 'TEXT', usage: 'what people read' },
  env: {
    type: 'string',
    value: 'KEY=VALUE',
    multiple: true,
    usage: "set in the kernel's environment; may be repeated",
  },
  output: { type: 'string', value: 'FILE', usage: 'where the script goes; - is the standard output' },
} as const;

export type OptionName = keyof typeof options;

export interface Values {
  user?: boolean;
  'sys-prefix'?: boolean;
  prefix?: string;
  name?: string;
  'display-name'?: string;
  env?: string[];
  output?: string;
}

interface Command {
  usage: string;
  options: readonly OptionName[];
  /** What the command is about, if it needs to be told. */
  operand?: string;
  run(values: Values, operand: string): number | Promise<number>;
}

const places = ['user', 'sys-prefix', 'prefix'] as const;
const { env, platform } = process;

const folderOf = ({ user, 'sys-prefix': sysPrefix, prefix }: Values) =>
  kernelsFolder({ user, 'sys-prefix': sysPrefix, prefix }, env, platform);

/** Where nbconvert of the environment is told of the kernel's scripts. */
function configFolderOf({ 'sys-prefix': sysPrefix, prefix = sysPrefix ? activePrefix(env) : undefined }: Values) {
  return prefix === undefined ? undefined : configFolder(prefix);
}

/** The folders that the options mean; all that Jupyter searches when they name none. */
const foldersOf = (values: Values) =>
  places.some((place) => values[place]) ? [folderOf(values)] : searchPath(env, platform);

export const commands: Record<string, Command> = {
  install: {
    usage: 'make the kernel known to Jupyter',
    options: [...places, 'name', 'display-name', 'env'],
    run: install,
  },
  uninstall: { usage: 'make it unknown again', options: [...places, 'name'], run: uninstall },
  list: { usage: 'show where it is installed, and whether it can start', options: places, run: list },
  'export-script': {
    usage: 'write NOTEBOOK.ipynb as TypeScript that tsc compiles',
    options: ['output'],
    operand: 'NOTEBOOK.ipynb',
    // It loads the TypeScript compiler, which the others do without.
    run: async ({ output }, notebook) => (await import('./exportScript.js')).exportScript(notebook, output),
  },
  doctor: { usage: 'find out why it is not seen or does not start', options: places, run: doctor },
};

function install(values: Values): number {
  const { name, 'display-name': displayName } = values;
  const folder = writeKernelspec(folderOf(values), { name, displayName, env: variables(values.env) });
  console.log(`installed ${folder}`);
  const config = configFolderOf(values);
  if (config !== undefined && !writeNbconvertConfig(config)) {
    console.log(`nbconvert keeps its own configuration in ${config}: use gluonlab export-script`);
  }
  if (/[\\/]_npx[\\/]/.test(import.meta.url)) {
    console.log('This copy lies in the cache of npx, which npm may empty: npm install -g gluonlab keeps one.');
  }
  return 0;
}

function variables(pairs: readonly string[] = []): Record<string, string> {
  const entries = pairs.map((pair) => {
    const [, key, value] = /^([A-Za-z_]\w*)=(.*)$/s.exec(pair) ?? [];
    if (key === undefined) throw new UsageError(`--env is "${pair}", expected KEY=VALUE`);
    return [key, value] as const;
  });
  return Object.fromEntries(entries);
}

function uninstall(values: Values): number {
  const { name = defaultName } = values;
  const folder = folderOf(values);
  const config = configFolderOf(values);
  if (config !== undefined) removeNbconvertConfig(config);
  if (!removeKernelspec(folder, name)) throw new CommandError(`there is no ${name} in ${folder}`);
  console.log(`removed ${name} from ${folder}`);
  return 0;
}

function list(values: Values): number {
  const found = findKernelspecs(foldersOf(values));
  for (const { name, folder, spec } of found) {
    const broken = brokenBecause(spec);
    console.log(`${name}: ${spec.display_name}, ${broken ? `broken: ${broken}` : 'ok'}`);
    console.log(`  spec    ${folder}\n  node    ${spec.argv[0]}\n  kernel  ${kernelFileOf(spec)}`);
    for (const [key, value] of Object.entries(spec.env)) console.log(`  env     ${key}=${value}`);
  }
  if (found.length === 0) console.log(`not installed in any of ${foldersOf(values).join(delimiter)}`);
  return 0;
}

async function doctor(values: Values): Promise<number> {
  const folders = foldersOf(values);
  let failed = false;
  for await (const { state, text, mend } of examine(findKernelspecs(folders), folders, env)) {
    failed ||= state === 'fail';
    console.log(`${state.padEnd(5)} ${text.replaceAll('\n', '\n        ')}`);
    if (mend) console.log(`      mend: ${mend}`);
  }
  return failed ? 1 : 0;
}
