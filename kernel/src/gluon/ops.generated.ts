// Generated from the op table by: npm run generate. Do not edit.
/* eslint-disable */
import { call1, call2, call3, callArguments, callList, Op, type OutOption } from './call.js';
import { defineMethods, type NDArray } from './ndarray.js';

const batchNormOp = new Op('BatchNorm', {
  eps: 'eps',
  momentum: 'momentum',
  fixGamma: 'fix_gamma',
  useGlobalStats: 'use_global_stats',
  outputMeanVar: 'output_mean_var',
  axis: 'axis',
  cudnnOff: 'cudnn_off',
  minCalibRange: 'min_calib_range',
  maxCalibRange: 'max_calib_range',
});
export interface BatchNormOptions extends OutOption {
  /** Added to the variance. Default 0.001. */
  eps?: number;
  /** How much of the moving statistics a training call keeps. Default 0.9. */
  momentum?: number;
  /** Gamma counts as 1 and gets no gradient. Default True. */
  fixGamma?: boolean;
  /** Normalise with the moving statistics in training, too. Default False. */
  useGlobalStats?: boolean;
  /** Return the mean and 1 / sqrt(variance + eps), too. Default False. */
  outputMeanVar?: boolean;
  /** Axis of the channels. Default 1. */
  axis?: number;
  /** Keeps MXNet from using cuDNN; has no effect here. Default False. */
  cudnnOff?: boolean;
  /** Range for quantisation in MXNet's graph files; has no effect here. Default None. */
  minCalibRange?: number | null;
  /** Range for quantisation in MXNet's graph files; has no effect here. Default None. */
  maxCalibRange?: number | null;
}
/**
 * Normalises every channel to mean 0 and variance 1, then scales by gamma and adds beta.
 * MXNet: BatchNorm, BatchNorm_v1.
 */
export function batchNorm(
  data: NDArray,
  gamma: NDArray,
  beta: NDArray,
  movingMean: NDArray,
  movingVar: NDArray,
  options?: BatchNormOptions,
): NDArray {
  return callList(batchNormOp, [data, gamma, beta, movingMean, movingVar], options)[0]!;
}

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

const concatOp = new Op('Concat', { dim: 'dim' });
export interface ConcatOptions extends OutOption {
  /** Axis to join along; negative counts from the end. Default 1. */
  dim?: number;
}
/**
 * The inputs one behind the other along an existing axis.
 * MXNet: Concat, concat, _sparse_concat.
 */
export function concat(data: readonly NDArray[], options?: ConcatOptions): NDArray {
  return callList(concatOp, data, options)[0]!;
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

const dropoutOp = new Op('Dropout', { p: 'p', mode: 'mode', axes: 'axes', cudnnOff: 'cudnn_off' });
export interface DropoutOptions extends OutOption {
  /** Probability that an element becomes 0. Default 0.5. */
  p?: number;
  /** When to drop: in training only, or always. Default training. */
  mode?: 'training' | 'always';
  /** Axes along which elements share their fate. Default (). */
  axes?: number | (number | null)[];
  /** Keeps MXNet from using cuDNN; has no effect here. Default None. */
  cudnnOff?: boolean | null;
}
/**
 * Sets each element to 0 with probability p and scales the others by 1 / (1 - p); the identity outside training.
 * MXNet: Dropout.
 */
export function dropout(data: NDArray, options?: DropoutOptions): NDArray {
  return call1(dropoutOp, data, options);
}

const embeddingOp = new Op('Embedding', {
  inputDim: 'input_dim',
  outputDim: 'output_dim',
  dtype: 'dtype',
  sparseGrad: 'sparse_grad',
});
export interface EmbeddingOptions extends OutOption {
  /** Rows of weight: size of the vocabulary. Required. */
  inputDim: number;
  /** Columns of weight: length of a vector. Required. */
  outputDim: number;
  /** Accepted for MXNet's graph files; the result has weight's dtype. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
  /** Accepted for MXNet's graph files; the gradient is dense. Default False. */
  sparseGrad?: boolean;
}
/**
 * The rows of weight at the positions in data; positions outside the table are clipped to it.
 * MXNet: Embedding, _sparse_Embedding.
 */
export function embedding(data: NDArray, weight: NDArray, options: EmbeddingOptions): NDArray {
  return call2(embeddingOp, data, weight, options);
}

const flattenOp = new Op('Flatten', {});
/**
 * All axes but the first made one.
 * MXNet: Flatten, flatten.
 */
export function flatten(data: NDArray, options?: OutOption): NDArray {
  return call1(flattenOp, data, options);
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

const groupNormOp = new Op('GroupNorm', { numGroups: 'num_groups', eps: 'eps', outputMeanVar: 'output_mean_var' });
export interface GroupNormOptions extends OutOption {
  /** Number of groups the channels are split into. Default 1. */
  numGroups?: number;
  /** Added to the variance. Default 1e-05. */
  eps?: number;
  /** Return the mean and the standard deviation, too. Default False. */
  outputMeanVar?: boolean;
}
/**
 * Normalises each group of channels of each sample; gamma and beta have one value per group.
 * MXNet: GroupNorm.
 */
export function groupNorm(data: NDArray, gamma: NDArray, beta: NDArray, options?: GroupNormOptions): NDArray {
  return call3(groupNormOp, data, gamma, beta, options);
}

const instanceNormOp = new Op('InstanceNorm', { eps: 'eps' });
export interface InstanceNormOptions extends OutOption {
  /** Added to the variance. Default 0.001. */
  eps?: number;
}
/**
 * Normalises each channel of each sample over its spatial axes.
 * MXNet: InstanceNorm.
 */
export function instanceNorm(data: NDArray, gamma: NDArray, beta: NDArray, options?: InstanceNormOptions): NDArray {
  return call3(instanceNormOp, data, gamma, beta, options);
}

const l2NormalizationOp = new Op('L2Normalization', { eps: 'eps', mode: 'mode' });
export interface L2NormalizationOptions extends OutOption {
  /** Added to the sum of squares. Default 1e-10. */
  eps?: number;
  /** What one norm is taken over. Default instance. */
  mode?: 'instance' | 'channel' | 'spatial';
}
/**
 * Divides by the Euclidean norm over a sample, over its channels at each place, or over the places of each channel.
 * MXNet: L2Normalization.
 */
export function l2Normalization(data: NDArray, options?: L2NormalizationOptions): NDArray {
  return call1(l2NormalizationOp, data, options);
}

const lrnOp = new Op('LRN', { alpha: 'alpha', beta: 'beta', knorm: 'knorm', nsize: 'nsize' });
export interface LrnOptions extends OutOption {
  /** Weight of the sum of squares. Default 1e-04. */
  alpha?: number;
  /** Power of the divisor. Default 0.75. */
  beta?: number;
  /** Constant part of the divisor. Default 2. */
  knorm?: number;
  /** Number of channels in a window; odd. Required. */
  nsize: number;
}
/**
 * Divides by a power of the sum of squares over neighbouring channels.
 * MXNet: LRN.
 */
export function lrn(data: NDArray, options: LrnOptions): NDArray {
  return call1(lrnOp, data, options);
}

const layerNormOp = new Op('LayerNorm', { axis: 'axis', eps: 'eps', outputMeanVar: 'output_mean_var' });
export interface LayerNormOptions extends OutOption {
  /** Axis to normalise along. Default -1. */
  axis?: number;
  /** Added to the variance. Default 1e-05. */
  eps?: number;
  /** Return the mean and the standard deviation, too. Default False. */
  outputMeanVar?: boolean;
}
/**
 * Normalises along one axis to mean 0 and variance 1, then scales by gamma and adds beta.
 * MXNet: LayerNorm.
 */
export function layerNorm(data: NDArray, gamma: NDArray, beta: NDArray, options?: LayerNormOptions): NDArray {
  return call3(layerNormOp, data, gamma, beta, options);
}

const poolingOp = new Op('Pooling', {
  kernel: 'kernel',
  poolType: 'pool_type',
  globalPool: 'global_pool',
  cudnnOff: 'cudnn_off',
  poolingConvention: 'pooling_convention',
  stride: 'stride',
  pad: 'pad',
  pValue: 'p_value',
  countIncludePad: 'count_include_pad',
  layout: 'layout',
});
export interface PoolingOptions extends OutOption {
  /** Extents of the window; not needed with global_pool. Default (). */
  kernel?: number | (number | null)[];
  /** What to take of a window. Default max. */
  poolType?: 'max' | 'avg' | 'sum' | 'lp';
  /** One window over all of data. Default False. */
  globalPool?: boolean;
  /** Keeps MXNet from using cuDNN; has no effect here. Default False. */
  cudnnOff?: boolean;
  /** A last window that does not fit: valid leaves it out, full keeps what there is. Default valid. */
  poolingConvention?: 'full' | 'valid' | 'same';
  /** Steps between windows; empty: 1 each. Default (). */
  stride?: number | (number | null)[];
  /** Cells added on both sides of each axis; empty: none. Default (). */
  pad?: number | (number | null)[];
  /** Power of the p-norm; None: 2. Default None. */
  pValue?: number | null;
  /** A mean counts the padding; None: it does. Default None. */
  countIncludePad?: boolean | null;
  /** Order of the axes of data; None: channels come second. Default None. */
  layout?: 'NCW' | 'NCHW' | 'NCDHW' | 'NWC' | 'NHWC' | 'NDHWC' | null;
}
/**
 * The largest, mean, sum or p-norm of every window of every channel.
 * MXNet: Pooling.
 */
export function pooling(data: NDArray, options?: PoolingOptions): NDArray {
  return call1(poolingOp, data, options);
}

const poolingV1Op = new Op('Pooling_v1', {
  kernel: 'kernel',
  poolType: 'pool_type',
  globalPool: 'global_pool',
  cudnnOff: 'cudnn_off',
  poolingConvention: 'pooling_convention',
  stride: 'stride',
  pad: 'pad',
  pValue: 'p_value',
  countIncludePad: 'count_include_pad',
  layout: 'layout',
});
export interface PoolingV1Options extends OutOption {
  /** Extents of the window; not needed with global_pool. Default (). */
  kernel?: number | (number | null)[];
  /** What to take of a window. Default max. */
  poolType?: 'max' | 'avg' | 'sum' | 'lp';
  /** One window over all of data. Default False. */
  globalPool?: boolean;
  /** Keeps MXNet from using cuDNN; has no effect here. Default False. */
  cudnnOff?: boolean;
  /** A last window that does not fit: valid leaves it out, full keeps what there is. Default valid. */
  poolingConvention?: 'full' | 'valid' | 'same';
  /** Steps between windows; empty: 1 each. Default (). */
  stride?: number | (number | null)[];
  /** Cells added on both sides of each axis; empty: none. Default (). */
  pad?: number | (number | null)[];
  /** Power of the p-norm; None: 2. Default None. */
  pValue?: number | null;
  /** A mean counts the padding; None: it does. Default None. */
  countIncludePad?: boolean | null;
  /** Order of the axes of data; None: channels come second. Default None. */
  layout?: 'NCW' | 'NCHW' | 'NCDHW' | 'NWC' | 'NHWC' | 'NDHWC' | null;
}
/**
 * Pooling as MXNet's first version did it: a mean always divides by the kernel's size, zeros of the padding take part in a maximum.
 * MXNet: Pooling_v1.
 */
export function poolingV1(data: NDArray, options?: PoolingV1Options): NDArray {
  return call1(poolingV1Op, data, options);
}

const reshapeOp = new Op('Reshape', {
  shape: 'shape',
  reverse: 'reverse',
  targetShape: 'target_shape',
  keepHighest: 'keep_highest',
});
export interface ReshapeOptions extends OutOption {
  /** New shape, extents or codes. Default (). */
  shape?: number | (number | null)[];
  /** Match the codes from the last axis. Default False. */
  reverse?: boolean;
  /** Older form of shape, used when shape is empty: 0 infers an extent. Default (). */
  targetShape?: number | (number | null)[];
  /** With target_shape: keep the extent of axis 0. Default False. */
  keepHighest?: boolean;
}
/**
 * The same elements in another shape. Codes: 0 copies an extent, -1 infers one, -2 copies all the rest, -3 merges two, -4 splits one into the next two values.
 * MXNet: Reshape, reshape.
 */
export function reshape(data: NDArray, options?: ReshapeOptions): NDArray {
  return call1(reshapeOp, data, options);
}

const sliceChannelOp = new Op('SliceChannel', { numOutputs: 'num_outputs', axis: 'axis', squeezeAxis: 'squeeze_axis' });
export interface SliceChannelOptions extends OutOption {
  /** Number of parts. Required. */
  numOutputs: number;
  /** Axis to split; negative counts from the end. Default 1. */
  axis?: number;
  /** Drop the axis, whose parts then must have extent 1. Default False. */
  squeezeAxis?: boolean;
}
/**
 * Equal parts of the input along one axis.
 * MXNet: SliceChannel, split.
 */
export function sliceChannel(data: NDArray, options: SliceChannelOptions): NDArray[] {
  return callList(sliceChannelOp, [data], options);
}

const swapAxisOp = new Op('SwapAxis', { dim1: 'dim1', dim2: 'dim2' });
export interface SwapAxisOptions extends OutOption {
  /** One axis. Default 0. */
  dim1?: number;
  /** The other axis. Default 0. */
  dim2?: number;
}
/**
 * Two axes exchanged.
 * MXNet: SwapAxis, swapaxes.
 */
export function swapAxis(data: NDArray, options?: SwapAxisOptions): NDArray {
  return call1(swapAxisOp, data, options);
}

const internalAdamwUpdateOp = new Op('_adamw_update', {
  lr: 'lr',
  wd: 'wd',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  eta: 'eta',
  clipGradient: 'clip_gradient',
});
export interface InternalAdamwUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-08. */
  epsilon?: number;
  /** Multiplies the whole step: the schedule. Required. */
  eta: number;
  /** The gradient is clipped to this magnitude; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * Adam with decoupled weight decay; left out when the rescale_grad array holds zero or no finite number.
 * MXNet: _adamw_update.
 */
export function internalAdamwUpdate(
  weight: NDArray,
  grad: NDArray,
  mean: NDArray,
  var_: NDArray,
  rescaleGrad: NDArray,
  options: InternalAdamwUpdateOptions,
): NDArray {
  return callList(internalAdamwUpdateOp, [weight, grad, mean, var_, rescaleGrad], options)[0]!;
}

const internalArangeOp = new Op('_arange', {
  dtype: 'dtype',
  start: 'start',
  stop: 'stop',
  step: 'step',
  repeat: 'repeat',
  inferRange: 'infer_range',
});
export interface InternalArangeOptions extends OutOption {
  /** Dtype of the result. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
  /** First number; without stop, the stop of a range from 0. Required. */
  start: number;
  /** End of the range. Default None. */
  stop?: number | null;
  /** Distance of one number to the next. Default 1. */
  step?: number;
  /** How often each number occurs. Default 1. */
  repeat?: number;
  /** Accepted for MXNet's graph files. Default False. */
  inferRange?: boolean;
}
/**
 * Numbers from start up to, not including, stop.
 * MXNet: _arange.
 */
export function internalArange(options: InternalArangeOptions): NDArray {
  return callList(internalArangeOp, [], options)[0]!;
}

const contribSyncBatchNormOp = new Op('_contrib_SyncBatchNorm', {
  eps: 'eps',
  momentum: 'momentum',
  fixGamma: 'fix_gamma',
  useGlobalStats: 'use_global_stats',
  outputMeanVar: 'output_mean_var',
  ndev: 'ndev',
  key: 'key',
});
export interface ContribSyncBatchNormOptions extends OutOption {
  /** Added to the variance. Default 0.001. */
  eps?: number;
  /** How much of the moving statistics a training call keeps. Default 0.9. */
  momentum?: number;
  /** Gamma counts as 1 and gets no gradient. Default True. */
  fixGamma?: boolean;
  /** Normalise with the moving statistics in training, too. Default False. */
  useGlobalStats?: boolean;
  /** Return the mean and 1 / sqrt(variance + eps), too. Default False. */
  outputMeanVar?: boolean;
  /** Number of devices that share the statistics. Default 1. */
  ndev?: number;
  /** Name under which devices find each other. Default . */
  key?: string;
}
/**
 * BatchNorm over all devices; an engine with one device computes BatchNorm.
 * MXNet: _contrib_SyncBatchNorm, SyncBatchNorm.
 */
export function contribSyncBatchNorm(
  data: NDArray,
  gamma: NDArray,
  beta: NDArray,
  movingMean: NDArray,
  movingVar: NDArray,
  options?: ContribSyncBatchNormOptions,
): NDArray {
  return callList(contribSyncBatchNormOp, [data, gamma, beta, movingMean, movingVar], options)[0]!;
}

const contribArangeLikeOp = new Op('_contrib_arange_like', {
  start: 'start',
  step: 'step',
  repeat: 'repeat',
  axis: 'axis',
});
export interface ContribArangeLikeOptions extends OutOption {
  /** First number. Default 0. */
  start?: number;
  /** Distance of one number to the next. Default 1. */
  step?: number;
  /** How often each number occurs. Default 1. */
  repeat?: number;
  /** The axis that gives the length; None: the input's shape is the result's. Default None. */
  axis?: number | null;
}
/**
 * A range as long as the input, or as one of its axes.
 * MXNet: _contrib_arange_like.
 */
export function contribArangeLike(data: NDArray, options?: ContribArangeLikeOptions): NDArray {
  return call1(contribArangeLikeOp, data, options);
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

const internalEyeOp = new Op('_eye', { dtype: 'dtype', n: 'N', m: 'M', k: 'k' });
export interface InternalEyeOptions extends OutOption {
  /** Dtype of the result. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
  /** Rows. Required. */
  n: number;
  /** Columns; 0: as many as rows. Default 0. */
  m?: number;
  /** Which diagonal: above (positive) or below (negative) the main one. Default 0. */
  k?: number;
}
/**
 * A matrix of zeros with ones on one diagonal.
 * MXNet: _eye.
 */
export function internalEye(options: InternalEyeOptions): NDArray {
  return callList(internalEyeOp, [], options)[0]!;
}

const internalFullOp = new Op('_full', { value: 'value', shape: 'shape', dtype: 'dtype' });
export interface InternalFullOptions extends OutOption {
  /** The value of every element. Required. */
  value: number;
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Dtype of the result. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 * An array of one value.
 * MXNet: _full.
 */
export function internalFull(options: InternalFullOptions): NDArray {
  return callList(internalFullOp, [], options)[0]!;
}

const internalLinspaceOp = new Op('_linspace', {
  dtype: 'dtype',
  start: 'start',
  stop: 'stop',
  num: 'num',
  endpoint: 'endpoint',
});
export interface InternalLinspaceOptions extends OutOption {
  /** Dtype of the result. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
  /** First number. Required. */
  start: number;
  /** Last number. Required. */
  stop: number;
  /** How many numbers. Required. */
  num: number;
  /** Stop is the last number; otherwise it would be the next one. Default True. */
  endpoint?: boolean;
}
/**
 * Evenly spaced numbers from start to stop.
 * MXNet: _linspace.
 */
export function internalLinspace(options: InternalLinspaceOptions): NDArray {
  return callList(internalLinspaceOp, [], options)[0]!;
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

const internalMpAdamwUpdateOp = new Op('_mp_adamw_update', {
  lr: 'lr',
  wd: 'wd',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  eta: 'eta',
  clipGradient: 'clip_gradient',
});
export interface InternalMpAdamwUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-08. */
  epsilon?: number;
  /** Multiplies the whole step: the schedule. Required. */
  eta: number;
  /** The gradient is clipped to this magnitude; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * _adamw_update computed in the float32 copy of the weight.
 * MXNet: _mp_adamw_update.
 */
export function internalMpAdamwUpdate(
  weight: NDArray,
  grad: NDArray,
  mean: NDArray,
  var_: NDArray,
  weight32: NDArray,
  rescaleGrad: NDArray,
  options: InternalMpAdamwUpdateOptions,
): NDArray {
  return callList(internalMpAdamwUpdateOp, [weight, grad, mean, var_, weight32, rescaleGrad], options)[0]!;
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

const internalMultiAdamUpdateOp = new Op('_multi_adam_update', {
  lrs: 'lrs',
  wds: 'wds',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface InternalMultiAdamUpdateOptions extends OutOption {
  /** Learning rate of each weight. Required. */
  lrs: number | number[];
  /** Weight decay of each weight. Required. */
  wds: number | number[];
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-08. */
  epsilon?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * Adam_update of any number of weights: [weight, grad, mean, var] for each.
 * MXNet: _multi_adam_update.
 */
export function internalMultiAdamUpdate(data: readonly NDArray[], options: InternalMultiAdamUpdateOptions): NDArray {
  return callList(internalMultiAdamUpdateOp, data, options)[0]!;
}

const internalMultiAdamwUpdateOp = new Op('_multi_adamw_update', {
  lrs: 'lrs',
  wds: 'wds',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  etas: 'etas',
  clipGradient: 'clip_gradient',
});
export interface InternalMultiAdamwUpdateOptions extends OutOption {
  /** Learning rate of each weight. Required. */
  lrs: number | number[];
  /** Weight decay of each weight. Required. */
  wds: number | number[];
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-08. */
  epsilon?: number;
  /** Multiplies the step of each weight. Required. */
  etas: number | number[];
  /** Gradients are clipped to this magnitude; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * _adamw_update of any number of weights; the last input is the gradients' scale.
 * MXNet: _multi_adamw_update.
 */
export function internalMultiAdamwUpdate(data: readonly NDArray[], options: InternalMultiAdamwUpdateOptions): NDArray {
  return callList(internalMultiAdamwUpdateOp, data, options)[0]!;
}

const internalMultiLambUpdateOp = new Op('_multi_lamb_update', {
  learningRates: 'learning_rates',
  wds: 'wds',
  stepCount: 'step_count',
  biasCorrection: 'bias_correction',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  lowerBound: 'lower_bound',
  upperBound: 'upper_bound',
});
export interface InternalMultiLambUpdateOptions extends OutOption {
  /** Learning rate of each weight. Required. */
  learningRates: number | number[];
  /** Weight decay of each weight. Required. */
  wds: number | number[];
  /** Number of this step of each weight, from 1. Required. */
  stepCount: number | (number | null)[];
  /** Divide the means by 1 - beta^t. Default True. */
  biasCorrection?: boolean;
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-06. */
  epsilon?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** Least norm of the weight in the trust ratio; negative: none. Default -1. */
  lowerBound?: number;
  /** Greatest norm of the weight in the trust ratio; negative: none. Default -1. */
  upperBound?: number;
}
/**
 * Both phases of LAMB for any number of weights: [weight, grad, mean, var] and the master copy for each.
 * MXNet: _multi_lamb_update.
 */
export function internalMultiLambUpdate(data: readonly NDArray[], options: InternalMultiLambUpdateOptions): NDArray {
  return callList(internalMultiLambUpdateOp, data, options)[0]!;
}

const internalMultiMpAdamwUpdateOp = new Op('_multi_mp_adamw_update', {
  lrs: 'lrs',
  wds: 'wds',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  etas: 'etas',
  clipGradient: 'clip_gradient',
});
export interface InternalMultiMpAdamwUpdateOptions extends OutOption {
  /** Learning rate of each weight. Required. */
  lrs: number | number[];
  /** Weight decay of each weight. Required. */
  wds: number | number[];
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-08. */
  epsilon?: number;
  /** Multiplies the step of each weight. Required. */
  etas: number | number[];
  /** Gradients are clipped to this magnitude; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * _adamw_update of any number of weights; the last input is the gradients' scale.
 * MXNet: _multi_mp_adamw_update.
 */
export function internalMultiMpAdamwUpdate(
  data: readonly NDArray[],
  options: InternalMultiMpAdamwUpdateOptions,
): NDArray {
  return callList(internalMultiMpAdamwUpdateOp, data, options)[0]!;
}

const internalMultiMpLambUpdateOp = new Op('_multi_mp_lamb_update', {
  learningRates: 'learning_rates',
  wds: 'wds',
  stepCount: 'step_count',
  biasCorrection: 'bias_correction',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  lowerBound: 'lower_bound',
  upperBound: 'upper_bound',
});
export interface InternalMultiMpLambUpdateOptions extends OutOption {
  /** Learning rate of each weight. Required. */
  learningRates: number | number[];
  /** Weight decay of each weight. Required. */
  wds: number | number[];
  /** Number of this step of each weight, from 1. Required. */
  stepCount: number | (number | null)[];
  /** Divide the means by 1 - beta^t. Default True. */
  biasCorrection?: boolean;
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-06. */
  epsilon?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** Least norm of the weight in the trust ratio; negative: none. Default -1. */
  lowerBound?: number;
  /** Greatest norm of the weight in the trust ratio; negative: none. Default -1. */
  upperBound?: number;
}
/**
 * Both phases of LAMB for any number of weights: [weight, grad, mean, var] and the master copy for each.
 * MXNet: _multi_mp_lamb_update.
 */
export function internalMultiMpLambUpdate(
  data: readonly NDArray[],
  options: InternalMultiMpLambUpdateOptions,
): NDArray {
  return callList(internalMultiMpLambUpdateOp, data, options)[0]!;
}

const internalOnesOp = new Op('_ones', { shape: 'shape', dtype: 'dtype' });
export interface InternalOnesOptions extends OutOption {
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Dtype of the result. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 * An array of ones.
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

const randomExponentialOp = new Op('_random_exponential', { lam: 'lam', shape: 'shape', ctx: 'ctx', dtype: 'dtype' });
export interface RandomExponentialOptions extends OutOption {
  /** Rate: one over the mean. Default 1. */
  lam?: number;
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default . */
  ctx?: string;
  /** Float32 where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Exponential.
 * MXNet: _random_exponential, random_exponential.
 */
export function randomExponential(options?: RandomExponentialOptions): NDArray {
  return callList(randomExponentialOp, [], options)[0]!;
}

const randomExponentialLikeOp = new Op('_random_exponential_like', { lam: 'lam' });
export interface RandomExponentialLikeOptions extends OutOption {
  /** Rate: one over the mean. Default 1. */
  lam?: number;
}
/**
 * Exponential.
 * MXNet: _random_exponential_like.
 */
export function randomExponentialLike(data: NDArray, options?: RandomExponentialLikeOptions): NDArray {
  return call1(randomExponentialLikeOp, data, options);
}

const randomGammaOp = new Op('_random_gamma', {
  alpha: 'alpha',
  beta: 'beta',
  shape: 'shape',
  ctx: 'ctx',
  dtype: 'dtype',
});
export interface RandomGammaOptions extends OutOption {
  /** Shape. Default 1. */
  alpha?: number;
  /** Scale. Default 1. */
  beta?: number;
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default . */
  ctx?: string;
  /** Float32 where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Gamma.
 * MXNet: _random_gamma, random_gamma.
 */
export function randomGamma(options?: RandomGammaOptions): NDArray {
  return callList(randomGammaOp, [], options)[0]!;
}

const randomGammaLikeOp = new Op('_random_gamma_like', { alpha: 'alpha', beta: 'beta' });
export interface RandomGammaLikeOptions extends OutOption {
  /** Shape. Default 1. */
  alpha?: number;
  /** Scale. Default 1. */
  beta?: number;
}
/**
 * Gamma.
 * MXNet: _random_gamma_like.
 */
export function randomGammaLike(data: NDArray, options?: RandomGammaLikeOptions): NDArray {
  return call1(randomGammaLikeOp, data, options);
}

const randomGeneralizedNegativeBinomialOp = new Op('_random_generalized_negative_binomial', {
  mu: 'mu',
  alpha: 'alpha',
  shape: 'shape',
  ctx: 'ctx',
  dtype: 'dtype',
});
export interface RandomGeneralizedNegativeBinomialOptions extends OutOption {
  /** Mean. Default 1. */
  mu?: number;
  /** Dispersion; 0 is a Poisson. Default 1. */
  alpha?: number;
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default . */
  ctx?: string;
  /** Float32 where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Negative binomial by mean and dispersion.
 * MXNet: _random_generalized_negative_binomial, random_generalized_negative_binomial.
 */
export function randomGeneralizedNegativeBinomial(options?: RandomGeneralizedNegativeBinomialOptions): NDArray {
  return callList(randomGeneralizedNegativeBinomialOp, [], options)[0]!;
}

const randomGeneralizedNegativeBinomialLikeOp = new Op('_random_generalized_negative_binomial_like', {
  mu: 'mu',
  alpha: 'alpha',
});
export interface RandomGeneralizedNegativeBinomialLikeOptions extends OutOption {
  /** Mean. Default 1. */
  mu?: number;
  /** Dispersion; 0 is a Poisson. Default 1. */
  alpha?: number;
}
/**
 * Negative binomial by mean and dispersion.
 * MXNet: _random_generalized_negative_binomial_like.
 */
export function randomGeneralizedNegativeBinomialLike(
  data: NDArray,
  options?: RandomGeneralizedNegativeBinomialLikeOptions,
): NDArray {
  return call1(randomGeneralizedNegativeBinomialLikeOp, data, options);
}

const randomNegativeBinomialOp = new Op('_random_negative_binomial', {
  k: 'k',
  p: 'p',
  shape: 'shape',
  ctx: 'ctx',
  dtype: 'dtype',
});
export interface RandomNegativeBinomialOptions extends OutOption {
  /** Successes. Default 1. */
  k?: number;
  /** Probability of a success. Default 1. */
  p?: number;
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default . */
  ctx?: string;
  /** Float32 where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Negative binomial: failures before the k-th success.
 * MXNet: _random_negative_binomial, random_negative_binomial.
 */
export function randomNegativeBinomial(options?: RandomNegativeBinomialOptions): NDArray {
  return callList(randomNegativeBinomialOp, [], options)[0]!;
}

const randomNegativeBinomialLikeOp = new Op('_random_negative_binomial_like', { k: 'k', p: 'p' });
export interface RandomNegativeBinomialLikeOptions extends OutOption {
  /** Successes. Default 1. */
  k?: number;
  /** Probability of a success. Default 1. */
  p?: number;
}
/**
 * Negative binomial: failures before the k-th success.
 * MXNet: _random_negative_binomial_like.
 */
export function randomNegativeBinomialLike(data: NDArray, options?: RandomNegativeBinomialLikeOptions): NDArray {
  return call1(randomNegativeBinomialLikeOp, data, options);
}

const randomNormalOp = new Op('_random_normal', {
  loc: 'loc',
  scale: 'scale',
  shape: 'shape',
  ctx: 'ctx',
  dtype: 'dtype',
});
export interface RandomNormalOptions extends OutOption {
  /** Mean. Default 0. */
  loc?: number;
  /** Standard deviation. Default 1. */
  scale?: number;
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default . */
  ctx?: string;
  /** Float32 where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Normal (Gaussian).
 * MXNet: _random_normal, random_normal, normal.
 */
export function randomNormal(options?: RandomNormalOptions): NDArray {
  return callList(randomNormalOp, [], options)[0]!;
}

const randomNormalLikeOp = new Op('_random_normal_like', { loc: 'loc', scale: 'scale' });
export interface RandomNormalLikeOptions extends OutOption {
  /** Mean. Default 0. */
  loc?: number;
  /** Standard deviation. Default 1. */
  scale?: number;
}
/**
 * Normal (Gaussian).
 * MXNet: _random_normal_like.
 */
export function randomNormalLike(data: NDArray, options?: RandomNormalLikeOptions): NDArray {
  return call1(randomNormalLikeOp, data, options);
}

const randomPoissonOp = new Op('_random_poisson', { lam: 'lam', shape: 'shape', ctx: 'ctx', dtype: 'dtype' });
export interface RandomPoissonOptions extends OutOption {
  /** Mean. Default 1. */
  lam?: number;
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default . */
  ctx?: string;
  /** Float32 where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Poisson.
 * MXNet: _random_poisson, random_poisson.
 */
export function randomPoisson(options?: RandomPoissonOptions): NDArray {
  return callList(randomPoissonOp, [], options)[0]!;
}

const randomPoissonLikeOp = new Op('_random_poisson_like', { lam: 'lam' });
export interface RandomPoissonLikeOptions extends OutOption {
  /** Mean. Default 1. */
  lam?: number;
}
/**
 * Poisson.
 * MXNet: _random_poisson_like.
 */
export function randomPoissonLike(data: NDArray, options?: RandomPoissonLikeOptions): NDArray {
  return call1(randomPoissonLikeOp, data, options);
}

const randomRandintOp = new Op('_random_randint', {
  low: 'low',
  high: 'high',
  shape: 'shape',
  ctx: 'ctx',
  dtype: 'dtype',
});
export interface RandomRandintOptions extends OutOption {
  /** Least value. Required. */
  low: number;
  /** Values stay below it. Required. */
  high: number;
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default . */
  ctx?: string;
  /** Int32 where absent. Default None. */
  dtype?: 'int32' | 'int64' | null;
}
/**
 * Whole numbers, uniform in [low, high).
 * MXNet: _random_randint, random_randint.
 */
export function randomRandint(options: RandomRandintOptions): NDArray {
  return callList(randomRandintOp, [], options)[0]!;
}

const randomUniformOp = new Op('_random_uniform', {
  low: 'low',
  high: 'high',
  shape: 'shape',
  ctx: 'ctx',
  dtype: 'dtype',
});
export interface RandomUniformOptions extends OutOption {
  /** Least value. Default 0. */
  low?: number;
  /** Values stay below it. Default 1. */
  high?: number;
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default . */
  ctx?: string;
  /** Float32 where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Uniform in [low, high).
 * MXNet: _random_uniform, random_uniform, uniform.
 */
export function randomUniform(options?: RandomUniformOptions): NDArray {
  return callList(randomUniformOp, [], options)[0]!;
}

const randomUniformLikeOp = new Op('_random_uniform_like', { low: 'low', high: 'high' });
export interface RandomUniformLikeOptions extends OutOption {
  /** Least value. Default 0. */
  low?: number;
  /** Values stay below it. Default 1. */
  high?: number;
}
/**
 * Uniform in [low, high).
 * MXNet: _random_uniform_like.
 */
export function randomUniformLike(data: NDArray, options?: RandomUniformLikeOptions): NDArray {
  return call1(randomUniformLikeOp, data, options);
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

const randomSampleExponentialOp = new Op('_sample_exponential', { shape: 'shape', dtype: 'dtype' });
export interface RandomSampleExponentialOptions extends OutOption {
  /** Shape of the draws for each element of the parameters. Default (). */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Exponential with rate lam.
 * MXNet: _sample_exponential, sample_exponential.
 */
export function randomSampleExponential(lam: NDArray, options?: RandomSampleExponentialOptions): NDArray {
  return call1(randomSampleExponentialOp, lam, options);
}

const randomSampleGammaOp = new Op('_sample_gamma', { shape: 'shape', dtype: 'dtype' });
export interface RandomSampleGammaOptions extends OutOption {
  /** Shape of the draws for each element of the parameters. Default (). */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Gamma with shape alpha and scale beta.
 * MXNet: _sample_gamma, sample_gamma.
 */
export function randomSampleGamma(alpha: NDArray, beta: NDArray, options?: RandomSampleGammaOptions): NDArray {
  return call2(randomSampleGammaOp, alpha, beta, options);
}

const randomSampleGeneralizedNegativeBinomialOp = new Op('_sample_generalized_negative_binomial', {
  shape: 'shape',
  dtype: 'dtype',
});
export interface RandomSampleGeneralizedNegativeBinomialOptions extends OutOption {
  /** Shape of the draws for each element of the parameters. Default (). */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Negative binomial with mean mu and dispersion alpha.
 * MXNet: _sample_generalized_negative_binomial, sample_generalized_negative_binomial.
 */
export function randomSampleGeneralizedNegativeBinomial(
  mu: NDArray,
  alpha: NDArray,
  options?: RandomSampleGeneralizedNegativeBinomialOptions,
): NDArray {
  return call2(randomSampleGeneralizedNegativeBinomialOp, mu, alpha, options);
}

const randomSampleMultinomialOp = new Op('_sample_multinomial', {
  shape: 'shape',
  getProb: 'get_prob',
  dtype: 'dtype',
});
export interface RandomSampleMultinomialOptions extends OutOption {
  /** Shape of the draws for each row of probabilities. Default (). */
  shape?: number | (number | null)[];
  /** Also give log probabilities, which have a gradient. Default False. */
  getProb?: boolean;
  /** Dtype of the class numbers. Default int32. */
  dtype?: 'uint8' | 'int32' | 'int64' | 'float16' | 'float32' | 'float64';
}
/**
 * Classes drawn by the probabilities along the last axis; with get_prob also the logarithms of their probabilities.
 * MXNet: _sample_multinomial, sample_multinomial.
 */
export function randomSampleMultinomial(data: NDArray, options?: RandomSampleMultinomialOptions): NDArray {
  return call1(randomSampleMultinomialOp, data, options);
}

const randomSampleNegativeBinomialOp = new Op('_sample_negative_binomial', { shape: 'shape', dtype: 'dtype' });
export interface RandomSampleNegativeBinomialOptions extends OutOption {
  /** Shape of the draws for each element of the parameters. Default (). */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Failures before the k-th success of probability p.
 * MXNet: _sample_negative_binomial, sample_negative_binomial.
 */
export function randomSampleNegativeBinomial(
  k: NDArray,
  p: NDArray,
  options?: RandomSampleNegativeBinomialOptions,
): NDArray {
  return call2(randomSampleNegativeBinomialOp, k, p, options);
}

const randomSampleNormalOp = new Op('_sample_normal', { shape: 'shape', dtype: 'dtype' });
export interface RandomSampleNormalOptions extends OutOption {
  /** Shape of the draws for each element of the parameters. Default (). */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Normal with mean mu and standard deviation sigma.
 * MXNet: _sample_normal, sample_normal.
 */
export function randomSampleNormal(mu: NDArray, sigma: NDArray, options?: RandomSampleNormalOptions): NDArray {
  return call2(randomSampleNormalOp, mu, sigma, options);
}

const randomSamplePoissonOp = new Op('_sample_poisson', { shape: 'shape', dtype: 'dtype' });
export interface RandomSamplePoissonOptions extends OutOption {
  /** Shape of the draws for each element of the parameters. Default (). */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Poisson with mean lam.
 * MXNet: _sample_poisson, sample_poisson.
 */
export function randomSamplePoisson(lam: NDArray, options?: RandomSamplePoissonOptions): NDArray {
  return call1(randomSamplePoissonOp, lam, options);
}

const randomSampleUniformOp = new Op('_sample_uniform', { shape: 'shape', dtype: 'dtype' });
export interface RandomSampleUniformOptions extends OutOption {
  /** Shape of the draws for each element of the parameters. Default (). */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default None. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Uniform in [low, high).
 * MXNet: _sample_uniform, sample_uniform.
 */
export function randomSampleUniform(low: NDArray, high: NDArray, options?: RandomSampleUniformOptions): NDArray {
  return call2(randomSampleUniformOp, low, high, options);
}

const internalShuffleOp = new Op('_shuffle', {});
/**
 * Entries along the first axis in random order.
 * MXNet: _shuffle, shuffle.
 */
export function internalShuffle(data: NDArray, options?: OutOption): NDArray {
  return call1(internalShuffleOp, data, options);
}

const internalSliceAssignOp = new Op('_slice_assign', { begin: 'begin', end: 'end', step: 'step' });
export interface InternalSliceAssignOptions extends OutOption {
  /** First position along each leading axis; None: the first, or the last when step is negative. Required. */
  begin: number | (number | null)[];
  /** Position behind the last one; None: to the end. Required. */
  end: number | (number | null)[];
  /** Distance between positions, may be negative; empty: 1. Default (). */
  step?: number | (number | null)[];
}
/**
 * Lhs with the part that slice would read replaced by rhs, which broadcasts to it.
 * MXNet: _slice_assign, _crop_assign.
 */
export function internalSliceAssign(lhs: NDArray, rhs: NDArray, options: InternalSliceAssignOptions): NDArray {
  return call2(internalSliceAssignOp, lhs, rhs, options);
}

const internalSliceAssignScalarOp = new Op('_slice_assign_scalar', {
  scalar: 'scalar',
  begin: 'begin',
  end: 'end',
  step: 'step',
});
export interface InternalSliceAssignScalarOptions extends OutOption {
  /** The value written. Default 0. */
  scalar?: number;
  /** First position along each leading axis; None: the first, or the last when step is negative. Required. */
  begin: number | (number | null)[];
  /** Position behind the last one; None: to the end. Required. */
  end: number | (number | null)[];
  /** Distance between positions, may be negative; empty: 1. Default (). */
  step?: number | (number | null)[];
}
/**
 * The input with the part that slice would read replaced by a number.
 * MXNet: _slice_assign_scalar, _crop_assign_scalar.
 */
export function internalSliceAssignScalar(data: NDArray, options: InternalSliceAssignScalarOptions): NDArray {
  return call1(internalSliceAssignScalarOp, data, options);
}

const internalSplitV2Op = new Op('_split_v2', {
  indices: 'indices',
  axis: 'axis',
  squeezeAxis: 'squeeze_axis',
  sections: 'sections',
});
export interface InternalSplitV2Options extends OutOption {
  /** Where the parts begin. Required. */
  indices: number | (number | null)[];
  /** Axis to split; negative counts from the end. Default 1. */
  axis?: number;
  /** Drop the axis, whose parts then must have extent 1. Default False. */
  squeezeAxis?: boolean;
  /** Number of equal parts; 0: use indices. Default 0. */
  sections?: number;
}
/**
 * Parts of the input along one axis, from each given index to the next, or a number of equal sections.
 * MXNet: _split_v2.
 */
export function internalSplitV2(data: NDArray, options: InternalSplitV2Options): NDArray[] {
  return callList(internalSplitV2Op, [data], options);
}

const internalTakeAlongAxisOp = new Op('_take_along_axis', { axis: 'axis', mode: 'mode' });
export interface InternalTakeAlongAxisOptions extends OutOption {
  /** Axis to choose along; negative counts from the end. Default -1. */
  axis?: number;
  /** An index outside the axis: clip it, or count it modulo the extent (wrap). Default clip. */
  mode?: 'clip' | 'wrap';
}
/**
 * Elements of each lane along an axis, at the positions that index gives for the lane.
 * MXNet: _take_along_axis.
 */
export function internalTakeAlongAxis(data: NDArray, index: NDArray, options?: InternalTakeAlongAxisOptions): NDArray {
  return call2(internalTakeAlongAxisOp, data, index, options);
}

const internalZerosOp = new Op('_zeros', { shape: 'shape', dtype: 'dtype' });
export interface InternalZerosOptions extends OutOption {
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** Dtype of the result. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 * An array of zeros.
 * MXNet: _zeros.
 */
export function internalZeros(options?: InternalZerosOptions): NDArray {
  return callList(internalZerosOp, [], options)[0]!;
}

const internalZerosWithoutDtypeOp = new Op('_zeros_without_dtype', { shape: 'shape', dtype: 'dtype' });
export interface InternalZerosWithoutDtypeOptions extends OutOption {
  /** Shape of the result. Default (). */
  shape?: number | (number | null)[];
  /** MXNet's number of the dtype; -1: float32. Default -1. */
  dtype?: number;
}
/**
 * An array of zeros whose dtype is given by number.
 * MXNet: _zeros_without_dtype.
 */
export function internalZerosWithoutDtype(options?: InternalZerosWithoutDtypeOptions): NDArray {
  return callList(internalZerosWithoutDtypeOp, [], options)[0]!;
}

const adamUpdateOp = new Op('adam_update', {
  lr: 'lr',
  wd: 'wd',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  lazyUpdate: 'lazy_update',
});
export interface AdamUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-08. */
  epsilon?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** With a row-sparse gradient, touch only its rows. Default True. */
  lazyUpdate?: boolean;
}
/**
 * Adam (Kingma and Ba 2015); the caller folds the bias correction into lr.
 * MXNet: adam_update, _sparse_adam_update.
 */
export function adamUpdate(
  weight: NDArray,
  grad: NDArray,
  mean: NDArray,
  var_: NDArray,
  options: AdamUpdateOptions,
): NDArray {
  return callList(adamUpdateOp, [weight, grad, mean, var_], options)[0]!;
}

const allFiniteOp = new Op('all_finite', { initOutput: 'init_output' });
export interface AllFiniteOptions extends OutOption {
  /** False: a zero that is already in the given out array stays. Default True. */
  initOutput?: boolean;
}
/**
 * 1 when every element is finite, else 0.
 * MXNet: all_finite.
 */
export function allFinite(data: NDArray, options?: AllFiniteOptions): NDArray {
  return call1(allFiniteOp, data, options);
}

const argsortOp = new Op('argsort', { axis: 'axis', isAscend: 'is_ascend', dtype: 'dtype' });
export interface ArgsortOptions extends OutOption {
  /** Axis to order along; None orders all elements as one lane. Default -1. */
  axis?: number | null;
  /** Smallest first; otherwise largest first. Default True. */
  isAscend?: boolean;
  /** Dtype of the positions. Default float32. */
  dtype?: 'uint8' | 'int32' | 'int64' | 'float16' | 'float32' | 'float64';
}
/**
 * The positions that put each lane along an axis in order.
 * MXNet: argsort.
 */
export function argsort(data: NDArray, options?: ArgsortOptions): NDArray {
  return call1(argsortOp, data, options);
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

const batchTakeOp = new Op('batch_take', {});
/**
 * Element indices[i] of each row i of a.
 * MXNet: batch_take.
 */
export function batchTake(a: NDArray, indices: NDArray, options?: OutOption): NDArray {
  return call2(batchTakeOp, a, indices, options);
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

const depthToSpaceOp = new Op('depth_to_space', { blockSize: 'block_size' });
export interface DepthToSpaceOptions extends OutOption {
  /** B: side of a block. Required. */
  blockSize: number;
}
/**
 * Moves channels into blocks of pixels: (N, C b b, H, W) becomes (N, C, H b, W b).
 * MXNet: depth_to_space.
 */
export function depthToSpace(data: NDArray, options: DepthToSpaceOptions): NDArray {
  return call1(depthToSpaceOp, data, options);
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

const expandDimsOp = new Op('expand_dims', { axis: 'axis' });
export interface ExpandDimsOptions extends OutOption {
  /** Where the new axis stands in the result; negative counts from the end. Required. */
  axis: number;
}
/**
 * Inserts an axis of extent 1.
 * MXNet: expand_dims.
 */
export function expandDims(data: NDArray, options: ExpandDimsOptions): NDArray {
  return call1(expandDimsOp, data, options);
}

const ftmlUpdateOp = new Op('ftml_update', {
  lr: 'lr',
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  t: 't',
  wd: 'wd',
  rescaleGrad: 'rescale_grad',
  clipGrad: 'clip_grad',
});
export interface FtmlUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Decay of the gradient's sums. Default 0.6. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root. Default 1e-08. */
  epsilon?: number;
  /** Number of this step, from 1. Required. */
  t: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Gradient with decay is clipped to this magnitude; negative: not clipped. Default -1. */
  clipGrad?: number;
}
/**
 * Follow the moving leader (Zheng and Kwok 2017).
 * MXNet: ftml_update.
 */
export function ftmlUpdate(
  weight: NDArray,
  grad: NDArray,
  d: NDArray,
  v: NDArray,
  z: NDArray,
  options: FtmlUpdateOptions,
): NDArray {
  return callList(ftmlUpdateOp, [weight, grad, d, v, z], options)[0]!;
}

const ftrlUpdateOp = new Op('ftrl_update', {
  lr: 'lr',
  lamda1: 'lamda1',
  beta: 'beta',
  wd: 'wd',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface FtrlUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** L1 penalty. Default 0.01. */
  lamda1?: number;
  /** Smooths the learning rate of rare features. Default 1. */
  beta?: number;
  /** L2 penalty. Default 0. */
  wd?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * FTRL-proximal: sparse weights by the penalty lamda1 (McMahan et al. 2013).
 * MXNet: ftrl_update, _sparse_ftrl_update.
 */
export function ftrlUpdate(
  weight: NDArray,
  grad: NDArray,
  z: NDArray,
  n: NDArray,
  options: FtrlUpdateOptions,
): NDArray {
  return callList(ftrlUpdateOp, [weight, grad, z, n], options)[0]!;
}

const lambUpdatePhase1Op = new Op('lamb_update_phase1', {
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  t: 't',
  biasCorrection: 'bias_correction',
  wd: 'wd',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface LambUpdatePhase1Options extends OutOption {
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-06. */
  epsilon?: number;
  /** Number of this step, from 1. Required. */
  t: number;
  /** Divide the means by 1 - beta^t. Default True. */
  biasCorrection?: boolean;
  /** Weight decay. Required. */
  wd: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * The direction of LAMB, before the trust ratio (You et al. 2020).
 * MXNet: lamb_update_phase1.
 */
export function lambUpdatePhase1(
  weight: NDArray,
  grad: NDArray,
  mean: NDArray,
  var_: NDArray,
  options: LambUpdatePhase1Options,
): NDArray {
  return callList(lambUpdatePhase1Op, [weight, grad, mean, var_], options)[0]!;
}

const lambUpdatePhase2Op = new Op('lamb_update_phase2', {
  lr: 'lr',
  lowerBound: 'lower_bound',
  upperBound: 'upper_bound',
});
export interface LambUpdatePhase2Options extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Least norm of the weight in the trust ratio; negative: none. Default -1. */
  lowerBound?: number;
  /** Greatest norm of the weight in the trust ratio; negative: none. Default -1. */
  upperBound?: number;
}
/**
 * Weight - lr * r1 / r2 * g: LAMB's step, with r1 the norm of the weight and r2 that of the direction g.
 * MXNet: lamb_update_phase2.
 */
export function lambUpdatePhase2(
  weight: NDArray,
  g: NDArray,
  r1: NDArray,
  r2: NDArray,
  options: LambUpdatePhase2Options,
): NDArray {
  return callList(lambUpdatePhase2Op, [weight, g, r1, r2], options)[0]!;
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

const mpLambUpdatePhase1Op = new Op('mp_lamb_update_phase1', {
  beta1: 'beta1',
  beta2: 'beta2',
  epsilon: 'epsilon',
  t: 't',
  biasCorrection: 'bias_correction',
  wd: 'wd',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface MpLambUpdatePhase1Options extends OutOption {
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 1e-06. */
  epsilon?: number;
  /** Number of this step, from 1. Required. */
  t: number;
  /** Divide the means by 1 - beta^t. Default True. */
  biasCorrection?: boolean;
  /** Weight decay. Required. */
  wd: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * Lamb_update_phase1 computed in the float32 copy of the weight.
 * MXNet: mp_lamb_update_phase1.
 */
export function mpLambUpdatePhase1(
  weight: NDArray,
  grad: NDArray,
  mean: NDArray,
  var_: NDArray,
  weight32: NDArray,
  options: MpLambUpdatePhase1Options,
): NDArray {
  return callList(mpLambUpdatePhase1Op, [weight, grad, mean, var_, weight32], options)[0]!;
}

const mpLambUpdatePhase2Op = new Op('mp_lamb_update_phase2', {
  lr: 'lr',
  lowerBound: 'lower_bound',
  upperBound: 'upper_bound',
});
export interface MpLambUpdatePhase2Options extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Least norm of the weight in the trust ratio; negative: none. Default -1. */
  lowerBound?: number;
  /** Greatest norm of the weight in the trust ratio; negative: none. Default -1. */
  upperBound?: number;
}
/**
 * Weight - lr * r1 / r2 * g: LAMB's step, with r1 the norm of the weight and r2 that of the direction g.
 * MXNet: mp_lamb_update_phase2.
 */
export function mpLambUpdatePhase2(
  weight: NDArray,
  g: NDArray,
  r1: NDArray,
  r2: NDArray,
  weight32: NDArray,
  options: MpLambUpdatePhase2Options,
): NDArray {
  return callList(mpLambUpdatePhase2Op, [weight, g, r1, r2, weight32], options)[0]!;
}

const mpNagMomUpdateOp = new Op('mp_nag_mom_update', {
  lr: 'lr',
  wd: 'wd',
  momentum: 'momentum',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface MpNagMomUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of the accumulated step. Default 0. */
  momentum?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * Nag_mom_update computed in the float32 copy of the weight.
 * MXNet: mp_nag_mom_update.
 */
export function mpNagMomUpdate(
  weight: NDArray,
  grad: NDArray,
  mom: NDArray,
  weight32: NDArray,
  options: MpNagMomUpdateOptions,
): NDArray {
  return callList(mpNagMomUpdateOp, [weight, grad, mom, weight32], options)[0]!;
}

const mpSgdMomUpdateOp = new Op('mp_sgd_mom_update', {
  lr: 'lr',
  wd: 'wd',
  momentum: 'momentum',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  lazyUpdate: 'lazy_update',
});
export interface MpSgdMomUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of the accumulated step. Default 0. */
  momentum?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** With a row-sparse gradient, touch only its rows. Default True. */
  lazyUpdate?: boolean;
}
/**
 * Sgd_mom_update computed in the float32 copy of the weight.
 * MXNet: mp_sgd_mom_update.
 */
export function mpSgdMomUpdate(
  weight: NDArray,
  grad: NDArray,
  mom: NDArray,
  weight32: NDArray,
  options: MpSgdMomUpdateOptions,
): NDArray {
  return callList(mpSgdMomUpdateOp, [weight, grad, mom, weight32], options)[0]!;
}

const mpSgdUpdateOp = new Op('mp_sgd_update', {
  lr: 'lr',
  wd: 'wd',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  lazyUpdate: 'lazy_update',
});
export interface MpSgdUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** With a row-sparse gradient, touch only its rows. Default True. */
  lazyUpdate?: boolean;
}
/**
 * Sgd_update computed in the float32 copy of the weight.
 * MXNet: mp_sgd_update.
 */
export function mpSgdUpdate(weight: NDArray, grad: NDArray, weight32: NDArray, options: MpSgdUpdateOptions): NDArray {
  return call3(mpSgdUpdateOp, weight, grad, weight32, options);
}

const multiAllFiniteOp = new Op('multi_all_finite', { initOutput: 'init_output' });
export interface MultiAllFiniteOptions extends OutOption {
  /** False: a zero that is already in the given out array stays. Default True. */
  initOutput?: boolean;
}
/**
 * 1 when every element of every array is finite, else 0.
 * MXNet: multi_all_finite.
 */
export function multiAllFinite(data: readonly NDArray[], options?: MultiAllFiniteOptions): NDArray {
  return callList(multiAllFiniteOp, data, options)[0]!;
}

const multiLarsOp = new Op('multi_lars', { eta: 'eta', eps: 'eps', rescaleGrad: 'rescale_grad' });
export interface MultiLarsOptions extends OutOption {
  /** The LARS coefficient. Required. */
  eta: number;
  /** Added to the denominator. Required. */
  eps: number;
  /** Gradients are multiplied by this. Default 1. */
  rescaleGrad?: number;
}
/**
 * Learning rates scaled by |w| / (|g| + wd |w|), from squared norms (You et al. 2017); unscaled where a norm is zero.
 * MXNet: multi_lars.
 */
export function multiLars(
  lrs: NDArray,
  weightsSumSq: NDArray,
  gradsSumSq: NDArray,
  wds: NDArray,
  options: MultiLarsOptions,
): NDArray {
  return callList(multiLarsOp, [lrs, weightsSumSq, gradsSumSq, wds], options)[0]!;
}

const multiMpSgdMomUpdateOp = new Op('multi_mp_sgd_mom_update', {
  lrs: 'lrs',
  wds: 'wds',
  momentum: 'momentum',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface MultiMpSgdMomUpdateOptions extends OutOption {
  /** Learning rate of each weight. Required. */
  lrs: number | number[];
  /** Weight decay of each weight. Required. */
  wds: number | number[];
  /** Decay of the accumulated step. Default 0. */
  momentum?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * Sgd_mom_update of any number of weights.
 * MXNet: multi_mp_sgd_mom_update.
 */
export function multiMpSgdMomUpdate(data: readonly NDArray[], options: MultiMpSgdMomUpdateOptions): NDArray {
  return callList(multiMpSgdMomUpdateOp, data, options)[0]!;
}

const multiMpSgdUpdateOp = new Op('multi_mp_sgd_update', {
  lrs: 'lrs',
  wds: 'wds',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface MultiMpSgdUpdateOptions extends OutOption {
  /** Learning rate of each weight. Required. */
  lrs: number | number[];
  /** Weight decay of each weight. Required. */
  wds: number | number[];
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * Sgd_update of any number of weights.
 * MXNet: multi_mp_sgd_update.
 */
export function multiMpSgdUpdate(data: readonly NDArray[], options: MultiMpSgdUpdateOptions): NDArray {
  return callList(multiMpSgdUpdateOp, data, options)[0]!;
}

const multiSgdMomUpdateOp = new Op('multi_sgd_mom_update', {
  lrs: 'lrs',
  wds: 'wds',
  momentum: 'momentum',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface MultiSgdMomUpdateOptions extends OutOption {
  /** Learning rate of each weight. Required. */
  lrs: number | number[];
  /** Weight decay of each weight. Required. */
  wds: number | number[];
  /** Decay of the accumulated step. Default 0. */
  momentum?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * Sgd_mom_update of any number of weights.
 * MXNet: multi_sgd_mom_update.
 */
export function multiSgdMomUpdate(data: readonly NDArray[], options: MultiSgdMomUpdateOptions): NDArray {
  return callList(multiSgdMomUpdateOp, data, options)[0]!;
}

const multiSgdUpdateOp = new Op('multi_sgd_update', {
  lrs: 'lrs',
  wds: 'wds',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface MultiSgdUpdateOptions extends OutOption {
  /** Learning rate of each weight. Required. */
  lrs: number | number[];
  /** Weight decay of each weight. Required. */
  wds: number | number[];
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * Sgd_update of any number of weights.
 * MXNet: multi_sgd_update.
 */
export function multiSgdUpdate(data: readonly NDArray[], options: MultiSgdUpdateOptions): NDArray {
  return callList(multiSgdUpdateOp, data, options)[0]!;
}

const multiSumSqOp = new Op('multi_sum_sq', {});
/**
 * The sum of squares of each array, as one vector of float32.
 * MXNet: multi_sum_sq.
 */
export function multiSumSq(data: readonly NDArray[], options?: OutOption): NDArray {
  return callList(multiSumSqOp, data, options)[0]!;
}

const nagMomUpdateOp = new Op('nag_mom_update', {
  lr: 'lr',
  wd: 'wd',
  momentum: 'momentum',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface NagMomUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of the accumulated step. Default 0. */
  momentum?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * SGD with Nesterov's momentum: the gradient is taken as if the momentum step had been made.
 * MXNet: nag_mom_update.
 */
export function nagMomUpdate(weight: NDArray, grad: NDArray, mom: NDArray, options: NagMomUpdateOptions): NDArray {
  return call3(nagMomUpdateOp, weight, grad, mom, options);
}

const negativeOp = new Op('negative', {});
/**
 *
 * MXNet: negative.
 */
export function negative(data: NDArray, options?: OutOption): NDArray {
  return call1(negativeOp, data, options);
}

const oneHotOp = new Op('one_hot', { depth: 'depth', onValue: 'on_value', offValue: 'off_value', dtype: 'dtype' });
export interface OneHotOptions extends OutOption {
  /** Extent of the new axis. Required. */
  depth: number;
  /** Value at the position. Default 1. */
  onValue?: number;
  /** Value elsewhere, and everywhere for a position outside the axis. Default 0. */
  offValue?: number;
  /** Dtype of the result. Default float32. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 * A new last axis that holds on_value at the position in indices and off_value elsewhere.
 * MXNet: one_hot.
 */
export function oneHot(indices: NDArray, options: OneHotOptions): NDArray {
  return call1(oneHotOp, indices, options);
}

const onesLikeOp = new Op('ones_like', {});
/**
 * Ones in the shape and dtype of the input.
 * MXNet: ones_like.
 */
export function onesLike(data: NDArray, options?: OutOption): NDArray {
  return call1(onesLikeOp, data, options);
}

const pickOp = new Op('pick', { axis: 'axis', mode: 'mode', keepdims: 'keepdims' });
export interface PickOptions extends OutOption {
  /** Axis to choose along; negative counts from the end. Default -1. */
  axis?: number;
  /** An index outside the axis: clip it, or count it modulo the extent (wrap). Default clip. */
  mode?: 'clip' | 'wrap';
  /** Keep the axis, with extent 1. Default False. */
  keepdims?: boolean;
}
/**
 * One element of each lane along an axis, at the position that index gives for the lane.
 * MXNet: pick, choose_element_0index.
 */
export function pick(data: NDArray, index: NDArray, options?: PickOptions): NDArray {
  return call2(pickOp, data, index, options);
}

const preloadedMultiMpSgdMomUpdateOp = new Op('preloaded_multi_mp_sgd_mom_update', {
  momentum: 'momentum',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  numWeights: 'num_weights',
});
export interface PreloadedMultiMpSgdMomUpdateOptions extends OutOption {
  /** Decay of the accumulated step. Default 0. */
  momentum?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** Number of weights. Default 1. */
  numWeights?: number;
}
/**
 * As the update without preloaded_, with the arrays lrs and wds as the last two inputs.
 * MXNet: preloaded_multi_mp_sgd_mom_update.
 */
export function preloadedMultiMpSgdMomUpdate(
  data: readonly NDArray[],
  options?: PreloadedMultiMpSgdMomUpdateOptions,
): NDArray {
  return callList(preloadedMultiMpSgdMomUpdateOp, data, options)[0]!;
}

const preloadedMultiMpSgdUpdateOp = new Op('preloaded_multi_mp_sgd_update', {
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  numWeights: 'num_weights',
});
export interface PreloadedMultiMpSgdUpdateOptions extends OutOption {
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** Number of weights. Default 1. */
  numWeights?: number;
}
/**
 * As the update without preloaded_, with the arrays lrs and wds as the last two inputs.
 * MXNet: preloaded_multi_mp_sgd_update.
 */
export function preloadedMultiMpSgdUpdate(
  data: readonly NDArray[],
  options?: PreloadedMultiMpSgdUpdateOptions,
): NDArray {
  return callList(preloadedMultiMpSgdUpdateOp, data, options)[0]!;
}

const preloadedMultiSgdMomUpdateOp = new Op('preloaded_multi_sgd_mom_update', {
  momentum: 'momentum',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  numWeights: 'num_weights',
});
export interface PreloadedMultiSgdMomUpdateOptions extends OutOption {
  /** Decay of the accumulated step. Default 0. */
  momentum?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** Number of weights. Default 1. */
  numWeights?: number;
}
/**
 * As the update without preloaded_, with the arrays lrs and wds as the last two inputs.
 * MXNet: preloaded_multi_sgd_mom_update.
 */
export function preloadedMultiSgdMomUpdate(
  data: readonly NDArray[],
  options?: PreloadedMultiSgdMomUpdateOptions,
): NDArray {
  return callList(preloadedMultiSgdMomUpdateOp, data, options)[0]!;
}

const preloadedMultiSgdUpdateOp = new Op('preloaded_multi_sgd_update', {
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  numWeights: 'num_weights',
});
export interface PreloadedMultiSgdUpdateOptions extends OutOption {
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** Number of weights. Default 1. */
  numWeights?: number;
}
/**
 * As the update without preloaded_, with the arrays lrs and wds as the last two inputs.
 * MXNet: preloaded_multi_sgd_update.
 */
export function preloadedMultiSgdUpdate(data: readonly NDArray[], options?: PreloadedMultiSgdUpdateOptions): NDArray {
  return callList(preloadedMultiSgdUpdateOp, data, options)[0]!;
}

const reluOp = new Op('relu', {});
/**
 *
 * MXNet: relu.
 */
export function relu(data: NDArray, options?: OutOption): NDArray {
  return call1(reluOp, data, options);
}

const resetArraysOp = new Op('reset_arrays', {});
/**
 * Sets every element of every array to zero.
 * MXNet: reset_arrays.
 */
export function resetArrays(data: readonly NDArray[], options?: OutOption): NDArray {
  return callList(resetArraysOp, data, options)[0]!;
}

const reshapeLikeOp = new Op('reshape_like', {
  lhsBegin: 'lhs_begin',
  lhsEnd: 'lhs_end',
  rhsBegin: 'rhs_begin',
  rhsEnd: 'rhs_end',
});
export interface ReshapeLikeOptions extends OutOption {
  /** First axis of lhs to replace. Default None. */
  lhsBegin?: number | null;
  /** Axis of lhs behind the last one to replace. Default None. */
  lhsEnd?: number | null;
  /** First axis of rhs to use. Default None. */
  rhsBegin?: number | null;
  /** Axis of rhs behind the last one to use. Default None. */
  rhsEnd?: number | null;
}
/**
 * Lhs in the shape of rhs; with ranges, axes [lhs_begin, lhs_end) take the extents of rhs's axes [rhs_begin, rhs_end).
 * MXNet: reshape_like.
 */
export function reshapeLike(lhs: NDArray, rhs: NDArray, options?: ReshapeLikeOptions): NDArray {
  return call2(reshapeLikeOp, lhs, rhs, options);
}

const reverseOp = new Op('reverse', { axis: 'axis' });
export interface ReverseOptions extends OutOption {
  /** The axes to turn round. Required. */
  axis: number | (number | null)[];
}
/**
 * The elements in reverse order along some axes.
 * MXNet: reverse, flip.
 */
export function reverse(data: NDArray, options: ReverseOptions): NDArray {
  return call1(reverseOp, data, options);
}

const rmspropUpdateOp = new Op('rmsprop_update', {
  lr: 'lr',
  wd: 'wd',
  gamma1: 'gamma1',
  epsilon: 'epsilon',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  clipWeights: 'clip_weights',
});
export interface RmspropUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of the mean square. Default 0.95. */
  gamma1?: number;
  /** Added under the root. Default 1e-08. */
  epsilon?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** The new weight is clipped to this magnitude; negative: not clipped. Default -1. */
  clipWeights?: number;
}
/**
 * RMSProp: the gradient over the root of its mean square (Tieleman and Hinton 2012).
 * MXNet: rmsprop_update.
 */
export function rmspropUpdate(weight: NDArray, grad: NDArray, n: NDArray, options: RmspropUpdateOptions): NDArray {
  return call3(rmspropUpdateOp, weight, grad, n, options);
}

const rmspropalexUpdateOp = new Op('rmspropalex_update', {
  lr: 'lr',
  wd: 'wd',
  gamma1: 'gamma1',
  gamma2: 'gamma2',
  epsilon: 'epsilon',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  clipWeights: 'clip_weights',
});
export interface RmspropalexUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of mean and mean square. Default 0.95. */
  gamma1?: number;
  /** Momentum. Default 0.9. */
  gamma2?: number;
  /** Added under the root. Default 1e-08. */
  epsilon?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** The new weight is clipped to this magnitude; negative: not clipped. Default -1. */
  clipWeights?: number;
}
/**
 * RMSProp with the variance in place of the mean square, and momentum (Graves 2013).
 * MXNet: rmspropalex_update.
 */
export function rmspropalexUpdate(
  weight: NDArray,
  grad: NDArray,
  n: NDArray,
  g: NDArray,
  delta: NDArray,
  options: RmspropalexUpdateOptions,
): NDArray {
  return callList(rmspropalexUpdateOp, [weight, grad, n, g, delta], options)[0]!;
}

const sgdMomUpdateOp = new Op('sgd_mom_update', {
  lr: 'lr',
  wd: 'wd',
  momentum: 'momentum',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  lazyUpdate: 'lazy_update',
});
export interface SgdMomUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of the accumulated step. Default 0. */
  momentum?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** With a row-sparse gradient, touch only its rows. Default True. */
  lazyUpdate?: boolean;
}
/**
 * Mom = momentum * mom - lr * (clip(rescale_grad * grad) + wd * weight); weight + mom.
 * MXNet: sgd_mom_update, _sparse_sgd_mom_update.
 */
export function sgdMomUpdate(weight: NDArray, grad: NDArray, mom: NDArray, options: SgdMomUpdateOptions): NDArray {
  return call3(sgdMomUpdateOp, weight, grad, mom, options);
}

const sgdUpdateOp = new Op('sgd_update', {
  lr: 'lr',
  wd: 'wd',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  lazyUpdate: 'lazy_update',
});
export interface SgdUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** With a row-sparse gradient, touch only its rows. Default True. */
  lazyUpdate?: boolean;
}
/**
 * Weight - lr * (clip(rescale_grad * grad) + wd * weight).
 * MXNet: sgd_update, _sparse_sgd_update.
 */
export function sgdUpdate(weight: NDArray, grad: NDArray, options: SgdUpdateOptions): NDArray {
  return call2(sgdUpdateOp, weight, grad, options);
}

const shapeArrayOp = new Op('shape_array', {});
/**
 * The shape of the input as an int64 vector.
 * MXNet: shape_array.
 */
export function shapeArray(data: NDArray, options?: OutOption): NDArray {
  return call1(shapeArrayOp, data, options);
}

const signOp = new Op('sign', {});
/**
 *
 * MXNet: sign.
 */
export function sign(data: NDArray, options?: OutOption): NDArray {
  return call1(signOp, data, options);
}

const signsgdUpdateOp = new Op('signsgd_update', {
  lr: 'lr',
  wd: 'wd',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
});
export interface SignsgdUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
}
/**
 * Weight - lr * (sign(grad) + wd * weight).
 * MXNet: signsgd_update.
 */
export function signsgdUpdate(weight: NDArray, grad: NDArray, options: SignsgdUpdateOptions): NDArray {
  return call2(signsgdUpdateOp, weight, grad, options);
}

const signumUpdateOp = new Op('signum_update', {
  lr: 'lr',
  wd: 'wd',
  momentum: 'momentum',
  rescaleGrad: 'rescale_grad',
  clipGradient: 'clip_gradient',
  wdLh: 'wd_lh',
});
export interface SignumUpdateOptions extends OutOption {
  /** Learning rate. Required. */
  lr: number;
  /** Weight decay. Default 0. */
  wd?: number;
  /** Decay of the accumulated step. Default 0. */
  momentum?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** Weight decay outside the momentum. Default 0. */
  wdLh?: number;
}
/**
 * A step of length lr along the sign of the momentum.
 * MXNet: signum_update.
 */
export function signumUpdate(weight: NDArray, grad: NDArray, mom: NDArray, options: SignumUpdateOptions): NDArray {
  return call3(signumUpdateOp, weight, grad, mom, options);
}

const sizeArrayOp = new Op('size_array', {});
/**
 * The number of elements of the input as an int64 vector of one.
 * MXNet: size_array.
 */
export function sizeArray(data: NDArray, options?: OutOption): NDArray {
  return call1(sizeArrayOp, data, options);
}

const sliceOp = new Op('slice', { begin: 'begin', end: 'end', step: 'step' });
export interface SliceOptions extends OutOption {
  /** First position along each leading axis; None: the first, or the last when step is negative. Required. */
  begin: number | (number | null)[];
  /** Position behind the last one; None: to the end. Required. */
  end: number | (number | null)[];
  /** Distance between positions, may be negative; empty: 1. Default (). */
  step?: number | (number | null)[];
}
/**
 * The part of the input between begin and end, by step, along its leading axes.
 * MXNet: slice, crop, _sparse_slice.
 */
export function slice(data: NDArray, options: SliceOptions): NDArray {
  return call1(sliceOp, data, options);
}

const sliceAxisOp = new Op('slice_axis', { axis: 'axis', begin: 'begin', end: 'end' });
export interface SliceAxisOptions extends OutOption {
  /** Axis to cut; negative counts from the end. Required. */
  axis: number;
  /** First position; negative counts from the end. Required. */
  begin: number;
  /** Position behind the last one; None: to the end. Default None. */
  end?: number | null;
}
/**
 * The part of the input between begin and end along one axis.
 * MXNet: slice_axis.
 */
export function sliceAxis(data: NDArray, options: SliceAxisOptions): NDArray {
  return call1(sliceAxisOp, data, options);
}

const sliceLikeOp = new Op('slice_like', { axes: 'axes' });
export interface SliceLikeOptions extends OutOption {
  /** Axes to cut; empty: all. Default (). */
  axes?: number | (number | null)[];
}
/**
 * The leading part of data that has the extents of shape_like.
 * MXNet: slice_like.
 */
export function sliceLike(data: NDArray, shapeLike: NDArray, options?: SliceLikeOptions): NDArray {
  return call2(sliceLikeOp, data, shapeLike, options);
}

const sortOp = new Op('sort', { axis: 'axis', isAscend: 'is_ascend' });
export interface SortOptions extends OutOption {
  /** Axis to order along; None orders all elements as one lane. Default -1. */
  axis?: number | null;
  /** Smallest first; otherwise largest first. Default True. */
  isAscend?: boolean;
}
/**
 * The elements of each lane along an axis in order.
 * MXNet: sort.
 */
export function sort(data: NDArray, options?: SortOptions): NDArray {
  return call1(sortOp, data, options);
}

const spaceToDepthOp = new Op('space_to_depth', { blockSize: 'block_size' });
export interface SpaceToDepthOptions extends OutOption {
  /** B: side of a block. Required. */
  blockSize: number;
}
/**
 * Moves blocks of pixels into channels: (N, C, H b, W b) becomes (N, C b b, H, W).
 * MXNet: space_to_depth.
 */
export function spaceToDepth(data: NDArray, options: SpaceToDepthOptions): NDArray {
  return call1(spaceToDepthOp, data, options);
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

const squeezeOp = new Op('squeeze', { axis: 'axis' });
export interface SqueezeOptions extends OutOption {
  /** The axes to drop; None: all of extent 1. Default None. */
  axis?: number | number[] | null;
}
/**
 * Drops axes of extent 1.
 * MXNet: squeeze.
 */
export function squeeze(data: NDArray, options?: SqueezeOptions): NDArray {
  return call1(squeezeOp, data, options);
}

const stackOp = new Op('stack', { axis: 'axis' });
export interface StackOptions extends OutOption {
  /** Where the new axis stands in the result; negative counts from the end. Default 0. */
  axis?: number;
}
/**
 * The inputs side by side along a new axis.
 * MXNet: stack.
 */
export function stack(data: readonly NDArray[], options?: StackOptions): NDArray {
  return callList(stackOp, data, options)[0]!;
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

const takeOp = new Op('take', { axis: 'axis', mode: 'mode' });
export interface TakeOptions extends OutOption {
  /** Axis to take along; negative counts from the end. Default 0. */
  axis?: number;
  /** An index outside the axis: clip it, count it modulo the extent (wrap), or raise. Default clip. */
  mode?: 'clip' | 'wrap' | 'raise';
}
/**
 * The slabs of `a` at the positions `indices` along one axis.
 * MXNet: take.
 */
export function take(a: NDArray, indices: NDArray, options?: TakeOptions): NDArray {
  return call2(takeOp, a, indices, options);
}

const tanhOp = new Op('tanh', {});
/**
 *
 * MXNet: tanh.
 */
export function tanh(data: NDArray, options?: OutOption): NDArray {
  return call1(tanhOp, data, options);
}

const topkOp = new Op('topk', { axis: 'axis', k: 'k', retTyp: 'ret_typ', isAscend: 'is_ascend', dtype: 'dtype' });
export interface TopkOptions extends OutOption {
  /** Axis to order along; None orders all elements as one lane. Default -1. */
  axis?: number | null;
  /** How many elements of each lane; below 1: all. Default 1. */
  k?: number;
  /** What to return: their values, their positions, both, or a mask over the input. Default indices. */
  retTyp?: 'value' | 'indices' | 'mask' | 'both';
  /** The smallest elements rather than the largest. Default False. */
  isAscend?: boolean;
  /** Dtype of the positions. Default float32. */
  dtype?: 'uint8' | 'int32' | 'int64' | 'float16' | 'float32' | 'float64';
}
/**
 * The k largest elements of each lane along an axis, in order.
 * MXNet: topk.
 */
export function topk(data: NDArray, options?: TopkOptions): NDArray {
  return call1(topkOp, data, options);
}

const transposeOp = new Op('transpose', { axes: 'axes' });
export interface TransposeOptions extends OutOption {
  /** Axis k of the result is axis axes[k] of the input; empty: reversed order. Default (). */
  axes?: number | (number | null)[];
}
/**
 * The axes in another order.
 * MXNet: transpose.
 */
export function transpose(data: NDArray, options?: TransposeOptions): NDArray {
  return call1(transposeOp, data, options);
}

const zerosLikeOp = new Op('zeros_like', {});
/**
 * Zeros in the shape and dtype of the input.
 * MXNet: zeros_like, _sparse_zeros_like.
 */
export function zerosLike(data: NDArray, options?: OutOption): NDArray {
  return call1(zerosLikeOp, data, options);
}

declare module './ndarray.js' {
  interface NDArray {
    /** Sets each element to 0 with probability p and scales the others by 1 / (1 - p); the identity outside training. */
    dropout(options?: DropoutOptions): NDArray;
    /** All axes but the first made one. */
    flatten(options?: OutOption): NDArray;
    /** Equal parts of the input along one axis. */
    split(options: SliceChannelOptions): NDArray[];
    /** Two axes exchanged. */
    swapaxes(options?: SwapAxisOptions): NDArray;
    /** Parts of the input along one axis, from each given index to the next, or a number of equal sections. */
    splitV2(options: InternalSplitV2Options): NDArray[];
    /** The positions that put each lane along an axis in order. */
    argsort(options?: ArgsortOptions): NDArray;
    /** The matrix product of each pair of matrices in two batches. */
    batchDot(rhs: NDArray, options?: BatchDotOptions): NDArray;
    /** Moves channels into blocks of pixels: (N, C b b, H, W) becomes (N, C, H b, W b). */
    depthToSpace(options: DepthToSpaceOptions): NDArray;
    /** Sum of products over the last axis of lhs and the first axis of rhs. */
    dot(rhs: NDArray, options?: DotOptions): NDArray;
    /**  */
    exp(options?: OutOption): NDArray;
    /** Inserts an axis of extent 1. */
    expandDims(options: ExpandDimsOptions): NDArray;
    /**  */
    log(options?: OutOption): NDArray;
    /**  */
    logSoftmax(options?: LogSoftmaxOptions): NDArray;
    /** A new last axis that holds on_value at the position in indices and off_value elsewhere. */
    oneHot(options: OneHotOptions): NDArray;
    /** Ones in the shape and dtype of the input. */
    onesLike(options?: OutOption): NDArray;
    /** One element of each lane along an axis, at the position that index gives for the lane. */
    pick(index: NDArray, options?: PickOptions): NDArray;
    /**  */
    relu(options?: OutOption): NDArray;
    /** Lhs in the shape of rhs; with ranges, axes [lhs_begin, lhs_end) take the extents of rhs's axes [rhs_begin, rhs_end). */
    reshapeLike(rhs: NDArray, options?: ReshapeLikeOptions): NDArray;
    /** The elements in reverse order along some axes. */
    flip(options: ReverseOptions): NDArray;
    /** The shape of the input as an int64 vector. */
    shapeArray(options?: OutOption): NDArray;
    /**  */
    sign(options?: OutOption): NDArray;
    /** The number of elements of the input as an int64 vector of one. */
    sizeArray(options?: OutOption): NDArray;
    /** The part of the input between begin and end, by step, along its leading axes. */
    slice(options: SliceOptions): NDArray;
    /** The part of the input between begin and end along one axis. */
    sliceAxis(options: SliceAxisOptions): NDArray;
    /** The leading part of data that has the extents of shape_like. */
    sliceLike(shapeLike: NDArray, options?: SliceLikeOptions): NDArray;
    /** The elements of each lane along an axis in order. */
    sort(options?: SortOptions): NDArray;
    /** Moves blocks of pixels into channels: (N, C, H b, W b) becomes (N, C b b, H, W). */
    spaceToDepth(options: SpaceToDepthOptions): NDArray;
    /**  */
    sqrt(options?: OutOption): NDArray;
    /**  */
    square(options?: OutOption): NDArray;
    /** Drops axes of extent 1. */
    squeeze(options?: SqueezeOptions): NDArray;
    /** The inputs side by side along a new axis. */
    stack(options?: StackOptions): NDArray;
    /**  */
    sum(options?: SumOptions): NDArray;
    /** The slabs of `a` at the positions `indices` along one axis. */
    take(indices: NDArray, options?: TakeOptions): NDArray;
    /**  */
    tanh(options?: OutOption): NDArray;
    /** The k largest elements of each lane along an axis, in order. */
    topk(options?: TopkOptions): NDArray;
    /** The axes in another order. */
    transpose(options?: TransposeOptions): NDArray;
    /** Zeros in the shape and dtype of the input. */
    zerosLike(options?: OutOption): NDArray;
  }
}

defineMethods({
  dropout(this: NDArray, ...args: unknown[]) {
    return dropout(this, ...(args as [never]));
  },
  flatten(this: NDArray, ...args: unknown[]) {
    return flatten(this, ...(args as [never]));
  },
  split(this: NDArray, ...args: unknown[]) {
    return sliceChannel(this, ...(args as [never]));
  },
  swapaxes(this: NDArray, ...args: unknown[]) {
    return swapAxis(this, ...(args as [never]));
  },
  splitV2(this: NDArray, ...args: unknown[]) {
    return internalSplitV2(this, ...(args as [never]));
  },
  argsort(this: NDArray, ...args: unknown[]) {
    return argsort(this, ...(args as [never]));
  },
  batchDot(this: NDArray, ...args: unknown[]) {
    return batchDot(this, ...(args as [never]));
  },
  depthToSpace(this: NDArray, ...args: unknown[]) {
    return depthToSpace(this, ...(args as [never]));
  },
  dot(this: NDArray, ...args: unknown[]) {
    return dot(this, ...(args as [never]));
  },
  exp(this: NDArray, ...args: unknown[]) {
    return exp(this, ...(args as [never]));
  },
  expandDims(this: NDArray, ...args: unknown[]) {
    return expandDims(this, ...(args as [never]));
  },
  log(this: NDArray, ...args: unknown[]) {
    return log(this, ...(args as [never]));
  },
  logSoftmax(this: NDArray, ...args: unknown[]) {
    return logSoftmax(this, ...(args as [never]));
  },
  oneHot(this: NDArray, ...args: unknown[]) {
    return oneHot(this, ...(args as [never]));
  },
  onesLike(this: NDArray, ...args: unknown[]) {
    return onesLike(this, ...(args as [never]));
  },
  pick(this: NDArray, ...args: unknown[]) {
    return pick(this, ...(args as [never]));
  },
  relu(this: NDArray, ...args: unknown[]) {
    return relu(this, ...(args as [never]));
  },
  reshapeLike(this: NDArray, ...args: unknown[]) {
    return reshapeLike(this, ...(args as [never]));
  },
  flip(this: NDArray, ...args: unknown[]) {
    return reverse(this, ...(args as [never]));
  },
  shapeArray(this: NDArray, ...args: unknown[]) {
    return shapeArray(this, ...(args as [never]));
  },
  sign(this: NDArray, ...args: unknown[]) {
    return sign(this, ...(args as [never]));
  },
  sizeArray(this: NDArray, ...args: unknown[]) {
    return sizeArray(this, ...(args as [never]));
  },
  slice(this: NDArray, ...args: unknown[]) {
    return slice(this, ...(args as [never]));
  },
  sliceAxis(this: NDArray, ...args: unknown[]) {
    return sliceAxis(this, ...(args as [never]));
  },
  sliceLike(this: NDArray, ...args: unknown[]) {
    return sliceLike(this, ...(args as [never]));
  },
  sort(this: NDArray, ...args: unknown[]) {
    return sort(this, ...(args as [never]));
  },
  spaceToDepth(this: NDArray, ...args: unknown[]) {
    return spaceToDepth(this, ...(args as [never]));
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
  stack(this: NDArray, options?: StackOptions) {
    return stack([this], options);
  },
  sum(this: NDArray, ...args: unknown[]) {
    return sum(this, ...(args as [never]));
  },
  take(this: NDArray, ...args: unknown[]) {
    return take(this, ...(args as [never]));
  },
  tanh(this: NDArray, ...args: unknown[]) {
    return tanh(this, ...(args as [never]));
  },
  topk(this: NDArray, ...args: unknown[]) {
    return topk(this, ...(args as [never]));
  },
  transpose(this: NDArray, ...args: unknown[]) {
    return transpose(this, ...(args as [never]));
  },
  zerosLike(this: NDArray, ...args: unknown[]) {
    return zerosLike(this, ...(args as [never]));
  },
});

/** Every operator without a namespace of its own. */
export const operators = {
  adamUpdate,
  allFinite,
  argsort,
  batchDot,
  batchNorm,
  batchNormV1: batchNorm,
  batchTake,
  broadcastAdd,
  broadcastDiv,
  broadcastMul,
  broadcastSub,
  cast,
  chooseElement0index: pick,
  concat,
  convolution,
  convolutionV1: convolution,
  crop: slice,
  deconvolution,
  depthToSpace,
  dot,
  dropout,
  embedding,
  exp,
  expandDims,
  flatten,
  flip: reverse,
  ftmlUpdate,
  ftrlUpdate,
  fullyConnected,
  groupNorm,
  instanceNorm,
  l2Normalization,
  lambUpdatePhase1,
  lambUpdatePhase2,
  layerNorm,
  log,
  logSoftmax,
  lrn,
  mpLambUpdatePhase1,
  mpLambUpdatePhase2,
  mpNagMomUpdate,
  mpSgdMomUpdate,
  mpSgdUpdate,
  multiAllFinite,
  multiLars,
  multiMpSgdMomUpdate,
  multiMpSgdUpdate,
  multiSgdMomUpdate,
  multiSgdUpdate,
  multiSumSq,
  nagMomUpdate,
  negative,
  normal: randomNormal,
  oneHot,
  onesLike,
  pick,
  pooling,
  poolingV1,
  preloadedMultiMpSgdMomUpdate,
  preloadedMultiMpSgdUpdate,
  preloadedMultiSgdMomUpdate,
  preloadedMultiSgdUpdate,
  randomExponential,
  randomGamma,
  randomGeneralizedNegativeBinomial,
  randomNegativeBinomial,
  randomNormal,
  randomPoisson,
  randomRandint,
  randomUniform,
  relu,
  resetArrays,
  reshape,
  reshapeLike,
  reverse,
  rmspropUpdate,
  rmspropalexUpdate,
  sampleExponential: randomSampleExponential,
  sampleGamma: randomSampleGamma,
  sampleGeneralizedNegativeBinomial: randomSampleGeneralizedNegativeBinomial,
  sampleMultinomial: randomSampleMultinomial,
  sampleNegativeBinomial: randomSampleNegativeBinomial,
  sampleNormal: randomSampleNormal,
  samplePoisson: randomSamplePoisson,
  sampleUniform: randomSampleUniform,
  sgdMomUpdate,
  sgdUpdate,
  shapeArray,
  shuffle: internalShuffle,
  sign,
  signsgdUpdate,
  signumUpdate,
  sizeArray,
  slice,
  sliceAxis,
  sliceChannel,
  sliceLike,
  sort,
  spaceToDepth,
  split: sliceChannel,
  sqrt,
  square,
  squeeze,
  stack,
  sum,
  swapAxis,
  swapaxes: swapAxis,
  syncBatchNorm: contribSyncBatchNorm,
  take,
  tanh,
  topk,
  transpose,
  uniform: randomUniform,
  zerosLike,
};

/** MXNet's nd.random. */
export const random = {
  exponential: randomExponential,
  exponentialLike: randomExponentialLike,
  gamma: randomGamma,
  gammaLike: randomGammaLike,
  generalizedNegativeBinomial: randomGeneralizedNegativeBinomial,
  generalizedNegativeBinomialLike: randomGeneralizedNegativeBinomialLike,
  negativeBinomial: randomNegativeBinomial,
  negativeBinomialLike: randomNegativeBinomialLike,
  normal: randomNormal,
  normalLike: randomNormalLike,
  poisson: randomPoisson,
  poissonLike: randomPoissonLike,
  randint: randomRandint,
  sampleExponential: randomSampleExponential,
  sampleGamma: randomSampleGamma,
  sampleGeneralizedNegativeBinomial: randomSampleGeneralizedNegativeBinomial,
  sampleMultinomial: randomSampleMultinomial,
  sampleNegativeBinomial: randomSampleNegativeBinomial,
  sampleNormal: randomSampleNormal,
  samplePoisson: randomSamplePoisson,
  sampleUniform: randomSampleUniform,
  uniform: randomUniform,
  uniformLike: randomUniformLike,
};

/** MXNet's nd.linalg. */
export const linalg = {};

/** MXNet's nd.contrib. */
export const contrib = {
  arangeLike: contribArangeLike,
  syncBatchNorm: contribSyncBatchNorm,
};

/** MXNet's nd.image. */
export const image = {};

/** MXNet's nd.sparse. */
export const sparse = {
  adamUpdate,
  concat,
  dot,
  embedding,
  ftrlUpdate,
  fullyConnected,
  sgdMomUpdate,
  sgdUpdate,
  slice,
  zerosLike,
};

/** MXNet's nd._internal. */
export const internal = {
  adamwUpdate: internalAdamwUpdate,
  arange: internalArange,
  copy: internalCopy,
  cropAssign: internalSliceAssign,
  cropAssignScalar: internalSliceAssignScalar,
  divScalar: internalDivScalar,
  eye: internalEye,
  full: internalFull,
  linspace: internalLinspace,
  minusScalar: internalMinusScalar,
  mpAdamwUpdate: internalMpAdamwUpdate,
  mulScalar: internalMulScalar,
  multiAdamUpdate: internalMultiAdamUpdate,
  multiAdamwUpdate: internalMultiAdamwUpdate,
  multiLambUpdate: internalMultiLambUpdate,
  multiMpAdamwUpdate: internalMultiMpAdamwUpdate,
  multiMpLambUpdate: internalMultiMpLambUpdate,
  ones: internalOnes,
  plusScalar: internalPlusScalar,
  rdivScalar: internalRdivScalar,
  rminusScalar: internalRminusScalar,
  shuffle: internalShuffle,
  sliceAssign: internalSliceAssign,
  sliceAssignScalar: internalSliceAssignScalar,
  splitV2: internalSplitV2,
  takeAlongAxis: internalTakeAlongAxis,
  zeros: internalZeros,
  zerosWithoutDtype: internalZerosWithoutDtype,
};
