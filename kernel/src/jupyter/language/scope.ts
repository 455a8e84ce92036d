/**
 * Which identifiers of a cell mean a notebook variable: the cell's own top-level declarations and its free names.
 * One walk over the syntax tree with a stack of scopes; types are skipped, so a name used only in types is no reference.
 * Everything declared inside a function, a block or a loop header stays an ordinary local.
 */

import type tsTypes from 'typescript';
import { ts } from './typescript.js';

export type DeclarationKind = 'var' | 'let' | 'const' | 'function' | 'class' | 'enum' | 'namespace' | 'import';

export interface SourceProblem {
  message: string;
  start: number;
  length: number;
}

export interface CellScope {
  /** Top-level names with the kind of their first declaration. */
  declarations: Map<string, DeclarationKind>;
  /** Identifiers that mean a top-level or a free name. */
  references: Set<tsTypes.Identifier>;
  /** Nested `var` statements whose names are top-level. */
  hoistedVars: Set<tsTypes.VariableDeclarationList>;
  hasAwait: boolean;
  /** Every identifier text, so that generated names avoid them. */
  identifiers: Set<string>;
  problems: SourceProblem[];
}

interface Scope {
  names: Set<string>;
  /** A function's scope: `var` declarations land here. */
  isFunction: boolean;
  parent?: Scope;
}

type Visit = (node: tsTypes.Node, scope: Scope) => void;

const mergeable: Record<DeclarationKind, DeclarationKind[]> = {
  var: ['var', 'function'],
  function: ['function', 'var', 'namespace'],
  namespace: ['namespace', 'function', 'class', 'enum'],
  enum: ['enum', 'namespace'],
  class: ['namespace'],
  let: [],
  const: [],
  import: [],
};

export function isAmbient(node: tsTypes.Node): boolean {
  return (
    ts.canHaveModifiers(node) &&
    (ts.getModifiers(node) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.DeclareKeyword)
  );
}

/** A statement or declaration that leaves no trace at run time. */
export function isTypeOnly(node: tsTypes.Node): boolean {
  return (
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    isAmbient(node) ||
    (ts.isFunctionDeclaration(node) && !node.body) ||
    (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
    (ts.isImportEqualsDeclaration(node) && node.isTypeOnly) ||
    ts.isNamespaceExportDeclaration(node)
  );
}

export function isUsing(list: tsTypes.VariableDeclarationList): boolean {
  const flags = list.flags & ts.NodeFlags.BlockScoped;
  return flags === ts.NodeFlags.Using || flags === ts.NodeFlags.AwaitUsing;
}

/** Names bound by an identifier or a pattern. */
export function boundNames(name: tsTypes.BindingName): tsTypes.Identifier[] {
  if (ts.isIdentifier(name)) return [name];
  return name.elements.flatMap((element) => (ts.isOmittedExpression(element) ? [] : boundNames(element.name)));
}

/** Local names bound by an import, with whether the binding is for types only. */
export function importedNames(node: tsTypes.ImportDeclaration): tsTypes.Identifier[] {
  const clause = node.importClause;
  if (!clause || isTypeOnly(node)) return [];
  const names = clause.name ? [clause.name] : [];
  const bindings = clause.namedBindings;
  if (!bindings) return names;
  if (ts.isNamespaceImport(bindings)) return [...names, bindings.name];
  return [...names, ...bindings.elements.filter((e) => !e.isTypeOnly).map((e) => e.name)];
}

/** The names a statement declares in the block that holds it. */
function declaredBy(statement: tsTypes.Statement): { name: tsTypes.Identifier; kind: DeclarationKind }[] {
  if (isTypeOnly(statement)) return [];
  if (ts.isVariableStatement(statement)) {
    const { flags, declarations } = statement.declarationList;
    const isConst = flags & ts.NodeFlags.Const || isUsing(statement.declarationList);
    const kind = isConst ? 'const' : flags & ts.NodeFlags.Let ? 'let' : 'var';
    return declarations.flatMap((d) => boundNames(d.name)).map((name) => ({ name, kind }));
  }
  if (ts.isImportDeclaration(statement)) {
    return importedNames(statement).map((name) => ({ name, kind: 'import' as const }));
  }
  const named = (name: tsTypes.Node | undefined, kind: DeclarationKind) =>
    name && ts.isIdentifier(name) ? [{ name, kind }] : [];
  if (ts.isFunctionDeclaration(statement)) return named(statement.name, 'function');
  if (ts.isClassDeclaration(statement)) return named(statement.name, 'class');
  if (ts.isEnumDeclaration(statement)) return named(statement.name, 'enum');
  if (ts.isModuleDeclaration(statement)) return named(statement.name, 'namespace');
  if (ts.isImportEqualsDeclaration(statement)) return named(statement.name, 'import');
  return [];
}

export function analyseScope(source: tsTypes.SourceFile): CellScope {
  const result: CellScope = {
    declarations: new Map(),
    references: new Set(),
    hoistedVars: new Set(),
    hasAwait: false,
    identifiers: new Set(),
    problems: [],
  };
  const top: Scope = { names: new Set(), isFunction: true };
  /** Blocks of one namespace see each other's names. */
  const namespaces = new Map<string, Set<string>>();

  const problem = (node: tsTypes.Node, message: string) =>
    result.problems.push({ message, start: node.getStart(source), length: node.getWidth(source) });

  const functionOf = (scope: Scope): Scope => (scope.isFunction ? scope : functionOf(scope.parent!));
  const insideFunction = (scope: Scope) => functionOf(scope) !== top;
  const child = (parent: Scope, isFunction = false): Scope => ({ names: new Set(), isFunction, parent });
  const isLocal = (name: string, scope: Scope | undefined): boolean =>
    !!scope && scope !== top && (scope.names.has(name) || isLocal(name, scope.parent));

  function declareTop(name: tsTypes.Identifier, kind: DeclarationKind) {
    const earlier = result.declarations.get(name.text);
    if (earlier && !mergeable[kind].includes(earlier)) {
      problem(name, `Identifier '${name.text}' has already been declared in this cell.`);
    }
    if (!earlier) result.declarations.set(name.text, kind);
    top.names.add(name.text);
  }

  /** `using` at top level is an ordinary local of the cell: it is disposed at the cell's end. */
  const usingNames = new Set<string>();

  function declareStatements(statements: readonly tsTypes.Statement[], scope: Scope) {
    for (const statement of statements) {
      if (ts.isVariableStatement(statement) && isUsing(statement.declarationList) && scope === top) {
        declaredBy(statement).forEach(({ name }) => usingNames.add(name.text));
        continue;
      }
      for (const { name, kind } of declaredBy(statement)) {
        if (scope === top) declareTop(name, kind);
        else if (kind !== 'var') scope.names.add(name.text);
      }
    }
  }

  /** Adds the `var` names below `node`, nested functions excepted, to their function's scope. */
  function hoistVars(node: tsTypes.Node, scope: Scope) {
    if (ts.isFunctionLike(node) || ts.isClassLike(node) || ts.isModuleDeclaration(node) || isAmbient(node)) return;
    if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped)) {
      const atTop = ts.isVariableStatement(node.parent) && ts.isSourceFile(node.parent.parent);
      if (scope === top && !atTop) result.hoistedVars.add(node);
      for (const name of node.declarations.flatMap((d) => boundNames(d.name))) {
        if (scope !== top) scope.names.add(name.text);
        else if (!atTop) declareTop(name, 'var');
      }
    }
    ts.forEachChild(node, (inner) => hoistVars(inner, scope));
  }

  function block(node: tsTypes.Node & { statements: readonly tsTypes.Statement[] }, scope: Scope) {
    declareStatements(node.statements, scope);
    node.statements.forEach((statement) => visit(statement, scope));
  }

  function functionLike(node: tsTypes.SignatureDeclaration, outer: Scope) {
    const scope = child(outer, true);
    if (!ts.isArrowFunction(node)) scope.names.add('arguments');
    if (ts.isFunctionExpression(node) && node.name) scope.names.add(node.name.text);
    const name = node.name;
    if (name && ts.isComputedPropertyName(name)) visit(name, outer);
    if (ts.canHaveDecorators(node)) ts.getDecorators(node)?.forEach((decorator) => visit(decorator, outer));
    for (const parameter of node.parameters) {
      boundNames(parameter.name).forEach((id) => scope.names.add(id.text));
    }
    for (const parameter of node.parameters) {
      ts.getDecorators(parameter)?.forEach((decorator) => visit(decorator, outer));
      visit(parameter.name, scope);
      if (parameter.initializer) visit(parameter.initializer, scope);
    }
    const body = (node as tsTypes.FunctionLikeDeclaration).body;
    if (!body) return;
    hoistVars(body, scope);
    if (ts.isBlock(body)) block(body, scope);
    else visit(body, scope);
  }

  function classLike(node: tsTypes.ClassLikeDeclaration, outer: Scope) {
    ts.getDecorators(node)?.forEach((decorator) => visit(decorator, outer));
    const scope = child(outer);
    if (node.name) scope.names.add(node.name.text);
    for (const clause of node.heritageClauses ?? []) {
      if (clause.token === ts.SyntaxKind.ExtendsKeyword) clause.types.forEach((t) => visit(t.expression, scope));
    }
    for (const member of node.members) {
      if (isAmbient(member)) continue;
      if (ts.isClassStaticBlockDeclaration(member)) {
        const inner = child(scope, true);
        hoistVars(member.body, inner);
        block(member.body, inner);
      } else if (ts.isPropertyDeclaration(member)) {
        ts.getDecorators(member)?.forEach((decorator) => visit(decorator, scope));
        if (ts.isComputedPropertyName(member.name)) visit(member.name, scope);
        if (member.initializer) visit(member.initializer, child(scope, true));
      } else if (ts.isFunctionLike(member) && !ts.isIndexSignatureDeclaration(member)) {
        functionLike(member, scope);
      }
    }
  }

  function moduleBody(node: tsTypes.ModuleDeclaration, outer: Scope) {
    if (!node.body) return;
    const names = namespaces.get(node.name.text) ?? new Set<string>();
    if (outer === top) namespaces.set(node.name.text, names);
    const scope: Scope = { names, isFunction: true, parent: outer };
    names.add(node.name.text);
    if (ts.isModuleBlock(node.body)) {
      hoistVars(node.body, scope);
      block(node.body, scope);
    } else if (ts.isModuleDeclaration(node.body)) {
      names.add(node.body.name.text);
      moduleBody(node.body, scope);
    }
  }

  const loop: Visit = (node, outer) => {
    const scope = child(outer);
    const head = (node as tsTypes.ForStatement).initializer;
    if (head && ts.isVariableDeclarationList(head) && head.flags & ts.NodeFlags.BlockScoped) {
      head.declarations.flatMap((d) => boundNames(d.name)).forEach((name) => scope.names.add(name.text));
    }
    if (ts.isForOfStatement(node) && node.awaitModifier && !insideFunction(outer)) result.hasAwait = true;
    ts.forEachChild(node, (inner) => visit(inner, scope));
  };

  const visit: Visit = (node, scope) => {
    if (isTypeOnly(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isExpressionWithTypeArguments(node)) return visit(node.expression, scope);
    if (ts.isTypeNode(node) || ts.isTypeParameterDeclaration(node)) return;
    if (ts.isIdentifier(node)) {
      result.identifiers.add(node.text);
      const isUsingName = usingNames.has(node.text);
      if (!isUsingName && node.text !== 'undefined' && !isLocal(node.text, scope)) result.references.add(node);
      return;
    }
    if (ts.isFunctionLike(node)) return functionLike(node, scope);
    if (ts.isClassLike(node)) return classLike(node, scope);
    if (ts.isModuleDeclaration(node)) return moduleBody(node, scope);
    if (ts.isForStatement(node) || ts.isForInStatement(node) || ts.isForOfStatement(node)) return loop(node, scope);
    if (ts.isBlock(node) || ts.isCaseBlock(node)) {
      const inner = child(scope);
      const statements = ts.isBlock(node) ? node.statements : node.clauses.flatMap((clause) => [...clause.statements]);
      declareStatements(statements, inner);
      return ts.forEachChild(node, (part) => visit(part, inner));
    }
    if (ts.isCatchClause(node)) {
      const inner = child(scope);
      if (node.variableDeclaration) {
        boundNames(node.variableDeclaration.name).forEach((name) => inner.names.add(name.text));
        visit(node.variableDeclaration.name, inner);
      }
      return visit(node.block, inner);
    }
    if (ts.isEnumDeclaration(node)) {
      const inner = child(scope);
      inner.names.add(node.name.text);
      node.members.forEach((member) => ts.isIdentifier(member.name) && inner.names.add(member.name.text));
      return node.members.forEach((member) => member.initializer && visit(member.initializer, inner));
    }
    if (ts.isImportEqualsDeclaration(node)) {
      if (ts.isExternalModuleReference(node.moduleReference)) return;
      let left: tsTypes.EntityName = node.moduleReference;
      while (ts.isQualifiedName(left)) left = left.left;
      return visit(left, scope);
    }
    if (ts.isPropertyAccessExpression(node)) return visit(node.expression, scope);
    if (ts.isPropertyAssignment(node)) {
      if (ts.isComputedPropertyName(node.name)) visit(node.name, scope);
      return visit(node.initializer, scope);
    }
    if (ts.isBindingElement(node)) {
      if (node.propertyName && ts.isComputedPropertyName(node.propertyName)) visit(node.propertyName, scope);
      visit(node.name, scope);
      return node.initializer && visit(node.initializer, scope);
    }
    if (ts.isVariableDeclaration(node)) {
      visit(node.name, scope);
      return node.initializer && visit(node.initializer, scope);
    }
    if (ts.isLabeledStatement(node)) return visit(node.statement, scope);
    if (ts.isBreakOrContinueStatement(node) || ts.isMetaProperty(node)) return;
    if (ts.isReturnStatement(node) && !insideFunction(scope)) {
      problem(node, 'A return statement can only be used within a function.');
    }
    if (ts.isAwaitExpression(node) && !insideFunction(scope)) result.hasAwait = true;
    if (ts.isVariableDeclarationList(node) && (node.flags & ts.NodeFlags.AwaitUsing) === ts.NodeFlags.AwaitUsing) {
      if (!insideFunction(scope)) result.hasAwait = true;
    }
    ts.forEachChild(node, (inner) => visit(inner, scope));
  };

  hoistVars(source, top);
  block(source, top);
  return result;
}
