/**
 * The way from a variable of the notebook to the value of an expression, by names alone: `a.b[0]` is ['a', 'b', '0']. What would
 * have to be computed has none, so that looking at a value never runs anything.
 */

import type tsTypes from 'typescript';
import { analyseScope } from './scope.js';
import { ts } from './typescript.js';

function pathOf(node: tsTypes.Expression, isNotebookName: (node: tsTypes.Identifier) => boolean): string[] | undefined {
  if (ts.isIdentifier(node)) return isNotebookName(node) ? [node.text] : undefined;
  if (ts.isParenthesizedExpression(node) || ts.isNonNullExpression(node) || ts.isAsExpression(node)) {
    return pathOf(node.expression, isNotebookName);
  }
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.name)) {
    const before = pathOf(node.expression, isNotebookName);
    return before && [...before, node.name.text];
  }
  if (ts.isElementAccessExpression(node)) {
    const { argumentExpression: key } = node;
    const isKey = ts.isStringLiteralLike(key) || ts.isNumericLiteral(key);
    const before = isKey ? pathOf(node.expression, isNotebookName) : undefined;
    return before && [...before, (key as tsTypes.StringLiteral).text];
  }
  return undefined;
}

function innermost<T extends tsTypes.Node>(
  file: tsTypes.SourceFile,
  fits: (node: tsTypes.Node) => node is T,
): T | undefined {
  let found: T | undefined;
  const visit = (node: tsTypes.Node) => {
    if (fits(node)) found = node;
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function pathIn(file: tsTypes.SourceFile, node: tsTypes.Expression | undefined): string[] | undefined {
  const { references } = analyseScope(file);
  return node && pathOf(node, (name) => references.has(name));
}

/** To the object whose member is being written at `position`. */
export function objectPath(file: tsTypes.SourceFile, position: number): string[] | undefined {
  const access = innermost(file, (node): node is tsTypes.PropertyAccessExpression => {
    return ts.isPropertyAccessExpression(node) && node.expression.end < position && position <= node.name.end;
  });
  return pathIn(file, access?.expression);
}

/** To the value that the name at `position` stands for. */
export function namePath(file: tsTypes.SourceFile, position: number): string[] | undefined {
  const name = innermost(file, (node): node is tsTypes.Identifier => {
    return ts.isIdentifier(node) && node.getStart(file) <= position && position <= node.end;
  });
  if (!name) return undefined;
  const { parent } = name;
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return pathIn(file, parent);
  return pathIn(file, name);
}
