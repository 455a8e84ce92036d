/**
 * The notebook as a TypeScript project that exists in memory only: each cell that ran is a module, and a name of an earlier
 * cell comes into a later one by a prelude before its text. Names declared again come from the newest cell, so closures, generics
 * and narrowing are typed as TypeScript types them, without a program of declarations to keep. The text of a question takes
 * its names from one module that has the newest of all: with the same imports, TypeScript keeps most of the last program.
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type tsTypes from 'typescript';
import { notebookOptions } from './compilerSettings.js';
import { DiskFiles } from './diskFiles.js';
import { analyseScope, isTypeOnly } from './scope.js';
import type { DeclarationKind } from './scope.js';
import { ts } from './typescript.js';

export type NameKind = DeclarationKind | 'type';

interface CellFile {
  text: string;
  prelude: string;
  version: number;
}

/** What cells see without importing it. */
const globalsText = `
declare global {
  const display: typeof import('gluonlab/kernel').display;
  const clearOutput: typeof import('gluonlab/kernel').clearOutput;
  const input: typeof import('gluonlab/kernel').input;
  const prompt: typeof import('gluonlab/kernel').prompt;
  const require: NodeJS.Require;
}
export {};
`;

function nodeTypes(): string[] {
  try {
    return [join(createRequire(import.meta.url).resolve('@types/node/package.json'), '..', 'index.d.ts')];
  } catch {
    return [];
  }
}

export class NotebookProject {
  readonly #cells = new Map<string, CellFile>();
  /** Where each name was declared last. */
  readonly #names = new Map<string, { file: string; kind: NameKind }>();
  readonly #folder: string;
  /** The text a question is about. */
  readonly current: string;
  /** The module of the newest names. */
  readonly #newest: string;
  readonly service: tsTypes.LanguageService;

  constructor(folder: string) {
    this.#folder = folder;
    this.current = this.#path('current');
    const globals = this.#path('globals');
    this.#cells.set(globals, { text: globalsText, prelude: '', version: 1 });
    this.#cells.set(this.current, { text: '', prelude: '', version: 1 });
    this.#newest = this.#path('names');
    this.#cells.set(this.#newest, { text: 'export {};', prelude: '', version: 1 });
    const options = notebookOptions(folder);
    const disk = new DiskFiles();
    const roots = [...nodeTypes(), globals, this.#newest, this.current];
    const host: tsTypes.LanguageServiceHost = {
      getCompilationSettings: () => options,
      getScriptFileNames: () => roots,
      getScriptVersion: (file) => this.#cells.get(file)?.version.toString() ?? disk.version(file),
      getScriptSnapshot: (file) => {
        const text = this.#text(file);
        return text === undefined ? disk.snapshot(file) : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      fileExists: (file) => this.#cells.has(file) || ts.sys.fileExists(file),
      readFile: (file) => this.#text(file) ?? ts.sys.readFile(file),
      directoryExists: (path) => path === folder || ts.sys.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
      readDirectory: (...args) => ts.sys.readDirectory(...args),
    };
    this.service = ts.createLanguageService(host);
  }

  #path(name: string): string {
    return join(this.#folder, `__notebook_${name}.ts`);
  }

  #text(file: string): string | undefined {
    const cell = this.#cells.get(file);
    return cell && cell.prelude + cell.text;
  }

  /** Adds a cell that runs, under a number of its own; later questions know its names. */
  learn(cell: number, source: string) {
    const file = this.#path(`cell_${cell}`);
    const parsed = parse(file, source);
    const declared = topLevelNames(parsed);
    const prelude = this.#preludeFor(parsed, declared, (name) => this.#names.get(name)!.file);
    const exported = declared.size > 0 ? `\nexport { ${[...declared.keys()].join(', ')} };` : '';
    // What a cell exports itself must not be exported twice.
    const text = source.replace(
      /^(\s*)export(?=\s+(const|let|var|function|async|class|enum|namespace|interface|type)\b)/gm,
      '$1',
    );
    this.#cells.set(file, { text: text + exported, prelude, version: 1 });
    for (const [name, kind] of declared) {
      this.#names.delete(name);
      this.#names.set(name, { file, kind });
    }
    if (declared.size > 0) this.#updateNewest();
  }

  #updateNewest() {
    const lines = [...this.#names].map(([name, { file }]) => `export { ${name} } from ${this.#specifier(file)};`);
    const { version } = this.#cells.get(this.#newest)!;
    this.#cells.set(this.#newest, { text: lines.join('\n'), prelude: '', version: version + 1 });
  }

  #specifier(file: string): string {
    return JSON.stringify(`./${file.slice(this.#folder.length + 1).replace(/\.ts$/, '')}`);
  }

  /** Makes `source` the current text; returns the position of its first character in the file. */
  ask(source: string): number {
    const parsed = parse(this.current, source);
    const prelude = this.#preludeFor(parsed, topLevelNames(parsed), () => this.#newest);
    const known = this.#cells.get(this.current)!;
    if (known.text === source && known.prelude === prelude) return prelude.length;
    this.#cells.set(this.current, { text: source, prelude, version: known.version + 1 });
    return prelude.length;
  }

  /** The names of earlier cells with what they are, newest last. */
  get names(): ReadonlyMap<string, NameKind> {
    return new Map([...this.#names].map(([name, { kind }]) => [name, kind]));
  }

  /** The current text as it was parsed and the checker that knows its types. */
  checked(): { file: tsTypes.SourceFile; checker: tsTypes.TypeChecker } {
    const program = this.service.getProgram()!;
    return { file: program.getSourceFile(this.current)!, checker: program.getTypeChecker() };
  }

  /** Declares the names of earlier cells that a text uses, on one line: the fewer, the smaller the program. */
  #preludeFor(
    parsed: tsTypes.SourceFile,
    declared: ReadonlyMap<string, unknown>,
    from: (name: string) => string,
  ): string {
    const used = identifiersOf(parsed);
    const lines = [...this.#names]
      .filter(([name]) => used.has(name) && !declared.has(name))
      .map(([name, { kind }]) => {
        const module = this.#specifier(from(name));
        if (kind === 'const') return `declare const ${name}: typeof import(${module}).${name};`;
        if (kind === 'let' || kind === 'var') return `declare let ${name}: typeof import(${module}).${name};`;
        return `import { ${name} } from ${module};`;
      });
    return lines.length > 0 ? `${lines.join(' ')} ` : '';
  }
}

const parse = (file: string, source: string) =>
  ts.createSourceFile(file, source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);

export function topLevelNames(source: tsTypes.SourceFile): Map<string, NameKind> {
  const names = new Map<string, NameKind>(analyseScope(source).declarations);
  for (const statement of source.statements) {
    const isNamedType = ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement);
    if (isNamedType && !names.has(statement.name.text)) names.set(statement.name.text, 'type');
    if (ts.isImportDeclaration(statement)) {
      const bindings = statement.importClause?.namedBindings;
      if (!bindings || !ts.isNamedImports(bindings)) continue;
      const isType = (element: tsTypes.ImportSpecifier) => element.isTypeOnly || isTypeOnly(statement);
      bindings.elements.filter(isType).forEach((element) => names.set(element.name.text, 'type'));
    }
  }
  return names;
}

function identifiersOf(source: tsTypes.SourceFile): Set<string> {
  const found = new Set<string>();
  const visit = (node: tsTypes.Node) => {
    if (ts.isIdentifier(node)) found.add(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}
