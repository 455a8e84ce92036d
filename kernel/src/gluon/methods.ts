// The methods of NDArray that take a number as well as an array, write in place, or index. The rest is generated from the op
// table (ops.generated.ts).
import { native } from '@gluonlab/native';
import { call1, call2, callList, callScalar, Op } from './call.js';
import { aliasOf } from './call_watch.js';
import { dtypeCode, type DType } from './dtype.js';
import { GluonError } from './errors.js';
import { keep, NDArray, wrap } from './ndarray.js';
import { backward, type BackwardOptions } from './autograd.js';

const scalarParam = { scalar: 'scalar' };
const ops = new Map<string, Op>();
const op = (name: string, params: Record<string, string> = {}): Op => {
  let found = ops.get(name);
  if (found === undefined) ops.set(name, (found = new Op(name, params)));
  return found;
};

/** What a binary operator needs: the array form, the scalar form, and the scalar form with swapped operands. */
function binary(arrayName: string, scalarName: string): (this: NDArray, other: NDArray | number) => NDArray {
  let arrays: Op | null = null;
  let scalars: Op | null = null;
  return function (this: NDArray, other: NDArray | number): NDArray {
    if (typeof other === 'number') return callScalar((scalars ??= op(scalarName, scalarParam)), this, other);
    return call2((arrays ??= op(arrayName)), this, other);
  };
}

function inPlace(arrayName: string, scalarName: string): (this: NDArray, other: NDArray | number) => NDArray {
  return function (this: NDArray, other: NDArray | number): NDArray {
    if (typeof other === 'number') callList(op(scalarName, scalarParam), [this], { scalar: other, out: this });
    else callList(op(arrayName), [this, other], { out: this });
    return this;
  };
}

function reversed(scalarName: string): (this: NDArray, other: number) => NDArray {
  return function (this: NDArray, other: number): NDArray {
    return callScalar(op(scalarName, scalarParam), this, other);
  };
}

const methods = {
  /** this + other. Like all below: `other` is an array whose shape broadcasts, or a number; a shape error names both shapes. */
  add: binary('broadcast_add', '_plus_scalar'),
  /** this - other. */
  sub: binary('broadcast_sub', '_minus_scalar'),
  /** this * other. */
  mul: binary('broadcast_mul', '_mul_scalar'),
  /** this / other; of integers truncated. */
  div: binary('broadcast_div', '_div_scalar'),
  /** The remainder, with the sign of `other`; 0 where `other` is 0. */
  mod: binary('broadcast_mod', '_mod_scalar'),
  /** this to the power of other. */
  pow: binary('broadcast_power', '_power_scalar'),
  /** The larger of both, element by element. */
  maximum: binary('broadcast_maximum', '_maximum_scalar'),
  /** The smaller of both, element by element. */
  minimum: binary('broadcast_minimum', '_minimum_scalar'),
  /** The root of the sum of both squares. */
  hypot: binary('broadcast_hypot', '_hypot_scalar'),
  /** 1 where both are equal, else 0; comparisons keep the dtype of this array. */
  equal: binary('broadcast_equal', '_equal_scalar'),
  /** 1 where they differ, else 0. */
  notEqual: binary('broadcast_not_equal', '_not_equal_scalar'),
  /** 1 where this is greater, else 0. */
  greater: binary('broadcast_greater', '_greater_scalar'),
  /** 1 where this is greater or equal, else 0. */
  greaterEqual: binary('broadcast_greater_equal', '_greater_equal_scalar'),
  /** 1 where this is less, else 0. */
  lesser: binary('broadcast_lesser', '_lesser_scalar'),
  /** 1 where this is less or equal, else 0. */
  lesserEqual: binary('broadcast_lesser_equal', '_lesser_equal_scalar'),
  /** 1 where neither is 0, else 0. */
  logicalAnd: binary('broadcast_logical_and', '_logical_and_scalar'),
  /** 1 where not both are 0, else 0. */
  logicalOr: binary('broadcast_logical_or', '_logical_or_scalar'),
  /** 1 where one of them is 0, else 0. */
  logicalXor: binary('broadcast_logical_xor', '_logical_xor_scalar'),
  /** number - this. */
  rsub: reversed('_rminus_scalar'),
  /** number / this. */
  rdiv: reversed('_rdiv_scalar'),
  /** The remainder of number / this. */
  rmod: reversed('_rmod_scalar'),
  /** number to the power of this. */
  rpow: reversed('_rpower_scalar'),
  /** Adds `other` in place and returns this. An error for an array that is part of a recorded graph. */
  iadd: inPlace('broadcast_add', '_plus_scalar'),
  /** Subtracts `other` in place. */
  isub: inPlace('broadcast_sub', '_minus_scalar'),
  /** Multiplies by `other` in place. */
  imul: inPlace('broadcast_mul', '_mul_scalar'),
  /** Divides by `other` in place. */
  idiv: inPlace('broadcast_div', '_div_scalar'),

  /** -this. */
  neg(this: NDArray): NDArray {
    return call1(op('negative'), this);
  },
  /** A copy with its own memory. */
  copy(this: NDArray): NDArray {
    return call1(op('_copy'), this);
  },
  /** The values converted to `dtype`; a copy also when it is the same. */
  astype(this: NDArray, dtype: DType): NDArray {
    dtypeCode(dtype);
    if (dtype === this.dtype) return call1(op('_copy'), this);
    return callList(op('Cast', { dtype: 'dtype' }), [this], { dtype })[0];
  },
  /** Writes this array into `target` (shapes must broadcast), converting the dtype. */
  copyTo(this: NDArray, target: NDArray): NDArray {
    if (!(target instanceof NDArray)) {
      throw new GluonError(`copyTo: the target is a ${typeof target}, expected an NDArray`, 'value');
    }
    return target.set(this);
  },
  /** The same memory without history: gradients do not flow through it. */
  detach(this: NDArray): NDArray {
    return aliasOf(this);
  },
  /** Elements in row-major order with new extents. MXNet's codes: 0 keeps, -1 infers, -2 keeps the rest, -3 merges two, -4 splits. */
  reshape(this: NDArray, shape: number[]): NDArray {
    // In an operator's attributes an empty shape means that none was given.
    if (Array.isArray(shape) && shape.length === 0) {
      if (this.size === 1) return call1(op('squeeze'), this);
      throw new GluonError(`reshape: cannot reshape (${this.shape.join(', ')}) to (), which has one element`, 'shape');
    }
    return callList(op('Reshape', { shape: 'shape' }), [this], { shape })[0];
  },
  /** Item `index` of the first axis (negative counts from the end); a view where possible. */
  at(this: NDArray, index: number): NDArray {
    const shape = this.shape;
    const extent = shape[0];
    if (extent === undefined) throw new GluonError('at: an array of shape () has no axis to index', 'value');
    const i = index < 0 ? index + extent : index;
    if (!Number.isInteger(i) || i < 0 || i >= extent) {
      throw new GluonError(
        `at: index ${index} is outside [-${extent}, ${extent}) of shape (${shape.join(', ')})`,
        'value',
      );
    }
    const row = callList(op('slice_axis', { axis: 'axis', begin: 'begin', end: 'end' }), [this], {
      axis: 0,
      begin: i,
      end: i + 1,
    })[0];
    const item = callList(op('squeeze', { axis: 'axis' }), [row], { axis: [0] })[0];
    row.dispose();
    return item;
  },
  /** Writes `value` in place into the block [begin, end) (default: everything), broadcasting and converting it. Returns this. */
  set(this: NDArray, value: NDArray | number, range?: { begin: number[]; end: number[]; step?: number[] }): NDArray {
    if (typeof value !== 'number' && !(value instanceof NDArray)) {
      throw new GluonError(`set: the value is a ${typeof value}, expected a number or an NDArray`, 'value');
    }
    const shape = this.shape;
    const block = range === undefined ? shape : blockShape(shape, range);
    const scalar = typeof value === 'number';
    let source = scalar ? fill(block, value, this.dtype) : value;
    const made: NDArray[] = scalar ? [source] : [];
    const replace = (next: NDArray) => {
      made.push(next);
      source = next;
    };
    if (source.dtype !== this.dtype) replace(source.astype(this.dtype));
    if (source.shape.join() !== block.join()) {
      replace(callList(op('broadcast_to', { shape: 'shape' }), [source], { shape: block })[0]);
    }
    if (range === undefined) {
      callList(op('_copy'), [source], { out: this });
    } else {
      const assign = op('_slice_assign', { begin: 'begin', end: 'end', step: 'step' });
      callList(assign, [this, source], { ...range, out: this });
    }
    for (const array of made) array.dispose();
    return this;
  },

  /** Keeps gradients for this array from now on: 'write' replaces at each backward, 'add' accumulates, 'null' forgets. */
  attachGrad(this: NDArray, gradReq: 'write' | 'add' | 'null' = 'write'): void {
    const code = ['null', 'write', 'add'].indexOf(gradReq);
    if (code < 0)
      throw new GluonError(`attachGrad: gradReq is '${String(gradReq)}', allowed are write, add, null`, 'value');
    const handle = native.attachGrad(this._handle, code);
    this._grad = handle === 0 ? null : keep(wrap(handle));
  },
  /** Gradients of this array with respect to every array with an attached gradient. Head gradient: ones. */
  backward(this: NDArray, headGrad?: NDArray | null, options?: BackwardOptions): void {
    backward([this], headGrad ? [headGrad] : undefined, options);
  },
};

function fill(shape: number[], value: number, dtype: DType): NDArray {
  return callList(op('_full', { shape: 'shape', value: 'value', dtype: 'dtype' }), [], { shape, value, dtype })[0];
}

function blockShape(
  shape: number[],
  { begin, end, step }: { begin: number[]; end: number[]; step?: number[] },
): number[] {
  return shape.map((extent, axis) => {
    if (axis >= begin.length) return extent;
    const clip = (v: number) => Math.min(Math.max(v < 0 ? v + extent : v, 0), extent);
    return Math.max(0, Math.ceil((clip(end[axis]) - clip(begin[axis])) / (step?.[axis] ?? 1)));
  });
}

// Keeps the import in the declaration file: the augmentation below hides from TypeScript that `methods` needs it.
export type { NDArray };

type Methods = typeof methods;
declare module './ndarray.js' {
  interface NDArray extends Methods {
    /** All axes in reverse order. */
    readonly T: NDArray;
  }
}

for (const [name, method] of Object.entries(methods)) {
  Object.defineProperty(NDArray.prototype, name, { value: method, writable: true, configurable: true });
}
Object.defineProperty(NDArray.prototype, 'T', {
  get(this: NDArray) {
    return call1(op('transpose'), this);
  },
});
