/**
 * Stack traces in the person's own coordinates: frames of cells and of imported `.ts` files are mapped back to their
 * source, frames of the kernel and of an error's own library are left out. Installed as `Error.prepareStackTrace`, so that `error.stack` is right
 * wherever it is printed; `codeFrame` shows the lines around the place.
 */

import { SourceMap } from 'node:module';
import type { SourceMapPayload } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeFrame } from '../codeFrame.js';
import { withoutBoxes } from './boxes.js';

class Source {
  #map?: SourceMap;

  constructor(
    readonly text: string,
    readonly mapText: string,
    /** Lines of generated code before the mapped ones. */
    readonly lineOffset: number,
  ) {}

  /** Read when it is first needed: it takes twenty times the room of its text, and most cells never throw. */
  get map(): SourceMap | undefined {
    if (this.mapText) this.#map ??= new SourceMap(JSON.parse(this.mapText) as SourceMapPayload);
    return this.#map;
  }
}

export interface Place {
  file: string;
  /** From 1. */
  line: number;
  column: number;
}

/** The layers of a network stand between an operator and the cell that called it. */
const MOST_FRAMES = 50;

const kernelFolder = dirname(dirname(fileURLToPath(import.meta.url)));
/** What an operator of a cell has become. */
const operatorsFile = fileURLToPath(new URL('../../gluon/operators.js', import.meta.url));
const libraryFolder = join(dirname(kernelFolder), 'gluon');
/** An error that gluonlab throws on purpose names operator and layer; the way there inside the library says nothing more. */
const isOwnFrame = (error: unknown, file: string) =>
  error instanceof Error &&
  ['GluonError', 'OutOfMemoryError'].includes(error.name) &&
  file.startsWith('file:') &&
  fileURLToPath(file).startsWith(libraryFolder);
/** Modules of the kernel that a cell imports have frames of interest. */
const isKernelFrame = (file: string) => {
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  return path === operatorsFile || (path.startsWith(kernelFolder) && basename(path) !== 'api.js');
};

export class StackTraces {
  readonly #sources = new Map<string, Source>();

  /** Makes `file` known under the name that V8 reports; `findMissing` may add more on demand. */
  add(file: string, text: string, map: string, lineOffset = 0) {
    this.#sources.set(file, new Source(text, map, lineOffset));
  }

  /** Adds sources that became known since the last look. */
  findMissing: () => void = () => {};

  #find(file: string): Source | undefined {
    if (!this.#sources.has(file)) this.findMissing();
    return this.#sources.get(file);
  }

  /** The source of a file that was compiled, and its source map. */
  source(file: string): { text: string; map: SourceMapPayload } | undefined {
    const source = this.#find(file);
    return source?.map && { text: source.text, map: source.map.payload };
  }

  place(file: string, line: number, column: number): Place {
    const source = this.#find(file);
    const entry = source?.map?.findEntry(line - 1 - source.lineOffset, column - 1);
    if (!entry || !('originalLine' in entry)) return { file, line, column };
    return { file, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  }

  /** How a file is shown: cells by their name, files as paths without the version of the import. */
  static shownName(file: string): string {
    const plain = file.replace(/\?v=[\w.-]*$/, '');
    return plain.startsWith('file:') ? fileURLToPath(plain) : plain;
  }

  static shown({ file, line, column }: Place): string {
    return `${StackTraces.shownName(file)}:${line}:${column}`;
  }

  /** Where generated code is, as it is shown. */
  shownPlace(file: string, line: number, column: number): string {
    return StackTraces.shown(this.place(file, line, column));
  }

  #frame(site: NodeJS.CallSite): string | undefined {
    const file = site.getFileName() ?? undefined;
    const text = callText(site);
    if (!file || file.startsWith('node:')) return file?.startsWith('node:internal') ? undefined : text;
    if (isKernelFrame(file)) return undefined;
    const line = site.getLineNumber();
    const column = site.getColumnNumber();
    if (line === null || column === null) return text;
    const raw = `${file}:${line}:${column}`;
    return text.replace(raw, this.shownPlace(file, line, column));
  }

  install() {
    Error.stackTraceLimit = MOST_FRAMES;
    Error.prepareStackTrace = (error: unknown, sites: NodeJS.CallSite[]) => {
      nameVariables(error);
      const frames = sites
        .filter((site) => !isOwnFrame(error, site.getFileName() ?? ''))
        .map((site) => this.#frame(site))
        .filter((frame) => frame !== undefined);
      return [headline(error), ...frames.map((frame) => `    at ${frame}`)].join('\n');
    };
  }

  /** First place of a stack trace that lies in a known source. */
  firstPlace(stack: string): Place | undefined {
    for (const [, shown, line, column] of stack.matchAll(/^ {4}at .*?([^(\s][^(]*?):(\d+):(\d+)\)?$/gm)) {
      for (const file of this.#sources.keys()) {
        if (StackTraces.shownName(file) === shown || shown.endsWith(` ${StackTraces.shownName(file)}`)) {
          return { file, line: Number(line), column: Number(column) };
        }
      }
    }
    return undefined;
  }

  codeFrame(place: Place): string[] {
    const text = this.#sources.get(place.file)?.text;
    return text === undefined ? [] : codeFrame(text, place.line, place.column);
  }
}

/** An error of V8 speaks of variables by the names that the person gave them. */
function nameVariables(error: unknown) {
  if (!(error instanceof TypeError)) return;
  const message: TypedPropertyDescriptor<unknown> | undefined = Object.getOwnPropertyDescriptor(error, 'message');
  if (message?.writable && typeof message.value === 'string') error.message = withoutBoxes(message.value);
}

/** "fail (file:3:7)", as V8 writes it. */
const callText = (site: unknown) => String(site);

/** "TypeError: message", for anything thrown. */
export function headline(error: unknown): string {
  try {
    return Error.prototype.toString.call(error as Error);
  } catch {
    return 'Error';
  }
}
