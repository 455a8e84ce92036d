/**
 * A notebook as one TypeScript module that `tsc` compiles: its cells in order, arrays called by their methods. A name that a
 * later cell declares again is numbered (`x`, `x_2`), an import that an earlier cell has is left out, and what cells see
 * without importing it is imported. Closures of earlier cells keep the earlier of two names.
 */

import type tsTypes from 'typescript';
import { withoutMagics } from './magics.js';
import { MethodCalls } from './methodCalls.js';
import { NotebookProject, topLevelNames } from './project.js';
import { analyseScope } from './scope.js';
import { ts } from './typescript.js';

export interface NotebookCell {
  cell_type: string;
  source: string | string[];
}

/** Imports of what cells have without importing it. */
const givenNames: Record<string, string> = {
  display: "import { display } from 'gluonlab/kernel';",
  clearOutput: "import { clearOutput } from 'gluonlab/kernel';",
  input: "import { input } from 'gluonlab/kernel';",
  prompt: "import { prompt } from 'gluonlab/kernel';",
  require: "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);",
};

/** Where an imported name comes from: the same text is the same thing. */
const origin = (module: string, imported: string) => `${module} ${imported}`;

class ScriptWriter {
  readonly #project: NotebookProject;
  /** The name in the script of each name of the notebook. */
  readonly #names = new Map<string, string>();
  readonly #imported = new Map<string, string>();
  readonly #taken = new Set<string>();
  readonly #given = new Set<string>();

  constructor(folder: string, identifiers: Iterable<string>) {
    this.#project = new NotebookProject(folder);
    for (const name of identifiers) this.#taken.add(name);
  }

  code(source: string): string {
    const shift = this.#project.ask(source);
    const { file, checker } = this.#project.checked();
    const isOwn = (node: tsTypes.Node) => node.getStart(file) >= shift;
    const own = file.statements.filter(isOwn);
    const parsed = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TS);
    const repeated = this.#declare(parsed);
    const { references } = analyseScope(file);
    const declared = declaredNames(own);
    const rename = (node: tsTypes.Identifier): string => {
      const isNotebookName = references.has(node) || declared.has(node) || isTypeName(node);
      const name = isNotebookName ? this.#names.get(node.text) : undefined;
      if (isNotebookName && !name && Object.hasOwn(givenNames, node.text)) this.#given.add(node.text);
      return name ?? node.text;
    };
    const calls = new MethodCalls(file, checker, rename);
    const text = own.map((statement) => {
      return ts.isImportDeclaration(statement) ? this.#import(statement, repeated, calls) : calls.text(statement);
    });
    this.#project.learn(source);
    const rest = file.text.slice(own.at(-1)?.end ?? shift);
    return `${text.join('')}${endsOpen(own.at(-1)) ? ';' : ''}${rest}`.trim();
  }

  /** Gives the cell's names their names in the script; returns those that are imported as before. */
  #declare(parsed: tsTypes.SourceFile): Set<string> {
    const repeated = new Set<string>();
    const imports = importedFrom(parsed);
    for (const name of topLevelNames(parsed).keys()) {
      const from = imports.get(name);
      if (from !== undefined && this.#imported.get(name) === from) {
        repeated.add(name);
        continue;
      }
      if (from === undefined) this.#imported.delete(name);
      else this.#imported.set(name, from);
      this.#names.set(name, this.#names.has(name) ? this.#fresh(name) : name);
    }
    return repeated;
  }

  #fresh(name: string): string {
    let number = 2;
    while (this.#taken.has(`${name}_${number}`)) number++;
    this.#taken.add(`${name}_${number}`);
    return `${name}_${number}`;
  }

  #import(node: tsTypes.ImportDeclaration, repeated: ReadonlySet<string>, calls: MethodCalls): string {
    const clause = node.importClause;
    const names = [...importedFrom(node).keys()];
    if (!clause || names.every((name) => !repeated.has(name) && this.#names.get(name) === name))
      return calls.text(node);
    const script = (name: tsTypes.Identifier) => this.#names.get(name.text) ?? name.text;
    const bindings = clause.namedBindings;
    const parts: string[] = [];
    if (clause.name && !repeated.has(clause.name.text)) parts.push(script(clause.name));
    if (bindings && ts.isNamespaceImport(bindings) && !repeated.has(bindings.name.text)) {
      parts.push(`* as ${script(bindings.name)}`);
    }
    if (bindings && ts.isNamedImports(bindings)) {
      const wanted = bindings.elements.filter(({ name }) => !repeated.has(name.text));
      const written = wanted.map(({ name, propertyName, isTypeOnly }) => {
        const imported = (propertyName ?? name).text;
        const local = script(name);
        return `${isTypeOnly ? 'type ' : ''}${imported === local ? local : `${imported} as ${local}`}`;
      });
      if (written.length > 0) parts.push(`{ ${written.join(', ')} }`);
    }
    const type = clause.phaseModifier === ts.SyntaxKind.TypeKeyword ? 'type ' : '';
    return parts.length > 0 ? `\nimport ${type}${parts.join(', ')} from ${node.moduleSpecifier.getText()};` : '';
  }

  get head(): string[] {
    return [...this.#given].map((name) => givenNames[name]);
  }
}

/** Without a semicolon at its end, the next cell might continue it. */
function endsOpen(last: tsTypes.Statement | undefined): boolean {
  const text = last?.getText() ?? ';';
  if (text.endsWith(';')) return false;
  return !text.endsWith('}') || ts.isVariableStatement(last!) || ts.isExpressionStatement(last!);
}

/** The names that statements declare at top level, as they stand there. */
function declaredNames(statements: readonly tsTypes.Statement[]): Set<tsTypes.Node> {
  const named = statements.flatMap((statement) => {
    const { name } = statement as tsTypes.Statement & { name?: tsTypes.Node };
    return name ? [name] : [];
  });
  return new Set(named);
}

/** The first name of a type: `Shape`, or `ns` of `ns.Shape`. */
function isTypeName(node: tsTypes.Identifier): boolean {
  const { parent } = node;
  if (ts.isTypeReferenceNode(parent)) return parent.typeName === node;
  if (ts.isTypeQueryNode(parent)) return parent.exprName === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  return ts.isExpressionWithTypeArguments(parent);
}

/** Local names of imports, with where they come from. */
function importedFrom(root: tsTypes.Node): Map<string, string> {
  const found = new Map<string, string>();
  const add = (node: tsTypes.Node) => {
    if (!ts.isImportDeclaration(node)) return;
    const module = (node.moduleSpecifier as tsTypes.StringLiteral).text;
    const { name, namedBindings: bindings } = node.importClause ?? {};
    if (name) found.set(name.text, origin(module, 'default'));
    if (bindings && ts.isNamespaceImport(bindings)) found.set(bindings.name.text, origin(module, '*'));
    if (!bindings || !ts.isNamedImports(bindings)) return;
    for (const element of bindings.elements) {
      found.set(element.name.text, origin(module, (element.propertyName ?? element.name).text));
    }
  };
  if (ts.isSourceFile(root)) root.statements.forEach(add);
  else add(root);
  return found;
}

const textOf = ({ source }: NotebookCell) => (typeof source === 'string' ? source : source.join(''));

/** `folder`: where the notebook lies, for its imports. */
export function notebookScript(cells: readonly NotebookCell[], folder: string): string {
  const words = cells.flatMap((cell) => textOf(cell).match(/[\p{ID_Start}$_][\p{ID_Continue}$]*/gu) ?? []);
  const writer = new ScriptWriter(folder, new Set(words));
  const parts = cells.flatMap((cell) => {
    if (cell.cell_type === 'markdown') return [textOf(cell).replace(/^/gm, '// ').replace(/ +$/gm, '')];
    if (cell.cell_type !== 'code') return [];
    const code = writer.code(withoutMagics(textOf(cell)));
    return code ? [code] : [];
  });
  // Without an import or an export it would be no module, and could not await.
  return `${[...writer.head, ...parts, 'export {};'].join('\n\n')}\n`;
}
