/** Does a `try` of the same function catch what is thrown at a place? */

import type tsTypes from 'typescript';
import { ts } from './typescript.js';

/** Line and column from 1. */
export interface SourcePlace {
  line: number;
  column: number;
}

function nodeAt(node: tsTypes.Node, position: number): tsTypes.Node {
  const inner = ts.forEachChild(node, (child) => (child.pos <= position && position < child.end ? child : undefined));
  return inner ? nodeAt(inner, position) : node;
}

export function isCaught(source: string, { line, column }: SourcePlace): boolean {
  const file = ts.createSourceFile('cell.ts', source, ts.ScriptTarget.ES2022, true);
  const start = file.getLineStarts()[line - 1];
  if (start === undefined) return false;
  let child = nodeAt(file, start + column - 1);
  for (let node = child.parent; node && !ts.isFunctionLike(child); child = node, node = node.parent) {
    if (ts.isTryStatement(node) && node.catchClause && node.tryBlock === child) return true;
  }
  return false;
}
