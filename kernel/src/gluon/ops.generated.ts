// Generated from the op table by: npm run generate. Do not edit.
/* eslint-disable */
import { call1, call2, call3, callArguments, callList, Op, type OutOption } from './call.js';
import { defineMethods, type NDArray } from './ndarray.js';

const castOp = new Op('Cast', { dtype: 'dtype' });
export interface CastOptions extends OutOption {
  /** D. Required. */
  dtype: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 *
 * MXNet: Cast.
 */
export function cast(data: NDArray, options: CastOptions): NDArray {
  return call1(castOp, data, options);
}

const reshapeOp = new Op('Reshape', { shape: 'shape' });
export interface ReshapeOptions extends OutOption {
  /** S. Default (). */
  shape?: number | (number | null)[];
}
/**
 *
 * MXNet: Reshape.
 */
export function reshape(data: NDArray, options?: ReshapeOptions): NDArray {
  return call1(reshapeOp, data, options);
}

const internalCopyOp = new Op('_copy', {});
/**
 *
 * MXNet: _copy.
 */
export function internalCopy(data: NDArray, options?: OutOption): NDArray {
  return call1(internalCopyOp, data, options);
}

const internalFullOp = new Op('_full', { shape: 'shape', value: 'value', dtype: 'dtype' });
export interface InternalFullOptions extends OutOption {
  /** S. Default (). */
  shape?: number | (number | null)[];
  /** V. Default 0. */
  value?: number;
  /** D. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 *
 * MXNet: _full.
 */
export function internalFull(options?: InternalFullOptions): NDArray {
  return callList(internalFullOp, [], options)[0]!;
}

const internalMulScalarOp = new Op('_mul_scalar', { scalar: 'scalar' });
export interface InternalMulScalarOptions extends OutOption {
  /** S. Default 0. */
  scalar?: number;
}
/**
 *
 * MXNet: _mul_scalar.
 */
export function internalMulScalar(data: NDArray, options?: InternalMulScalarOptions): NDArray {
  return call1(internalMulScalarOp, data, options);
}

const internalOnesOp = new Op('_ones', { shape: 'shape', dtype: 'dtype' });
export interface InternalOnesOptions extends OutOption {
  /** S. Default (). */
  shape?: number | (number | null)[];
  /** D. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 *
 * MXNet: _ones.
 */
export function internalOnes(options?: InternalOnesOptions): NDArray {
  return callList(internalOnesOp, [], options)[0]!;
}

const internalPlusScalarOp = new Op('_plus_scalar', { scalar: 'scalar' });
export interface InternalPlusScalarOptions extends OutOption {
  /** S. Default 0. */
  scalar?: number;
}
/**
 *
 * MXNet: _plus_scalar.
 */
export function internalPlusScalar(data: NDArray, options?: InternalPlusScalarOptions): NDArray {
  return call1(internalPlusScalarOp, data, options);
}

const internalZerosOp = new Op('_zeros', { shape: 'shape', dtype: 'dtype' });
export interface InternalZerosOptions extends OutOption {
  /** S. Default (). */
  shape?: number | (number | null)[];
  /** D. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 *
 * MXNet: _zeros.
 */
export function internalZeros(options?: InternalZerosOptions): NDArray {
  return callList(internalZerosOp, [], options)[0]!;
}

const broadcastAddOp = new Op('broadcast_add', {});
/**
 *
 * MXNet: broadcast_add.
 */
export function broadcastAdd(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastAddOp, lhs, rhs, options);
}

const broadcastDivOp = new Op('broadcast_div', {});
/**
 *
 * MXNet: broadcast_div.
 */
export function broadcastDiv(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastDivOp, lhs, rhs, options);
}

const broadcastMulOp = new Op('broadcast_mul', {});
/**
 *
 * MXNet: broadcast_mul.
 */
export function broadcastMul(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastMulOp, lhs, rhs, options);
}

const broadcastSubOp = new Op('broadcast_sub', {});
/**
 *
 * MXNet: broadcast_sub.
 */
export function broadcastSub(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastSubOp, lhs, rhs, options);
}

const negativeOp = new Op('negative', {});
/**
 *
 * MXNet: negative.
 */
export function negative(data: NDArray, options?: OutOption): NDArray {
  return call1(negativeOp, data, options);
}

const squeezeOp = new Op('squeeze', {});
/**
 *
 * MXNet: squeeze.
 */
export function squeeze(data: NDArray, options?: OutOption): NDArray {
  return call1(squeezeOp, data, options);
}

const sumOp = new Op('sum', { axis: 'axis', keepdims: 'keepdims' });
export interface SumOptions extends OutOption {
  /** A. Default (). */
  axis?: number | (number | null)[];
  /** K. Default False. */
  keepdims?: boolean;
}
/**
 *
 * MXNet: sum.
 */
export function sum(data: NDArray, options?: SumOptions): NDArray {
  return call1(sumOp, data, options);
}

declare module './ndarray.js' {
  interface NDArray {
    /**  */
    squeeze(options?: OutOption): NDArray;
    /**  */
    sum(options?: SumOptions): NDArray;
  }
}

defineMethods({
  squeeze(this: NDArray, ...args: unknown[]) {
    return squeeze(this, ...(args as [never]));
  },
  sum(this: NDArray, ...args: unknown[]) {
    return sum(this, ...(args as [never]));
  },
});

/** Every operator without a namespace of its own. */
export const operators = {
  broadcastAdd,
  broadcastDiv,
  broadcastMul,
  broadcastSub,
  cast,
  negative,
  reshape,
  squeeze,
  sum,
};

/** MXNet's nd.random. */
export const random = {};

/** MXNet's nd.linalg. */
export const linalg = {};

/** MXNet's nd.contrib. */
export const contrib = {};

/** MXNet's nd.image. */
export const image = {};

/** MXNet's nd.sparse. */
export const sparse = {};

/** MXNet's nd._internal. */
export const internal = {
  copy: internalCopy,
  full: internalFull,
  mulScalar: internalMulScalar,
  ones: internalOnes,
  plusScalar: internalPlusScalar,
  zeros: internalZeros,
};
