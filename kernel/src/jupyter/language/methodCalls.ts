/**
 * A cell as TypeScript that needs no operators on arrays: `a + b` is written `a.add(b)`, `2 - a` is `a.rsub(2)`, `acc += a` is
 * `acc = acc.add(a)`. The text around stays as it was. Which operators are meant, the checker says; what is `any` stays as it is.
 */

import type tsTypes from 'typescript';
import { operatorMethods } from '../../gluon/operators.js';
import { binaryOperator, isCompoundAssignment, isOperator } from './operatorRewrite.js';
import { OperandTypes } from './overloads.js';
import { ts } from './typescript.js';

const types = new OperandTypes(ts);

/** The text of an identifier in the script, given the one in the cell. */
export type Rename = (node: tsTypes.Identifier) => string;

export class MethodCalls {
  constructor(
    readonly file: tsTypes.SourceFile,
    readonly checker: tsTypes.TypeChecker,
    readonly rename: Rename,
  ) {}

  /** The text of a node with the blanks and comments before it. */
  text(node: tsTypes.Node): string {
    const start = node.getStart(this.file);
    return this.file.text.slice(node.getFullStart(), start) + this.#code(node, start);
  }

  #code(node: tsTypes.Node, start: number): string {
    if (ts.isIdentifier(node)) return this.rename(node);
    if (ts.isShorthandPropertyAssignment(node)) return this.#shorthand(node);
    const call = isOperator(node) ? this.#methodCall(node) : undefined;
    return call ?? this.#children(node, start);
  }

  #children(node: tsTypes.Node, start: number): string {
    let text = '';
    let position = start;
    ts.forEachChild(node, (child) => {
      text += this.file.text.slice(position, Math.max(position, child.getFullStart()));
      const whole = this.text(child);
      // The first child shares the blanks before its parent.
      text += whole.slice(Math.max(0, position - child.getFullStart()));
      position = child.end;
    });
    return text + this.file.text.slice(position, node.end);
  }

  #shorthand(node: tsTypes.ShorthandPropertyAssignment): string {
    const name = this.rename(node.name);
    const fallback = node.objectAssignmentInitializer ? ` = ${this.#plain(node.objectAssignmentInitializer)}` : '';
    return (name === node.name.text ? name : `${node.name.text}: ${name}`) + fallback;
  }

  #plain(node: tsTypes.Expression): string {
    return this.text(node).trim();
  }

  #typeOf(node: tsTypes.Expression): tsTypes.Type {
    return types.value(this.checker, this.checker.getTypeAtLocation(node));
  }

  #methodCall(node: tsTypes.Expression): string | undefined {
    if (ts.isPrefixUnaryExpression(node)) {
      const isOurs = types.returned(this.checker, this.#typeOf(node.operand), 'neg');
      return isOurs && `${this.#receiver(node.operand)}.neg()`;
    }
    const { left, right } = node as tsTypes.BinaryExpression;
    const { method, reversed } = operatorMethods[binaryOperator(node)!];
    const [leftType, rightType] = [this.#typeOf(left), this.#typeOf(right)];
    if (types.returned(this.checker, leftType, method, rightType)) {
      if (isCompoundAssignment(node)) return this.#assignment(left, method, right);
      return `${this.#receiver(left)}.${method}(${this.#argument(right)})`;
    }
    if (isCompoundAssignment(node) || !types.returned(this.checker, rightType, reversed, leftType)) return undefined;
    return `${this.#receiver(right)}.${reversed}(${this.#argument(left)})`;
  }

  /** `o.p = o.p.add(v)`; what is not just a name is evaluated once, as the argument of a function. */
  #assignment(target: tsTypes.Expression, method: string, value: tsTypes.Expression): string {
    const update = (place: string) => `${place} = ${place}.${method}(${this.#argument(value)})`;
    const isPlain = (node: tsTypes.Expression): boolean =>
      ts.isIdentifier(node) ||
      node.kind === ts.SyntaxKind.ThisKeyword ||
      ts.isLiteralExpression(node) ||
      (ts.isPropertyAccessExpression(node) && isPlain(node.expression)) ||
      (ts.isElementAccessExpression(node) && isPlain(node.expression) && isPlain(node.argumentExpression));
    if (isPlain(target)) return update(this.#plain(target));
    if (ts.isPropertyAccessExpression(target)) {
      return `((target) => (${update(`target.${target.name.text}`)}))(${this.#plain(target.expression)})`;
    }
    if (ts.isElementAccessExpression(target)) {
      const args = `${this.#plain(target.expression)}, ${this.#plain(target.argumentExpression)}`;
      return `((target, key) => (${update('target[key]')}))(${args})`;
    }
    return update(this.#plain(target));
  }

  /** What stands before the dot. */
  #receiver(node: tsTypes.Expression): string {
    if (ts.isParenthesizedExpression(node) && this.#isCall(node.expression)) return this.#receiver(node.expression);
    const text = this.#plain(node);
    return ts.isLeftHandSideExpression(node) || this.#isCall(node) ? text : `(${text})`;
  }

  /** Between parentheses already. */
  #argument(node: tsTypes.Expression): string {
    const inner = ts.isParenthesizedExpression(node) ? node.expression : node;
    return this.#plain(binaryOperator(inner) ? inner : node);
  }

  /** An operator that is written as a call. */
  #isCall(node: tsTypes.Expression): boolean {
    return isOperator(node) && !isCompoundAssignment(node) && this.#methodCall(node) !== undefined;
  }
}
