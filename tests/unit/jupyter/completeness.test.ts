// Enter in a console: does the cell run, or go on in the next line?
import { expect, test } from 'vitest';
import { judgeCompleteness } from '../../../kernel/dist/jupyter/language/completeness.js';

test.each([
  '',
  '1',
  'f();',
  'await f()',
  'if (a) b',
  'const a = `x`',
  '// note',
  "import a from 'b'",
  'type A = { b: 1 }',
])('%j is complete', (source) => expect(judgeCompleteness(source)).toEqual({ status: 'complete' }));

test.each([
  ['function f() {', '  '],
  ['f(', '  '],
  ['const a = [1,', '  '],
  ['if (a) {\n  g({', '      '],
  ['`text', ''],
  ['/* note', ''],
  ['const a =', ''],
  ['a +', ''],
])('%j goes on, indented by %j', (source, indent) => {
  expect(judgeCompleteness(source)).toEqual({ status: 'incomplete', indent });
});

test.each(['a b c', ')', 'const = 1', "'text", 'let let = 1;;}', 'class { }}'])('%j is invalid', (source) => {
  expect(judgeCompleteness(source)).toEqual({ status: 'invalid' });
});

test('what is too deep for the parser is unknown', () => {
  expect(judgeCompleteness('['.repeat(20_000) + ']'.repeat(20_000))).toEqual({ status: 'unknown' });
});
