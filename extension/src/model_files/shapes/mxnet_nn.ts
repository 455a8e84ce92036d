/** Layers of MXNet: convolutions, pooling, dense and recurrent layers, normalisation, embedding. */
import { broadcast, mapped, unknown } from './extent.js';
import type { Extent, Shape } from './extent.js';
import { convolved, einsum, matmul, unconvolved } from './families.js';
import type { Window } from './families.js';
import { byName } from './node_view.js';
import type { NodeView, Result, Rule, Rules } from './node_view.js';

/** A layer computes in the type of its data, and its weights have the same. */
const one = (node: NodeView, shape: Shape): Result[] => [{ shape, dtype: node.dtype() ?? node.dtype(1) }];

function windowOf(node: NodeView, kernel: number[]): Window {
  const pad = node.ints('pad') ?? [];
  const convention = node.text('pooling_convention');
  return {
    kernel,
    strides: node.ints('stride'),
    dilations: node.ints('dilate'),
    pads: [pad, pad],
    isSame: convention === 'same',
    rounding: convention === 'full' ? 'full' : 'floor',
  };
}

/** Layouts with the channels last are not followed. */
const isChannelsLast = (node: NodeView): boolean => node.text('layout').endsWith('C');

const convolution: Rule = (node) => {
  const kernel = node.ints('kernel');
  if (!kernel || isChannelsLast(node)) {
    return one(node, kernel ? unknown(kernel.length + 2) : null);
  }
  return one(node, convolved(node.shape(), node.int('num_filter', 0), windowOf(node, kernel)));
};

const deconvolution: Rule = (node) => {
  const kernel = node.ints('kernel');
  if (!kernel || isChannelsLast(node)) {
    return one(node, kernel ? unknown(kernel.length + 2) : null);
  }
  const target = node.ints('target_shape');
  const outputShape = target?.some((extent) => extent > 0) ? target : undefined;
  const window = { ...windowOf(node, kernel), outputPads: node.ints('adj'), outputShape };
  return one(node, unconvolved(node.shape(), node.int('num_filter', 0), window));
};

const pooling: Rule = (node) => {
  const kernel = node.ints('kernel');
  const shape = node.shape();
  if (node.flag('global_pool')) {
    return one(
      node,
      (shape ?? (kernel ? unknown(kernel.length + 2) : null))?.map((extent, axis) => (axis < 2 ? extent : 1)) ?? null,
    );
  }
  return one(
    node,
    kernel && !isChannelsLast(node) ? convolved(shape, shape?.[1] ?? null, windowOf(node, kernel)) : null,
  );
};

const fullyConnected: Rule = (node) => {
  const shape = node.shape();
  const hidden = node.int('num_hidden', 0);
  if (node.flag('flatten', true)) {
    return one(node, [shape?.[0] ?? null, hidden]);
  }
  return one(node, shape && [...shape.slice(0, -1), hidden]);
};

/** Output (length, batch, hidden); states (layers x directions, batch, hidden). */
const recurrent: Rule = (node) => {
  const [length = null, batch = null] = node.shape() ?? [];
  const directions = node.flag('bidirectional') ? 2 : 1;
  const hidden = node.int('state_size', 0);
  const state = [node.int('num_layers', 1) * directions, batch, node.int('projection_size', hidden)];
  const cell = state.with(2, hidden);
  const output = [length, batch, directions * node.int('projection_size', hidden)];
  return [output, state, cell].map((shape) => ({ shape, dtype: node.dtype() }));
};

/** With a statistic per channel as second and third output. */
const batchNorm: Rule = (node) => {
  const shape = node.shape();
  const channels = [shape?.at(node.int('axis', 1)) ?? null];
  return [shape, channels, channels].map((one) => ({ shape: one, dtype: node.dtype() }));
};

const layerNorm: Rule = (node) => {
  const shape = node.shape();
  const axis = node.int('axis', -1);
  const rest = shape && shape.length > 0 ? shape.with(axis < 0 ? axis + shape.length : axis % shape.length, 1) : null;
  return [shape, rest, rest].map((one) => ({ shape: one, dtype: node.dtype() }));
};

const flipped = (shape: Shape, isFlipped: boolean): Shape =>
  isFlipped && shape !== null && shape.length > 1
    ? [...shape.slice(0, -2), shape[shape.length - 1], shape[shape.length - 2]]
    : shape;

const batchDot: Rule = (node) =>
  one(
    node,
    matmul(
      flipped(node.shape(0), node.flag('transpose_a')),
      flipped(node.shape(1), node.flag('transpose_b')),
      broadcast,
    ),
  );

/** Sums over the last axis of the first and the first axis of the second; transposing turns an array's axes around. */
const dot: Rule = (node) => {
  const [a, b] = [node.shape(0), node.shape(1)];
  const left = node.flag('transpose_a') ? a?.slice(1) : a?.slice(0, -1);
  const right = node.flag('transpose_b') ? b?.slice(0, -1) : b?.slice(1);
  return one(node, left && right ? [...left, ...right] : null);
};

const embedding: Rule = (node) => {
  const shape = node.shape();
  return [{ shape: shape && [...shape, node.int('output_dim', 0)], dtype: node.dtype(1) }];
};

const resized =
  (change: (node: NodeView, extent: Extent, axis: number) => Extent): Rule =>
  (node) =>
    one(node, node.shape()?.map((extent, axis) => (axis < 2 ? extent : change(node, extent, axis - 2))) ?? null);

export const mxnetNnRules: Rules = {
  ...byName('Convolution Convolution_v1 _npx_convolution', convolution),
  ...byName('Deconvolution _npx_deconvolution', deconvolution),
  ...byName('Pooling Pooling_v1 _npx_pooling', pooling),
  ...byName('FullyConnected _npx_fully_connected', fullyConnected),
  ...byName('RNN _npx_rnn', recurrent),
  ...byName('BatchNorm BatchNorm_v1 CuDNNBatchNorm SyncBatchNorm _contrib_SyncBatchNorm _npx_batch_norm', batchNorm),
  ...byName('LayerNorm _npx_layer_norm', layerNorm),
  ...byName('Embedding _npx_embedding', embedding),
  ...byName('batch_dot linalg_gemm2 _linalg_gemm2 _npx_batch_dot _npi_matmul', batchDot),
  ...byName('dot _np_dot', dot),
  _npi_einsum: (node) => one(node, einsum(node.text('subscripts'), node.shapes())),
  softmax_cross_entropy: (node) => one(node, [1]),
  CTCLoss: (node) => one(node, [node.shape()?.[1] ?? null]),
  UpSampling: resized((node, extent) => mapped(extent, (value) => value * node.int('scale', 1))),
  _contrib_AdaptiveAvgPooling2D: resized(
    (node, _, axis) => node.ints('output_size')?.[axis] ?? node.int('output_size', 1),
  ),
  _contrib_BilinearResize2D: resized((node, _, axis) => node.ints(axis === 0 ? 'height' : 'width')?.[0] ?? null),
  ROIPooling: (node) =>
    one(node, [node.shape(1)?.[0] ?? null, node.shape()?.[1] ?? null, ...(node.ints('pooled_size') ?? [])]),
  amp_multicast: (node) => Array.from({ length: node.outputCount }, (_, i) => ({ shape: node.shape(i), dtype: null })),
};
