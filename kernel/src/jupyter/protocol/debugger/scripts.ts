/**
 * V8's scripts as the files a person knows: a cell's script belongs to the file of the cell's source, a module's to the file
 * it was imported from, and places in compiled code are mapped to the source. Node, the kernel, gluonlab and installed
 * packages are not shown, and steps do not enter them.
 */

import { SourceMap } from 'node:module';
import type { SourceMapPayload } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Debugger } from 'node:inspector';
import { notebookFile } from '../../threads.js';
import type { Inspector } from '../inspector.js';
import { cellPath } from './cellFiles.js';
import type { Realm } from './realm.js';

/** A place in a source; line and column from 1. */
export interface Place {
  line: number;
  column: number;
}

const escaped = (url: string) => url.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Regular expressions of URLs, as V8 takes them: code that throws only what it handles itself, as far as a person is concerned. */
export const foreignPatterns = ['^node:', `^${escaped(new URL('../../', import.meta.url).href)}`, '/node_modules/'];
/** Code that is not shown. */
export const hiddenPatterns = [
  ...foreignPatterns,
  `^${escaped(new URL('../../../gluon/', import.meta.url).href)}`,
  `^${escaped(new URL('../', import.meta.resolve('@gluonlab/native')).href)}`,
  `^${escaped(pathToFileURL(join(process.cwd(), notebookFile)).href)}$`,
];
const hidden = new RegExp(hiddenPatterns.join('|'));

/** One script, and the file it was compiled from. */
export class SourceScript {
  readonly #map?: SourceMap;

  constructor(
    readonly scriptId: string,
    readonly path: string,
    /** `cell [4]`, or the name of the file. */
    readonly name: string,
    /** The source of what was compiled, and its map. */
    readonly text?: string,
    map?: SourceMapPayload,
    /** V8's number of the first line that the map knows. */
    readonly firstLine = 0,
  ) {
    this.#map = map && new SourceMap(map);
  }

  /** Undefined for code that the compiler has added. */
  place({ lineNumber, columnNumber = 0 }: Debugger.Location): Place | undefined {
    if (!this.#map) return { line: lineNumber + 1, column: columnNumber + 1 };
    const line = lineNumber - this.firstLine;
    const entry = this.#map.findEntry(line, columnNumber);
    if (!('originalLine' in entry) || entry.generatedLine !== line) return undefined;
    return { line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }
}

export class Scripts {
  readonly #found = new Map<string, Promise<SourceScript | undefined>>();

  constructor(
    readonly inspector: Inspector,
    readonly realm: Realm,
  ) {}

  /** Undefined for a script that is not shown. */
  find(scriptId: string): Promise<SourceScript | undefined> {
    let found = this.#found.get(scriptId);
    if (!found) this.#found.set(scriptId, (found = this.#find(scriptId)));
    return found;
  }

  async #find(scriptId: string): Promise<SourceScript | undefined> {
    const url = this.inspector.scripts.get(scriptId);
    if (!url || hidden.test(url)) return undefined;
    const source = (await this.realm.call('source', url)) as { text: string; map: SourceMapPayload } | undefined;
    if (!url.startsWith('file:') && !source) return undefined;
    const path = url.startsWith('file:') ? fileURLToPath(url.replace(/\?v=[^?]*$/, '')) : cellPath(source!.text);
    const name = url.startsWith('file:') ? basename(path) : url;
    return new SourceScript(scriptId, path, name, source?.text, source?.map);
  }

  /** All that are shown. */
  async all(): Promise<SourceScript[]> {
    const found = await Promise.all([...this.inspector.scripts.keys()].map((scriptId) => this.find(scriptId)));
    return found.filter((script) => script !== undefined);
  }

  async of(path: string): Promise<SourceScript[]> {
    return (await this.all()).filter((script) => script.path === path);
  }

  /** A cell that was parsed only. */
  add(script: SourceScript) {
    this.#found.set(script.scriptId, Promise.resolve(script));
  }
}
