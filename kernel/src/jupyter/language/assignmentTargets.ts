/** Does an expression assign to this identifier? In a plain or compound assignment, `++`, a loop header or a pattern. */

import type tsTypes from 'typescript';
import { ts } from './typescript.js';

export function isAssignmentTarget(node: tsTypes.Identifier): boolean {
  let child: tsTypes.Node = node;
  let { parent } = child;
  while (
    ts.isParenthesizedExpression(parent) ||
    ts.isNonNullExpression(parent) ||
    ts.isAsExpression(parent) ||
    ts.isSatisfiesExpression(parent)
  ) {
    child = parent;
    parent = parent.parent;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  if (ts.isBinaryExpression(parent)) {
    const { kind } = parent.operatorToken;
    const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment;
    if (parent.left === child && assigns) return true;
  }
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) return parent.initializer === child;
  return isInAssignmentPattern(child);
}

/** `[a, {b: c = 1}] = ...`: is this node one of the targets? */
function isInAssignmentPattern(node: tsTypes.Node): boolean {
  const { parent } = node;
  if (ts.isBinaryExpression(parent)) {
    if (parent.left !== node || parent.operatorToken.kind !== ts.SyntaxKind.EqualsToken) return false;
    if (ts.isArrayLiteralExpression(node) || ts.isObjectLiteralExpression(node)) return true;
    return isInAssignmentPattern(parent);
  }
  if (ts.isShorthandPropertyAssignment(parent)) return parent.name === node && isInAssignmentPattern(parent.parent);
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node && isInAssignmentPattern(parent.parent);
  if (ts.isSpreadElement(parent) || ts.isArrayLiteralExpression(parent)) return isInAssignmentPattern(parent);
  if (ts.isSpreadAssignment(parent)) return isInAssignmentPattern(parent.parent);
  if (ts.isForOfStatement(parent) || ts.isForInStatement(parent)) {
    return parent.initializer === node && !ts.isIdentifier(node);
  }
  return false;
}
