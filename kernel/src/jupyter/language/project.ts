/**
 * The notebook as a TypeScript project that exists in memory only: each cell that ran is a module, and a name of an earlier
 * cell comes into a later one by a prelude before its text. Names declared again come from the newest cell, so closures, generics
 * and narrowing are typed as TypeScript types them, without a program of declarations to keep.
 *
 * TypeScript keeps most of the last program as long as no module imports another than before; otherwise it walks through all
 * files again (25 ms). So a cell's module is there, empty, before there is a cell for it, and every prelude imports one and
 * the same module: that of all names, which imports all cells.
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import type tsTypes from 'typescript';
import { notebookOptions } from './compilerSettings.js';
import { DiskFiles } from './diskFiles.js';
import { analyseScope, boundNames, isTypeOnly } from './scope.js';
import type { DeclarationKind } from './scope.js';
import { ts } from './typescript.js';

export type NameKind = DeclarationKind | 'type';

interface ProjectFile {
  text: string;
  prelude: string;
  version: number;
}

/** What is in the module of a cell; it is free when no name is declared there. */
interface Cell {
  declared: ReadonlySet<string>;
  /** The cells whose names it uses. */
  uses: ReadonlySet<number>;
}

interface NotebookName {
  /** The cell that has declared it last. */
  cell: number;
  kind: NameKind;
  /** The comment above a variable: TypeScript does not find it by the variable's type. */
  documentation?: string;
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

/** So many modules for cells to come are added at once. */
const spareCells = 64;

/** A name that is no one else's; completion leaves it out. */
const internal = (name: string) => `__notebook_${name}`;
const importNames = (names: string[]) => `import { ${names.join(', ')} } from './${internal('names')}';\n`;
/** What the module of all names calls the `name` that a cell has declared. */
const nameIn = (name: string, cell: number) => `${name}__cell_${cell}`;

const noCell: Cell = { declared: new Set(), uses: new Set() };

export class NotebookProject {
  readonly #files = new Map<string, ProjectFile>();
  readonly #cells: Cell[] = [];
  readonly #names = new Map<string, NotebookName>();
  readonly #folder: string;
  /** The text a question is about. */
  readonly current: string;
  readonly service: tsTypes.LanguageService;

  constructor(folder: string) {
    this.#folder = folder;
    this.current = this.#path('current');
    const globals = this.#path('globals');
    this.#write(globals, globalsText);
    this.#write(this.current, '', importNames([]));
    this.#addFreeCells();
    this.#writeNames();
    const options = notebookOptions(folder);
    const disk = new DiskFiles();
    const roots = [...nodeTypes(), globals, this.current];
    const host: tsTypes.LanguageServiceHost = {
      getCompilationSettings: () => options,
      getScriptFileNames: () => roots,
      getScriptVersion: (file) => this.#files.get(file)?.version.toString() ?? disk.version(file),
      getScriptSnapshot: (file) => {
        const text = this.#text(file);
        return text === undefined ? disk.snapshot(file) : ts.ScriptSnapshot.fromString(text);
      },
      getCurrentDirectory: () => folder,
      getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
      fileExists: (file) => this.#files.has(file) || ts.sys.fileExists(file),
      readFile: (file) => this.#text(file) ?? ts.sys.readFile(file),
      directoryExists: (path) => path === folder || ts.sys.directoryExists(path),
      getDirectories: (path) => ts.sys.getDirectories(path),
      readDirectory: (...args) => ts.sys.readDirectory(...args),
    };
    this.service = ts.createLanguageService(host);
  }

  #cellPath = (cell: number) => this.#path(`cell_${cell}`);

  #path(name: string): string {
    return join(this.#folder, `${internal(name)}.ts`);
  }

  #text(file: string): string | undefined {
    const written = this.#files.get(file);
    return written && written.prelude + written.text;
  }

  #write(file: string, text: string, prelude = '') {
    const { version } = this.#files.get(file) ?? { version: 0 };
    this.#files.set(file, { text, prelude, version: version + 1 });
  }

  #addFreeCells() {
    for (let i = 0; i < spareCells; i++) {
      this.#write(this.#cellPath(this.#cells.length), '', importNames([]));
      this.#cells.push(noCell);
    }
  }

  #freeCell(): number {
    const isFree = ({ declared }: Cell) => declared.size === 0;
    if (!this.#cells.some(isFree)) this.#addFreeCells();
    return this.#cells.findIndex(isFree);
  }

  /** Adds a cell that runs; later questions know its names. Throws for one that TypeScript gives up on, and forgets it. */
  learn(source: string) {
    const parsed = parse(this.current, source);
    const declared = topLevelNames(parsed);
    if (declared.size === 0) return;
    const used = this.#usedNames(parsed, declared);
    const cell = this.#freeCell();
    // What a cell exports itself must not be exported twice.
    const text = source.replace(
      /^(\s*)export(?=\s+(const|let|var|function|async|class|enum|namespace|interface|type)\b)/gm,
      '$1',
    );
    const exported = `\nexport { ${[...declared.keys()].join(', ')} };`;
    this.#write(this.#cellPath(cell), text + exported, preludeFor(used, nameIn));
    this.#cells[cell] = {
      declared: new Set(declared.keys()),
      uses: new Set(used.map(([, { cell }]) => cell)),
    };
    const documentation = variableComments(parsed);
    for (const [name, kind] of declared) {
      this.#names.delete(name);
      this.#names.set(name, { cell, kind, documentation: documentation.get(name) });
    }
    this.#freeUnused();
    this.#writeNames();
    // What was asked last may be what TypeScript gives up on.
    this.ask('');
    try {
      // The next question finds the program with the names in place.
      this.checked();
    } catch (error) {
      this.#forget(cell);
      throw error;
    }
  }

  #forget(cell: number) {
    for (const name of this.#cells[cell].declared) this.#names.delete(name);
    this.#freeUnused();
    this.#writeNames();
  }

  /** Frees the modules of cells whose names have all been declared again, and which no other cell uses. */
  #freeUnused() {
    const needed = new Set<number>();
    const need = (cell: number) => {
      if (needed.has(cell)) return;
      needed.add(cell);
      this.#cells[cell].uses.forEach(need);
    };
    for (const { cell } of this.#names.values()) need(cell);
    this.#cells.forEach(({ declared }, cell) => {
      if (declared.size === 0 || needed.has(cell)) return;
      this.#cells[cell] = noCell;
      this.#write(this.#cellPath(cell), '', importNames([]));
    });
  }

  /** The module of all names: each as its cell's, and the newest of each also as it is. */
  #writeNames() {
    const lines = this.#cells.map(({ declared }, cell) => {
      const exported = [...declared].flatMap((name) => {
        const own = `${name} as ${nameIn(name, cell)}`;
        return this.#names.get(name)!.cell === cell ? [own, name] : [own];
      });
      // Without a name, the import must stay.
      return `${exported.length > 0 ? `export { ${exported.join(', ')} } from` : 'import'} './${internal(`cell_${cell}`)}';`;
    });
    this.#write(this.#path('names'), lines.join('\n'));
  }

  /** Makes `source` the current text; returns the position of its first character in the file. */
  ask(source: string): number {
    const parsed = parse(this.current, source);
    const prelude = preludeFor(this.#usedNames(parsed, topLevelNames(parsed)), (name) => name);
    const known = this.#files.get(this.current)!;
    if (known.text !== source || known.prelude !== prelude) this.#write(this.current, source, prelude);
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

  /** The names of earlier cells that a text uses. */
  #usedNames(parsed: tsTypes.SourceFile, declared: ReadonlyMap<string, unknown>): [string, NotebookName][] {
    const identifiers = identifiersOf(parsed);
    return [...this.#names].filter(([name]) => identifiers.has(name) && !declared.has(name));
  }
}

/** Declares names of earlier cells; `original` is what the module of all names calls them. */
function preludeFor(used: [string, NotebookName][], original: (name: string, cell: number) => string): string {
  const imports: string[] = [];
  const variables: string[] = [];
  for (const [name, { cell, kind, documentation = '' }] of used) {
    const variable = kind === 'const' ? 'const' : kind === 'let' || kind === 'var' ? 'let' : undefined;
    const local = variable ? internal(name) : name;
    imports.push(`${original(name, cell)} as ${local}`);
    // An import could not be assigned to.
    if (variable) variables.push(`${documentation} declare ${variable} ${name}: typeof ${local};\n`);
  }
  return importNames(imports) + variables.join('');
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

/** The documentation comments of variables, by name. */
function variableComments(source: tsTypes.SourceFile): Map<string, string> {
  const comments = new Map<string, string>();
  for (const statement of source.statements.filter(ts.isVariableStatement)) {
    const comment = ts.getJSDocCommentsAndTags(statement).at(-1);
    if (!comment) continue;
    const names = statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
    for (const { text } of names) comments.set(text, comment.getText(source));
  }
  return comments;
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
