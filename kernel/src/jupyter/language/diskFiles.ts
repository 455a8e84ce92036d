/**
 * Files that the language service reads. It asks for the version and the text of each of its hundreds of files at every
 * question; the compiler's, the packages' and our own do not change while the kernel runs, so they are read once.
 */

import { fileURLToPath } from 'node:url';
import type tsTypes from 'typescript';
import { ts } from './typescript.js';

const ownFolder = fileURLToPath(new URL('../../', import.meta.url));

interface Known {
  version: string;
  snapshot: tsTypes.IScriptSnapshot | undefined;
}

function isFixed(file: string): boolean {
  return file.includes('/node_modules/') || file.startsWith(ownFolder);
}

export class DiskFiles {
  readonly #known = new Map<string, Known>();

  /** Changes when the file does. */
  version(file: string): string {
    return isFixed(file) ? '1' : String(ts.sys.getModifiedTime?.(file)?.getTime() ?? 0);
  }

  snapshot(file: string): tsTypes.IScriptSnapshot | undefined {
    const version = this.version(file);
    const known = this.#known.get(file);
    if (known?.version === version) return known.snapshot;
    const text = ts.sys.readFile(file);
    const snapshot = text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    if (snapshot) this.#known.set(file, { version, snapshot });
    return snapshot;
  }
}
