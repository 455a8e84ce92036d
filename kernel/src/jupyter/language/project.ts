/**
 * The notebook as a TypeScript project that exists in memory only: each cell that ran is a module, and a name of an earlier
 * cell comes into a later one by a prelude before its text. Names declared again come from the newest cell, so closures, generics
 * and narrowing are typed as TypeScript types them, without a program of declarations to keep.
 */

import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type tsTypes from 'typescript';
import { analyseScope, isTypeOnly } from './scope.js';
import type { DeclarationKind } from './scope.js';
import { ts } from './typescript.js';

type NameKind = DeclarationKind | 'type';

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

const declarationFile = (path: string) => fileURLToPath(new URL(path, import.meta.url)).replace(/\.js$/, '.d.ts');

function nodeTypes(): string[] {
  try {
    return [join(createRequire(import.meta.url).resolve('@types/node/package.json'), '..', 'index.d.ts')];
  } catch {
    return [];
  }
}

const options: tsTypes.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  noEmit: true,
  strict: true,
  skipLibCheck: true,
  types: [],
  paths: {
    gluonlab: [declarationFile('../../gluon/index.js')],
    'gluonlab/kernel': [declarationFile('../api.js')],
    'gluonlab/messages': [declarationFile('../messages.js')],
  },
};

export class NotebookProject {
  readonly #cells = new Map<string, CellFile>();
  /** Where each name was declared last. */
  readonly #names = new Map<string, { file: string; kind: NameKind }>();
  readonly #folder: string;
  /** The text a question is about. */
  readonly current: string;
  readonly service: tsTypes.LanguageService;

  constructor(folder: string) {
    this.#folder = folder;
    this.current = this.#path('current');
    const globals = this.#path('globals');
    this.#cells.set(globals, { text: globalsText, prelude: '', version: 1 });
    this.#cells.set(this.current, { text: '', prelude: '', version: 1 });
    const roots = [...nodeTypes(), globals, this.current];
    const host: tsTypes.LanguageServiceHost = {
      getCompilationSettings: () => options,
      getScriptFileNames: () => roots,
      getScriptVersion: (file) =>
        String(this.#cells.get(file)?.version ?? ts.sys.getModifiedTime?.(file)?.getTime() ?? 1),
      getScriptSnapshot: (file) => {
        const text = this.#text(file) ?? ts.sys.readFile(file);
        return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
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
    const parsed = ts.createSourceFile(file, source, options.target!, true, ts.ScriptKind.TS);
    const declared = topLevelNames(parsed);
    const used = identifiersOf(parsed);
    const prelude = this.#prelude((name) => used.has(name) && !declared.has(name));
    const exported = declared.size > 0 ? `\nexport { ${[...declared.keys()].join(', ')} };` : '';
    // What a cell exports itself must not be exported twice.
    const text = source.replace(
      /^(\s*)export(?=\s+(const|let|var|function|async|class|enum|namespace|interface|type)\b)/gm,
      '$1',
    );
    this.#cells.set(file, { text: text + exported, prelude, version: 1 });
    for (const [name, kind] of declared) this.#names.set(name, { file, kind });
  }

  /** Makes `source` the current text; returns the position of its first character in the file. */
  ask(source: string): number {
    const declared = topLevelNames(ts.createSourceFile(this.current, source, options.target!, true, ts.ScriptKind.TS));
    const prelude = this.#prelude((name) => !declared.has(name));
    const { version } = this.#cells.get(this.current)!;
    this.#cells.set(this.current, { text: source, prelude, version: version + 1 });
    return prelude.length;
  }

  /** Declares the wanted names of earlier cells, on one line. */
  #prelude(isWanted: (name: string) => boolean): string {
    const lines = [...this.#names]
      .filter(([name]) => isWanted(name))
      .map(([name, { file, kind }]) => {
        const module = JSON.stringify(`./${file.slice(this.#folder.length + 1).replace(/\.ts$/, '')}`);
        if (kind === 'const') return `declare const ${name}: typeof import(${module}).${name};`;
        if (kind === 'let' || kind === 'var') return `declare let ${name}: typeof import(${module}).${name};`;
        return `import { ${name} } from ${module};`;
      });
    return lines.length > 0 ? `${lines.join(' ')} ` : '';
  }
}

function topLevelNames(source: tsTypes.SourceFile): Map<string, NameKind> {
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
