// What the operators of notebook cells call. The judge is the method of the array, or JavaScript itself.
import { hasOperators, nd, NDArray } from 'gluonlab';
import { runInThisContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { operatorMethods, operators } from '../../../kernel/dist/gluon/operators.js';

/** JavaScript's own. */
const native = (operator: string) =>
  runInThisContext(`(l, r) => l ${operator} r`) as (left: unknown, right: unknown) => unknown;
const list = (value: unknown) => (value as NDArray).arraySync();
const a = nd.array([1, 2, 5]);
const b = nd.array([4, 2, 3]);

describe('on arrays', () => {
  for (const [operator, { method, reversed }] of Object.entries(operatorMethods)) {
    test(`${operator} is ${method}, with a number on the left ${reversed}`, () => {
      const methods = a as unknown as Record<string, (operand: unknown) => NDArray>;
      expect(list(operators[method](a, b))).toEqual(list(methods[method](b)));
      expect(list(operators[method](a, 2))).toEqual(list(methods[method](2)));
      const numbers = [1, 2, 5].map((x) => Number(native(operator)(2, x)));
      const result = list(operators[method](2, a)) as number[];
      result.forEach((value, i) => expect(value).toBeCloseTo(numbers[i], 5));
    });
  }

  test('minus negates', () => expect(list(operators.neg(a))).toEqual([-1, -2, -5]));

  test('shapes broadcast', () => {
    expect(list(operators.add(nd.ones([2, 1]), a))).toEqual([
      [2, 3, 6],
      [2, 3, 6],
    ]);
  });

  test('results that no name holds are freed, named ones are not', () => {
    const left = nd.ones([2]);
    const right = nd.ones([2]);
    operators.add(left, right, 1);
    expect([left.isDisposed, right.isDisposed]).toEqual([true, false]);
    operators.neg(right, 1);
    expect(right.isDisposed).toBe(true);
  });

  test('with a text, plus makes a text', () => expect(operators.add('sum: ', nd.array([1]))).toContain('sum: [1.]'));

  test('a condition refuses an array and lets everything else through', () => {
    expect(() => operators.truth(a)).toThrow(/an array has no truth value: write a\.item\(\)/);
    for (const value of [0, '', null, undefined, NaN, [], {}]) expect(operators.truth(value)).toBe(value);
  });

  test('outside of cells, where there are no operators, an array is no number', () => {
    const value = a as unknown as number;
    expect(() => value * 2).toThrow('an array is no number');
    expect(() => value > 1).toThrow('an array is no number');
    expect(String(a)).toBe(a.toString());
  });
});

test('on everything else operators are those of JavaScript', () => {
  const values: unknown[] = [3, -0.5, 0, '7', 'x', true, null, undefined, new Date(5), [2], {}, 2n];
  for (const [operator, { method }] of Object.entries(operatorMethods)) {
    for (const l of values) {
      for (const r of values) {
        let expected: unknown;
        try {
          expected = native(operator)(l, r);
        } catch {
          expect(() => operators[method](l, r)).toThrow(TypeError);
          continue;
        }
        expect(operators[method](l, r), `${String(l)} ${operator} ${String(r)}`).toEqual(expected);
      }
    }
  }
});

describe('on a class of one’s own', () => {
  class Money {
    constructor(readonly cents: number) {}
    get [hasOperators](): true {
      return true;
    }
    add(other: Money | number): Money {
      return new Money(this.cents + (typeof other === 'number' ? other : other.cents));
    }
    rsub(other: number): Money {
      return new Money(other - this.cents);
    }
  }

  test('its methods are called', () => {
    expect(operators.add(new Money(1), new Money(2))).toEqual(new Money(3));
    expect(operators.add(5, new Money(2))).toEqual(new Money(7));
    expect(operators.sub(5, new Money(2))).toEqual(new Money(3));
  });

  test('what it has no method for is an error that says so', () => {
    expect(() => operators.mul(new Money(1), 2)).toThrow("'*' is not defined for Money and 2");
    expect(() => operators.neg(new Money(1))).toThrow("unary '-' is not defined for Money");
  });
});
