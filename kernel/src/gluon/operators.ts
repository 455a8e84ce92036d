// Operators on arrays: what `a + b`, `2 - a`, `-a`, `a > b` mean in the cells of a notebook, which call this file.
//
// A class takes part by a member under `hasOperators`; its operators are then its ordinary methods: `a - b` is `a.sub(b)`, and
// `2 - a`, with nothing on the left that knows, is `a.rsub(2)`. NDArray does; a class of one's own may:
//   class Complex { get [hasOperators](): true { return true; }  add(other: Complex | number): Complex { ... } }
// Numbers come first in every function, so that code which only counts stays quick; what has no operators of its own gets
// JavaScript's. Needs nothing, so that plain TypeScript runs in a kernel whose engine cannot be loaded.

/** The key of a class whose methods are operators. */
export const hasOperators: unique symbol = Symbol.for('gluonlab.operators') as never;

/** Each operator with the method of its left operand, and the method of its right operand when only that one has methods. */
export const operatorMethods = {
  '+': { method: 'add', reversed: 'add' },
  '-': { method: 'sub', reversed: 'rsub' },
  '*': { method: 'mul', reversed: 'mul' },
  '/': { method: 'div', reversed: 'rdiv' },
  '%': { method: 'mod', reversed: 'rmod' },
  '**': { method: 'pow', reversed: 'rpow' },
  '<': { method: 'lesser', reversed: 'greater' },
  '<=': { method: 'lesserEqual', reversed: 'greaterEqual' },
  '>': { method: 'greater', reversed: 'lesser' },
  '>=': { method: 'greaterEqual', reversed: 'lesserEqual' },
} as const;

export type Operator = keyof typeof operatorMethods;

/** Operands that no name holds: bit 1 the left one, bit 2 the right one. They are freed as soon as the result is there. */
type Unnamed = 0 | 1 | 2 | 3;

type Methods = Record<string, ((operand?: unknown) => unknown) | undefined>;

function isOverloaded(value: unknown): value is Methods & Partial<Disposable> {
  return typeof value === 'object' && value !== null && hasOperators in value;
}

function free(operand: unknown, result: unknown): void {
  if (operand !== result && isOverloaded(operand)) operand[Symbol.dispose]?.();
}

/** One of the operands has operators. */
function overloaded(operator: Operator, left: unknown, right: unknown, unnamed: Unnamed): unknown {
  if (operator === '+' && (typeof left === 'string' || typeof right === 'string'))
    return `${left as string}${right as string}`;
  const { method, reversed } = operatorMethods[operator];
  let result: unknown;
  if (isOverloaded(left) && left[method]) result = left[method](right);
  else if (isOverloaded(right) && right[reversed]) result = right[reversed](left);
  else throw new TypeError(`'${operator}' is not defined for ${kindOf(left)} and ${kindOf(right)}`);
  if (unnamed & 1) free(left, result);
  if (unnamed & 2) free(right, result);
  return result;
}

function kindOf(value: unknown): string {
  return typeof value === 'object' && value !== null ? value.constructor.name : String(value);
}

const either = (left: unknown, right: unknown) => isOverloaded(left) || isOverloaded(right);

/** What the operators of a cell call when their operands may be arrays, by the name of the method. */
export const operators = {
  add(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l + r;
    return either(l, r) ? overloaded('+', l, r, unnamed) : (l as number) + (r as number);
  },
  sub(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l - r;
    return either(l, r) ? overloaded('-', l, r, unnamed) : (l as number) - (r as number);
  },
  mul(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l * r;
    return either(l, r) ? overloaded('*', l, r, unnamed) : (l as number) * (r as number);
  },
  div(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l / r;
    return either(l, r) ? overloaded('/', l, r, unnamed) : (l as number) / (r as number);
  },
  mod(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l % r;
    return either(l, r) ? overloaded('%', l, r, unnamed) : (l as number) % (r as number);
  },
  pow(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l ** r;
    return either(l, r) ? overloaded('**', l, r, unnamed) : (l as number) ** (r as number);
  },
  lesser(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l < r;
    return either(l, r) ? overloaded('<', l, r, unnamed) : (l as number) < (r as number);
  },
  lesserEqual(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l <= r;
    return either(l, r) ? overloaded('<=', l, r, unnamed) : (l as number) <= (r as number);
  },
  greater(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l > r;
    return either(l, r) ? overloaded('>', l, r, unnamed) : (l as number) > (r as number);
  },
  greaterEqual(l: unknown, r: unknown, unnamed: Unnamed = 0): unknown {
    if (typeof l === 'number' && typeof r === 'number') return l >= r;
    return either(l, r) ? overloaded('>=', l, r, unnamed) : (l as number) >= (r as number);
  },
  neg(operand: unknown, unnamed: Unnamed = 0): unknown {
    if (!isOverloaded(operand)) return -(operand as number);
    if (!operand.neg) throw new TypeError(`unary '-' is not defined for ${kindOf(operand)}`);
    const result = operand.neg();
    if (unnamed) free(operand, result);
    return result;
  },
  /** The value of a condition: an array has many, so it has none. */
  truth(value: unknown): unknown {
    if (!isOverloaded(value)) return value;
    throw new TypeError(
      `an array has no truth value: write a.item() for its only element, or a.sum().item() > 0 for "any of them"`,
    );
  },
};
