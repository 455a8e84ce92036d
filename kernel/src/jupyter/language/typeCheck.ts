/**
 * The type check of a cell: what TypeScript finds, and what it cannot know of arrays: that they have no truth value and do
 * not add up with a text.
 */

import type tsTypes from 'typescript';
import { binaryOperator, isCondition } from './operatorRewrite.js';
import { OperandTypes } from './overloads.js';
import type { NotebookProject } from './project.js';
import type { SourceProblem } from './scope.js';
import { ts } from './typescript.js';

/** Findings that say nothing about the cell. */
const ignoredCodes = new Set([
  7016, // A package without types: it runs as well.
]);

const types = new OperandTypes(ts);

export function typeProblems(project: NotebookProject, source: string): SourceProblem[] {
  if (/^\s*\/\/\s*@ts-nocheck\b/m.test(source)) return [];
  const shift = project.ask(source);
  const found = project.service
    .getSemanticDiagnostics(project.current)
    .filter(({ category, code }) => category === ts.DiagnosticCategory.Error && !ignoredCodes.has(code))
    .map(({ messageText, code, start = 0, length = 1 }) => ({
      message: `${ts.flattenDiagnosticMessageText(messageText, '\n')} ts(${code})`,
      start,
      length,
    }));
  return [...found, ...arrayProblems(project)]
    .map(({ start, ...rest }) => ({ ...rest, start: start - shift }))
    .filter(({ start }) => start >= 0)
    .sort((a, b) => a.start - b.start);
}

function arrayProblems(project: NotebookProject): SourceProblem[] {
  const { file, checker } = project.checked();
  const problems: SourceProblem[] = [];
  const report = (node: tsTypes.Node, message: string) =>
    problems.push({ message, start: node.getStart(file), length: node.getWidth(file) });
  const typeOf = (node: tsTypes.Node) => checker.getTypeAtLocation(node);
  const isArray = (type: tsTypes.Type) => types.parts(type).every((part) => types.isOverloaded(checker, part));

  const visit = (node: tsTypes.Node) => {
    if (ts.isExpression(node) && isLeafCondition(node) && isArray(typeOf(node))) {
      report(node, 'An array has no truth value: write a.item() for its only element, or a.sum().item() > 0.');
    }
    if (binaryOperator(node) === '+') {
      const { left, right } = node as tsTypes.BinaryExpression;
      const [l, r] = [typeOf(left), typeOf(right)];
      if ((types.isString(l) && isArray(r)) || (isArray(l) && types.isString(r))) {
        report(node, 'An array and a text do not add up: write `${a}` where the text is meant.');
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return problems;
}

/** A condition that is not made of other conditions. */
function isLeafCondition(node: tsTypes.Expression): boolean {
  if (ts.isParenthesizedExpression(node) || !isCondition(node)) return false;
  if (!ts.isBinaryExpression(node)) return true;
  const { kind } = node.operatorToken;
  return kind !== ts.SyntaxKind.AmpersandAmpersandToken && kind !== ts.SyntaxKind.BarBarToken;
}
