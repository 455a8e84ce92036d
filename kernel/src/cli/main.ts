#!/usr/bin/env node
/** The `gluonlab` command: makes the kernel known to Jupyter, or forgets it. */

import { parseArgs } from 'node:util';
import { kernelsFolder, searchPath } from './jupyterPaths.js';
import { kernelName, readKernelspec, removeKernelspec, writeKernelspec } from './kernelspec.js';

const usage = `usage: gluonlab COMMAND [OPTIONS]

  install     write the kernelspec "${kernelName}"
  uninstall   remove it
  list        show where it is installed

  --user          your own data folder (the default)
  --sys-prefix    the active virtual or conda environment
  --prefix DIR    DIR/share/jupyter/kernels
  --venv DIR      the virtual environment DIR
`;

function main(args: string[]): number {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      user: { type: 'boolean' },
      'sys-prefix': { type: 'boolean' },
      prefix: { type: 'string' },
      venv: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  const { help, ...target } = values;
  const [command, ...rest] = positionals;
  if (help) {
    console.log(usage);
    return 0;
  }
  const { env, platform } = process;
  if (rest.length > 0) throw new Error(`unexpected "${rest[0]}"`);
  switch (command) {
    case 'install':
      console.log(`installed ${writeKernelspec(kernelsFolder(target, env, platform))}`);
      return 0;
    case 'uninstall': {
      const folder = kernelsFolder(target, env, platform);
      const removed = removeKernelspec(folder);
      console.log(removed ? `removed ${kernelName} from ${folder}` : `there is no ${kernelName} in ${folder}`);
      return removed ? 0 : 1;
    }
    case 'list': {
      const folders = Object.values(target).some(Boolean)
        ? [kernelsFolder(target, env, platform)]
        : searchPath(env, platform);
      const found = folders.flatMap((folder) => {
        const spec = readKernelspec(folder);
        return spec ? [`${folder}/${kernelName}: ${spec.display_name}, ${spec.argv[0]}`] : [];
      });
      console.log(found.length > 0 ? found.join('\n') : 'not installed in any folder that Jupyter searches');
      return 0;
    }
    default:
      throw new Error(command ? `unknown command "${command}"` : 'a command is missing');
  }
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(`gluonlab: ${(error as Error).message}\n\n${usage}`);
  process.exitCode = 2;
}
