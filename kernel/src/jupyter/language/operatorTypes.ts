/** Which operators of a cell have operands that the checker knows to be primitive: those the rewrite may leave alone. */

import type tsTypes from 'typescript';
import { binaryOperator, isOperator, operatorPosition } from './operatorRewrite.js';
import type { OperatorExpression } from './operatorRewrite.js';
import { OperandTypes } from './overloads.js';
import type { NotebookProject } from './project.js';
import { analyseScope } from './scope.js';
import { ts } from './typescript.js';

const types = new OperandTypes(ts);

/** Positions of their tokens in `source`. */
export function nativeOperators(project: NotebookProject, source: string): number[] {
  const shift = project.ask(source);
  const { file, checker } = project.checked();
  const { references } = analyseScope(file);
  const positions: number[] = [];

  const typeOf = (operand: tsTypes.Expression) => types.value(checker, checker.getTypeAtLocation(operand));
  const isNative = (node: OperatorExpression): boolean => {
    if (ts.isPrefixUnaryExpression(node)) return types.isPrimitive(typeOf(node.operand));
    const left = typeOf(node.left);
    const right = typeOf(node.right);
    if (binaryOperator(node) !== '+') return types.isPrimitive(left) && types.isPrimitive(right);
    if (types.isString(left) || types.isString(right)) return true;
    // A later cell may declare the name again, as an array. Other operators would then throw; `+` would make a text.
    const mayChange = isInFunction(node) && [node.left, node.right].some((operand) => references.has(rootOf(operand)));
    return !mayChange && types.isPrimitive(left) && types.isPrimitive(right);
  };

  const visit = (node: tsTypes.Node) => {
    if (node.pos >= shift && isOperator(node) && isNative(node)) positions.push(operatorPosition(node) - shift);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return positions;
}

function isInFunction(node: tsTypes.Node): boolean {
  return ts.findAncestor(node, (above) => ts.isFunctionLike(above) || ts.isClassLike(above)) !== undefined;
}

/** `a` of `a.b[0].c(1)`. */
function rootOf(node: tsTypes.Expression): tsTypes.Identifier {
  if (
    ts.isPropertyAccessExpression(node) ||
    ts.isElementAccessExpression(node) ||
    ts.isCallExpression(node) ||
    ts.isParenthesizedExpression(node) ||
    ts.isNonNullExpression(node)
  ) {
    return rootOf(node.expression);
  }
  return node as tsTypes.Identifier;
}
