// Operators in cells: which are rewritten, what the checker makes of them, and that numbers cost nothing once it is asked.
import { tmpdir } from 'node:os';
import { beforeAll, describe, expect, test } from 'vitest';
import { withOverloads } from '../../../kernel/dist/jupyter/language/checkerPatch.js';
import { nativeOperators } from '../../../kernel/dist/jupyter/language/operatorTypes.js';
import { NotebookProject } from '../../../kernel/dist/jupyter/language/project.js';
import { rewriteCell } from '../../../kernel/dist/jupyter/language/rewrite.js';
import { typeProblems } from '../../../kernel/dist/jupyter/language/typeCheck.js';

const project = new NotebookProject(tmpdir());
const learn = (source: string) => project.learn(source);

beforeAll(() => {
  learn("import { nd, NDArray } from 'gluonlab'");
  learn('const a = nd.ones([2, 3]); const b = nd.ones([2, 3]); let k = 2; let anything: any = a; const s = "text"');
  learn('let maybe: NDArray | null = a; const mixed: NDArray | number = Math.random() > 2 ? 1 : a');
});

function compile(source: string, native: number[] = []) {
  const names = { kinds: new Map(), globals: new Set(['Math', 'Float64Array']) };
  const cell = rewriteCell(source, names, { native });
  if (!cell.ok) throw new Error(cell.problems.map(({ message }) => message).join('\n'));
  return cell;
}

const body = (source: string, native?: number[]) => compile(source, native).code.split('\n').slice(2, -1).join('\n');
const typed = (source: string) => body(source, nativeOperators(project, source));
const helpers = (code: string) => code.match(/\$op\.\w+/g) ?? [];

describe('the rewrite', () => {
  test('calls the helper and tells it which operands no name holds', () => {
    expect(body('void ((a + b) / (a - 1) ** 2)')).toContain(
      '($op.div(($op.add(a$box.v, b$box.v)), $op.pow(($op.sub(a$box.v, 1)), 2, 1), 3))',
    );
  });

  test('leaves alone what is a number or a text by its looks', () => {
    for (const source of [
      '1 + 2',
      '-1',
      '-(1)',
      "'a' + b",
      '`a` + b + c',
      'i++ - 1',
      'typeof a + 1',
      'a === b',
      '!a',
      'a & b',
    ]) {
      expect(helpers(body(source)), source).toEqual([]);
    }
  });

  test('evaluates the parts of an assignment’s target once', () => {
    expect(body('void (f().x += 1); void (m[i] -= 2); void (this.y *= 3)')).toContain(
      '(_a = (0, f$box.v)()).x = $op.add(_a.x, 1)',
    );
    expect(body('g()[h()] **= 2')).toContain('(_a = (0, g$box.v)())[_b = (0, h$box.v)()] = $op.pow(_a[_b], 2)');
  });

  test('guards conditions that are made of operators', () => {
    expect(helpers(body('if (a > 1 && !(b - 1)) c; while (x || y < 2); a > 1 ? b : c'))).toEqual([
      '$op.truth',
      '$op.greater',
      '$op.truth',
      '$op.sub',
      '$op.truth',
      '$op.lesser',
      '$op.truth',
      '$op.greater',
    ]);
    expect(helpers(body('if (maybe) a; maybe && a; maybe ?? a'))).toEqual([]);
  });

  test('counts the operators that run again and again without types', () => {
    expect(compile('a + b').untypedOperators).toBe(0);
    expect(compile('for (const i of a) i + 1; const f = (x) => x * 2; class C { p = q - 1 }').untypedOperators).toBe(3);
  });

  test('an enum is computed by TypeScript', () => expect(body('enum E { A = 1, B = A + 1 }')).toContain('"B"] = 2'));

  test('its helper has a name that the cell does not use', () => {
    expect(body('const f = ($op: number) => $op + x')).toContain('$op_.add($op, x$box.v)');
  });
});

describe('types', () => {
  const typeOf = (expression: string) => {
    const source = `const result = ${expression}`;
    const info = project.service.getQuickInfoAtPosition(project.current, project.ask(source) + 7);
    return info?.displayParts
      ?.map(({ text }) => text)
      .join('')
      .replace('const result: ', '');
  };

  const results = {
    'a + b': 'NDArray',
    '2 - a': 'NDArray',
    '-a': 'NDArray',
    'a % 2': 'NDArray',
    'a > b': 'NDArray',
    '1 <= a': 'NDArray',
    '(a + b) / (a - 1) ** 2': 'NDArray',
    '[a, b].map((x) => x * 2)': 'NDArray[]',
    '[a, b].reduce((x, y) => x + y)': 'NDArray',
    'mixed + 1': 'number | NDArray',
    'mixed * a': 'NDArray',
    'k * k': 'number',
    'k > 1': 'boolean',
    's + a': 'string',
    'anything * k': 'any',
    'anything - anything': 'any',
    'anything + a': 'NDArray',
  };
  for (const [expression, type] of Object.entries(results)) {
    test(`${expression} is ${type}`, () => {
      expect(typeOf(expression)).toBe(type);
    });
  }

  const problems = (source: string) =>
    typeProblems(project, source).map(({ message, start }) => `${start}: ${message}`);

  test('right cells have no problems', () => {
    for (const source of [
      'let acc = nd.zeros([2, 3]); for (let i = 0; i < 3; i++) acc += a * i; acc.sum()',
      'const rate = 0.1; (a - b * rate).reshape([3, 2])',
      'if (maybe) maybe.sum(); maybe && a; const c = maybe ?? b; while (k > 1) k--',
      'function scale<T extends NDArray>(x: T) { return x * 2 } scale(a).mean()',
      'a === b; a == null',
    ]) {
      expect(problems(source), source).toEqual([]);
    }
  });

  test('what TypeScript refuses of numbers it still refuses', () => {
    expect(problems('a + {}')).toEqual([expect.stringContaining("0: Operator '+' cannot be applied to types")]);
    expect(problems('k * "3"')).toHaveLength(1);
    expect(problems('const text: string = a + 1')).toEqual([
      "6: Type 'NDArray' is not assignable to type 'string'. ts(2322)",
    ]);
    expect(problems('let n = 1; n += a')).toEqual(["11: Type 'NDArray' is not assignable to type 'number'. ts(2322)"]);
    expect(problems('maybe! + 1; maybe + 1')).toEqual(["12: 'maybe' is possibly 'null'. ts(18047)"]);
    expect(problems('const size = new Set([1]); size + 1')).toHaveLength(1);
  });

  test('an array as a condition is a problem, whether it is there is none', () => {
    for (const source of ['if (a > 1) k', 'while (a) k', '!a', 'a && b', 'a ? 1 : 2', 'k > 1 || !(a < b)']) {
      expect(problems(source), source).toEqual([expect.stringContaining('An array has no truth value')]);
    }
  });

  test('an array and a text do not add up', () => {
    expect(problems('a + "s"; s + a')).toEqual([
      expect.stringContaining('0: An array and a text do not add up'),
      expect.stringContaining('9: An array and a text'),
    ]);
  });
});

describe('what the checker knows to be primitive stays native', () => {
  test('loops and functions over numbers have no rewritten operator', () => {
    for (const source of [
      'let sum = 0; for (let i = 0; i < 1e8; i++) sum += i * k',
      'function dot(x: Float64Array, y: Float64Array) { let t = 0; for (let i = 0; i < x.length; i++) t += x[i] * y[i]; return -t }',
      'const f = <T extends number>(x: T, n = 2) => x ** n - 1',
      'const names = ["x"].map((name, i) => name + i + s)',
      'while (k > 1 && k % 2 < 1) k /= 2',
    ]) {
      expect(helpers(body(source)), source).not.toEqual([]);
      expect(helpers(typed(source)), source).toEqual([]);
    }
  });

  test('arrays, any and unions do not', () => {
    for (const source of ['a + 1', 'anything * 2', 'mixed - 1', 'anything * anything + 1', '-maybe!']) {
      expect(helpers(typed(source)).length, source).toBe(helpers(body(source)).length);
    }
  });

  test('what any becomes is any', () => {
    expect(helpers(typed('const twice = anything * 2; for (;;) twice + 1'))).toEqual(['$op.mul', '$op.add']);
  });

  test('a sum in a function does not rely on the type of a name that a later cell may declare anew', () => {
    expect(helpers(typed('const f = (x: number) => x * k + k'))).toEqual(['$op.add']);
  });
});

test('a compiler with another text is left as it is', () => {
  expect(withOverloads('function checkBinaryLikeExpression() {}')).toBeUndefined();
});
