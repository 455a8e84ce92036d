// Errors as a person sees them: the lines around the place, the chain of causes, syntax problems.
import { expect, test } from 'vitest';
import { describeError, describeFailure } from '../../../kernel/dist/jupyter/runtime/errors.js';
import { codeFrame } from '../../../kernel/dist/jupyter/codeFrame.js';
import { StackTraces } from '../../../kernel/dist/jupyter/runtime/stackTraces.js';

// eslint-disable-next-line no-control-regex
const plain = (lines: string[]) => lines.join('\n').replace(/\u001b\[\d+m/g, '');

test('a code frame marks the line and the columns', () => {
  const text = Array.from({ length: 12 }, (_, i) => `line ${i + 1}`).join('\n');
  expect(codeFrame(text, 10, 6, 2).join('\n')).toMatchInlineSnapshot(`
    "   8 | line 8
       9 | line 9
    > 10 | line 10
         |      ^^
      11 | line 11
      12 | line 12"
  `);
  expect(codeFrame('\tx', 1, 2)).toEqual(['> 1 | \tx', '    | \t^']);
});

test('problems of a cell show their places', () => {
  const problems = [{ message: 'Expression expected.', start: 15, length: 1 }];
  const { ename, evalue, traceback } = describeFailure({ ok: false, problems }, 'let a = 1;\nb = ;', 'cell [3]');
  expect([ename, evalue]).toEqual(['SyntaxError', 'Expression expected.']);
  expect(plain(traceback)).toMatchInlineSnapshot(`
    "SyntaxError: Expression expected.
    cell [3]:2:5
      1 | let a = 1;
    > 2 | b = ;
        |     ^
    Expression expected."
  `);
});

test('what is thrown need not be an error', () => {
  const describe = (value: unknown) => {
    const { ename, evalue } = describeError(value, new StackTraces());
    return `${ename}: ${evalue}`;
  };
  expect(describe('text')).toBe('Uncaught: text');
  expect(describe(undefined)).toBe('Uncaught: undefined');
  expect(describe({ a: 1 })).toBe('Uncaught: { a: 1 }');
  expect(describe(Object.assign(new Error('m'), { name: 'Special' }))).toBe('Special: m');
});

test('causes that lead in a circle end', () => {
  const error = new Error('outer');
  error.cause = error;
  expect(plain(describeError(error, new StackTraces()).traceback)).toContain('Error: outer');
});
