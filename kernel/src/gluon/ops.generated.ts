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

const convolutionOp = new Op('Convolution', {
  kernel: 'kernel',
  stride: 'stride',
  dilate: 'dilate',
  pad: 'pad',
  numFilter: 'num_filter',
  numGroup: 'num_group',
  workspace: 'workspace',
  noBias: 'no_bias',
  cudnnTune: 'cudnn_tune',
  cudnnOff: 'cudnn_off',
  layout: 'layout',
});
export interface ConvolutionOptions extends OutOption {
  /** Extents of the kernel: (width), (height, width) or (depth, height, width). Required. */
  kernel: number | (number | null)[];
  /** Steps between kernel positions; empty: 1 each. Default (). */
  stride?: number | (number | null)[];
  /** Distance between neighbouring kernel taps; empty: 1 each. Default (). */
  dilate?: number | (number | null)[];
  /** Zeros added on both sides of each axis; empty: none. Default (). */
  pad?: number | (number | null)[];
  /** Number of result channels. Required. */
  numFilter: number;
  /** Channels are split into this many groups that do not mix. Default 1. */
  numGroup?: number;
  /** Megabytes cuDNN may use in MXNet; has no effect here. Default 1024. */
  workspace?: number;
  /** Leave the bias out. Default False. */
  noBias?: boolean;
  /** How MXNet picks a cuDNN algorithm; has no effect here. Default None. */
  cudnnTune?: 'off' | 'limited_workspace' | 'fastest' | null;
  /** Keeps MXNet from using cuDNN; has no effect here. Default False. */
  cudnnOff?: boolean;
  /** Order of the axes of data: channels come second. Default None. */
  layout?: 'NCW' | 'NCHW' | 'NCDHW' | null;
}
/**
 * Slides a kernel over data and sums the products over its extent and the channels of a group.
 * MXNet: Convolution, Convolution_v1.
 */
export function convolution(data: NDArray, options: ConvolutionOptions): NDArray;
export function convolution(data: NDArray, weight: NDArray | null | undefined, options: ConvolutionOptions): NDArray;
export function convolution(
  data: NDArray,
  weight: NDArray | null | undefined,
  bias: NDArray | null | undefined,
  options: ConvolutionOptions,
): NDArray;
export function convolution(...args: unknown[]): NDArray {
  return callArguments(convolutionOp, args)[0]!;
}

const deconvolutionOp = new Op('Deconvolution', {
  kernel: 'kernel',
  stride: 'stride',
  dilate: 'dilate',
  pad: 'pad',
  adj: 'adj',
  targetShape: 'target_shape',
  numFilter: 'num_filter',
  numGroup: 'num_group',
  workspace: 'workspace',
  noBias: 'no_bias',
  cudnnTune: 'cudnn_tune',
  cudnnOff: 'cudnn_off',
  layout: 'layout',
});
export interface DeconvolutionOptions extends OutOption {
  /** Extents of the kernel: (width), (height, width) or (depth, height, width). Required. */
  kernel: number | (number | null)[];
  /** Steps between kernel positions; empty: 1 each. Default (). */
  stride?: number | (number | null)[];
  /** Distance between neighbouring kernel taps; empty: 1 each. Default (). */
  dilate?: number | (number | null)[];
  /** Zeros added on both sides of each axis; empty: none. Default (). */
  pad?: number | (number | null)[];
  /** Cells added at the end of each axis of the result; below stride. Default (). */
  adj?: number | (number | null)[];
  /** Wanted spatial extents of the result; pad and adj follow from it. Default (). */
  targetShape?: number | (number | null)[];
  /** Number of result channels. Required. */
  numFilter: number;
  /** Channels are split into this many groups that do not mix. Default 1. */
  numGroup?: number;
  /** Megabytes cuDNN may use in MXNet; has no effect here. Default 512. */
  workspace?: number;
  /** Leave the bias out. Default True. */
  noBias?: boolean;
  /** How MXNet picks a cuDNN algorithm; has no effect here. Default None. */
  cudnnTune?: 'off' | 'limited_workspace' | 'fastest' | null;
  /** Keeps MXNet from using cuDNN; has no effect here. Default False. */
  cudnnOff?: boolean;
  /** Order of the axes of data: channels come second. Default None. */
  layout?: 'NCW' | 'NCHW' | 'NCDHW' | null;
}
/**
 * Spreads every value of data over a kernel's extent and sums where they overlap: the transpose of Convolution.
 * MXNet: Deconvolution.
 */
export function deconvolution(data: NDArray, options: DeconvolutionOptions): NDArray;
export function deconvolution(
  data: NDArray,
  weight: NDArray | null | undefined,
  options: DeconvolutionOptions,
): NDArray;
export function deconvolution(
  data: NDArray,
  weight: NDArray | null | undefined,
  bias: NDArray | null | undefined,
  options: DeconvolutionOptions,
): NDArray;
export function deconvolution(...args: unknown[]): NDArray {
  return callArguments(deconvolutionOp, args)[0]!;
}

const fullyConnectedOp = new Op('FullyConnected', { numHidden: 'num_hidden', noBias: 'no_bias', flatten: 'flatten' });
export interface FullyConnectedOptions extends OutOption {
  /** Number of results per row. Required. */
  numHidden: number;
  /** Leave the bias out. Default False. */
  noBias?: boolean;
  /** All axes of data but the first form the features; false: the last axis alone. Default True. */
  flatten?: boolean;
}
/**
 * A dense layer: data times the transposed weight, plus bias.
 * MXNet: FullyConnected, _sparse_FullyConnected.
 */
export function fullyConnected(data: NDArray, options: FullyConnectedOptions): NDArray;
export function fullyConnected(
  data: NDArray,
  weight: NDArray | null | undefined,
  options: FullyConnectedOptions,
): NDArray;
export function fullyConnected(
  data: NDArray,
  weight: NDArray | null | undefined,
  bias: NDArray | null | undefined,
  options: FullyConnectedOptions,
): NDArray;
export function fullyConnected(...args: unknown[]): NDArray {
  return callArguments(fullyConnectedOp, args)[0]!;
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

const internalDivScalarOp = new Op('_div_scalar', { scalar: 'scalar' });
export interface InternalDivScalarOptions extends OutOption {
  /** S. Default 1. */
  scalar?: number;
}
/**
 *
 * MXNet: _div_scalar.
 */
export function internalDivScalar(data: NDArray, options?: InternalDivScalarOptions): NDArray {
  return call1(internalDivScalarOp, data, options);
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

const internalMinusScalarOp = new Op('_minus_scalar', { scalar: 'scalar' });
export interface InternalMinusScalarOptions extends OutOption {
  /** S. Default 0. */
  scalar?: number;
}
/**
 *
 * MXNet: _minus_scalar.
 */
export function internalMinusScalar(data: NDArray, options?: InternalMinusScalarOptions): NDArray {
  return call1(internalMinusScalarOp, data, options);
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

const internalRdivScalarOp = new Op('_rdiv_scalar', { scalar: 'scalar' });
export interface InternalRdivScalarOptions extends OutOption {
  /** S. Default 1. */
  scalar?: number;
}
/**
 *
 * MXNet: _rdiv_scalar.
 */
export function internalRdivScalar(data: NDArray, options?: InternalRdivScalarOptions): NDArray {
  return call1(internalRdivScalarOp, data, options);
}

const internalRminusScalarOp = new Op('_rminus_scalar', { scalar: 'scalar' });
export interface InternalRminusScalarOptions extends OutOption {
  /** S. Default 0. */
  scalar?: number;
}
/**
 *
 * MXNet: _rminus_scalar.
 */
export function internalRminusScalar(data: NDArray, options?: InternalRminusScalarOptions): NDArray {
  return call1(internalRminusScalarOp, data, options);
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

const batchDotOp = new Op('batch_dot', {
  transposeA: 'transpose_a',
  transposeB: 'transpose_b',
  forwardStype: 'forward_stype',
});
export interface BatchDotOptions extends OutOption {
  /** Read the matrices of lhs transposed. Default False. */
  transposeA?: boolean;
  /** Read the matrices of rhs transposed. Default False. */
  transposeB?: boolean;
  /** Storage type of the result in MXNet's graph files; results here are dense. Default None. */
  forwardStype?: 'default' | 'row_sparse' | 'csr' | null;
}
/**
 * The matrix product of each pair of matrices in two batches.
 * MXNet: batch_dot.
 */
export function batchDot(lhs: NDArray, rhs: NDArray, options?: BatchDotOptions): NDArray {
  return call2(batchDotOp, lhs, rhs, options);
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

const dotOp = new Op('dot', { transposeA: 'transpose_a', transposeB: 'transpose_b', forwardStype: 'forward_stype' });
export interface DotOptions extends OutOption {
  /** Sum over the first axis of lhs instead. Default False. */
  transposeA?: boolean;
  /** Sum over the last axis of rhs instead. Default False. */
  transposeB?: boolean;
  /** Storage type of the result in MXNet's graph files; results here are dense. Default None. */
  forwardStype?: 'default' | 'row_sparse' | 'csr' | null;
}
/**
 * Sum of products over the last axis of lhs and the first axis of rhs.
 * MXNet: dot, _sparse_dot.
 */
export function dot(lhs: NDArray, rhs: NDArray, options?: DotOptions): NDArray {
  return call2(dotOp, lhs, rhs, options);
}

const expOp = new Op('exp', {});
/**
 *
 * MXNet: exp.
 */
export function exp(data: NDArray, options?: OutOption): NDArray {
  return call1(expOp, data, options);
}

const logOp = new Op('log', {});
/**
 *
 * MXNet: log.
 */
export function log(data: NDArray, options?: OutOption): NDArray {
  return call1(logOp, data, options);
}

const logSoftmaxOp = new Op('log_softmax', { axis: 'axis' });
export interface LogSoftmaxOptions extends OutOption {
  /** A. Default -1. */
  axis?: number;
}
/**
 *
 * MXNet: log_softmax.
 */
export function logSoftmax(data: NDArray, options?: LogSoftmaxOptions): NDArray {
  return call1(logSoftmaxOp, data, options);
}

const negativeOp = new Op('negative', {});
/**
 *
 * MXNet: negative.
 */
export function negative(data: NDArray, options?: OutOption): NDArray {
  return call1(negativeOp, data, options);
}

const reluOp = new Op('relu', {});
/**
 *
 * MXNet: relu.
 */
export function relu(data: NDArray, options?: OutOption): NDArray {
  return call1(reluOp, data, options);
}

const signOp = new Op('sign', {});
/**
 *
 * MXNet: sign.
 */
export function sign(data: NDArray, options?: OutOption): NDArray {
  return call1(signOp, data, options);
}

const sqrtOp = new Op('sqrt', {});
/**
 *
 * MXNet: sqrt.
 */
export function sqrt(data: NDArray, options?: OutOption): NDArray {
  return call1(sqrtOp, data, options);
}

const squareOp = new Op('square', {});
/**
 *
 * MXNet: square.
 */
export function square(data: NDArray, options?: OutOption): NDArray {
  return call1(squareOp, data, options);
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

const tanhOp = new Op('tanh', {});
/**
 *
 * MXNet: tanh.
 */
export function tanh(data: NDArray, options?: OutOption): NDArray {
  return call1(tanhOp, data, options);
}

declare module './ndarray.js' {
  interface NDArray {
    /** The matrix product of each pair of matrices in two batches. */
    batchDot(rhs: NDArray, options?: BatchDotOptions): NDArray;
    /** Sum of products over the last axis of lhs and the first axis of rhs. */
    dot(rhs: NDArray, options?: DotOptions): NDArray;
    /**  */
    exp(options?: OutOption): NDArray;
    /**  */
    log(options?: OutOption): NDArray;
    /**  */
    logSoftmax(options?: LogSoftmaxOptions): NDArray;
    /**  */
    relu(options?: OutOption): NDArray;
    /**  */
    sign(options?: OutOption): NDArray;
    /**  */
    sqrt(options?: OutOption): NDArray;
    /**  */
    square(options?: OutOption): NDArray;
    /**  */
    squeeze(options?: OutOption): NDArray;
    /**  */
    sum(options?: SumOptions): NDArray;
    /**  */
    tanh(options?: OutOption): NDArray;
  }
}

defineMethods({
  batchDot(this: NDArray, ...args: unknown[]) {
    return batchDot(this, ...(args as [never]));
  },
  dot(this: NDArray, ...args: unknown[]) {
    return dot(this, ...(args as [never]));
  },
  exp(this: NDArray, ...args: unknown[]) {
    return exp(this, ...(args as [never]));
  },
  log(this: NDArray, ...args: unknown[]) {
    return log(this, ...(args as [never]));
  },
  logSoftmax(this: NDArray, ...args: unknown[]) {
    return logSoftmax(this, ...(args as [never]));
  },
  relu(this: NDArray, ...args: unknown[]) {
    return relu(this, ...(args as [never]));
  },
  sign(this: NDArray, ...args: unknown[]) {
    return sign(this, ...(args as [never]));
  },
  sqrt(this: NDArray, ...args: unknown[]) {
    return sqrt(this, ...(args as [never]));
  },
  square(this: NDArray, ...args: unknown[]) {
    return square(this, ...(args as [never]));
  },
  squeeze(this: NDArray, ...args: unknown[]) {
    return squeeze(this, ...(args as [never]));
  },
  sum(this: NDArray, ...args: unknown[]) {
    return sum(this, ...(args as [never]));
  },
  tanh(this: NDArray, ...args: unknown[]) {
    return tanh(this, ...(args as [never]));
  },
});

/** Every operator without a namespace of its own. */
export const operators = {
  batchDot,
  broadcastAdd,
  broadcastDiv,
  broadcastMul,
  broadcastSub,
  cast,
  convolution,
  convolutionV1: convolution,
  deconvolution,
  dot,
  exp,
  fullyConnected,
  log,
  logSoftmax,
  negative,
  relu,
  reshape,
  sign,
  sqrt,
  square,
  squeeze,
  sum,
  tanh,
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
export const sparse = {
  dot,
  fullyConnected,
};

/** MXNet's nd._internal. */
export const internal = {
  copy: internalCopy,
  divScalar: internalDivScalar,
  full: internalFull,
  minusScalar: internalMinusScalar,
  mulScalar: internalMulScalar,
  ones: internalOnes,
  plusScalar: internalPlusScalar,
  rdivScalar: internalRdivScalar,
  rminusScalar: internalRminusScalar,
  zeros: internalZeros,
};
