/**
 * `require` of cells. Node keeps each CommonJS module for ever; those of the notebook's folder are loaded anew when they, or
 * modules that they have required, have changed.
 */

import { statSync } from 'node:fs';

const isOfFolder = (file: string) => !file.includes('/node_modules/') && !file.endsWith('.node');

function modified(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

export class CommonJs {
  /** When the loaded files were modified last, as they were loaded. */
  readonly #times = new Map<string, number>();
  readonly require: NodeJS.Require;

  constructor(readonly original: NodeJS.Require) {
    const load = (name: string): unknown => {
      this.forgetChanged();
      try {
        return original(name);
      } finally {
        this.remember();
      }
    };
    this.require = Object.assign(load, original);
  }

  get #files(): string[] {
    return Object.keys(this.original.cache).filter(isOfFolder);
  }

  /** To be called when modules may have been loaded. */
  remember() {
    for (const file of this.#files) if (!this.#times.has(file)) this.#times.set(file, modified(file));
  }

  /** To be called before modules are loaded. */
  forgetChanged() {
    const { cache } = this.original;
    const files = this.#files;
    const stale = new Set(files.filter((file) => this.#times.has(file) && this.#times.get(file) !== modified(file)));
    const isAbove = (file: string) => cache[file]!.children.some(({ filename }) => stale.has(filename));
    for (let before = 0; before < stale.size;) {
      before = stale.size;
      for (const file of files) if (isAbove(file)) stale.add(file);
    }
    for (const file of stale) {
      delete cache[file];
      this.#times.delete(file);
    }
  }
}
