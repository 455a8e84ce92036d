// Generated from the op table by: npm run generate. Do not edit.
/* eslint-disable */
import { call1, call2, call3, callArguments, callList, Op, type OutOption } from './call.js';
import { defineMethods, type NDArray } from './ndarray.js';

const activationOp = new Op('Activation', { actType: 'act_type' });
export interface ActivationOptions extends OutOption {
  /** Which function; softrelu is log(1 + e^x). Required. */
  actType: 'relu' | 'sigmoid' | 'tanh' | 'softrelu' | 'softsign';
}
/**
 * The activation function named by act_type.
 * MXNet: Activation.
 */
export function activation(data: NDArray, options: ActivationOptions): NDArray {
  return call1(activationOp, data, options);
}

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
  /** Gamma counts as 1 and gets no gradient. Default true. */
  fixGamma?: boolean;
  /** Normalise with the moving statistics in training, too. Default false. */
  useGlobalStats?: boolean;
  /** Return the mean and 1 / sqrt(variance + eps), too. Default false. */
  outputMeanVar?: boolean;
  /** Axis of the channels. Default 1. */
  axis?: number;
  /** Keeps MXNet from using cuDNN; has no effect here. Default false. */
  cudnnOff?: boolean;
  /** Range for quantisation in MXNet's graph files; has no effect here. Default null. */
  minCalibRange?: number | null;
  /** Range for quantisation in MXNet's graph files; has no effect here. Default null. */
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

const blockGradOp = new Op('BlockGrad', {});
/**
 * Passes data on and stops the gradient.
 * MXNet: BlockGrad, _sparse_stop_gradient, stop_gradient.
 */
export function blockGrad(data: NDArray, options?: OutOption): NDArray {
  return call1(blockGradOp, data, options);
}

const ctcLossOp = new Op('CTCLoss', {
  useDataLengths: 'use_data_lengths',
  useLabelLengths: 'use_label_lengths',
  blankLabel: 'blank_label',
});
export interface CtcLossOptions extends OutOption {
  /** The next input holds the steps of each sequence. Default false. */
  useDataLengths?: boolean;
  /** The next input holds the length of each label, else padding ends it. Default false. */
  useLabelLengths?: boolean;
  /** First: class 0 is the blank, padding is 0; last: the last class, padding is -1. Default 'first'. */
  blankLabel?: 'first' | 'last';
}
/**
 * Connectionist temporal classification: -log of the probability of the label over all alignments (Graves et al. 2006).
 * MXNet: CTCLoss, ctc_loss, _contrib_CTCLoss, _contrib_ctc_loss.
 */
export function ctcLoss(data: NDArray, options?: CtcLossOptions): NDArray;
export function ctcLoss(data: NDArray, label: NDArray | null | undefined, options?: CtcLossOptions): NDArray;
export function ctcLoss(
  data: NDArray,
  label: NDArray | null | undefined,
  dataLengths: NDArray | null | undefined,
  options?: CtcLossOptions,
): NDArray;
export function ctcLoss(
  data: NDArray,
  label: NDArray | null | undefined,
  dataLengths: NDArray | null | undefined,
  labelLengths: NDArray | null | undefined,
  options?: CtcLossOptions,
): NDArray;
export function ctcLoss(...args: unknown[]): NDArray {
  return callArguments(ctcLossOp, args)[0]!;
}

const castOp = new Op('Cast', { dtype: 'dtype' });
export interface CastOptions extends OutOption {
  /** Dtype of the result. Required. */
  dtype: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 * The elements converted to another dtype; to integers by truncation.
 * MXNet: Cast, cast.
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
 * MXNet: Concat, concat, _sparse_concat, _rnn_param_concat.
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
  /** Steps between kernel positions; empty: 1 each. Default []. */
  stride?: number | (number | null)[];
  /** Distance between neighbouring kernel taps; empty: 1 each. Default []. */
  dilate?: number | (number | null)[];
  /** Zeros added on both sides of each axis; empty: none. Default []. */
  pad?: number | (number | null)[];
  /** Number of result channels. Required. */
  numFilter: number;
  /** Channels are split into this many groups that do not mix. Default 1. */
  numGroup?: number;
  /** Megabytes cuDNN may use in MXNet; has no effect here. Default 1024. */
  workspace?: number;
  /** Leave the bias out. Default false. */
  noBias?: boolean;
  /** How MXNet picks a cuDNN algorithm; has no effect here. Default null. */
  cudnnTune?: 'off' | 'limited_workspace' | 'fastest' | null;
  /** Keeps MXNet from using cuDNN; has no effect here. Default false. */
  cudnnOff?: boolean;
  /** Order of the axes of data: channels come second. Default null. */
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

const cropOp = new Op('Crop', { offset: 'offset', hW: 'h_w', centerCrop: 'center_crop' });
export interface CropOptions extends OutOption {
  /** Row and column of the window's corner. Default [0, 0]. */
  offset?: number | (number | null)[];
  /** Height and width, where there is no second input. Default [0, 0]. */
  hW?: number | (number | null)[];
  /** Put the window in the middle instead of at offset. Default false. */
  centerCrop?: boolean;
}
/**
 * A window of the first input's images: of size h_w, or as large as the images of the second input.
 * MXNet: Crop.
 */
export function crop(data: readonly NDArray[], options?: CropOptions): NDArray {
  return callList(cropOp, data, options)[0]!;
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
  /** Steps between kernel positions; empty: 1 each. Default []. */
  stride?: number | (number | null)[];
  /** Distance between neighbouring kernel taps; empty: 1 each. Default []. */
  dilate?: number | (number | null)[];
  /** Zeros added on both sides of each axis; empty: none. Default []. */
  pad?: number | (number | null)[];
  /** Cells added at the end of each axis of the result; below stride. Default []. */
  adj?: number | (number | null)[];
  /** Wanted spatial extents of the result; pad and adj follow from it. Default []. */
  targetShape?: number | (number | null)[];
  /** Number of result channels. Required. */
  numFilter: number;
  /** Channels are split into this many groups that do not mix. Default 1. */
  numGroup?: number;
  /** Megabytes cuDNN may use in MXNet; has no effect here. Default 512. */
  workspace?: number;
  /** Leave the bias out. Default true. */
  noBias?: boolean;
  /** How MXNet picks a cuDNN algorithm; has no effect here. Default null. */
  cudnnTune?: 'off' | 'limited_workspace' | 'fastest' | null;
  /** Keeps MXNet from using cuDNN; has no effect here. Default false. */
  cudnnOff?: boolean;
  /** Order of the axes of data: channels come second. Default null. */
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
  /** When to drop: in training only, or always. Default 'training'. */
  mode?: 'training' | 'always';
  /** Axes along which elements share their fate. Default []. */
  axes?: number | (number | null)[];
  /** Keeps MXNet from using cuDNN; has no effect here. Default null. */
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
  /** Accepted for MXNet's graph files; the result has weight's dtype. Default 'float32'. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
  /** Accepted for MXNet's graph files; the gradient is dense. Default false. */
  sparseGrad?: boolean;
}
/**
 * The rows of weight at the positions in data; positions outside the table are clipped to it.
 * MXNet: Embedding, _sparse_Embedding, _contrib_SparseEmbedding.
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
  /** Leave the bias out. Default false. */
  noBias?: boolean;
  /** All axes of data but the first form the features; false: the last axis alone. Default true. */
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
  /** Added to the variance. Default 0.00001. */
  eps?: number;
  /** Return the mean and the standard deviation, too. Default false. */
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
  /** What one norm is taken over. Default 'instance'. */
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
  /** Weight of the sum of squares. Default 0.0001. */
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
  /** Added to the variance. Default 0.00001. */
  eps?: number;
  /** Return the mean and the standard deviation, too. Default false. */
  outputMeanVar?: boolean;
}
/**
 * Normalises along one axis to mean 0 and variance 1, then scales by gamma and adds beta.
 * MXNet: LayerNorm.
 */
export function layerNorm(data: NDArray, gamma: NDArray, beta: NDArray, options?: LayerNormOptions): NDArray {
  return call3(layerNormOp, data, gamma, beta, options);
}

const leakyReLUOp = new Op('LeakyReLU', {
  actType: 'act_type',
  slope: 'slope',
  lowerBound: 'lower_bound',
  upperBound: 'upper_bound',
});
export interface LeakyReLUOptions extends OutOption {
  /** How the elements that are not positive shrink. Default 'leaky'. */
  actType?: 'rrelu' | 'leaky' | 'prelu' | 'elu' | 'selu' | 'gelu';
  /** Factor of leaky, scale of elu. Default 0.25. */
  slope?: number;
  /** Least random slope of rrelu. Default 0.125. */
  lowerBound?: number;
  /** Largest random slope of rrelu. Default 0.334. */
  upperBound?: number;
}
/**
 * Keeps positive elements and shrinks the others, as act_type says; gelu is x times the normal distribution.
 * MXNet: LeakyReLU.
 */
export function leakyReLU(data: NDArray, options?: LeakyReLUOptions): NDArray;
export function leakyReLU(data: NDArray, gamma: NDArray | null | undefined, options?: LeakyReLUOptions): NDArray;
export function leakyReLU(...args: unknown[]): NDArray {
  return callArguments(leakyReLUOp, args)[0]!;
}

const linearRegressionOutputOp = new Op('LinearRegressionOutput', { gradScale: 'grad_scale' });
export interface LinearRegressionOutputOptions extends OutOption {
  /** The gradient is multiplied by this and divided by the numbers per sample. Default 1. */
  gradScale?: number;
}
/**
 * The data itself; the gradient is that of half the squared error.
 * MXNet: LinearRegressionOutput, _sparse_LinearRegressionOutput.
 */
export function linearRegressionOutput(
  data: NDArray,
  label: NDArray,
  options?: LinearRegressionOutputOptions,
): NDArray {
  return call2(linearRegressionOutputOp, data, label, options);
}

const logisticRegressionOutputOp = new Op('LogisticRegressionOutput', { gradScale: 'grad_scale' });
export interface LogisticRegressionOutputOptions extends OutOption {
  /** The gradient is multiplied by this and divided by the numbers per sample. Default 1. */
  gradScale?: number;
}
/**
 * The sigmoid; the gradient is that of binary cross-entropy.
 * MXNet: LogisticRegressionOutput, _sparse_LogisticRegressionOutput.
 */
export function logisticRegressionOutput(
  data: NDArray,
  label: NDArray,
  options?: LogisticRegressionOutputOptions,
): NDArray {
  return call2(logisticRegressionOutputOp, data, label, options);
}

const maeRegressionOutputOp = new Op('MAERegressionOutput', { gradScale: 'grad_scale' });
export interface MaeRegressionOutputOptions extends OutOption {
  /** The gradient is multiplied by this and divided by the numbers per sample. Default 1. */
  gradScale?: number;
}
/**
 * The data itself; the gradient is that of the absolute error.
 * MXNet: MAERegressionOutput, _sparse_MAERegressionOutput.
 */
export function maeRegressionOutput(data: NDArray, label: NDArray, options?: MaeRegressionOutputOptions): NDArray {
  return call2(maeRegressionOutputOp, data, label, options);
}

const makeLossOp = new Op('MakeLoss', {
  gradScale: 'grad_scale',
  validThresh: 'valid_thresh',
  normalization: 'normalization',
});
export interface MakeLossOptions extends OutOption {
  /** The gradient. Default 1. */
  gradScale?: number;
  /** With normalization valid: what is above counts. Default 0. */
  validThresh?: number;
  /** What the gradient is divided by: nothing, batch size, elements that count. Default null. */
  normalization?: 'null' | 'batch' | 'valid';
}
/**
 * The data itself, as a loss: its gradient is grad_scale, whatever arrives from above.
 * MXNet: MakeLoss.
 */
export function makeLoss(data: NDArray, options?: MakeLossOptions): NDArray {
  return call1(makeLossOp, data, options);
}

const padOp = new Op('Pad', { mode: 'mode', padWidth: 'pad_width', constantValue: 'constant_value' });
export interface PadOptions extends OutOption {
  /** What the border holds: a constant, the nearest element, or the array mirrored at its edge. Required. */
  mode: 'constant' | 'edge' | 'reflect';
  /** Elements before and after, for each axis in turn. Required. */
  padWidth: number | (number | null)[];
  /** Value of the border in mode constant. Default 0. */
  constantValue?: number;
}
/**
 * The input with a border around it.
 * MXNet: Pad, pad.
 */
export function pad(data: NDArray, options: PadOptions): NDArray {
  return call1(padOp, data, options);
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
  /** Extents of the window; not needed with global_pool. Default []. */
  kernel?: number | (number | null)[];
  /** What to take of a window. Default 'max'. */
  poolType?: 'max' | 'avg' | 'sum' | 'lp';
  /** One window over all of data. Default false. */
  globalPool?: boolean;
  /** Keeps MXNet from using cuDNN; has no effect here. Default false. */
  cudnnOff?: boolean;
  /** A last window that does not fit: valid leaves it out, full keeps what there is. Default 'valid'. */
  poolingConvention?: 'full' | 'valid' | 'same';
  /** Steps between windows; empty: 1 each. Default []. */
  stride?: number | (number | null)[];
  /** Cells added on both sides of each axis; empty: none. Default []. */
  pad?: number | (number | null)[];
  /** Power of the p-norm; None: 2. Default null. */
  pValue?: number | null;
  /** A mean counts the padding; None: it does. Default null. */
  countIncludePad?: boolean | null;
  /** Order of the axes of data; None: channels come second. Default null. */
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
  /** Extents of the window; not needed with global_pool. Default []. */
  kernel?: number | (number | null)[];
  /** What to take of a window. Default 'max'. */
  poolType?: 'max' | 'avg' | 'sum' | 'lp';
  /** One window over all of data. Default false. */
  globalPool?: boolean;
  /** Keeps MXNet from using cuDNN; has no effect here. Default false. */
  cudnnOff?: boolean;
  /** A last window that does not fit: valid leaves it out, full keeps what there is. Default 'valid'. */
  poolingConvention?: 'full' | 'valid' | 'same';
  /** Steps between windows; empty: 1 each. Default []. */
  stride?: number | (number | null)[];
  /** Cells added on both sides of each axis; empty: none. Default []. */
  pad?: number | (number | null)[];
  /** Power of the p-norm; None: 2. Default null. */
  pValue?: number | null;
  /** A mean counts the padding; None: it does. Default null. */
  countIncludePad?: boolean | null;
  /** Order of the axes of data; None: channels come second. Default null. */
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
  /** New shape, extents or codes. Default []. */
  shape?: number | (number | null)[];
  /** Match the codes from the last axis. Default false. */
  reverse?: boolean;
  /** Older form of shape, used when shape is empty: 0 infers an extent. Default []. */
  targetShape?: number | (number | null)[];
  /** With target_shape: keep the extent of axis 0. Default false. */
  keepHighest?: boolean;
}
/**
 * The same elements in another shape. Codes: 0 copies an extent, -1 infers one, -2 copies all the rest, -3 merges two, -4 splits one into the next two values.
 * MXNet: Reshape, reshape.
 */
export function reshape(data: NDArray, options?: ReshapeOptions): NDArray {
  return call1(reshapeOp, data, options);
}

const svmOutputOp = new Op('SVMOutput', {
  margin: 'margin',
  regularizationCoefficient: 'regularization_coefficient',
  useLinear: 'use_linear',
});
export interface SvmOutputOptions extends OutOption {
  /** By which the class must win. Default 1. */
  margin?: number;
  /** The gradient is multiplied by this. Default 1. */
  regularizationCoefficient?: number;
  /** Hinge in place of squared hinge. Default false. */
  useLinear?: boolean;
}
/**
 * The data itself; the gradient is that of the multi-class (squared) hinge loss.
 * MXNet: SVMOutput.
 */
export function svmOutput(data: NDArray, label: NDArray, options?: SvmOutputOptions): NDArray {
  return call2(svmOutputOp, data, label, options);
}

const sequenceLastOp = new Op('SequenceLast', { useSequenceLength: 'use_sequence_length', axis: 'axis' });
export interface SequenceLastOptions extends OutOption {
  /** Sequences have the lengths given; otherwise all steps count. Default false. */
  useSequenceLength?: boolean;
  /** The time axis: 0 or 1; the other one is the batch axis. Default 0. */
  axis?: number;
}
/**
 * The last step of each sequence.
 * MXNet: SequenceLast.
 */
export function sequenceLast(data: NDArray, options?: SequenceLastOptions): NDArray;
export function sequenceLast(
  data: NDArray,
  sequenceLength: NDArray | null | undefined,
  options?: SequenceLastOptions,
): NDArray;
export function sequenceLast(...args: unknown[]): NDArray {
  return callArguments(sequenceLastOp, args)[0]!;
}

const sequenceMaskOp = new Op('SequenceMask', {
  useSequenceLength: 'use_sequence_length',
  axis: 'axis',
  value: 'value',
});
export interface SequenceMaskOptions extends OutOption {
  /** Sequences have the lengths given; otherwise all steps count. Default false. */
  useSequenceLength?: boolean;
  /** The time axis: 0 or 1; the other one is the batch axis. Default 0. */
  axis?: number;
  /** The constant. Default 0. */
  value?: number;
}
/**
 * The input with a constant at the steps behind each sequence's end.
 * MXNet: SequenceMask.
 */
export function sequenceMask(data: NDArray, options?: SequenceMaskOptions): NDArray;
export function sequenceMask(
  data: NDArray,
  sequenceLength: NDArray | null | undefined,
  options?: SequenceMaskOptions,
): NDArray;
export function sequenceMask(...args: unknown[]): NDArray {
  return callArguments(sequenceMaskOp, args)[0]!;
}

const sequenceReverseOp = new Op('SequenceReverse', { useSequenceLength: 'use_sequence_length', axis: 'axis' });
export interface SequenceReverseOptions extends OutOption {
  /** Sequences have the lengths given; otherwise all steps count. Default false. */
  useSequenceLength?: boolean;
  /** The time axis: 0. Default 0. */
  axis?: number;
}
/**
 * The steps of each sequence in reverse order; steps behind its end stay.
 * MXNet: SequenceReverse.
 */
export function sequenceReverse(data: NDArray, options?: SequenceReverseOptions): NDArray;
export function sequenceReverse(
  data: NDArray,
  sequenceLength: NDArray | null | undefined,
  options?: SequenceReverseOptions,
): NDArray;
export function sequenceReverse(...args: unknown[]): NDArray {
  return callArguments(sequenceReverseOp, args)[0]!;
}

const sliceChannelOp = new Op('SliceChannel', { numOutputs: 'num_outputs', axis: 'axis', squeezeAxis: 'squeeze_axis' });
export interface SliceChannelOptions extends OutOption {
  /** Number of parts. Required. */
  numOutputs: number;
  /** Axis to split; negative counts from the end. Default 1. */
  axis?: number;
  /** Drop the axis, whose parts then must have extent 1. Default false. */
  squeezeAxis?: boolean;
}
/**
 * Equal parts of the input along one axis.
 * MXNet: SliceChannel, split.
 */
export function sliceChannel(data: NDArray, options: SliceChannelOptions): NDArray[] {
  return callList(sliceChannelOp, [data], options);
}

const softmaxActivationOp = new Op('SoftmaxActivation', { mode: 'mode' });
export interface SoftmaxActivationOptions extends OutOption {
  /** Which elements sum to one. Default 'instance'. */
  mode?: 'instance' | 'channel';
}
/**
 * Softmax over axis 1 (mode channel) or over the last axis (mode instance).
 * MXNet: SoftmaxActivation.
 */
export function softmaxActivation(data: NDArray, options?: SoftmaxActivationOptions): NDArray {
  return call1(softmaxActivationOp, data, options);
}

const softmaxOutputOp = new Op('SoftmaxOutput', {
  gradScale: 'grad_scale',
  ignoreLabel: 'ignore_label',
  multiOutput: 'multi_output',
  useIgnore: 'use_ignore',
  preserveShape: 'preserve_shape',
  normalization: 'normalization',
  outGrad: 'out_grad',
  smoothAlpha: 'smooth_alpha',
});
export interface SoftmaxOutputOptions extends OutOption {
  /** The gradient is multiplied by this. Default 1. */
  gradScale?: number;
  /** Label of samples that do not count. Default -1. */
  ignoreLabel?: number;
  /** Softmax over axis 1, for every position of the axes after it. Default false. */
  multiOutput?: boolean;
  /** No gradient where the label is ignore_label. Default false. */
  useIgnore?: boolean;
  /** Softmax over the last axis. Default false. */
  preserveShape?: boolean;
  /** What the gradient is divided by: nothing, batch size, labels that count. Default null. */
  normalization?: 'null' | 'batch' | 'valid';
  /** Multiply by the gradient from above. Default false. */
  outGrad?: boolean;
  /** Label smoothing. Default 0. */
  smoothAlpha?: number;
}
/**
 * Softmax whose gradient is that of cross-entropy: probability minus target.
 * MXNet: SoftmaxOutput, Softmax.
 */
export function softmaxOutput(data: NDArray, label: NDArray, options?: SoftmaxOutputOptions): NDArray {
  return call2(softmaxOutputOp, data, label, options);
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
  /** Added to the root, against division by zero. Default 1e-8. */
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
  /** Dtype of the result. Default 'float32'. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
  /** First number; without stop, the stop of a range from 0. Required. */
  start: number;
  /** End of the range. Default null. */
  stop?: number | null;
  /** Distance of one number to the next. Default 1. */
  step?: number;
  /** How often each number occurs. Default 1. */
  repeat?: number;
  /** Accepted for MXNet's graph files. Default false. */
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
  /** Gamma counts as 1 and gets no gradient. Default true. */
  fixGamma?: boolean;
  /** Normalise with the moving statistics in training, too. Default false. */
  useGlobalStats?: boolean;
  /** Return the mean and 1 / sqrt(variance + eps), too. Default false. */
  outputMeanVar?: boolean;
  /** Number of devices that share the statistics. Default 1. */
  ndev?: number;
  /** Name under which devices find each other. Default ''. */
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
  /** The axis that gives the length; None: the input's shape is the result's. Default null. */
  axis?: number | null;
}
/**
 * A range as long as the input, or as one of its axes.
 * MXNet: _contrib_arange_like.
 */
export function contribArangeLike(data: NDArray, options?: ContribArangeLikeOptions): NDArray {
  return call1(contribArangeLikeOp, data, options);
}

const contribBooleanMaskOp = new Op('_contrib_boolean_mask', { axis: 'axis' });
export interface ContribBooleanMaskOptions extends OutOption {
  /** Must be 0. Default 0. */
  axis?: number;
}
/**
 * The rows of data where index is not 0. Their number depends on values: the call waits for index.
 * MXNet: _contrib_boolean_mask.
 */
export function contribBooleanMask(data: NDArray, index: NDArray, options?: ContribBooleanMaskOptions): NDArray {
  return call2(contribBooleanMaskOp, data, index, options);
}

const contribIndexArrayOp = new Op('_contrib_index_array', { axes: 'axes' });
export interface ContribIndexArrayOptions extends OutOption {
  /** The axes whose coordinates to give; None: all. Default null. */
  axes?: number | number[] | null;
}
/**
 * The coordinates of each element of the input, along a new last axis.
 * MXNet: _contrib_index_array.
 */
export function contribIndexArray(data: NDArray, options?: ContribIndexArrayOptions): NDArray {
  return call1(contribIndexArrayOp, data, options);
}

const contribIndexCopyOp = new Op('_contrib_index_copy', {});
/**
 * Old_tensor with the rows of new_tensor at the positions in index_vector.
 * MXNet: _contrib_index_copy.
 */
export function contribIndexCopy(
  oldTensor: NDArray,
  indexVector: NDArray,
  newTensor: NDArray,
  options?: OutOption,
): NDArray {
  return call3(contribIndexCopyOp, oldTensor, indexVector, newTensor, options);
}

const internalCopyOp = new Op('_copy', {});
/**
 * The same elements in an array of their own.
 * MXNet: _copy, identity.
 */
export function internalCopy(data: NDArray, options?: OutOption): NDArray {
  return call1(internalCopyOp, data, options);
}

const internalCvimresizeOp = new Op('_cvimresize', { w: 'w', h: 'h', interp: 'interp' });
export interface InternalCvimresizeOptions extends OutOption {
  /** Width of the result. Required. */
  w: number;
  /** Height of the result. Required. */
  h: number;
  /** 0 nearest, 1 linear, 2 cubic, 3 mean of the area covered, 4 Lanczos. Default 1. */
  interp?: number;
}
/**
 * An image in another width and height.
 * MXNet: _cvimresize.
 */
export function internalCvimresize(src: NDArray, options: InternalCvimresizeOptions): NDArray {
  return call1(internalCvimresizeOp, src, options);
}

const internalDivScalarOp = new Op('_div_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalDivScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * Data / scalar.
 * MXNet: _div_scalar, _DivScalar.
 */
export function internalDivScalar(data: NDArray, options?: InternalDivScalarOptions): NDArray {
  return call1(internalDivScalarOp, data, options);
}

const internalEqualOp = new Op('_equal', {});
/**
 * 1 where lhs == rhs, else 0.
 * MXNet: _equal, _Equal.
 */
export function internalEqual(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalEqualOp, lhs, rhs, options);
}

const internalEqualScalarOp = new Op('_equal_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalEqualScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * 1 where data == scalar, else 0.
 * MXNet: _equal_scalar, _EqualScalar.
 */
export function internalEqualScalar(data: NDArray, options?: InternalEqualScalarOptions): NDArray {
  return call1(internalEqualScalarOp, data, options);
}

const internalEyeOp = new Op('_eye', { dtype: 'dtype', n: 'N', m: 'M', k: 'k' });
export interface InternalEyeOptions extends OutOption {
  /** Dtype of the result. Default 'float32'. */
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
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Dtype of the result. Default 'float32'. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 * An array of one value.
 * MXNet: _full.
 */
export function internalFull(options: InternalFullOptions): NDArray {
  return callList(internalFullOp, [], options)[0]!;
}

const internalGradAddOp = new Op('_grad_add', {});
/**
 * Lhs + rhs, where gradients of one array meet.
 * MXNet: _grad_add.
 */
export function internalGradAdd(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalGradAddOp, lhs, rhs, options);
}

const internalGreaterOp = new Op('_greater', {});
/**
 * 1 where lhs > rhs, else 0.
 * MXNet: _greater, _Greater.
 */
export function internalGreater(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalGreaterOp, lhs, rhs, options);
}

const internalGreaterEqualOp = new Op('_greater_equal', {});
/**
 * 1 where lhs >= rhs, else 0.
 * MXNet: _greater_equal, _Greater_Equal.
 */
export function internalGreaterEqual(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalGreaterEqualOp, lhs, rhs, options);
}

const internalGreaterEqualScalarOp = new Op('_greater_equal_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalGreaterEqualScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * 1 where data >= scalar, else 0.
 * MXNet: _greater_equal_scalar, _GreaterEqualScalar.
 */
export function internalGreaterEqualScalar(data: NDArray, options?: InternalGreaterEqualScalarOptions): NDArray {
  return call1(internalGreaterEqualScalarOp, data, options);
}

const internalGreaterScalarOp = new Op('_greater_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalGreaterScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * 1 where data > scalar, else 0.
 * MXNet: _greater_scalar, _GreaterScalar.
 */
export function internalGreaterScalar(data: NDArray, options?: InternalGreaterScalarOptions): NDArray {
  return call1(internalGreaterScalarOp, data, options);
}

const internalHistogramOp = new Op('_histogram', { binCnt: 'bin_cnt', range: 'range' });
export interface InternalHistogramOptions extends OutOption {
  /** Number of equal bins over range; None: the input bins holds the edges. Default null. */
  binCnt?: number | null;
  /** Lower and upper edge of all bins. Default null. */
  range?: number | number[] | null;
}
/**
 * How many elements of data lie in each bin, and the edges of the bins.
 * MXNet: _histogram.
 */
export function internalHistogram(data: NDArray, options?: InternalHistogramOptions): NDArray[];
export function internalHistogram(
  data: NDArray,
  bins: NDArray | null | undefined,
  options?: InternalHistogramOptions,
): NDArray[];
export function internalHistogram(...args: unknown[]): NDArray[] {
  return callArguments(internalHistogramOp, args);
}

const internalHypotOp = new Op('_hypot', {});
/**
 * Sqrt(lhs^2 + rhs^2) without overflow.
 * MXNet: _hypot, _Hypot.
 */
export function internalHypot(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalHypotOp, lhs, rhs, options);
}

const internalHypotScalarOp = new Op('_hypot_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalHypotScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * Sqrt(data^2 + scalar^2).
 * MXNet: _hypot_scalar, _HypotScalar.
 */
export function internalHypotScalar(data: NDArray, options?: InternalHypotScalarOptions): NDArray {
  return call1(internalHypotScalarOp, data, options);
}

const internalIdentityWithAttrLikeRhsOp = new Op('_identity_with_attr_like_rhs', {});
/**
 * A copy of lhs; rhs only gives shape and dtype to graph passes.
 * MXNet: _identity_with_attr_like_rhs.
 */
export function internalIdentityWithAttrLikeRhs(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalIdentityWithAttrLikeRhsOp, lhs, rhs, options);
}

const imageAdjustLightingOp = new Op('_image_adjust_lighting', { alpha: 'alpha' });
export interface ImageAdjustLightingOptions extends OutOption {
  /** How far along each direction. Required. */
  alpha: number | number[];
}
/**
 * A color added to the image: alpha along the three main directions of ImageNet's colors.
 * MXNet: _image_adjust_lighting.
 */
export function imageAdjustLighting(data: NDArray, options: ImageAdjustLightingOptions): NDArray {
  return call1(imageAdjustLightingOp, data, options);
}

const imageCropOp = new Op('_image_crop', { x: 'x', y: 'y', width: 'width', height: 'height' });
export interface ImageCropOptions extends OutOption {
  /** Left edge. Required. */
  x: number;
  /** Upper edge. Required. */
  y: number;
  /** Width of the window. Required. */
  width: number;
  /** Height of the window. Required. */
  height: number;
}
/**
 * A window of an image.
 * MXNet: _image_crop.
 */
export function imageCrop(data: NDArray, options: ImageCropOptions): NDArray {
  return call1(imageCropOp, data, options);
}

const imageFlipLeftRightOp = new Op('_image_flip_left_right', {});
/**
 * An image turned left to right.
 * MXNet: _image_flip_left_right.
 */
export function imageFlipLeftRight(data: NDArray, options?: OutOption): NDArray {
  return call1(imageFlipLeftRightOp, data, options);
}

const imageFlipTopBottomOp = new Op('_image_flip_top_bottom', {});
/**
 * An image turned upside down.
 * MXNet: _image_flip_top_bottom.
 */
export function imageFlipTopBottom(data: NDArray, options?: OutOption): NDArray {
  return call1(imageFlipTopBottomOp, data, options);
}

const imageNormalizeOp = new Op('_image_normalize', { mean: 'mean', std: 'std' });
export interface ImageNormalizeOptions extends OutOption {
  /** Mean of each channel, or one of all. Default [0, 0, 0, 0]. */
  mean?: number | number[];
  /** Standard deviation of each channel, or one of all. Default [1, 1, 1, 1]. */
  std?: number | number[];
}
/**
 * Each channel of a (C, H, W) image, or of a batch of them, less its mean and divided by its standard deviation.
 * MXNet: _image_normalize.
 */
export function imageNormalize(data: NDArray, options?: ImageNormalizeOptions): NDArray {
  return call1(imageNormalizeOp, data, options);
}

const imageRandomBrightnessOp = new Op('_image_random_brightness', {
  minFactor: 'min_factor',
  maxFactor: 'max_factor',
});
export interface ImageRandomBrightnessOptions extends OutOption {
  /** Smallest factor. Required. */
  minFactor: number;
  /** Largest factor. Required. */
  maxFactor: number;
}
/**
 * The image times a factor drawn uniformly from [min_factor, max_factor).
 * MXNet: _image_random_brightness.
 */
export function imageRandomBrightness(data: NDArray, options: ImageRandomBrightnessOptions): NDArray {
  return call1(imageRandomBrightnessOp, data, options);
}

const imageRandomColorJitterOp = new Op('_image_random_color_jitter', {
  brightness: 'brightness',
  contrast: 'contrast',
  saturation: 'saturation',
  hue: 'hue',
});
export interface ImageRandomColorJitterOptions extends OutOption {
  /** The factor is drawn from [1 - brightness, 1 + brightness). Required. */
  brightness: number;
  /** The factor is drawn from [1 - contrast, 1 + contrast). Required. */
  contrast: number;
  /** The factor is drawn from [1 - saturation, 1 + saturation). Required. */
  saturation: number;
  /** The turn is drawn from [-hue, hue). Required. */
  hue: number;
}
/**
 * Brightness, contrast, saturation and hue changed by chance, in an order drawn by chance.
 * MXNet: _image_random_color_jitter.
 */
export function imageRandomColorJitter(data: NDArray, options: ImageRandomColorJitterOptions): NDArray {
  return call1(imageRandomColorJitterOp, data, options);
}

const imageRandomContrastOp = new Op('_image_random_contrast', { minFactor: 'min_factor', maxFactor: 'max_factor' });
export interface ImageRandomContrastOptions extends OutOption {
  /** Smallest factor. Required. */
  minFactor: number;
  /** Largest factor. Required. */
  maxFactor: number;
}
/**
 * The image's distance from its mean grey times a factor drawn uniformly from [min_factor, max_factor).
 * MXNet: _image_random_contrast.
 */
export function imageRandomContrast(data: NDArray, options: ImageRandomContrastOptions): NDArray {
  return call1(imageRandomContrastOp, data, options);
}

const imageRandomFlipLeftRightOp = new Op('_image_random_flip_left_right', {});
/**
 * The image turned left to right, or as it is, with the same chance.
 * MXNet: _image_random_flip_left_right.
 */
export function imageRandomFlipLeftRight(data: NDArray, options?: OutOption): NDArray {
  return call1(imageRandomFlipLeftRightOp, data, options);
}

const imageRandomFlipTopBottomOp = new Op('_image_random_flip_top_bottom', {});
/**
 * The image turned upside down, or as it is, with the same chance.
 * MXNet: _image_random_flip_top_bottom.
 */
export function imageRandomFlipTopBottom(data: NDArray, options?: OutOption): NDArray {
  return call1(imageRandomFlipTopBottomOp, data, options);
}

const imageRandomHueOp = new Op('_image_random_hue', { minFactor: 'min_factor', maxFactor: 'max_factor' });
export interface ImageRandomHueOptions extends OutOption {
  /** Smallest factor. Required. */
  minFactor: number;
  /** Largest factor. Required. */
  maxFactor: number;
}
/**
 * Each pixel's hue turned by a part of the color circle drawn uniformly from [min_factor, max_factor).
 * MXNet: _image_random_hue.
 */
export function imageRandomHue(data: NDArray, options: ImageRandomHueOptions): NDArray {
  return call1(imageRandomHueOp, data, options);
}

const imageRandomLightingOp = new Op('_image_random_lighting', { alphaStd: 'alpha_std' });
export interface ImageRandomLightingOptions extends OutOption {
  /** Standard deviation of the step along each direction. Default 0.05. */
  alphaStd?: number;
}
/**
 * A color added to the image, drawn by chance along the three main directions of ImageNet's colors.
 * MXNet: _image_random_lighting.
 */
export function imageRandomLighting(data: NDArray, options?: ImageRandomLightingOptions): NDArray {
  return call1(imageRandomLightingOp, data, options);
}

const imageRandomSaturationOp = new Op('_image_random_saturation', {
  minFactor: 'min_factor',
  maxFactor: 'max_factor',
});
export interface ImageRandomSaturationOptions extends OutOption {
  /** Smallest factor. Required. */
  minFactor: number;
  /** Largest factor. Required. */
  maxFactor: number;
}
/**
 * Each pixel's distance from its grey times a factor drawn uniformly from [min_factor, max_factor).
 * MXNet: _image_random_saturation.
 */
export function imageRandomSaturation(data: NDArray, options: ImageRandomSaturationOptions): NDArray {
  return call1(imageRandomSaturationOp, data, options);
}

const imageResizeOp = new Op('_image_resize', { size: 'size', keepRatio: 'keep_ratio', interp: 'interp' });
export interface ImageResizeOptions extends OutOption {
  /** (width, height), or one value for both. Default []. */
  size?: number | (number | null)[];
  /** One value is the length of the shorter side. Default false. */
  keepRatio?: boolean;
  /** 0 nearest, 1 linear, 2 cubic, 3 mean of the area covered, 4 Lanczos. Default 1. */
  interp?: number;
}
/**
 * An image in another size.
 * MXNet: _image_resize.
 */
export function imageResize(data: NDArray, options?: ImageResizeOptions): NDArray {
  return call1(imageResizeOp, data, options);
}

const imageToTensorOp = new Op('_image_to_tensor', {});
/**
 * An image of bytes as float32 numbers from 0 to 1, channels first.
 * MXNet: _image_to_tensor.
 */
export function imageToTensor(data: NDArray, options?: OutOption): NDArray {
  return call1(imageToTensorOp, data, options);
}

const internalLesserOp = new Op('_lesser', {});
/**
 * 1 where lhs < rhs, else 0.
 * MXNet: _lesser, _Lesser.
 */
export function internalLesser(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalLesserOp, lhs, rhs, options);
}

const internalLesserEqualOp = new Op('_lesser_equal', {});
/**
 * 1 where lhs <= rhs, else 0.
 * MXNet: _lesser_equal, _Lesser_Equal.
 */
export function internalLesserEqual(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalLesserEqualOp, lhs, rhs, options);
}

const internalLesserEqualScalarOp = new Op('_lesser_equal_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalLesserEqualScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * 1 where data <= scalar, else 0.
 * MXNet: _lesser_equal_scalar, _LesserEqualScalar.
 */
export function internalLesserEqualScalar(data: NDArray, options?: InternalLesserEqualScalarOptions): NDArray {
  return call1(internalLesserEqualScalarOp, data, options);
}

const internalLesserScalarOp = new Op('_lesser_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalLesserScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * 1 where data < scalar, else 0.
 * MXNet: _lesser_scalar, _LesserScalar.
 */
export function internalLesserScalar(data: NDArray, options?: InternalLesserScalarOptions): NDArray {
  return call1(internalLesserScalarOp, data, options);
}

const internalLinspaceOp = new Op('_linspace', {
  dtype: 'dtype',
  start: 'start',
  stop: 'stop',
  num: 'num',
  endpoint: 'endpoint',
});
export interface InternalLinspaceOptions extends OutOption {
  /** Dtype of the result. Default 'float32'. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
  /** First number. Required. */
  start: number;
  /** Last number. Required. */
  stop: number;
  /** How many numbers. Required. */
  num: number;
  /** Stop is the last number; otherwise it would be the next one. Default true. */
  endpoint?: boolean;
}
/**
 * Evenly spaced numbers from start to stop.
 * MXNet: _linspace.
 */
export function internalLinspace(options: InternalLinspaceOptions): NDArray {
  return callList(internalLinspaceOp, [], options)[0]!;
}

const internalLogicalAndOp = new Op('_logical_and', {});
/**
 * 1 where both are non-zero, else 0.
 * MXNet: _logical_and, _Logical_And.
 */
export function internalLogicalAnd(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalLogicalAndOp, lhs, rhs, options);
}

const internalLogicalAndScalarOp = new Op('_logical_and_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalLogicalAndScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * 1 where data and scalar are non-zero, else 0.
 * MXNet: _logical_and_scalar, _LogicalAndScalar.
 */
export function internalLogicalAndScalar(data: NDArray, options?: InternalLogicalAndScalarOptions): NDArray {
  return call1(internalLogicalAndScalarOp, data, options);
}

const internalLogicalOrOp = new Op('_logical_or', {});
/**
 * 1 where either is non-zero, else 0.
 * MXNet: _logical_or, _Logical_Or.
 */
export function internalLogicalOr(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalLogicalOrOp, lhs, rhs, options);
}

const internalLogicalOrScalarOp = new Op('_logical_or_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalLogicalOrScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * 1 where data or scalar is non-zero, else 0.
 * MXNet: _logical_or_scalar, _LogicalOrScalar.
 */
export function internalLogicalOrScalar(data: NDArray, options?: InternalLogicalOrScalarOptions): NDArray {
  return call1(internalLogicalOrScalarOp, data, options);
}

const internalLogicalXorOp = new Op('_logical_xor', {});
/**
 * 1 where exactly one is non-zero, else 0.
 * MXNet: _logical_xor, _Logical_Xor.
 */
export function internalLogicalXor(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalLogicalXorOp, lhs, rhs, options);
}

const internalLogicalXorScalarOp = new Op('_logical_xor_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalLogicalXorScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * 1 where exactly one of data and scalar is non-zero, else 0.
 * MXNet: _logical_xor_scalar, _LogicalXorScalar.
 */
export function internalLogicalXorScalar(data: NDArray, options?: InternalLogicalXorScalarOptions): NDArray {
  return call1(internalLogicalXorScalarOp, data, options);
}

const internalMaximumOp = new Op('_maximum', {});
/**
 * The larger of two elements; NaN wins.
 * MXNet: _maximum, _Maximum.
 */
export function internalMaximum(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalMaximumOp, lhs, rhs, options);
}

const internalMaximumScalarOp = new Op('_maximum_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalMaximumScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * The larger of data and scalar; NaN wins.
 * MXNet: _maximum_scalar, _MaximumScalar.
 */
export function internalMaximumScalar(data: NDArray, options?: InternalMaximumScalarOptions): NDArray {
  return call1(internalMaximumScalarOp, data, options);
}

const internalMinimumOp = new Op('_minimum', {});
/**
 * The smaller of two elements; NaN wins.
 * MXNet: _minimum, _Minimum.
 */
export function internalMinimum(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalMinimumOp, lhs, rhs, options);
}

const internalMinimumScalarOp = new Op('_minimum_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalMinimumScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * The smaller of data and scalar; NaN wins.
 * MXNet: _minimum_scalar, _MinimumScalar.
 */
export function internalMinimumScalar(data: NDArray, options?: InternalMinimumScalarOptions): NDArray {
  return call1(internalMinimumScalarOp, data, options);
}

const internalMinusScalarOp = new Op('_minus_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalMinusScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * Data - scalar.
 * MXNet: _minus_scalar, _MinusScalar.
 */
export function internalMinusScalar(data: NDArray, options?: InternalMinusScalarOptions): NDArray {
  return call1(internalMinusScalarOp, data, options);
}

const internalModOp = new Op('_mod', {});
/**
 * The remainder, with the divisor's sign; x mod 0 is 0.
 * MXNet: _mod, _Mod.
 */
export function internalMod(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalModOp, lhs, rhs, options);
}

const internalModScalarOp = new Op('_mod_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalModScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * The remainder of data by scalar, with the scalar's sign.
 * MXNet: _mod_scalar, _ModScalar.
 */
export function internalModScalar(data: NDArray, options?: InternalModScalarOptions): NDArray {
  return call1(internalModScalarOp, data, options);
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
  /** Added to the root, against division by zero. Default 1e-8. */
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

const internalMulScalarOp = new Op('_mul_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalMulScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * Data * scalar.
 * MXNet: _mul_scalar, _MulScalar.
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
  /** Added to the root, against division by zero. Default 1e-8. */
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
  /** Added to the root, against division by zero. Default 1e-8. */
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
  /** Divide the means by 1 - beta^t. Default true. */
  biasCorrection?: boolean;
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 0.000001. */
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
  /** Added to the root, against division by zero. Default 1e-8. */
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
  /** Divide the means by 1 - beta^t. Default true. */
  biasCorrection?: boolean;
  /** Decay of the mean of gradients. Default 0.9. */
  beta1?: number;
  /** Decay of the mean of squared gradients. Default 0.999. */
  beta2?: number;
  /** Added to the root, against division by zero. Default 0.000001. */
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

const internalNotEqualOp = new Op('_not_equal', {});
/**
 * 1 where lhs != rhs, else 0.
 * MXNet: _not_equal, _Not_Equal.
 */
export function internalNotEqual(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalNotEqualOp, lhs, rhs, options);
}

const internalNotEqualScalarOp = new Op('_not_equal_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalNotEqualScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * 1 where data != scalar, else 0.
 * MXNet: _not_equal_scalar, _NotEqualScalar.
 */
export function internalNotEqualScalar(data: NDArray, options?: InternalNotEqualScalarOptions): NDArray {
  return call1(internalNotEqualScalarOp, data, options);
}

const internalOnesOp = new Op('_ones', { shape: 'shape', dtype: 'dtype' });
export interface InternalOnesOptions extends OutOption {
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Dtype of the result. Default 'float32'. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 * An array of ones.
 * MXNet: _ones.
 */
export function internalOnes(options?: InternalOnesOptions): NDArray {
  return callList(internalOnesOp, [], options)[0]!;
}

const internalPlusScalarOp = new Op('_plus_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalPlusScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * Data + scalar.
 * MXNet: _plus_scalar, _PlusScalar.
 */
export function internalPlusScalar(data: NDArray, options?: InternalPlusScalarOptions): NDArray {
  return call1(internalPlusScalarOp, data, options);
}

const internalPowerOp = new Op('_power', {});
/**
 * Lhs to the power of rhs.
 * MXNet: _power, _Power.
 */
export function internalPower(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(internalPowerOp, lhs, rhs, options);
}

const internalPowerScalarOp = new Op('_power_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalPowerScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * Data to the power of scalar.
 * MXNet: _power_scalar, _PowerScalar.
 */
export function internalPowerScalar(data: NDArray, options?: InternalPowerScalarOptions): NDArray {
  return call1(internalPowerScalarOp, data, options);
}

const randomExponentialOp = new Op('_random_exponential', { lam: 'lam', shape: 'shape', ctx: 'ctx', dtype: 'dtype' });
export interface RandomExponentialOptions extends OutOption {
  /** Rate: one over the mean. Default 1. */
  lam?: number;
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default ''. */
  ctx?: string;
  /** Float32 where absent. Default null. */
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
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default ''. */
  ctx?: string;
  /** Float32 where absent. Default null. */
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
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default ''. */
  ctx?: string;
  /** Float32 where absent. Default null. */
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
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default ''. */
  ctx?: string;
  /** Float32 where absent. Default null. */
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
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default ''. */
  ctx?: string;
  /** Float32 where absent. Default null. */
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

const randomPdfDirichletOp = new Op('_random_pdf_dirichlet', { isLog: 'is_log' });
export interface RandomPdfDirichletOptions extends OutOption {
  /** Give the logarithm. Default false. */
  isLog?: boolean;
}
/**
 * Density of the Dirichlet distribution.
 * MXNet: _random_pdf_dirichlet, random_pdf_dirichlet.
 */
export function randomPdfDirichlet(sample: NDArray, alpha: NDArray, options?: RandomPdfDirichletOptions): NDArray {
  return call2(randomPdfDirichletOp, sample, alpha, options);
}

const randomPdfExponentialOp = new Op('_random_pdf_exponential', { isLog: 'is_log' });
export interface RandomPdfExponentialOptions extends OutOption {
  /** Give the logarithm. Default false. */
  isLog?: boolean;
}
/**
 * Density of the exponential distribution.
 * MXNet: _random_pdf_exponential, random_pdf_exponential.
 */
export function randomPdfExponential(sample: NDArray, lam: NDArray, options?: RandomPdfExponentialOptions): NDArray {
  return call2(randomPdfExponentialOp, sample, lam, options);
}

const randomPdfGammaOp = new Op('_random_pdf_gamma', { isLog: 'is_log' });
export interface RandomPdfGammaOptions extends OutOption {
  /** Give the logarithm. Default false. */
  isLog?: boolean;
}
/**
 * Density of the gamma distribution with shape alpha and rate beta.
 * MXNet: _random_pdf_gamma, random_pdf_gamma.
 */
export function randomPdfGamma(
  sample: NDArray,
  alpha: NDArray,
  beta: NDArray,
  options?: RandomPdfGammaOptions,
): NDArray {
  return call3(randomPdfGammaOp, sample, alpha, beta, options);
}

const randomPdfGeneralizedNegativeBinomialOp = new Op('_random_pdf_generalized_negative_binomial', { isLog: 'is_log' });
export interface RandomPdfGeneralizedNegativeBinomialOptions extends OutOption {
  /** Give the logarithm. Default false. */
  isLog?: boolean;
}
/**
 * Probability under the negative binomial with mean mu and dispersion alpha.
 * MXNet: _random_pdf_generalized_negative_binomial, random_pdf_generalized_negative_binomial.
 */
export function randomPdfGeneralizedNegativeBinomial(
  sample: NDArray,
  mu: NDArray,
  alpha: NDArray,
  options?: RandomPdfGeneralizedNegativeBinomialOptions,
): NDArray {
  return call3(randomPdfGeneralizedNegativeBinomialOp, sample, mu, alpha, options);
}

const randomPdfNegativeBinomialOp = new Op('_random_pdf_negative_binomial', { isLog: 'is_log' });
export interface RandomPdfNegativeBinomialOptions extends OutOption {
  /** Give the logarithm. Default false. */
  isLog?: boolean;
}
/**
 * Probability of so many failures before the k-th success.
 * MXNet: _random_pdf_negative_binomial, random_pdf_negative_binomial.
 */
export function randomPdfNegativeBinomial(
  sample: NDArray,
  k: NDArray,
  p: NDArray,
  options?: RandomPdfNegativeBinomialOptions,
): NDArray {
  return call3(randomPdfNegativeBinomialOp, sample, k, p, options);
}

const randomPdfNormalOp = new Op('_random_pdf_normal', { isLog: 'is_log' });
export interface RandomPdfNormalOptions extends OutOption {
  /** Give the logarithm. Default false. */
  isLog?: boolean;
}
/**
 * Density of the normal distribution.
 * MXNet: _random_pdf_normal, random_pdf_normal.
 */
export function randomPdfNormal(
  sample: NDArray,
  mu: NDArray,
  sigma: NDArray,
  options?: RandomPdfNormalOptions,
): NDArray {
  return call3(randomPdfNormalOp, sample, mu, sigma, options);
}

const randomPdfPoissonOp = new Op('_random_pdf_poisson', { isLog: 'is_log' });
export interface RandomPdfPoissonOptions extends OutOption {
  /** Give the logarithm. Default false. */
  isLog?: boolean;
}
/**
 * Probability under the Poisson distribution.
 * MXNet: _random_pdf_poisson, random_pdf_poisson.
 */
export function randomPdfPoisson(sample: NDArray, lam: NDArray, options?: RandomPdfPoissonOptions): NDArray {
  return call2(randomPdfPoissonOp, sample, lam, options);
}

const randomPdfUniformOp = new Op('_random_pdf_uniform', { isLog: 'is_log' });
export interface RandomPdfUniformOptions extends OutOption {
  /** Give the logarithm. Default false. */
  isLog?: boolean;
}
/**
 * Density of the uniform distribution.
 * MXNet: _random_pdf_uniform, random_pdf_uniform.
 */
export function randomPdfUniform(
  sample: NDArray,
  low: NDArray,
  high: NDArray,
  options?: RandomPdfUniformOptions,
): NDArray {
  return call3(randomPdfUniformOp, sample, low, high, options);
}

const randomPoissonOp = new Op('_random_poisson', { lam: 'lam', shape: 'shape', ctx: 'ctx', dtype: 'dtype' });
export interface RandomPoissonOptions extends OutOption {
  /** Mean. Default 1. */
  lam?: number;
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default ''. */
  ctx?: string;
  /** Float32 where absent. Default null. */
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
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default ''. */
  ctx?: string;
  /** Int32 where absent. Default null. */
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
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Device, as MXNet writes it; there is one. Default ''. */
  ctx?: string;
  /** Float32 where absent. Default null. */
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

const internalRavelMultiIndexOp = new Op('_ravel_multi_index', { shape: 'shape' });
export interface InternalRavelMultiIndexOptions extends OutOption {
  /** Shape of the array the coordinates are for. Default []. */
  shape?: number | (number | null)[];
}
/**
 * The flat positions of elements given by coordinates, one row of data for each axis.
 * MXNet: _ravel_multi_index, ravel_multi_index.
 */
export function internalRavelMultiIndex(data: NDArray, options?: InternalRavelMultiIndexOptions): NDArray {
  return call1(internalRavelMultiIndexOp, data, options);
}

const internalRdivScalarOp = new Op('_rdiv_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalRdivScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * Scalar / data.
 * MXNet: _rdiv_scalar, _RDivScalar.
 */
export function internalRdivScalar(data: NDArray, options?: InternalRdivScalarOptions): NDArray {
  return call1(internalRdivScalarOp, data, options);
}

const internalRminusScalarOp = new Op('_rminus_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalRminusScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * Scalar - data.
 * MXNet: _rminus_scalar, _RMinusScalar.
 */
export function internalRminusScalar(data: NDArray, options?: InternalRminusScalarOptions): NDArray {
  return call1(internalRminusScalarOp, data, options);
}

const internalRmodScalarOp = new Op('_rmod_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalRmodScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * The remainder of scalar by data, with data's sign.
 * MXNet: _rmod_scalar, _RModScalar.
 */
export function internalRmodScalar(data: NDArray, options?: InternalRmodScalarOptions): NDArray {
  return call1(internalRmodScalarOp, data, options);
}

const internalRpowerScalarOp = new Op('_rpower_scalar', { scalar: 'scalar', isInt: 'is_int' });
export interface InternalRpowerScalarOptions extends OutOption {
  /** The number. Default 1. */
  scalar?: number;
  /** The number is an integer; if false, arrays of integers give float64. Default true. */
  isInt?: boolean;
}
/**
 * Scalar to the power of data.
 * MXNet: _rpower_scalar, _RPowerScalar.
 */
export function internalRpowerScalar(data: NDArray, options?: InternalRpowerScalarOptions): NDArray {
  return call1(internalRpowerScalarOp, data, options);
}

const randomSampleExponentialOp = new Op('_sample_exponential', { shape: 'shape', dtype: 'dtype' });
export interface RandomSampleExponentialOptions extends OutOption {
  /** Shape of the draws for each element of the parameters. Default []. */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default null. */
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
  /** Shape of the draws for each element of the parameters. Default []. */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default null. */
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
  /** Shape of the draws for each element of the parameters. Default []. */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default null. */
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
  /** Shape of the draws for each row of probabilities. Default []. */
  shape?: number | (number | null)[];
  /** Also give log probabilities, which have a gradient. Default false. */
  getProb?: boolean;
  /** Dtype of the class numbers. Default 'int32'. */
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
  /** Shape of the draws for each element of the parameters. Default []. */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default null. */
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
  /** Shape of the draws for each element of the parameters. Default []. */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default null. */
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
  /** Shape of the draws for each element of the parameters. Default []. */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default null. */
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
  /** Shape of the draws for each element of the parameters. Default []. */
  shape?: number | (number | null)[];
  /** That of the parameters where absent. Default null. */
  dtype?: 'float32' | 'float64' | 'float16' | 'bfloat16' | null;
}
/**
 * Uniform in [low, high).
 * MXNet: _sample_uniform, sample_uniform.
 */
export function randomSampleUniform(low: NDArray, high: NDArray, options?: RandomSampleUniformOptions): NDArray {
  return call2(randomSampleUniformOp, low, high, options);
}

const internalScatterSetNdOp = new Op('_scatter_set_nd', { shape: 'shape' });
export interface InternalScatterSetNdOptions extends OutOption {
  /** Shape of the result. Required. */
  shape: number | (number | null)[];
}
/**
 * Lhs with the slabs of rhs at the coordinates in indices; of equal coordinates the last one wins.
 * MXNet: _scatter_set_nd.
 */
export function internalScatterSetNd(
  lhs: NDArray,
  rhs: NDArray,
  indices: NDArray,
  options: InternalScatterSetNdOptions,
): NDArray {
  return call3(internalScatterSetNdOp, lhs, rhs, indices, options);
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
  /** Distance between positions, may be negative; empty: 1. Default []. */
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
  /** Distance between positions, may be negative; empty: 1. Default []. */
  step?: number | (number | null)[];
}
/**
 * The input with the part that slice would read replaced by a number.
 * MXNet: _slice_assign_scalar, _crop_assign_scalar.
 */
export function internalSliceAssignScalar(data: NDArray, options: InternalSliceAssignScalarOptions): NDArray {
  return call1(internalSliceAssignScalarOp, data, options);
}

const internalSoftreluOp = new Op('_softrelu', {});
/**
 * Log(1 + e^x).
 * MXNet: _softrelu.
 */
export function internalSoftrelu(data: NDArray, options?: OutOption): NDArray {
  return call1(internalSoftreluOp, data, options);
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
  /** Drop the axis, whose parts then must have extent 1. Default false. */
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
  /** An index outside the axis: clip it, or count it modulo the extent (wrap). Default 'clip'. */
  mode?: 'clip' | 'wrap';
}
/**
 * Elements of each lane along an axis, at the positions that index gives for the lane.
 * MXNet: _take_along_axis.
 */
export function internalTakeAlongAxis(data: NDArray, index: NDArray, options?: InternalTakeAlongAxisOptions): NDArray {
  return call2(internalTakeAlongAxisOp, data, index, options);
}

const internalUnravelIndexOp = new Op('_unravel_index', { shape: 'shape' });
export interface InternalUnravelIndexOptions extends OutOption {
  /** Shape of the array the positions are for; its first extent may be -1, unknown. Default []. */
  shape?: number | (number | null)[];
}
/**
 * The coordinates of elements given by flat positions, one row of the result for each axis.
 * MXNet: _unravel_index, unravel_index.
 */
export function internalUnravelIndex(data: NDArray, options?: InternalUnravelIndexOptions): NDArray {
  return call1(internalUnravelIndexOp, data, options);
}

const internalZerosOp = new Op('_zeros', { shape: 'shape', dtype: 'dtype' });
export interface InternalZerosOptions extends OutOption {
  /** Shape of the result. Default []. */
  shape?: number | (number | null)[];
  /** Dtype of the result. Default 'float32'. */
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
  /** Shape of the result. Default []. */
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

const absOp = new Op('abs', {});
/**
 * The absolute value.
 * MXNet: abs, _sparse_abs.
 */
export function abs(data: NDArray, options?: OutOption): NDArray {
  return call1(absOp, data, options);
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
  /** Added to the root, against division by zero. Default 1e-8. */
  epsilon?: number;
  /** The gradient is multiplied by this first. Default 1. */
  rescaleGrad?: number;
  /** Then clipped to [-clip_gradient, clip_gradient]; negative: not clipped. Default -1. */
  clipGradient?: number;
  /** With a row-sparse gradient, touch only its rows. Default true. */
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

const addNOp = new Op('add_n', {});
/**
 * The sum of any number of arrays of one shape.
 * MXNet: add_n, _sparse_add_n, _sparse_ElementWiseSum, ElementWiseSum.
 */
export function addN(data: readonly NDArray[], options?: OutOption): NDArray {
  return callList(addNOp, data, options)[0]!;
}

const allFiniteOp = new Op('all_finite', { initOutput: 'init_output' });
export interface AllFiniteOptions extends OutOption {
  /** False: a zero that is already in the given out array stays. Default true. */
  initOutput?: boolean;
}
/**
 * 1 when every element is finite, else 0.
 * MXNet: all_finite.
 */
export function allFinite(data: NDArray, options?: AllFiniteOptions): NDArray {
  return call1(allFiniteOp, data, options);
}

const ampCastOp = new Op('amp_cast', { dtype: 'dtype' });
export interface AmpCastOptions extends OutOption {
  /** Dtype of the result. Required. */
  dtype: 'float32' | 'float64' | 'float16' | 'bfloat16' | 'uint8' | 'int8' | 'int32' | 'int64' | 'bool';
}
/**
 * Cast, placed by automatic mixed precision: arrays that are not floating stay as they are.
 * MXNet: amp_cast.
 */
export function ampCast(data: NDArray, options: AmpCastOptions): NDArray {
  return call1(ampCastOp, data, options);
}

const ampMulticastOp = new Op('amp_multicast', { numOutputs: 'num_outputs', castNarrow: 'cast_narrow' });
export interface AmpMulticastOptions extends OutOption {
  /** Number of arrays. Required. */
  numOutputs: number;
  /** To the narrowest dtype among them, not the widest. Default false. */
  castNarrow?: boolean;
}
/**
 * Several arrays cast to one common floating dtype.
 * MXNet: amp_multicast.
 */
export function ampMulticast(data: readonly NDArray[], options: AmpMulticastOptions): NDArray[] {
  return callList(ampMulticastOp, data, options);
}

const arccosOp = new Op('arccos', {});
/**
 * The angle in [0, pi] whose cosine is x.
 * MXNet: arccos, _sparse_arccos.
 */
export function arccos(data: NDArray, options?: OutOption): NDArray {
  return call1(arccosOp, data, options);
}

const arccoshOp = new Op('arccosh', {});
/**
 * The inverse of cosh, for x >= 1.
 * MXNet: arccosh, _sparse_arccosh.
 */
export function arccosh(data: NDArray, options?: OutOption): NDArray {
  return call1(arccoshOp, data, options);
}

const arcsinOp = new Op('arcsin', {});
/**
 * The angle in [-pi/2, pi/2] whose sine is x.
 * MXNet: arcsin, _sparse_arcsin.
 */
export function arcsin(data: NDArray, options?: OutOption): NDArray {
  return call1(arcsinOp, data, options);
}

const arcsinhOp = new Op('arcsinh', {});
/**
 * The inverse of sinh.
 * MXNet: arcsinh, _sparse_arcsinh.
 */
export function arcsinh(data: NDArray, options?: OutOption): NDArray {
  return call1(arcsinhOp, data, options);
}

const arctanOp = new Op('arctan', {});
/**
 * The angle in (-pi/2, pi/2) whose tangent is x.
 * MXNet: arctan, _sparse_arctan.
 */
export function arctan(data: NDArray, options?: OutOption): NDArray {
  return call1(arctanOp, data, options);
}

const arctanhOp = new Op('arctanh', {});
/**
 * The inverse of tanh, for |x| < 1.
 * MXNet: arctanh, _sparse_arctanh.
 */
export function arctanh(data: NDArray, options?: OutOption): NDArray {
  return call1(arctanhOp, data, options);
}

const argmaxOp = new Op('argmax', { axis: 'axis', keepdims: 'keepdims' });
export interface ArgmaxOptions extends OutOption {
  /** Axis to search; None: the flattened array. Default null. */
  axis?: number | null;
  /** Keep the searched axis with extent 1. Default false. */
  keepdims?: boolean;
}
/**
 * Position of the first largest element, in data's dtype; NaN is the largest.
 * MXNet: argmax.
 */
export function argmax(data: NDArray, options?: ArgmaxOptions): NDArray {
  return call1(argmaxOp, data, options);
}

const argmaxChannelOp = new Op('argmax_channel', {});
/**
 * Position of the first largest element along axis 1, in data's dtype.
 * MXNet: argmax_channel.
 */
export function argmaxChannel(data: NDArray, options?: OutOption): NDArray {
  return call1(argmaxChannelOp, data, options);
}

const argminOp = new Op('argmin', { axis: 'axis', keepdims: 'keepdims' });
export interface ArgminOptions extends OutOption {
  /** Axis to search; None: the flattened array. Default null. */
  axis?: number | null;
  /** Keep the searched axis with extent 1. Default false. */
  keepdims?: boolean;
}
/**
 * Position of the first smallest element, in data's dtype; NaN is the smallest.
 * MXNet: argmin.
 */
export function argmin(data: NDArray, options?: ArgminOptions): NDArray {
  return call1(argminOp, data, options);
}

const argsortOp = new Op('argsort', { axis: 'axis', isAscend: 'is_ascend', dtype: 'dtype' });
export interface ArgsortOptions extends OutOption {
  /** Axis to order along; None orders all elements as one lane. Default -1. */
  axis?: number | null;
  /** Smallest first; otherwise largest first. Default true. */
  isAscend?: boolean;
  /** Dtype of the positions. Default 'float32'. */
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
  /** Read the matrices of lhs transposed. Default false. */
  transposeA?: boolean;
  /** Read the matrices of rhs transposed. Default false. */
  transposeB?: boolean;
  /** Storage type of the result in MXNet's graph files; results here are dense. Default null. */
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
 * Lhs + rhs.
 * MXNet: broadcast_add, _sparse_broadcast_add, _sparse_broadcast_plus, broadcast_plus.
 */
export function broadcastAdd(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastAddOp, lhs, rhs, options);
}

const broadcastAxisOp = new Op('broadcast_axis', { axis: 'axis', size: 'size' });
export interface BroadcastAxisOptions extends OutOption {
  /** The axes, not negative. Default []. */
  axis?: number | (number | null)[];
  /** The extent of each of them in the result. Default []. */
  size?: number | (number | null)[];
}
/**
 * Data repeated along axes of extent 1.
 * MXNet: broadcast_axis, broadcast_axes.
 */
export function broadcastAxis(data: NDArray, options?: BroadcastAxisOptions): NDArray {
  return call1(broadcastAxisOp, data, options);
}

const broadcastDivOp = new Op('broadcast_div', {});
/**
 * Lhs / rhs; integers truncate.
 * MXNet: broadcast_div, _sparse_broadcast_div.
 */
export function broadcastDiv(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastDivOp, lhs, rhs, options);
}

const broadcastEqualOp = new Op('broadcast_equal', {});
/**
 * 1 where lhs == rhs, else 0.
 * MXNet: broadcast_equal.
 */
export function broadcastEqual(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastEqualOp, lhs, rhs, options);
}

const broadcastGreaterOp = new Op('broadcast_greater', {});
/**
 * 1 where lhs > rhs, else 0.
 * MXNet: broadcast_greater.
 */
export function broadcastGreater(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastGreaterOp, lhs, rhs, options);
}

const broadcastGreaterEqualOp = new Op('broadcast_greater_equal', {});
/**
 * 1 where lhs >= rhs, else 0.
 * MXNet: broadcast_greater_equal.
 */
export function broadcastGreaterEqual(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastGreaterEqualOp, lhs, rhs, options);
}

const broadcastHypotOp = new Op('broadcast_hypot', {});
/**
 * Sqrt(lhs^2 + rhs^2) without overflow.
 * MXNet: broadcast_hypot.
 */
export function broadcastHypot(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastHypotOp, lhs, rhs, options);
}

const broadcastLesserOp = new Op('broadcast_lesser', {});
/**
 * 1 where lhs < rhs, else 0.
 * MXNet: broadcast_lesser.
 */
export function broadcastLesser(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastLesserOp, lhs, rhs, options);
}

const broadcastLesserEqualOp = new Op('broadcast_lesser_equal', {});
/**
 * 1 where lhs <= rhs, else 0.
 * MXNet: broadcast_lesser_equal.
 */
export function broadcastLesserEqual(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastLesserEqualOp, lhs, rhs, options);
}

const broadcastLikeOp = new Op('broadcast_like', { lhsAxes: 'lhs_axes', rhsAxes: 'rhs_axes' });
export interface BroadcastLikeOptions extends OutOption {
  /** Axes of lhs to repeat; None: all. Default null. */
  lhsAxes?: number | number[] | null;
  /** Axes of rhs whose extents they take. Default null. */
  rhsAxes?: number | number[] | null;
}
/**
 * Lhs repeated to the extents of rhs, on all axes or on named ones.
 * MXNet: broadcast_like.
 */
export function broadcastLike(lhs: NDArray, rhs: NDArray, options?: BroadcastLikeOptions): NDArray {
  return call2(broadcastLikeOp, lhs, rhs, options);
}

const broadcastLogicalAndOp = new Op('broadcast_logical_and', {});
/**
 * 1 where both are non-zero, else 0.
 * MXNet: broadcast_logical_and.
 */
export function broadcastLogicalAnd(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastLogicalAndOp, lhs, rhs, options);
}

const broadcastLogicalOrOp = new Op('broadcast_logical_or', {});
/**
 * 1 where either is non-zero, else 0.
 * MXNet: broadcast_logical_or.
 */
export function broadcastLogicalOr(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastLogicalOrOp, lhs, rhs, options);
}

const broadcastLogicalXorOp = new Op('broadcast_logical_xor', {});
/**
 * 1 where exactly one is non-zero, else 0.
 * MXNet: broadcast_logical_xor.
 */
export function broadcastLogicalXor(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastLogicalXorOp, lhs, rhs, options);
}

const broadcastMaximumOp = new Op('broadcast_maximum', {});
/**
 * The larger of two elements; NaN wins.
 * MXNet: broadcast_maximum.
 */
export function broadcastMaximum(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastMaximumOp, lhs, rhs, options);
}

const broadcastMinimumOp = new Op('broadcast_minimum', {});
/**
 * The smaller of two elements; NaN wins.
 * MXNet: broadcast_minimum.
 */
export function broadcastMinimum(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastMinimumOp, lhs, rhs, options);
}

const broadcastModOp = new Op('broadcast_mod', {});
/**
 * The remainder, with the divisor's sign; x mod 0 is 0.
 * MXNet: broadcast_mod.
 */
export function broadcastMod(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastModOp, lhs, rhs, options);
}

const broadcastMulOp = new Op('broadcast_mul', {});
/**
 * Lhs * rhs.
 * MXNet: broadcast_mul, _sparse_broadcast_mul.
 */
export function broadcastMul(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastMulOp, lhs, rhs, options);
}

const broadcastNotEqualOp = new Op('broadcast_not_equal', {});
/**
 * 1 where lhs != rhs, else 0.
 * MXNet: broadcast_not_equal.
 */
export function broadcastNotEqual(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastNotEqualOp, lhs, rhs, options);
}

const broadcastPowerOp = new Op('broadcast_power', {});
/**
 * Lhs to the power of rhs.
 * MXNet: broadcast_power.
 */
export function broadcastPower(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastPowerOp, lhs, rhs, options);
}

const broadcastSubOp = new Op('broadcast_sub', {});
/**
 * Lhs - rhs.
 * MXNet: broadcast_sub, _sparse_broadcast_sub, _sparse_broadcast_minus, broadcast_minus.
 */
export function broadcastSub(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(broadcastSubOp, lhs, rhs, options);
}

const broadcastToOp = new Op('broadcast_to', { shape: 'shape' });
export interface BroadcastToOptions extends OutOption {
  /** The shape; 0 keeps data's extent. Default []. */
  shape?: number | (number | null)[];
}
/**
 * Data repeated to a shape, by NumPy's rules.
 * MXNet: broadcast_to.
 */
export function broadcastTo(data: NDArray, options?: BroadcastToOptions): NDArray {
  return call1(broadcastToOp, data, options);
}

const cbrtOp = new Op('cbrt', {});
/**
 * The cube root of each element.
 * MXNet: cbrt, _sparse_cbrt.
 */
export function cbrt(data: NDArray, options?: OutOption): NDArray {
  return call1(cbrtOp, data, options);
}

const ceilOp = new Op('ceil', {});
/**
 * The smallest integer >= x.
 * MXNet: ceil, _sparse_ceil.
 */
export function ceil(data: NDArray, options?: OutOption): NDArray {
  return call1(ceilOp, data, options);
}

const clipOp = new Op('clip', { aMin: 'a_min', aMax: 'a_max' });
export interface ClipOptions extends OutOption {
  /** Lower bound. Required. */
  aMin: number;
  /** Upper bound. Required. */
  aMax: number;
}
/**
 * Elements below a_min become a_min, those above a_max become a_max.
 * MXNet: clip, _sparse_clip.
 */
export function clip(data: NDArray, options: ClipOptions): NDArray {
  return call1(clipOp, data, options);
}

const cosOp = new Op('cos', {});
/**
 * The cosine of an angle in radians.
 * MXNet: cos, _sparse_cos.
 */
export function cos(data: NDArray, options?: OutOption): NDArray {
  return call1(cosOp, data, options);
}

const coshOp = new Op('cosh', {});
/**
 * The hyperbolic cosine.
 * MXNet: cosh, _sparse_cosh.
 */
export function cosh(data: NDArray, options?: OutOption): NDArray {
  return call1(coshOp, data, options);
}

const degreesOp = new Op('degrees', {});
/**
 * Radians as degrees.
 * MXNet: degrees, _sparse_degrees.
 */
export function degrees(data: NDArray, options?: OutOption): NDArray {
  return call1(degreesOp, data, options);
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

const diagOp = new Op('diag', { k: 'k', axis1: 'axis1', axis2: 'axis2' });
export interface DiagOptions extends OutOption {
  /** Which diagonal: above (positive) or below (negative) the main one. Default 0. */
  k?: number;
  /** Axis of the rows. Default 0. */
  axis1?: number;
  /** Axis of the columns. Default 1. */
  axis2?: number;
}
/**
 * The matrix with a vector on its diagonal, or the diagonal of an array along two axes, which becomes its last axis.
 * MXNet: diag.
 */
export function diag(data: NDArray, options?: DiagOptions): NDArray {
  return call1(diagOp, data, options);
}

const digammaOp = new Op('digamma', {});
/**
 * The derivative of log Gamma.
 * MXNet: digamma.
 */
export function digamma(data: NDArray, options?: OutOption): NDArray {
  return call1(digammaOp, data, options);
}

const dotOp = new Op('dot', { transposeA: 'transpose_a', transposeB: 'transpose_b', forwardStype: 'forward_stype' });
export interface DotOptions extends OutOption {
  /** Sum over the first axis of lhs instead. Default false. */
  transposeA?: boolean;
  /** Sum over the last axis of rhs instead. Default false. */
  transposeB?: boolean;
  /** Storage type of the result in MXNet's graph files; results here are dense. Default null. */
  forwardStype?: 'default' | 'row_sparse' | 'csr' | null;
}
/**
 * Sum of products over the last axis of lhs and the first axis of rhs.
 * MXNet: dot, _sparse_dot.
 */
export function dot(lhs: NDArray, rhs: NDArray, options?: DotOptions): NDArray {
  return call2(dotOp, lhs, rhs, options);
}

const elemwiseAddOp = new Op('elemwise_add', {});
/**
 * Lhs + rhs.
 * MXNet: elemwise_add, _sparse_elemwise_add, _add, _plus, _Plus.
 */
export function elemwiseAdd(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(elemwiseAddOp, lhs, rhs, options);
}

const elemwiseDivOp = new Op('elemwise_div', {});
/**
 * Lhs / rhs; integers truncate.
 * MXNet: elemwise_div, _sparse_elemwise_div, _div, _Div.
 */
export function elemwiseDiv(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(elemwiseDivOp, lhs, rhs, options);
}

const elemwiseMulOp = new Op('elemwise_mul', {});
/**
 * Lhs * rhs.
 * MXNet: elemwise_mul, _sparse_elemwise_mul, _mul, _Mul.
 */
export function elemwiseMul(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(elemwiseMulOp, lhs, rhs, options);
}

const elemwiseSubOp = new Op('elemwise_sub', {});
/**
 * Lhs - rhs.
 * MXNet: elemwise_sub, _sparse_elemwise_sub, _sub, _minus, _Minus.
 */
export function elemwiseSub(lhs: NDArray, rhs: NDArray, options?: OutOption): NDArray {
  return call2(elemwiseSubOp, lhs, rhs, options);
}

const erfOp = new Op('erf', {});
/**
 * The Gauss error function.
 * MXNet: erf.
 */
export function erf(data: NDArray, options?: OutOption): NDArray {
  return call1(erfOp, data, options);
}

const erfinvOp = new Op('erfinv', {});
/**
 * The inverse of erf, for |x| <= 1.
 * MXNet: erfinv.
 */
export function erfinv(data: NDArray, options?: OutOption): NDArray {
  return call1(erfinvOp, data, options);
}

const expOp = new Op('exp', {});
/**
 * E to the power of each element.
 * MXNet: exp, _sparse_exp.
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

const expm1Op = new Op('expm1', {});
/**
 * E^x - 1, exact also near zero.
 * MXNet: expm1, _sparse_expm1.
 */
export function expm1(data: NDArray, options?: OutOption): NDArray {
  return call1(expm1Op, data, options);
}

const fixOp = new Op('fix', {});
/**
 * The nearest integer towards zero.
 * MXNet: fix, _sparse_fix.
 */
export function fix(data: NDArray, options?: OutOption): NDArray {
  return call1(fixOp, data, options);
}

const floorOp = new Op('floor', {});
/**
 * The largest integer <= x.
 * MXNet: floor, _sparse_floor.
 */
export function floor(data: NDArray, options?: OutOption): NDArray {
  return call1(floorOp, data, options);
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
  /** Added to the root. Default 1e-8. */
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

const gammaOp = new Op('gamma', {});
/**
 * The Gamma function.
 * MXNet: gamma, _sparse_gamma.
 */
export function gamma(data: NDArray, options?: OutOption): NDArray {
  return call1(gammaOp, data, options);
}

const gammalnOp = new Op('gammaln', {});
/**
 * Log |Gamma(x)|.
 * MXNet: gammaln, _sparse_gammaln.
 */
export function gammaln(data: NDArray, options?: OutOption): NDArray {
  return call1(gammalnOp, data, options);
}

const gatherNdOp = new Op('gather_nd', {});
/**
 * The elements or slabs of data whose leading coordinates are the columns of indices; negative ones count from the end.
 * MXNet: gather_nd.
 */
export function gatherNd(data: NDArray, indices: NDArray, options?: OutOption): NDArray {
  return call2(gatherNdOp, data, indices, options);
}

const hardSigmoidOp = new Op('hard_sigmoid', { alpha: 'alpha', beta: 'beta' });
export interface HardSigmoidOptions extends OutOption {
  /** Slope. Default 0.2. */
  alpha?: number;
  /** Value at 0. Default 0.5. */
  beta?: number;
}
/**
 * Alpha * x + beta, held between 0 and 1.
 * MXNet: hard_sigmoid.
 */
export function hardSigmoid(data: NDArray, options?: HardSigmoidOptions): NDArray {
  return call1(hardSigmoidOp, data, options);
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
  /** Added to the root, against division by zero. Default 0.000001. */
  epsilon?: number;
  /** Number of this step, from 1. Required. */
  t: number;
  /** Divide the means by 1 - beta^t. Default true. */
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
 * The natural logarithm of each element.
 * MXNet: log, _sparse_log.
 */
export function log(data: NDArray, options?: OutOption): NDArray {
  return call1(logOp, data, options);
}

const log10Op = new Op('log10', {});
/**
 * The logarithm to base 10.
 * MXNet: log10, _sparse_log10.
 */
export function log10(data: NDArray, options?: OutOption): NDArray {
  return call1(log10Op, data, options);
}

const log1pOp = new Op('log1p', {});
/**
 * Log(1 + x), exact also near zero.
 * MXNet: log1p, _sparse_log1p.
 */
export function log1p(data: NDArray, options?: OutOption): NDArray {
  return call1(log1pOp, data, options);
}

const log2Op = new Op('log2', {});
/**
 * The logarithm to base 2.
 * MXNet: log2, _sparse_log2.
 */
export function log2(data: NDArray, options?: OutOption): NDArray {
  return call1(log2Op, data, options);
}

const logSoftmaxOp = new Op('log_softmax', {
  axis: 'axis',
  temperature: 'temperature',
  dtype: 'dtype',
  useLength: 'use_length',
});
export interface LogSoftmaxOptions extends OutOption {
  /** Axis that sums to one; negative counts from the end. Default -1. */
  axis?: number;
  /** Divides the data first; None: 1. Default null. */
  temperature?: number | null;
  /** Dtype of the result; None: data's. Default null. */
  dtype?: 'float16' | 'float32' | 'float64' | null;
  /** Take a second input: how many positions of each line take part. Default null. */
  useLength?: boolean | null;
}
/**
 * The logarithm of softmax, computed without overflow.
 * MXNet: log_softmax.
 */
export function logSoftmax(data: NDArray, options?: LogSoftmaxOptions): NDArray;
export function logSoftmax(data: NDArray, length: NDArray | null | undefined, options?: LogSoftmaxOptions): NDArray;
export function logSoftmax(...args: unknown[]): NDArray {
  return callArguments(logSoftmaxOp, args)[0]!;
}

const logicalNotOp = new Op('logical_not', {});
/**
 * 1 where x is 0, else 0.
 * MXNet: logical_not.
 */
export function logicalNot(data: NDArray, options?: OutOption): NDArray {
  return call1(logicalNotOp, data, options);
}

const make_lossOp = new Op('make_loss', {});
/**
 * Marks a loss: passes data on; its gradient is one, whatever the head gradient says.
 * MXNet: make_loss, _sparse_make_loss.
 */
export function make_loss(data: NDArray, options?: OutOption): NDArray {
  return call1(make_lossOp, data, options);
}

const maxOp = new Op('max', { axis: 'axis', keepdims: 'keepdims', exclude: 'exclude' });
export interface MaxOptions extends OutOption {
  /** Axes to reduce; None or an empty tuple: all. Default null. */
  axis?: number | number[] | null;
  /** Keep reduced axes with extent 1. Default false. */
  keepdims?: boolean;
  /** Reduce the axes that are not named. Default false. */
  exclude?: boolean;
}
/**
 * The largest element along axes; NaN wins. Ties all get the full gradient.
 * MXNet: max, max_axis.
 */
export function max(data: NDArray, options?: MaxOptions): NDArray {
  return call1(maxOp, data, options);
}

const meanOp = new Op('mean', { axis: 'axis', keepdims: 'keepdims', exclude: 'exclude' });
export interface MeanOptions extends OutOption {
  /** Axes to reduce; None or an empty tuple: all. Default null. */
  axis?: number | number[] | null;
  /** Keep reduced axes with extent 1. Default false. */
  keepdims?: boolean;
  /** Reduce the axes that are not named. Default false. */
  exclude?: boolean;
}
/**
 * The mean of the elements along axes; of integers it is truncated.
 * MXNet: mean, _sparse_mean.
 */
export function mean(data: NDArray, options?: MeanOptions): NDArray {
  return call1(meanOp, data, options);
}

const minOp = new Op('min', { axis: 'axis', keepdims: 'keepdims', exclude: 'exclude' });
export interface MinOptions extends OutOption {
  /** Axes to reduce; None or an empty tuple: all. Default null. */
  axis?: number | number[] | null;
  /** Keep reduced axes with extent 1. Default false. */
  keepdims?: boolean;
  /** Reduce the axes that are not named. Default false. */
  exclude?: boolean;
}
/**
 * The smallest element along axes; NaN wins. Ties all get the full gradient.
 * MXNet: min, min_axis.
 */
export function min(data: NDArray, options?: MinOptions): NDArray {
  return call1(minOp, data, options);
}

const momentsOp = new Op('moments', { axes: 'axes', keepdims: 'keepdims' });
export interface MomentsOptions extends OutOption {
  /** Axes to reduce; required in practice. Default null. */
  axes?: number | number[] | null;
  /** Keep reduced axes with extent 1. Default false. */
  keepdims?: boolean;
}
/**
 * Mean and variance (divided by the number of elements) along axes.
 * MXNet: moments.
 */
export function moments(data: NDArray, options?: MomentsOptions): NDArray[] {
  return callList(momentsOp, [data], options);
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
  /** Added to the root, against division by zero. Default 0.000001. */
  epsilon?: number;
  /** Number of this step, from 1. Required. */
  t: number;
  /** Divide the means by 1 - beta^t. Default true. */
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
  /** With a row-sparse gradient, touch only its rows. Default true. */
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
  /** With a row-sparse gradient, touch only its rows. Default true. */
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
  /** False: a zero that is already in the given out array stays. Default true. */
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

const nanprodOp = new Op('nanprod', { axis: 'axis', keepdims: 'keepdims', exclude: 'exclude' });
export interface NanprodOptions extends OutOption {
  /** Axes to reduce; None or an empty tuple: all. Default null. */
  axis?: number | number[] | null;
  /** Keep reduced axes with extent 1. Default false. */
  keepdims?: boolean;
  /** Reduce the axes that are not named. Default false. */
  exclude?: boolean;
}
/**
 * The product of the elements along axes; NaN counts as 1.
 * MXNet: nanprod.
 */
export function nanprod(data: NDArray, options?: NanprodOptions): NDArray {
  return call1(nanprodOp, data, options);
}

const nansumOp = new Op('nansum', { axis: 'axis', keepdims: 'keepdims', exclude: 'exclude' });
export interface NansumOptions extends OutOption {
  /** Axes to reduce; None or an empty tuple: all. Default null. */
  axis?: number | number[] | null;
  /** Keep reduced axes with extent 1. Default false. */
  keepdims?: boolean;
  /** Reduce the axes that are not named. Default false. */
  exclude?: boolean;
}
/**
 * The sum of the elements along axes; NaN counts as 0.
 * MXNet: nansum.
 */
export function nansum(data: NDArray, options?: NansumOptions): NDArray {
  return call1(nansumOp, data, options);
}

const negativeOp = new Op('negative', {});
/**
 * -x.
 * MXNet: negative, _sparse_negative.
 */
export function negative(data: NDArray, options?: OutOption): NDArray {
  return call1(negativeOp, data, options);
}

const normOp = new Op('norm', { ord: 'ord', axis: 'axis', outDtype: 'out_dtype', keepdims: 'keepdims' });
export interface NormOptions extends OutOption {
  /** 1 or 2. Default 2. */
  ord?: number;
  /** Axes to reduce; None or an empty tuple: all. Default null. */
  axis?: number | number[] | null;
  /** Dtype of the result; None: data's. Default null. */
  outDtype?: 'float16' | 'float32' | 'float64' | 'int64' | 'int32' | 'int8' | null;
  /** Keep reduced axes with extent 1. Default false. */
  keepdims?: boolean;
}
/**
 * The norm of the elements along axes: the sum of magnitudes (ord 1) or the Euclidean length (ord 2).
 * MXNet: norm, _sparse_norm.
 */
export function norm(data: NDArray, options?: NormOptions): NDArray {
  return call1(normOp, data, options);
}

const oneHotOp = new Op('one_hot', { depth: 'depth', onValue: 'on_value', offValue: 'off_value', dtype: 'dtype' });
export interface OneHotOptions extends OutOption {
  /** Extent of the new axis. Required. */
  depth: number;
  /** Value at the position. Default 1. */
  onValue?: number;
  /** Value elsewhere, and everywhere for a position outside the axis. Default 0. */
  offValue?: number;
  /** Dtype of the result. Default 'float32'. */
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
  /** An index outside the axis: clip it, or count it modulo the extent (wrap). Default 'clip'. */
  mode?: 'clip' | 'wrap';
  /** Keep the axis, with extent 1. Default false. */
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

const prodOp = new Op('prod', { axis: 'axis', keepdims: 'keepdims', exclude: 'exclude' });
export interface ProdOptions extends OutOption {
  /** Axes to reduce; None or an empty tuple: all. Default null. */
  axis?: number | number[] | null;
  /** Keep reduced axes with extent 1. Default false. */
  keepdims?: boolean;
  /** Reduce the axes that are not named. Default false. */
  exclude?: boolean;
}
/**
 * The product of the elements along axes.
 * MXNet: prod.
 */
export function prod(data: NDArray, options?: ProdOptions): NDArray {
  return call1(prodOp, data, options);
}

const radiansOp = new Op('radians', {});
/**
 * Degrees as radians.
 * MXNet: radians, _sparse_radians.
 */
export function radians(data: NDArray, options?: OutOption): NDArray {
  return call1(radiansOp, data, options);
}

const rcbrtOp = new Op('rcbrt', {});
/**
 * 1 / cbrt(x).
 * MXNet: rcbrt.
 */
export function rcbrt(data: NDArray, options?: OutOption): NDArray {
  return call1(rcbrtOp, data, options);
}

const reciprocalOp = new Op('reciprocal', {});
/**
 * 1 / x.
 * MXNet: reciprocal.
 */
export function reciprocal(data: NDArray, options?: OutOption): NDArray {
  return call1(reciprocalOp, data, options);
}

const reluOp = new Op('relu', {});
/**
 * Max(x, 0).
 * MXNet: relu, _sparse_relu.
 */
export function relu(data: NDArray, options?: OutOption): NDArray {
  return call1(reluOp, data, options);
}

const repeatOp = new Op('repeat', { repeats: 'repeats', axis: 'axis' });
export interface RepeatOptions extends OutOption {
  /** How often. Required. */
  repeats: number;
  /** Axis to repeat along; None flattens the input. Default null. */
  axis?: number | null;
}
/**
 * Each element several times in a row, along one axis or of the flattened input.
 * MXNet: repeat.
 */
export function repeat(data: NDArray, options: RepeatOptions): NDArray {
  return call1(repeatOp, data, options);
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
  /** First axis of lhs to replace. Default null. */
  lhsBegin?: number | null;
  /** Axis of lhs behind the last one to replace. Default null. */
  lhsEnd?: number | null;
  /** First axis of rhs to use. Default null. */
  rhsBegin?: number | null;
  /** Axis of rhs behind the last one to use. Default null. */
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

const rintOp = new Op('rint', {});
/**
 * The nearest integer; halves go to the floor.
 * MXNet: rint, _sparse_rint.
 */
export function rint(data: NDArray, options?: OutOption): NDArray {
  return call1(rintOp, data, options);
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
  /** Added under the root. Default 1e-8. */
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
  /** Added under the root. Default 1e-8. */
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

const roundOp = new Op('round', {});
/**
 * The nearest integer; halves go away from zero.
 * MXNet: round, _sparse_round.
 */
export function round(data: NDArray, options?: OutOption): NDArray {
  return call1(roundOp, data, options);
}

const rsqrtOp = new Op('rsqrt', {});
/**
 * 1 / sqrt(x).
 * MXNet: rsqrt, _sparse_rsqrt.
 */
export function rsqrt(data: NDArray, options?: OutOption): NDArray {
  return call1(rsqrtOp, data, options);
}

const scatterNdOp = new Op('scatter_nd', { shape: 'shape' });
export interface ScatterNdOptions extends OutOption {
  /** Shape of the result. Required. */
  shape: number | (number | null)[];
}
/**
 * Zeros with the slabs of data at the coordinates in indices; of equal coordinates the last one wins.
 * MXNet: scatter_nd.
 */
export function scatterNd(data: NDArray, indices: NDArray, options: ScatterNdOptions): NDArray {
  return call2(scatterNdOp, data, indices, options);
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
  /** With a row-sparse gradient, touch only its rows. Default true. */
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
  /** With a row-sparse gradient, touch only its rows. Default true. */
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

const sigmoidOp = new Op('sigmoid', {});
/**
 * 1 / (1 + e^-x).
 * MXNet: sigmoid, _sparse_sigmoid.
 */
export function sigmoid(data: NDArray, options?: OutOption): NDArray {
  return call1(sigmoidOp, data, options);
}

const signOp = new Op('sign', {});
/**
 * -1, 0 or 1; 0 for NaN.
 * MXNet: sign, _sparse_sign.
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

const sinOp = new Op('sin', {});
/**
 * The sine of an angle in radians.
 * MXNet: sin, _sparse_sin.
 */
export function sin(data: NDArray, options?: OutOption): NDArray {
  return call1(sinOp, data, options);
}

const sinhOp = new Op('sinh', {});
/**
 * The hyperbolic sine.
 * MXNet: sinh, _sparse_sinh.
 */
export function sinh(data: NDArray, options?: OutOption): NDArray {
  return call1(sinhOp, data, options);
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
  /** Distance between positions, may be negative; empty: 1. Default []. */
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
  /** Position behind the last one; None: to the end. Default null. */
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
  /** Axes to cut; empty: all. Default []. */
  axes?: number | (number | null)[];
}
/**
 * The leading part of data that has the extents of shape_like.
 * MXNet: slice_like.
 */
export function sliceLike(data: NDArray, shapeLike: NDArray, options?: SliceLikeOptions): NDArray {
  return call2(sliceLikeOp, data, shapeLike, options);
}

const smoothL1Op = new Op('smooth_l1', { scalar: 'scalar', isInt: 'is_int' });
export interface SmoothL1Options extends OutOption {
  /** S. Default 1. */
  scalar?: number;
  /** Whether the scalar is a whole number; makes no difference. Default true. */
  isInt?: boolean;
}
/**
 * Squared near zero, absolute elsewhere: 0.5 (s x)^2 where |x| < 1 / s^2, else |x| - 0.5 / s^2 (Girshick 2015).
 * MXNet: smooth_l1.
 */
export function smoothL1(data: NDArray, options?: SmoothL1Options): NDArray {
  return call1(smoothL1Op, data, options);
}

const softmaxOp = new Op('softmax', {
  axis: 'axis',
  temperature: 'temperature',
  dtype: 'dtype',
  useLength: 'use_length',
});
export interface SoftmaxOptions extends OutOption {
  /** Axis that sums to one; negative counts from the end. Default -1. */
  axis?: number;
  /** Divides the data first; None: 1. Default null. */
  temperature?: number | null;
  /** Dtype of the result; None: data's. Default null. */
  dtype?: 'float16' | 'float32' | 'float64' | null;
  /** Take a second input: how many positions of each line take part. Default null. */
  useLength?: boolean | null;
}
/**
 * Exp(x - max x) / sum, along one axis.
 * MXNet: softmax.
 */
export function softmax(data: NDArray, options?: SoftmaxOptions): NDArray;
export function softmax(data: NDArray, length: NDArray | null | undefined, options?: SoftmaxOptions): NDArray;
export function softmax(...args: unknown[]): NDArray {
  return callArguments(softmaxOp, args)[0]!;
}

const softmaxCrossEntropyOp = new Op('softmax_cross_entropy', {});
/**
 * Sum over the batch of -log softmax(data)[label].
 * MXNet: softmax_cross_entropy.
 */
export function softmaxCrossEntropy(data: NDArray, label: NDArray, options?: OutOption): NDArray {
  return call2(softmaxCrossEntropyOp, data, label, options);
}

const softminOp = new Op('softmin', {
  axis: 'axis',
  temperature: 'temperature',
  dtype: 'dtype',
  useLength: 'use_length',
});
export interface SoftminOptions extends OutOption {
  /** Axis that sums to one; negative counts from the end. Default -1. */
  axis?: number;
  /** Divides the data first; None: 1. Default null. */
  temperature?: number | null;
  /** Dtype of the result; None: data's. Default null. */
  dtype?: 'float16' | 'float32' | 'float64' | null;
  /** Take a second input: how many positions of each line take part. Default null. */
  useLength?: boolean | null;
}
/**
 * Softmax of -data.
 * MXNet: softmin.
 */
export function softmin(data: NDArray, options?: SoftminOptions): NDArray;
export function softmin(data: NDArray, length: NDArray | null | undefined, options?: SoftminOptions): NDArray;
export function softmin(...args: unknown[]): NDArray {
  return callArguments(softminOp, args)[0]!;
}

const softsignOp = new Op('softsign', {});
/**
 * X / (1 + |x|).
 * MXNet: softsign.
 */
export function softsign(data: NDArray, options?: OutOption): NDArray {
  return call1(softsignOp, data, options);
}

const sortOp = new Op('sort', { axis: 'axis', isAscend: 'is_ascend' });
export interface SortOptions extends OutOption {
  /** Axis to order along; None orders all elements as one lane. Default -1. */
  axis?: number | null;
  /** Smallest first; otherwise largest first. Default true. */
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
 * The square root of each element.
 * MXNet: sqrt, _sparse_sqrt.
 */
export function sqrt(data: NDArray, options?: OutOption): NDArray {
  return call1(sqrtOp, data, options);
}

const squareOp = new Op('square', {});
/**
 * X * x.
 * MXNet: square, _sparse_square.
 */
export function square(data: NDArray, options?: OutOption): NDArray {
  return call1(squareOp, data, options);
}

const squeezeOp = new Op('squeeze', { axis: 'axis' });
export interface SqueezeOptions extends OutOption {
  /** The axes to drop; None: all of extent 1. Default null. */
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

const sumOp = new Op('sum', { axis: 'axis', keepdims: 'keepdims', exclude: 'exclude' });
export interface SumOptions extends OutOption {
  /** Axes to reduce; None or an empty tuple: all. Default null. */
  axis?: number | number[] | null;
  /** Keep reduced axes with extent 1. Default false. */
  keepdims?: boolean;
  /** Reduce the axes that are not named. Default false. */
  exclude?: boolean;
}
/**
 * The sum of the elements along axes.
 * MXNet: sum, _sparse_sum, sum_axis.
 */
export function sum(data: NDArray, options?: SumOptions): NDArray {
  return call1(sumOp, data, options);
}

const takeOp = new Op('take', { axis: 'axis', mode: 'mode' });
export interface TakeOptions extends OutOption {
  /** Axis to take along; negative counts from the end. Default 0. */
  axis?: number;
  /** An index outside the axis: clip it, count it modulo the extent (wrap), or raise. Default 'clip'. */
  mode?: 'clip' | 'wrap' | 'raise';
}
/**
 * The slabs of `a` at the positions `indices` along one axis.
 * MXNet: take.
 */
export function take(a: NDArray, indices: NDArray, options?: TakeOptions): NDArray {
  return call2(takeOp, a, indices, options);
}

const tanOp = new Op('tan', {});
/**
 * The tangent of an angle in radians.
 * MXNet: tan, _sparse_tan.
 */
export function tan(data: NDArray, options?: OutOption): NDArray {
  return call1(tanOp, data, options);
}

const tanhOp = new Op('tanh', {});
/**
 * The hyperbolic tangent.
 * MXNet: tanh, _sparse_tanh.
 */
export function tanh(data: NDArray, options?: OutOption): NDArray {
  return call1(tanhOp, data, options);
}

const tileOp = new Op('tile', { reps: 'reps' });
export interface TileOptions extends OutOption {
  /** Copies along each axis, counted from the last. Required. */
  reps: number | (number | null)[];
}
/**
 * Copies of the input side by side along each axis, as numpy.tile counts them.
 * MXNet: tile.
 */
export function tile(data: NDArray, options: TileOptions): NDArray {
  return call1(tileOp, data, options);
}

const topkOp = new Op('topk', { axis: 'axis', k: 'k', retTyp: 'ret_typ', isAscend: 'is_ascend', dtype: 'dtype' });
export interface TopkOptions extends OutOption {
  /** Axis to order along; None orders all elements as one lane. Default -1. */
  axis?: number | null;
  /** How many elements of each lane; below 1: all. Default 1. */
  k?: number;
  /** What to return: their values, their positions, both, or a mask over the input. Default 'indices'. */
  retTyp?: 'value' | 'indices' | 'mask' | 'both';
  /** The smallest elements rather than the largest. Default false. */
  isAscend?: boolean;
  /** Dtype of the positions. Default 'float32'. */
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
  /** Axis k of the result is axis axes[k] of the input; empty: reversed order. Default []. */
  axes?: number | (number | null)[];
}
/**
 * The axes in another order.
 * MXNet: transpose.
 */
export function transpose(data: NDArray, options?: TransposeOptions): NDArray {
  return call1(transposeOp, data, options);
}

const truncOp = new Op('trunc', {});
/**
 * X without its fraction.
 * MXNet: trunc, _sparse_trunc.
 */
export function trunc(data: NDArray, options?: OutOption): NDArray {
  return call1(truncOp, data, options);
}

const whereOp = new Op('where', {});
/**
 * X where condition is not 0, else y; a condition of one axis chooses whole rows.
 * MXNet: where, _sparse_where.
 */
export function where(condition: NDArray, x: NDArray, y: NDArray, options?: OutOption): NDArray {
  return call3(whereOp, condition, x, y, options);
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
    /** Keeps positive elements and shrinks the others, as act_type says; gelu is x times the normal distribution. */
    leakyReLU(options?: LeakyReLUOptions): NDArray;
    /** The input with a border around it. */
    pad(options: PadOptions): NDArray;
    /** Equal parts of the input along one axis. */
    split(options: SliceChannelOptions): NDArray[];
    /** Two axes exchanged. */
    swapaxes(options?: SwapAxisOptions): NDArray;
    /** Parts of the input along one axis, from each given index to the next, or a number of equal sections. */
    splitV2(options: InternalSplitV2Options): NDArray[];
    /** The absolute value. */
    abs(options?: OutOption): NDArray;
    /** The angle in [0, pi] whose cosine is x. */
    arccos(options?: OutOption): NDArray;
    /** The inverse of cosh, for x >= 1. */
    arccosh(options?: OutOption): NDArray;
    /** The angle in [-pi/2, pi/2] whose sine is x. */
    arcsin(options?: OutOption): NDArray;
    /** The inverse of sinh. */
    arcsinh(options?: OutOption): NDArray;
    /** The angle in (-pi/2, pi/2) whose tangent is x. */
    arctan(options?: OutOption): NDArray;
    /** The inverse of tanh, for |x| < 1. */
    arctanh(options?: OutOption): NDArray;
    /** Position of the first largest element, in data's dtype; NaN is the largest. */
    argmax(options?: ArgmaxOptions): NDArray;
    /** Position of the first largest element along axis 1, in data's dtype. */
    argmaxChannel(options?: OutOption): NDArray;
    /** Position of the first smallest element, in data's dtype; NaN is the smallest. */
    argmin(options?: ArgminOptions): NDArray;
    /** The positions that put each lane along an axis in order. */
    argsort(options?: ArgsortOptions): NDArray;
    /** The matrix product of each pair of matrices in two batches. */
    batchDot(rhs: NDArray, options?: BatchDotOptions): NDArray;
    /** Data repeated along axes of extent 1. */
    broadcastAxis(options?: BroadcastAxisOptions): NDArray;
    /** Lhs repeated to the extents of rhs, on all axes or on named ones. */
    broadcastLike(rhs: NDArray, options?: BroadcastLikeOptions): NDArray;
    /** Data repeated to a shape, by NumPy's rules. */
    broadcastTo(options?: BroadcastToOptions): NDArray;
    /** The cube root of each element. */
    cbrt(options?: OutOption): NDArray;
    /** The smallest integer >= x. */
    ceil(options?: OutOption): NDArray;
    /** Elements below a_min become a_min, those above a_max become a_max. */
    clip(options: ClipOptions): NDArray;
    /** The cosine of an angle in radians. */
    cos(options?: OutOption): NDArray;
    /** The hyperbolic cosine. */
    cosh(options?: OutOption): NDArray;
    /** Radians as degrees. */
    degrees(options?: OutOption): NDArray;
    /** Moves channels into blocks of pixels: (N, C b b, H, W) becomes (N, C, H b, W b). */
    depthToSpace(options: DepthToSpaceOptions): NDArray;
    /** The matrix with a vector on its diagonal, or the diagonal of an array along two axes, which becomes its last axis. */
    diag(options?: DiagOptions): NDArray;
    /** The derivative of log Gamma. */
    digamma(options?: OutOption): NDArray;
    /** Sum of products over the last axis of lhs and the first axis of rhs. */
    dot(rhs: NDArray, options?: DotOptions): NDArray;
    /** Lhs + rhs. */
    elemwiseAdd(rhs: NDArray, options?: OutOption): NDArray;
    /** The Gauss error function. */
    erf(options?: OutOption): NDArray;
    /** The inverse of erf, for |x| <= 1. */
    erfinv(options?: OutOption): NDArray;
    /** E to the power of each element. */
    exp(options?: OutOption): NDArray;
    /** Inserts an axis of extent 1. */
    expandDims(options: ExpandDimsOptions): NDArray;
    /** E^x - 1, exact also near zero. */
    expm1(options?: OutOption): NDArray;
    /** The nearest integer towards zero. */
    fix(options?: OutOption): NDArray;
    /** The largest integer <= x. */
    floor(options?: OutOption): NDArray;
    /** The Gamma function. */
    gamma(options?: OutOption): NDArray;
    /** Log |Gamma(x)|. */
    gammaln(options?: OutOption): NDArray;
    /** The elements or slabs of data whose leading coordinates are the columns of indices; negative ones count from the end. */
    gatherNd(indices: NDArray, options?: OutOption): NDArray;
    /** Alpha * x + beta, held between 0 and 1. */
    hardSigmoid(options?: HardSigmoidOptions): NDArray;
    /** The natural logarithm of each element. */
    log(options?: OutOption): NDArray;
    /** The logarithm to base 10. */
    log10(options?: OutOption): NDArray;
    /** Log(1 + x), exact also near zero. */
    log1p(options?: OutOption): NDArray;
    /** The logarithm to base 2. */
    log2(options?: OutOption): NDArray;
    /** The logarithm of softmax, computed without overflow. */
    logSoftmax(options?: LogSoftmaxOptions): NDArray;
    /** 1 where x is 0, else 0. */
    logicalNot(options?: OutOption): NDArray;
    /** The largest element along axes; NaN wins. Ties all get the full gradient. */
    max(options?: MaxOptions): NDArray;
    /** The mean of the elements along axes; of integers it is truncated. */
    mean(options?: MeanOptions): NDArray;
    /** The smallest element along axes; NaN wins. Ties all get the full gradient. */
    min(options?: MinOptions): NDArray;
    /** The product of the elements along axes; NaN counts as 1. */
    nanprod(options?: NanprodOptions): NDArray;
    /** The sum of the elements along axes; NaN counts as 0. */
    nansum(options?: NansumOptions): NDArray;
    /** -x. */
    negative(options?: OutOption): NDArray;
    /** The norm of the elements along axes: the sum of magnitudes (ord 1) or the Euclidean length (ord 2). */
    norm(options?: NormOptions): NDArray;
    /** A new last axis that holds on_value at the position in indices and off_value elsewhere. */
    oneHot(options: OneHotOptions): NDArray;
    /** Ones in the shape and dtype of the input. */
    onesLike(options?: OutOption): NDArray;
    /** One element of each lane along an axis, at the position that index gives for the lane. */
    pick(index: NDArray, options?: PickOptions): NDArray;
    /** The product of the elements along axes. */
    prod(options?: ProdOptions): NDArray;
    /** Degrees as radians. */
    radians(options?: OutOption): NDArray;
    /** 1 / cbrt(x). */
    rcbrt(options?: OutOption): NDArray;
    /** 1 / x. */
    reciprocal(options?: OutOption): NDArray;
    /** Max(x, 0). */
    relu(options?: OutOption): NDArray;
    /** Each element several times in a row, along one axis or of the flattened input. */
    repeat(options: RepeatOptions): NDArray;
    /** Lhs in the shape of rhs; with ranges, axes [lhs_begin, lhs_end) take the extents of rhs's axes [rhs_begin, rhs_end). */
    reshapeLike(rhs: NDArray, options?: ReshapeLikeOptions): NDArray;
    /** The elements in reverse order along some axes. */
    flip(options: ReverseOptions): NDArray;
    /** The nearest integer; halves go to the floor. */
    rint(options?: OutOption): NDArray;
    /** The nearest integer; halves go away from zero. */
    round(options?: OutOption): NDArray;
    /** 1 / sqrt(x). */
    rsqrt(options?: OutOption): NDArray;
    /** The shape of the input as an int64 vector. */
    shapeArray(options?: OutOption): NDArray;
    /** 1 / (1 + e^-x). */
    sigmoid(options?: OutOption): NDArray;
    /** -1, 0 or 1; 0 for NaN. */
    sign(options?: OutOption): NDArray;
    /** The sine of an angle in radians. */
    sin(options?: OutOption): NDArray;
    /** The hyperbolic sine. */
    sinh(options?: OutOption): NDArray;
    /** The number of elements of the input as an int64 vector of one. */
    sizeArray(options?: OutOption): NDArray;
    /** The part of the input between begin and end, by step, along its leading axes. */
    slice(options: SliceOptions): NDArray;
    /** The part of the input between begin and end along one axis. */
    sliceAxis(options: SliceAxisOptions): NDArray;
    /** The leading part of data that has the extents of shape_like. */
    sliceLike(shapeLike: NDArray, options?: SliceLikeOptions): NDArray;
    /** Squared near zero, absolute elsewhere: 0.5 (s x)^2 where |x| < 1 / s^2, else |x| - 0.5 / s^2 (Girshick 2015). */
    smoothL1(options?: SmoothL1Options): NDArray;
    /** Exp(x - max x) / sum, along one axis. */
    softmax(options?: SoftmaxOptions): NDArray;
    /** Softmax of -data. */
    softmin(options?: SoftminOptions): NDArray;
    /** X / (1 + |x|). */
    softsign(options?: OutOption): NDArray;
    /** The elements of each lane along an axis in order. */
    sort(options?: SortOptions): NDArray;
    /** Moves blocks of pixels into channels: (N, C, H b, W b) becomes (N, C b b, H, W). */
    spaceToDepth(options: SpaceToDepthOptions): NDArray;
    /** The square root of each element. */
    sqrt(options?: OutOption): NDArray;
    /** X * x. */
    square(options?: OutOption): NDArray;
    /** Drops axes of extent 1. */
    squeeze(options?: SqueezeOptions): NDArray;
    /** The inputs side by side along a new axis. */
    stack(options?: StackOptions): NDArray;
    /** The sum of the elements along axes. */
    sum(options?: SumOptions): NDArray;
    /** The slabs of `a` at the positions `indices` along one axis. */
    take(indices: NDArray, options?: TakeOptions): NDArray;
    /** The tangent of an angle in radians. */
    tan(options?: OutOption): NDArray;
    /** The hyperbolic tangent. */
    tanh(options?: OutOption): NDArray;
    /** Copies of the input side by side along each axis, as numpy.tile counts them. */
    tile(options: TileOptions): NDArray;
    /** The k largest elements of each lane along an axis, in order. */
    topk(options?: TopkOptions): NDArray;
    /** The axes in another order. */
    transpose(options?: TransposeOptions): NDArray;
    /** X without its fraction. */
    trunc(options?: OutOption): NDArray;
    /** X where condition is not 0, else y; a condition of one axis chooses whole rows. */
    where(x: NDArray, y: NDArray, options?: OutOption): NDArray;
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
  leakyReLU(this: NDArray, ...args: unknown[]) {
    return leakyReLU(this, ...(args as [never]));
  },
  pad(this: NDArray, ...args: unknown[]) {
    return pad(this, ...(args as [never]));
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
  abs(this: NDArray, ...args: unknown[]) {
    return abs(this, ...(args as [never]));
  },
  arccos(this: NDArray, ...args: unknown[]) {
    return arccos(this, ...(args as [never]));
  },
  arccosh(this: NDArray, ...args: unknown[]) {
    return arccosh(this, ...(args as [never]));
  },
  arcsin(this: NDArray, ...args: unknown[]) {
    return arcsin(this, ...(args as [never]));
  },
  arcsinh(this: NDArray, ...args: unknown[]) {
    return arcsinh(this, ...(args as [never]));
  },
  arctan(this: NDArray, ...args: unknown[]) {
    return arctan(this, ...(args as [never]));
  },
  arctanh(this: NDArray, ...args: unknown[]) {
    return arctanh(this, ...(args as [never]));
  },
  argmax(this: NDArray, ...args: unknown[]) {
    return argmax(this, ...(args as [never]));
  },
  argmaxChannel(this: NDArray, ...args: unknown[]) {
    return argmaxChannel(this, ...(args as [never]));
  },
  argmin(this: NDArray, ...args: unknown[]) {
    return argmin(this, ...(args as [never]));
  },
  argsort(this: NDArray, ...args: unknown[]) {
    return argsort(this, ...(args as [never]));
  },
  batchDot(this: NDArray, ...args: unknown[]) {
    return batchDot(this, ...(args as [never]));
  },
  broadcastAxis(this: NDArray, ...args: unknown[]) {
    return broadcastAxis(this, ...(args as [never]));
  },
  broadcastLike(this: NDArray, ...args: unknown[]) {
    return broadcastLike(this, ...(args as [never]));
  },
  broadcastTo(this: NDArray, ...args: unknown[]) {
    return broadcastTo(this, ...(args as [never]));
  },
  cbrt(this: NDArray, ...args: unknown[]) {
    return cbrt(this, ...(args as [never]));
  },
  ceil(this: NDArray, ...args: unknown[]) {
    return ceil(this, ...(args as [never]));
  },
  clip(this: NDArray, ...args: unknown[]) {
    return clip(this, ...(args as [never]));
  },
  cos(this: NDArray, ...args: unknown[]) {
    return cos(this, ...(args as [never]));
  },
  cosh(this: NDArray, ...args: unknown[]) {
    return cosh(this, ...(args as [never]));
  },
  degrees(this: NDArray, ...args: unknown[]) {
    return degrees(this, ...(args as [never]));
  },
  depthToSpace(this: NDArray, ...args: unknown[]) {
    return depthToSpace(this, ...(args as [never]));
  },
  diag(this: NDArray, ...args: unknown[]) {
    return diag(this, ...(args as [never]));
  },
  digamma(this: NDArray, ...args: unknown[]) {
    return digamma(this, ...(args as [never]));
  },
  dot(this: NDArray, ...args: unknown[]) {
    return dot(this, ...(args as [never]));
  },
  elemwiseAdd(this: NDArray, ...args: unknown[]) {
    return elemwiseAdd(this, ...(args as [never]));
  },
  erf(this: NDArray, ...args: unknown[]) {
    return erf(this, ...(args as [never]));
  },
  erfinv(this: NDArray, ...args: unknown[]) {
    return erfinv(this, ...(args as [never]));
  },
  exp(this: NDArray, ...args: unknown[]) {
    return exp(this, ...(args as [never]));
  },
  expandDims(this: NDArray, ...args: unknown[]) {
    return expandDims(this, ...(args as [never]));
  },
  expm1(this: NDArray, ...args: unknown[]) {
    return expm1(this, ...(args as [never]));
  },
  fix(this: NDArray, ...args: unknown[]) {
    return fix(this, ...(args as [never]));
  },
  floor(this: NDArray, ...args: unknown[]) {
    return floor(this, ...(args as [never]));
  },
  gamma(this: NDArray, ...args: unknown[]) {
    return gamma(this, ...(args as [never]));
  },
  gammaln(this: NDArray, ...args: unknown[]) {
    return gammaln(this, ...(args as [never]));
  },
  gatherNd(this: NDArray, ...args: unknown[]) {
    return gatherNd(this, ...(args as [never]));
  },
  hardSigmoid(this: NDArray, ...args: unknown[]) {
    return hardSigmoid(this, ...(args as [never]));
  },
  log(this: NDArray, ...args: unknown[]) {
    return log(this, ...(args as [never]));
  },
  log10(this: NDArray, ...args: unknown[]) {
    return log10(this, ...(args as [never]));
  },
  log1p(this: NDArray, ...args: unknown[]) {
    return log1p(this, ...(args as [never]));
  },
  log2(this: NDArray, ...args: unknown[]) {
    return log2(this, ...(args as [never]));
  },
  logSoftmax(this: NDArray, ...args: unknown[]) {
    return logSoftmax(this, ...(args as [never]));
  },
  logicalNot(this: NDArray, ...args: unknown[]) {
    return logicalNot(this, ...(args as [never]));
  },
  max(this: NDArray, ...args: unknown[]) {
    return max(this, ...(args as [never]));
  },
  mean(this: NDArray, ...args: unknown[]) {
    return mean(this, ...(args as [never]));
  },
  min(this: NDArray, ...args: unknown[]) {
    return min(this, ...(args as [never]));
  },
  nanprod(this: NDArray, ...args: unknown[]) {
    return nanprod(this, ...(args as [never]));
  },
  nansum(this: NDArray, ...args: unknown[]) {
    return nansum(this, ...(args as [never]));
  },
  negative(this: NDArray, ...args: unknown[]) {
    return negative(this, ...(args as [never]));
  },
  norm(this: NDArray, ...args: unknown[]) {
    return norm(this, ...(args as [never]));
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
  prod(this: NDArray, ...args: unknown[]) {
    return prod(this, ...(args as [never]));
  },
  radians(this: NDArray, ...args: unknown[]) {
    return radians(this, ...(args as [never]));
  },
  rcbrt(this: NDArray, ...args: unknown[]) {
    return rcbrt(this, ...(args as [never]));
  },
  reciprocal(this: NDArray, ...args: unknown[]) {
    return reciprocal(this, ...(args as [never]));
  },
  relu(this: NDArray, ...args: unknown[]) {
    return relu(this, ...(args as [never]));
  },
  repeat(this: NDArray, ...args: unknown[]) {
    return repeat(this, ...(args as [never]));
  },
  reshapeLike(this: NDArray, ...args: unknown[]) {
    return reshapeLike(this, ...(args as [never]));
  },
  flip(this: NDArray, ...args: unknown[]) {
    return reverse(this, ...(args as [never]));
  },
  rint(this: NDArray, ...args: unknown[]) {
    return rint(this, ...(args as [never]));
  },
  round(this: NDArray, ...args: unknown[]) {
    return round(this, ...(args as [never]));
  },
  rsqrt(this: NDArray, ...args: unknown[]) {
    return rsqrt(this, ...(args as [never]));
  },
  shapeArray(this: NDArray, ...args: unknown[]) {
    return shapeArray(this, ...(args as [never]));
  },
  sigmoid(this: NDArray, ...args: unknown[]) {
    return sigmoid(this, ...(args as [never]));
  },
  sign(this: NDArray, ...args: unknown[]) {
    return sign(this, ...(args as [never]));
  },
  sin(this: NDArray, ...args: unknown[]) {
    return sin(this, ...(args as [never]));
  },
  sinh(this: NDArray, ...args: unknown[]) {
    return sinh(this, ...(args as [never]));
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
  smoothL1(this: NDArray, ...args: unknown[]) {
    return smoothL1(this, ...(args as [never]));
  },
  softmax(this: NDArray, ...args: unknown[]) {
    return softmax(this, ...(args as [never]));
  },
  softmin(this: NDArray, ...args: unknown[]) {
    return softmin(this, ...(args as [never]));
  },
  softsign(this: NDArray, ...args: unknown[]) {
    return softsign(this, ...(args as [never]));
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
  tan(this: NDArray, ...args: unknown[]) {
    return tan(this, ...(args as [never]));
  },
  tanh(this: NDArray, ...args: unknown[]) {
    return tanh(this, ...(args as [never]));
  },
  tile(this: NDArray, ...args: unknown[]) {
    return tile(this, ...(args as [never]));
  },
  topk(this: NDArray, ...args: unknown[]) {
    return topk(this, ...(args as [never]));
  },
  transpose(this: NDArray, ...args: unknown[]) {
    return transpose(this, ...(args as [never]));
  },
  trunc(this: NDArray, ...args: unknown[]) {
    return trunc(this, ...(args as [never]));
  },
  where(this: NDArray, ...args: unknown[]) {
    return where(this, ...(args as [never, never]));
  },
  zerosLike(this: NDArray, ...args: unknown[]) {
    return zerosLike(this, ...(args as [never]));
  },
});

/** Every operator without a namespace of its own. */
export const operators = {
  abs,
  activation,
  adamUpdate,
  addN,
  allFinite,
  ampCast,
  ampMulticast,
  arccos,
  arccosh,
  arcsin,
  arcsinh,
  arctan,
  arctanh,
  argmax,
  argmaxChannel,
  argmin,
  argsort,
  batchDot,
  batchNorm,
  batchNormV1: batchNorm,
  batchTake,
  blockGrad,
  broadcastAdd,
  broadcastAxes: broadcastAxis,
  broadcastAxis,
  broadcastDiv,
  broadcastEqual,
  broadcastGreater,
  broadcastGreaterEqual,
  broadcastHypot,
  broadcastLesser,
  broadcastLesserEqual,
  broadcastLike,
  broadcastLogicalAnd,
  broadcastLogicalOr,
  broadcastLogicalXor,
  broadcastMaximum,
  broadcastMinimum,
  broadcastMinus: broadcastSub,
  broadcastMod,
  broadcastMul,
  broadcastNotEqual,
  broadcastPlus: broadcastAdd,
  broadcastPower,
  broadcastSub,
  broadcastTo,
  cast,
  cbrt,
  ceil,
  chooseElement0index: pick,
  clip,
  concat,
  convolution,
  convolutionV1: convolution,
  cos,
  cosh,
  crop,
  ctcLoss,
  deconvolution,
  degrees,
  depthToSpace,
  diag,
  digamma,
  dot,
  dropout,
  elementWiseSum: addN,
  elemwiseAdd,
  elemwiseDiv,
  elemwiseMul,
  elemwiseSub,
  embedding,
  erf,
  erfinv,
  exp,
  expandDims,
  expm1,
  fix,
  flatten,
  flip: reverse,
  floor,
  ftmlUpdate,
  ftrlUpdate,
  fullyConnected,
  gamma,
  gammaln,
  gatherNd,
  groupNorm,
  hardSigmoid,
  identity: internalCopy,
  instanceNorm,
  l2Normalization,
  lambUpdatePhase1,
  lambUpdatePhase2,
  layerNorm,
  leakyReLU,
  linearRegressionOutput,
  log,
  log10,
  log1p,
  log2,
  logSoftmax,
  logicalNot,
  logisticRegressionOutput,
  lrn,
  maeRegressionOutput,
  makeLoss,
  make_loss,
  max,
  maxAxis: max,
  mean,
  min,
  minAxis: min,
  moments,
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
  nanprod,
  nansum,
  negative,
  norm,
  normal: randomNormal,
  oneHot,
  onesLike,
  pad,
  pick,
  pooling,
  poolingV1,
  preloadedMultiMpSgdMomUpdate,
  preloadedMultiMpSgdUpdate,
  preloadedMultiSgdMomUpdate,
  preloadedMultiSgdUpdate,
  prod,
  radians,
  randomExponential,
  randomGamma,
  randomGeneralizedNegativeBinomial,
  randomNegativeBinomial,
  randomNormal,
  randomPdfDirichlet,
  randomPdfExponential,
  randomPdfGamma,
  randomPdfGeneralizedNegativeBinomial,
  randomPdfNegativeBinomial,
  randomPdfNormal,
  randomPdfPoisson,
  randomPdfUniform,
  randomPoisson,
  randomRandint,
  randomUniform,
  ravelMultiIndex: internalRavelMultiIndex,
  rcbrt,
  reciprocal,
  relu,
  repeat,
  resetArrays,
  reshape,
  reshapeLike,
  reverse,
  rint,
  rmspropUpdate,
  rmspropalexUpdate,
  round,
  rsqrt,
  sampleExponential: randomSampleExponential,
  sampleGamma: randomSampleGamma,
  sampleGeneralizedNegativeBinomial: randomSampleGeneralizedNegativeBinomial,
  sampleMultinomial: randomSampleMultinomial,
  sampleNegativeBinomial: randomSampleNegativeBinomial,
  sampleNormal: randomSampleNormal,
  samplePoisson: randomSamplePoisson,
  sampleUniform: randomSampleUniform,
  scatterNd,
  sequenceLast,
  sequenceMask,
  sequenceReverse,
  sgdMomUpdate,
  sgdUpdate,
  shapeArray,
  shuffle: internalShuffle,
  sigmoid,
  sign,
  signsgdUpdate,
  signumUpdate,
  sin,
  sinh,
  sizeArray,
  slice,
  sliceAxis,
  sliceChannel,
  sliceLike,
  smoothL1,
  softmax,
  softmaxActivation,
  softmaxCrossEntropy,
  softmaxOutput,
  softmin,
  softsign,
  sort,
  spaceToDepth,
  split: sliceChannel,
  sqrt,
  square,
  squeeze,
  stack,
  stopGradient: blockGrad,
  sum,
  sumAxis: sum,
  svmOutput,
  swapAxis,
  swapaxes: swapAxis,
  syncBatchNorm: contribSyncBatchNorm,
  take,
  tan,
  tanh,
  tile,
  topk,
  transpose,
  trunc,
  uniform: randomUniform,
  unravelIndex: internalUnravelIndex,
  where,
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
  pdfDirichlet: randomPdfDirichlet,
  pdfExponential: randomPdfExponential,
  pdfGamma: randomPdfGamma,
  pdfGeneralizedNegativeBinomial: randomPdfGeneralizedNegativeBinomial,
  pdfNegativeBinomial: randomPdfNegativeBinomial,
  pdfNormal: randomPdfNormal,
  pdfPoisson: randomPdfPoisson,
  pdfUniform: randomPdfUniform,
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
  booleanMask: contribBooleanMask,
  ctcLoss,
  indexArray: contribIndexArray,
  indexCopy: contribIndexCopy,
  sparseEmbedding: embedding,
  syncBatchNorm: contribSyncBatchNorm,
};

/** MXNet's nd.image. */
export const image = {
  adjustLighting: imageAdjustLighting,
  crop: imageCrop,
  flipLeftRight: imageFlipLeftRight,
  flipTopBottom: imageFlipTopBottom,
  normalize: imageNormalize,
  randomBrightness: imageRandomBrightness,
  randomColorJitter: imageRandomColorJitter,
  randomContrast: imageRandomContrast,
  randomFlipLeftRight: imageRandomFlipLeftRight,
  randomFlipTopBottom: imageRandomFlipTopBottom,
  randomHue: imageRandomHue,
  randomLighting: imageRandomLighting,
  randomSaturation: imageRandomSaturation,
  resize: imageResize,
  toTensor: imageToTensor,
};

/** MXNet's nd.sparse. */
export const sparse = {
  abs,
  adamUpdate,
  addN,
  arccos,
  arccosh,
  arcsin,
  arcsinh,
  arctan,
  arctanh,
  broadcastAdd,
  broadcastDiv,
  broadcastMinus: broadcastSub,
  broadcastMul,
  broadcastPlus: broadcastAdd,
  broadcastSub,
  cbrt,
  ceil,
  clip,
  concat,
  cos,
  cosh,
  degrees,
  dot,
  elementWiseSum: addN,
  elemwiseAdd,
  elemwiseDiv,
  elemwiseMul,
  elemwiseSub,
  embedding,
  exp,
  expm1,
  fix,
  floor,
  ftrlUpdate,
  fullyConnected,
  gamma,
  gammaln,
  linearRegressionOutput,
  log,
  log10,
  log1p,
  log2,
  logisticRegressionOutput,
  maeRegressionOutput,
  makeLoss: make_loss,
  mean,
  negative,
  norm,
  radians,
  relu,
  rint,
  round,
  rsqrt,
  sgdMomUpdate,
  sgdUpdate,
  sigmoid,
  sign,
  sin,
  sinh,
  slice,
  sqrt,
  square,
  stopGradient: blockGrad,
  sum,
  tan,
  tanh,
  trunc,
  where,
  zerosLike,
};

/** MXNet's nd._internal. */
export const internal = {
  adamwUpdate: internalAdamwUpdate,
  add: elemwiseAdd,
  arange: internalArange,
  copy: internalCopy,
  cropAssign: internalSliceAssign,
  cropAssignScalar: internalSliceAssignScalar,
  cvimresize: internalCvimresize,
  div: elemwiseDiv,
  divScalar: internalDivScalar,
  equal: internalEqual,
  equalScalar: internalEqualScalar,
  eye: internalEye,
  full: internalFull,
  gradAdd: internalGradAdd,
  greater: internalGreater,
  greaterEqual: internalGreaterEqual,
  greaterEqualScalar: internalGreaterEqualScalar,
  greaterScalar: internalGreaterScalar,
  histogram: internalHistogram,
  hypot: internalHypot,
  hypotScalar: internalHypotScalar,
  identityWithAttrLikeRhs: internalIdentityWithAttrLikeRhs,
  lesser: internalLesser,
  lesserEqual: internalLesserEqual,
  lesserEqualScalar: internalLesserEqualScalar,
  lesserScalar: internalLesserScalar,
  linspace: internalLinspace,
  logicalAnd: internalLogicalAnd,
  logicalAndScalar: internalLogicalAndScalar,
  logicalOr: internalLogicalOr,
  logicalOrScalar: internalLogicalOrScalar,
  logicalXor: internalLogicalXor,
  logicalXorScalar: internalLogicalXorScalar,
  maximum: internalMaximum,
  maximumScalar: internalMaximumScalar,
  minimum: internalMinimum,
  minimumScalar: internalMinimumScalar,
  minus: elemwiseSub,
  minusScalar: internalMinusScalar,
  mod: internalMod,
  modScalar: internalModScalar,
  mpAdamwUpdate: internalMpAdamwUpdate,
  mul: elemwiseMul,
  mulScalar: internalMulScalar,
  multiAdamUpdate: internalMultiAdamUpdate,
  multiAdamwUpdate: internalMultiAdamwUpdate,
  multiLambUpdate: internalMultiLambUpdate,
  multiMpAdamwUpdate: internalMultiMpAdamwUpdate,
  multiMpLambUpdate: internalMultiMpLambUpdate,
  notEqual: internalNotEqual,
  notEqualScalar: internalNotEqualScalar,
  ones: internalOnes,
  plus: elemwiseAdd,
  plusScalar: internalPlusScalar,
  power: internalPower,
  powerScalar: internalPowerScalar,
  rDivScalar: internalRdivScalar,
  rMinusScalar: internalRminusScalar,
  rModScalar: internalRmodScalar,
  rPowerScalar: internalRpowerScalar,
  ravelMultiIndex: internalRavelMultiIndex,
  rdivScalar: internalRdivScalar,
  rminusScalar: internalRminusScalar,
  rmodScalar: internalRmodScalar,
  rnnParamConcat: concat,
  rpowerScalar: internalRpowerScalar,
  scatterSetNd: internalScatterSetNd,
  shuffle: internalShuffle,
  sliceAssign: internalSliceAssign,
  sliceAssignScalar: internalSliceAssignScalar,
  softrelu: internalSoftrelu,
  splitV2: internalSplitV2,
  sub: elemwiseSub,
  takeAlongAxis: internalTakeAlongAxis,
  unravelIndex: internalUnravelIndex,
  zeros: internalZeros,
  zerosWithoutDtype: internalZerosWithoutDtype,
};
