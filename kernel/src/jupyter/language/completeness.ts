/** Does a cell end where a statement ends? Decided by the parser alone, for front ends that run a cell on Enter. */

import { ts } from './typescript.js';

export interface Completeness {
  /** `unknown`: the parser gave up, for instance on brackets nested ten thousand deep. */
  status: 'complete' | 'incomplete' | 'invalid' | 'unknown';
  /** For an incomplete cell: how far to indent the next line. */
  indent?: string;
}

/** Diagnostics that only say that the text ended inside something. */
const unterminated = new Set([
  1010, // '*/' expected
  1160, // Unterminated template literal
]);

/** A string cannot go on in the next line. */
const unterminatedString = 1002;

export function judgeCompleteness(source: string): Completeness {
  try {
    return judge(source);
  } catch (error) {
    if (error instanceof RangeError) return { status: 'unknown' };
    throw error;
  }
}

function judge(source: string): Completeness {
  const end = source.trimEnd().length;
  const { diagnostics = [] } = ts.transpileModule(source, {
    reportDiagnostics: true,
    compilerOptions: { target: ts.ScriptTarget.ES2022, moduleDetection: ts.ModuleDetectionKind.Force },
  });
  if (diagnostics.length === 0) return { status: 'complete' };
  const atEnd = diagnostics.filter(
    ({ code, start = 0 }) => code !== unterminatedString && (start >= end || unterminated.has(code)),
  );
  return atEnd.length === diagnostics.length
    ? { status: 'incomplete', indent: '  '.repeat(openBrackets(source)) }
    : { status: 'invalid' };
}

function openBrackets(source: string): number {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard, source);
  const opening = new Set([ts.SyntaxKind.OpenBraceToken, ts.SyntaxKind.OpenParenToken, ts.SyntaxKind.OpenBracketToken]);
  const closing = new Set([
    ts.SyntaxKind.CloseBraceToken,
    ts.SyntaxKind.CloseParenToken,
    ts.SyntaxKind.CloseBracketToken,
  ]);
  let depth = 0;
  for (let token = scanner.scan(); token !== ts.SyntaxKind.EndOfFileToken; token = scanner.scan()) {
    if (opening.has(token)) depth++;
    if (closing.has(token)) depth--;
  }
  return Math.max(0, depth);
}
