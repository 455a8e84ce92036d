/**
 * A cell of TypeScript becomes a JavaScript function over variable boxes: `(async ($kernel) => { ... })`.
 * Names of the notebook (`x`) become `x$box.v`, so that any cell may declare them again and every closure sees the new
 * value; awaits and imports go through `$kernel`, operators that may meet an array through `$op`. TypeScript itself emits the rest (enums, decorators, `using`, ...),
 * with a source map back to the cell.
 */

import type tsTypes from 'typescript';
import { isAssignmentTarget } from './assignmentTargets.js';
import { BoxNodes } from './boxNodes.js';
import type { NotebookNames } from './boxNodes.js';
import { emit } from './emit.js';
import { analyseScope, boundNames, isTypeOnly, isUsing } from './scope.js';
import type { CellScope, DeclarationKind, SourceProblem } from './scope.js';
import { importStatements } from './importRewrite.js';
import { jsxProblem } from './jsx.js';
import { OperatorRewriter } from './operatorRewrite.js';
import { ts } from './typescript.js';

export interface CompiledCell {
  ok: true;
  /** Source of a function expression that takes the cell's `CellContext`; its body starts on line 2. */
  code: string;
  /** Source map of the body (line 1 of the map = line 2 of `code`). */
  map: string;
  isAsync: boolean;
  /** Names of the notebook or the realm that occur in it. */
  uses: string[];
  declarations: Record<string, DeclarationKind>;
  /** Uses or declares it a name? Without any there is nothing for the type check to find. */
  hasNames: boolean;
  /** Operators in loops and functions that must test their operands each time, for want of types. */
  untypedOperators: number;
}

export interface FailedCell {
  ok: false;
  problems: SourceProblem[];
  /** Name of the error; SyntaxError by default. */
  name?: 'SyntaxError' | 'TypeCheckError';
}

class CellTransformer {
  readonly #f = ts.factory;
  readonly #operators: OperatorRewriter;
  constructor(
    readonly boxes: BoxNodes,
    readonly context: tsTypes.TransformationContext,
    native: ReadonlySet<number>,
    /** Every expression shows its value, not the last one only. */
    readonly showsAll: boolean,
  ) {
    this.#operators = new OperatorRewriter(boxes, context, native, (node) => this.expression(node));
  }

  get untypedOperators(): number {
    return this.#operators.repeated;
  }

  #isReference(node: tsTypes.Node): node is tsTypes.Identifier {
    return ts.isIdentifier(node) && this.boxes.scope.references.has(node) && this.boxes.isBoxed(node.text);
  }

  #read(node: tsTypes.Identifier): tsTypes.Expression {
    const readOnly = this.boxes.isReadOnly(node.text) && isAssignmentTarget(node);
    return this.boxes.property(node.text, readOnly ? 'constant' : 'v', node);
  }

  /** A call of a boxed function must not pass the box as `this`. */
  #callee(node: tsTypes.Identifier): tsTypes.Expression {
    const comma = this.#f.createComma(this.#f.createNumericLiteral(0), this.#read(node));
    // V8 places a call at its parenthesis; the person's call starts at the name.
    const pos = node.getStart();
    return ts.setSourceMapRange(this.#f.createParenthesizedExpression(comma), { pos, end: pos });
  }

  expression = (node: tsTypes.Expression): tsTypes.Expression => ts.visitNode(node, this.visit) as tsTypes.Expression;

  visit = (node: tsTypes.Node): tsTypes.VisitResult<tsTypes.Node> => {
    const f = this.#f;
    if (this.#isReference(node)) return this.#read(node);
    // TypeScript computes them itself.
    if (ts.isEnumMember(node)) return node;
    if (this.#operators.applies(node)) return this.#operators.rewrite(node);
    if (ts.isCallExpression(node) && this.#isReference(node.expression)) {
      const args = ts.visitNodes(node.arguments, this.visit) as tsTypes.NodeArray<tsTypes.Expression>;
      const callee = this.#callee(node.expression);
      return ts.isCallChain(node)
        ? f.updateCallChain(node, callee, node.questionDotToken, node.typeArguments, args)
        : f.updateCallExpression(node, callee, node.typeArguments, args);
    }
    if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      return this.boxes.call('load', node.arguments.map(this.expression), node);
    }
    if (ts.isTaggedTemplateExpression(node) && this.#isReference(node.tag)) {
      const template = ts.visitNode(node.template, this.visit) as tsTypes.TemplateLiteral;
      return f.updateTaggedTemplateExpression(node, this.#callee(node.tag), node.typeArguments, template);
    }
    if (ts.isShorthandPropertyAssignment(node) && this.#isReference(node.name)) {
      const value = this.#read(node.name);
      const fallback = node.objectAssignmentInitializer && this.expression(node.objectAssignmentInitializer);
      const initializer = fallback ? f.createAssignment(value, fallback) : value;
      return ts.setTextRange(f.createPropertyAssignment(node.name.text, initializer), node);
    }
    if (ts.isTypeOfExpression(node) && this.#isReference(node.expression)) {
      return f.updateTypeOfExpression(node, this.boxes.property(node.expression.text, 'peek', node.expression));
    }
    if (ts.isAwaitExpression(node)) {
      return f.updateAwaitExpression(node, this.boxes.call('wait', [this.expression(node.expression)], node));
    }
    if (ts.isForOfStatement(node) && node.awaitModifier) {
      const iterable = this.boxes.call('iterate', [this.expression(node.expression)], node.expression);
      const initializer = ts.visitNode(node.initializer, this.visit) as tsTypes.ForInitializer;
      const body = ts.visitNode(node.statement, this.visit) as tsTypes.Statement;
      return f.updateForOfStatement(node, node.awaitModifier, initializer, iterable, body);
    }
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      const kernel = f.createIdentifier(this.boxes.kernel);
      return ts.setTextRange(f.createPropertyAccessExpression(kernel, 'meta'), node);
    }
    if (ts.isVariableStatement(node) && this.boxes.scope.hoistedVars.has(node.declarationList)) {
      const value = this.#hoistedAssignments(node.declarationList);
      return value ? ts.setTextRange(f.createExpressionStatement(value), node) : f.createEmptyStatement();
    }
    if (ts.isVariableDeclarationList(node) && this.boxes.scope.hoistedVars.has(node)) {
      const { parent } = node;
      if (ts.isForInStatement(parent) || ts.isForOfStatement(parent)) return this.pattern(node.declarations[0].name);
      return this.#hoistedAssignments(node) ?? f.createVoidZero();
    }
    return ts.visitEachChild(node, this.visit, this.context);
  };

  #hoistedAssignments(list: tsTypes.VariableDeclarationList): tsTypes.Expression | undefined {
    const assignments = list.declarations
      .filter((d) => d.initializer)
      .map((d) => this.#f.createAssignment(this.pattern(d.name), this.expression(d.initializer!)));
    return assignments.length ? this.#f.createCommaListExpression(assignments) : undefined;
  }

  /** A binding pattern as the assignment pattern that fills the boxes. */
  pattern(name: tsTypes.BindingName): tsTypes.Expression {
    const f = this.#f;
    if (ts.isIdentifier(name)) return this.boxes.property(name.text, 'v', name);
    const target = (element: tsTypes.BindingElement) => {
      const inner = this.pattern(element.name);
      return element.initializer ? f.createAssignment(inner, this.expression(element.initializer)) : inner;
    };
    if (ts.isArrayBindingPattern(name)) {
      const elements = name.elements.map((element) => {
        if (ts.isOmittedExpression(element)) return f.createOmittedExpression();
        return element.dotDotDotToken ? f.createSpreadElement(this.pattern(element.name)) : target(element);
      });
      return ts.setTextRange(f.createArrayLiteralExpression(elements), name);
    }
    const properties = name.elements.map((element) => {
      if (element.dotDotDotToken) return f.createSpreadAssignment(this.pattern(element.name));
      const key = (element.propertyName ?? element.name) as tsTypes.Identifier;
      const property = ts.isComputedPropertyName(key) ? (ts.visitNode(key, this.visit) as tsTypes.PropertyName) : key;
      return f.createPropertyAssignment(property, target(element));
    });
    return ts.setTextRange(f.createObjectLiteralExpression(properties), name);
  }

  #variables(statement: tsTypes.VariableStatement): tsTypes.Statement[] {
    const f = this.#f;
    const { declarationList } = statement;
    if (isUsing(declarationList)) return [ts.visitEachChild(statement, this.visit, this.context)];
    const isVar = !(declarationList.flags & ts.NodeFlags.BlockScoped);
    return declarationList.declarations.flatMap((declaration): tsTypes.Statement[] => {
      const { name, initializer } = declaration;
      if (!initializer) {
        return isVar ? [] : boundNames(name).map((id) => this.boxes.assign(id, f.createVoidZero(), declaration));
      }
      const value = this.expression(initializer);
      if (!ts.isIdentifier(name)) {
        const assignment = f.createAssignment(this.pattern(name), value);
        const expression = f.createParenthesizedExpression(ts.setTextRange(assignment, declaration));
        return [ts.setTextRange(f.createExpressionStatement(expression), declaration)];
      }
      if (!takesItsName(initializer)) return [this.boxes.assign(name, value, declaration)];
      // A local of the same name gives the function or class its name.
      const local = f.createVariableDeclaration(name.text, undefined, undefined, value);
      const statement = f.createVariableStatement(undefined, f.createVariableDeclarationList([local]));
      return [ts.setTextRange(statement, declaration), this.boxes.assign(name, f.createIdentifier(name.text), name)];
    });
  }

  #withoutExport<T extends tsTypes.Statement>(node: T): T {
    if (!ts.canHaveModifiers(node)) return node;
    const exported = [ts.SyntaxKind.ExportKeyword, ts.SyntaxKind.DefaultKeyword];
    const keep = ts.getModifiers(node)?.filter((modifier) => !exported.includes(modifier.kind)) ?? [];
    if (keep.length === (ts.getModifiers(node)?.length ?? 0)) return node;
    const f = this.#f;
    const all = [...(ts.canHaveDecorators(node) ? (ts.getDecorators(node) ?? []) : []), ...keep];
    return ts.setOriginalNode(ts.setTextRange(replaceModifiers(f, node, all), node), node) as T;
  }

  statement(node: tsTypes.Statement, isLast: boolean): tsTypes.Statement[] {
    const f = this.#f;
    if (isTypeOnly(node)) return [];
    if (ts.isVariableStatement(node)) return this.#variables(node);
    if (ts.isFunctionDeclaration(node) && node.name) {
      return [ts.visitEachChild(this.#withoutExport(node), this.visit, this.context)];
    }
    if (ts.isClassDeclaration(node) && node.name) {
      const local = ts.visitEachChild(this.#withoutExport(node), this.visit, this.context);
      return [local, this.boxes.assign(node.name, f.createIdentifier(node.name.text), node.name)];
    }
    if (ts.isEnumDeclaration(node) || ts.isModuleDeclaration(node)) {
      const name = node.name as tsTypes.Identifier;
      const local = () => f.createIdentifier(name.text);
      // A namespace that holds only types leaves no variable behind.
      const isPresent = f.createStrictInequality(f.createTypeOfExpression(local()), f.createStringLiteral('undefined'));
      const publish = f.createIfStatement(isPresent, this.boxes.assign(name, local(), name));
      return [ts.visitEachChild(this.#withoutExport(node), this.visit, this.context), publish];
    }
    if (ts.isImportDeclaration(node) || ts.isImportEqualsDeclaration(node) || ts.isExportDeclaration(node)) return [];
    if (ts.isExportAssignment(node)) {
      const value = this.expression(node.expression);
      return [
        ts.setTextRange(f.createExpressionStatement(isLast ? this.boxes.call('result', [value], node) : value), node),
      ];
    }
    if (ts.isExpressionStatement(node) && (isLast || this.showsAll)) {
      const value = this.boxes.call(isLast ? 'result' : 'show', [this.expression(node.expression)], node);
      return [ts.setTextRange(f.createExpressionStatement(value), node)];
    }
    const visited = ts.visitNode(node, this.visit);
    return visited ? [visited as tsTypes.Statement] : [];
  }
}

/** An anonymous function or class, which JavaScript names after the variable it initializes. */
function takesItsName(node: tsTypes.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return takesItsName(node.expression);
  return ts.isArrowFunction(node) || ((ts.isFunctionExpression(node) || ts.isClassExpression(node)) && !node.name);
}

function replaceModifiers(f: tsTypes.NodeFactory, node: tsTypes.Statement, all: tsTypes.ModifierLike[]): tsTypes.Node {
  if (ts.isFunctionDeclaration(node)) {
    const { asteriskToken, name, typeParameters, parameters, type, body } = node;
    const modifiers = all as tsTypes.Modifier[];
    return f.createFunctionDeclaration(modifiers, asteriskToken, name, typeParameters, parameters, type, body);
  }
  if (ts.isClassDeclaration(node)) {
    return f.createClassDeclaration(all, node.name, node.typeParameters, node.heritageClauses, node.members);
  }
  if (ts.isEnumDeclaration(node)) return f.createEnumDeclaration(all, node.name, node.members);
  if (ts.isModuleDeclaration(node)) {
    return f.createModuleDeclaration(all, node.name, node.body, node.flags);
  }
  return node;
}

/** Rewrites the statements of a parsed cell; the boxes it needed are in `boxes.used` afterwards. */
function transformCell(
  boxes: BoxNodes,
  context: tsTypes.TransformationContext,
  transformer: CellTransformer,
): tsTypes.Transformer<tsTypes.SourceFile> {
  return (source) => {
    const f = ts.factory;
    context.startLexicalEnvironment();
    const statements = source.statements.filter((statement) => !isTypeOnly(statement));
    const functions = statements.filter(ts.isFunctionDeclaration);
    const body = [
      ...functions.filter((fn) => fn.name).map((fn) => boxes.hoist(fn.name!)),
      ...statements.flatMap((statement) => importStatements(statement, boxes)),
      ...statements.flatMap((statement, i) => transformer.statement(statement, i === statements.length - 1)),
    ];
    const all = [...(context.endLexicalEnvironment() ?? []), ...body];
    const result = f.updateSourceFile(source, ts.setTextRange(f.createNodeArray(all), source.statements));
    // No longer a module: TypeScript would end it with `export {}`.
    return Object.assign(result, { externalModuleIndicator: undefined });
  };
}

export interface RewriteOptions {
  /** Positions of operators on primitive values, as far as the checker was asked. */
  native?: readonly number[];
  /** Every top-level expression shows its value. Default: the last one only. */
  showsAll?: boolean;
}

/** Compiles one cell. */
export function rewriteCell(
  source: string,
  names: NotebookNames,
  { native = [], showsAll = false }: RewriteOptions = {},
): CompiledCell | FailedCell {
  let scope: CellScope | undefined;
  let boxes: BoxNodes | undefined;
  let transformer: CellTransformer | undefined;
  const { code, map, diagnostics } = emit('cell.ts', source, [
    (context) => (file) => {
      scope = analyseScope(file);
      boxes = new BoxNodes(scope, names);
      transformer = new CellTransformer(boxes, context, new Set(native), showsAll);
      return transformCell(boxes, context, transformer)(file);
    },
  ]);
  const problems: SourceProblem[] = [
    ...diagnostics.map(({ messageText, start = 0, length = 0 }) => ({
      message: ts.flattenDiagnosticMessageText(messageText, '\n'),
      start,
      length,
    })),
    ...(scope?.problems ?? []),
  ];
  if (problems.length > 0 || !scope || !boxes || !transformer) {
    const jsx = source.includes('<') ? jsxProblem(source) : undefined;
    return { ok: false, problems: jsx ? [jsx] : problems };
  }
  const isAsync = scope.hasAwait || code.includes(`await ${boxes.kernel}.load(`);
  return {
    ok: true,
    code: `${head(scope, boxes, isAsync)}\n${code}\n}})`,
    map,
    isAsync,
    uses: [...boxes.used],
    declarations: Object.fromEntries(scope.declarations),
    hasNames: scope.identifiers.size > 0,
    untypedOperators: transformer.untypedOperators,
  };
}

/** The first line of a compiled cell: what it declares, and the boxes and helpers it uses. */
function head(scope: CellScope, boxes: BoxNodes, isAsync: boolean): string {
  const { kernel, operators, used } = boxes;
  const hoisted = (kind: DeclarationKind) => kind === 'var' || kind === 'function';
  const declared = [...scope.declarations].map(
    ([name, kind]) => `${kernel}.declare(${JSON.stringify(name)},${hoisted(kind)});`,
  );
  const prelude = [...used].map((name) => `const ${boxes.boxName(name)}=${kernel}.box(${JSON.stringify(name)});`);
  const helpers = `const ${operators}=${kernel}.operators;`;
  return `(function(${kernel}){${declared.join('')}${prelude.join('')}${helpers}return ${isAsync ? 'async' : ''}()=>{`;
}
