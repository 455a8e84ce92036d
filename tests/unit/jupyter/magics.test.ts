// Lines such as `%npm install lodash` at the head of a cell.
import { describe, expect, test } from 'vitest';
import { readMagics } from '../../../kernel/dist/jupyter/language/magics.js';

const calls = (source: string) => readMagics(source).calls;
const problems = (source: string) =>
  readMagics(source).problems.map(({ message, start, length }) => [source.slice(start, start + length), message]);

test('a magic has a name and words, quoted ones keep their blanks', () => {
  expect(calls('%npm install lodash@4 "a b" x\'c d\'e')).toEqual([
    { name: 'npm', args: ['install', 'lodash@4', 'a b', 'xc de'] },
  ]);
  expect(calls('  %npm  list  \r\n')).toEqual([{ name: 'npm', args: ['list'] }]);
  expect(calls('%npm')).toEqual([{ name: 'npm', args: [] }]);
});

test('magics stand at the head, between blank lines and comments', () => {
  const source = '// set up\n\n%npm install a\n%npm list\n1';
  expect(calls(source).map(({ args }) => args[0])).toEqual(['install', 'list']);
});

describe('the code behind them', () => {
  test('keeps its lines and columns', () => {
    const source = '%npm install a\r\nconst b = 1;\n';
    expect(readMagics(source).code).toBe(`${' '.repeat(14)}\r\nconst b = 1;\n`);
  });

  test.each(['a\n%npm(1)', '`\n%npm install a\n`', 'const rest = a\n  % b', ''])('%j has none', (source) => {
    expect(readMagics(source)).toEqual({ calls: [], code: source, problems: [] });
  });
});

test('what is no magic is refused at its place, with those there are', () => {
  const [[place, message]] = problems('\n%pip install numpy\n1');
  expect(place).toBe('%pip install numpy');
  expect(message).toMatch(/^There is no magic %pip\. There are: %npm /);
  expect(problems('%%bash\nls')[0][1]).toMatch(/^There is no magic %%bash/);
  expect(problems('%npm install "a')).toEqual([['%npm install "a', 'A quote is not closed in: %npm install "a']]);
});
