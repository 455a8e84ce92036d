// Compiles the TypeScript projects; tsc keeps its own record of what is up to date.
import { command } from './command.mjs';
import { inRoot } from './paths.mjs';
import { step } from './step.mjs';

/** @param {string[]} projects folders of the repository that hold a tsconfig.json; what they refer to is built first */
export function compileTypeScript(projects) {
  const tsc = inRoot('node_modules', 'typescript', 'lib', 'tsc.js');
  return step(`TypeScript (${projects.join(', ')})`, {}, (report) =>
    command(process.execPath, [tsc, '-b', ...projects], { report }),
  );
}
