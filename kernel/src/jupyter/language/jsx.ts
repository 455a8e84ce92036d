/** JSX is off in cells. TypeScript takes it for a type assertion and complains of something else: this says what it is. */

import type tsTypes from 'typescript';
import type { SourceProblem } from './scope.js';
import { ts } from './typescript.js';

/** Set when the cell would be right if JSX were on. */
export function jsxProblem(source: string): SourceProblem | undefined {
  const file = ts.createSourceFile('cell.tsx', source, ts.ScriptTarget.ES2022, true, ts.ScriptKind.TSX);
  const { parseDiagnostics } = file as tsTypes.SourceFile & { parseDiagnostics: tsTypes.Diagnostic[] };
  if (parseDiagnostics.length > 0) return undefined;
  const find = (node: tsTypes.Node): tsTypes.Node | undefined =>
    ts.isJsxElement(node) || ts.isJsxSelfClosingElement(node) || ts.isJsxFragment(node)
      ? node
      : ts.forEachChild(node, find);
  const element = find(file);
  if (!element) return undefined;
  const message = 'Cells have no JSX: show HTML with display.html`<b>text</b>`.';
  return { message, start: element.getStart(file), length: element.getWidth(file) };
}
