/**
 * Operators that may meet an array: `a + b` becomes `$op.add(a, b)`, `a += b` becomes `a = $op.add(a, b)`. An operator stays
 * JavaScript's when its operands cannot be arrays: by their text (`i * 2` is not, `'a' + b` is), or because the checker has
 * said so (`native`), which is how loops over numbers cost nothing. The rewrite is right without the checker, only slower.
 */

import type tsTypes from 'typescript';
import { operatorMethods } from '../../gluon/operators.js';
import type { Operator } from '../../gluon/operators.js';
import type { BoxNodes } from './boxNodes.js';
import { operatorTokens } from './overloads.js';
import { operatorsAreTyped, ts } from './typescript.js';

const tokens = operatorTokens(ts);

export type OperatorExpression = tsTypes.BinaryExpression | tsTypes.PrefixUnaryExpression;

/** Where an operator is known by: the start of its token. */
export function operatorPosition(node: OperatorExpression): number {
  return ts.isBinaryExpression(node) ? node.operatorToken.getStart() : node.getStart();
}

export function binaryOperator(node: tsTypes.Node): Operator | undefined {
  return ts.isBinaryExpression(node) ? tokens.get(node.operatorToken.kind) : undefined;
}

export function isCompoundAssignment(node: tsTypes.Node): boolean {
  if (!ts.isBinaryExpression(node)) return false;
  const { kind } = node.operatorToken;
  return kind >= ts.SyntaxKind.FirstCompoundAssignment && kind <= ts.SyntaxKind.LastCompoundAssignment;
}

/** An operator that arrays have, other than on what is plainly a number or a text. */
export function isOperator(node: tsTypes.Node): node is OperatorExpression {
  if (ts.isPrefixUnaryExpression(node)) return node.operator === ts.SyntaxKind.MinusToken && !isPrimitive(node.operand);
  const operator = binaryOperator(node);
  if (!operator) return false;
  const { left, right } = node as tsTypes.BinaryExpression;
  if (operator === '+' && (isText(left) || isText(right))) return false;
  return !(isPrimitive(left) && isPrimitive(right));
}

function isText(node: tsTypes.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isText(node.expression);
  if (binaryOperator(node) === '+') {
    const { left, right } = node as tsTypes.BinaryExpression;
    return isText(left) || isText(right);
  }
  return ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);
}

/** By its text alone, can this be nothing but a number, a string, a boolean or null? */
function isPrimitive(node: tsTypes.Expression): boolean {
  if (ts.isParenthesizedExpression(node)) return isPrimitive(node.expression);
  if (ts.isNumericLiteral(node) || ts.isBigIntLiteral(node) || isText(node) || ts.isTypeOfExpression(node)) return true;
  if (ts.isPostfixUnaryExpression(node)) return true;
  if (ts.isPrefixUnaryExpression(node)) return node.operator !== ts.SyntaxKind.MinusToken || isPrimitive(node.operand);
  const { kind } = node;
  return (
    kind === ts.SyntaxKind.TrueKeyword || kind === ts.SyntaxKind.FalseKeyword || kind === ts.SyntaxKind.NullKeyword
  );
}

/** Is the value a condition: of a statement, of `? :`, of `!`, on the left of `&&` and `||`? */
export function isCondition(node: tsTypes.Node): boolean {
  const { parent } = node;
  if (ts.isParenthesizedExpression(parent)) return isCondition(parent);
  if (ts.isIfStatement(parent) || ts.isWhileStatement(parent) || ts.isDoStatement(parent)) {
    return parent.expression === node;
  }
  if (ts.isForStatement(parent) || ts.isConditionalExpression(parent)) return parent.condition === node;
  if (ts.isPrefixUnaryExpression(parent)) return parent.operator === ts.SyntaxKind.ExclamationToken;
  if (!ts.isBinaryExpression(parent)) return false;
  const { kind } = parent.operatorToken;
  const isLogical = kind === ts.SyntaxKind.AmpersandAmpersandToken || kind === ts.SyntaxKind.BarBarToken;
  return isLogical && (parent.left === node || isCondition(parent));
}

/** Runs more than once per cell: only there does it matter how long an operator takes. */
function isRepeated(node: tsTypes.Node): boolean {
  for (let { parent } = node; !ts.isSourceFile(parent); { parent } = parent) {
    if (ts.isFunctionLike(parent) || ts.isClassLike(parent) || ts.isIterationStatement(parent, false)) return true;
  }
  return false;
}

type Visit = (node: tsTypes.Expression) => tsTypes.Expression;

export class OperatorRewriter {
  readonly #f = ts.factory;
  /** Rewritten operators in loops and functions: worth asking the checker. */
  repeated = 0;

  constructor(
    readonly boxes: BoxNodes,
    readonly context: tsTypes.TransformationContext,
    /** Positions of the operators whose operands the checker knows to be primitive. */
    readonly native: ReadonlySet<number>,
    readonly visit: Visit,
  ) {}

  applies(node: tsTypes.Node): node is OperatorExpression {
    return operatorsAreTyped && isOperator(node) && !this.native.has(operatorPosition(node));
  }

  rewrite(node: OperatorExpression): tsTypes.Expression {
    if (isRepeated(node)) this.repeated++;
    const value = this.#value(node);
    return isCondition(node) ? this.#call('truth', [value], node, node) : value;
  }

  #value(node: OperatorExpression): tsTypes.Expression {
    if (ts.isPrefixUnaryExpression(node))
      return this.#operation('neg', [node.operand], [this.visit(node.operand)], node);
    const { method } = operatorMethods[binaryOperator(node)!];
    if (isCompoundAssignment(node)) return this.#assignment(method, node);
    const operands = [node.left, node.right];
    return this.#operation(method, operands, operands.map(this.visit), node);
  }

  #call(name: string, args: tsTypes.Expression[], token: tsTypes.Node, original: tsTypes.Node): tsTypes.Expression {
    const f = this.#f;
    // V8 reports an error at the property.
    const member = ts.setTextRange(f.createIdentifier(name), { pos: token.getStart(), end: token.end });
    const callee = f.createPropertyAccessExpression(f.createIdentifier(this.boxes.operators), member);
    return ts.setTextRange(f.createCallExpression(callee, undefined, args), original);
  }

  /** A call of the helper; it is told which operands no name holds, because they are themselves results of operators. */
  #operation(
    name: string,
    operands: tsTypes.Expression[],
    args: tsTypes.Expression[],
    node: OperatorExpression,
  ): tsTypes.Expression {
    const isResult = (operand: tsTypes.Expression): boolean =>
      ts.isParenthesizedExpression(operand)
        ? isResult(operand.expression)
        : this.applies(operand) && !isCompoundAssignment(operand);
    const unnamed = operands.reduce((bits, operand, i) => (isResult(operand) ? bits | (1 << i) : bits), 0);
    const told = unnamed ? [this.#f.createNumericLiteral(unnamed)] : [];
    const token = ts.isBinaryExpression(node) ? node.operatorToken : node;
    return this.#call(name, [...args, ...told], token, node);
  }

  /** `o.p += v`: the parts of the target are evaluated once. */
  #assignment(method: string, node: tsTypes.BinaryExpression): tsTypes.Expression {
    const { target, current } = this.#target(node.left);
    const value = this.#operation(method, [], [current, this.visit(node.right)], node);
    return ts.setTextRange(this.#f.createAssignment(target, value), node);
  }

  #target(node: tsTypes.Expression): { target: tsTypes.Expression; current: tsTypes.Expression } {
    const f = this.#f;
    if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node)) return this.#target(node.expression);
    if (ts.isIdentifier(node)) {
      const target = this.visit(node);
      const isBoxed = ts.isPropertyAccessExpression(target);
      return { target, current: isBoxed ? this.boxes.property(node.text, 'v', node) : target };
    }
    if (ts.isPropertyAccessExpression(node)) {
      const [first, again] = this.#once(node.expression);
      const member = (object: tsTypes.Expression) =>
        ts.setTextRange(f.createPropertyAccessExpression(object, node.name), node);
      return { target: member(first), current: member(again) };
    }
    if (ts.isElementAccessExpression(node)) {
      const [object, objectAgain] = this.#once(node.expression);
      const [index, indexAgain] = this.#once(node.argumentExpression);
      return {
        target: ts.setTextRange(f.createElementAccessExpression(object, index), node),
        current: ts.setTextRange(f.createElementAccessExpression(objectAgain, indexAgain), node),
      };
    }
    return { target: this.visit(node), current: this.visit(node) };
  }

  /** An expression to evaluate, and one for its value afterwards. */
  #once(node: tsTypes.Expression): [tsTypes.Expression, tsTypes.Expression] {
    const isSimple =
      ts.isIdentifier(node) ||
      ts.isLiteralExpression(node) ||
      node.kind === ts.SyntaxKind.ThisKeyword ||
      node.kind === ts.SyntaxKind.SuperKeyword;
    if (isSimple) return [this.visit(node), this.visit(node)];
    const f = this.#f;
    const local = f.createTempVariable(this.context.hoistVariableDeclaration);
    return [f.createAssignment(local, this.visit(node)), local];
  }
}
