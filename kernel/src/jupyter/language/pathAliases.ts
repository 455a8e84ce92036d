/** What the `paths` of the nearest tsconfig.json make of an import, so that it leads where its types come from. */

import { join } from 'node:path';
import type tsTypes from 'typescript';
import { notebookOptions } from './compilerSettings.js';
import { ts } from './typescript.js';

export class PathAliases {
  #options?: tsTypes.CompilerOptions;

  constructor(readonly folder: string) {}

  /** The file meant, if it is one of the project. */
  resolve(specifier: string): string | undefined {
    this.#options ??= notebookOptions(this.folder);
    const from = join(this.folder, 'notebook.ts');
    const { resolvedModule } = ts.resolveModuleName(specifier, from, this.#options, ts.sys);
    if (!resolvedModule || resolvedModule.isExternalLibraryImport) return undefined;
    return /\.d\.[cm]?ts$/.test(resolvedModule.resolvedFileName) ? undefined : resolvedModule.resolvedFileName;
  }
}
