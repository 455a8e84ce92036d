/** Convolutions, pooling, products, recurrent layers and quantisation of ONNX. */
import { dtypeOf } from '../onnx/schema.js';
import { broadcast, mapped, unknown } from './extent.js';
import type { Extent, Shape } from './extent.js';
import { convolved, einsum, matmul, reduced, unconvolved } from './families.js';
import type { Window } from './families.js';
import type { NodeView, Rule, Rules } from './node_view.js';

function windowOf(node: NodeView, kernel: number[]): Window {
  const pads = node.ints('pads');
  const auto = node.text('auto_pad');
  const isValid = auto === 'VALID' || pads === undefined;
  return {
    kernel,
    strides: node.ints('strides'),
    dilations: node.ints('dilations'),
    pads: isValid ? undefined : [pads.slice(0, kernel.length), pads.slice(kernel.length)],
    isSame: auto.startsWith('SAME'),
    rounding: node.int('ceil_mode', 0) === 1 ? 'ceil' : 'floor',
  };
}

/** The kernel's extents: the attribute, or those of the weight. */
function kernelOf(node: NodeView, weight: Shape): number[] | undefined {
  const spatial = weight?.slice(2);
  return node.ints('kernel_shape') ?? (spatial?.every((extent) => typeof extent === 'number') ? spatial : undefined);
}

const conv =
  (weightInput = 1): Rule =>
  (node) => {
    const weight = node.shape(weightInput);
    const kernel = kernelOf(node, weight);
    const isInteger = node.op === 'ConvInteger';
    const dtype = isInteger ? 'int32' : node.op === 'QLinearConv' ? node.dtype(7) : node.dtype();
    return kernel ? [{ shape: convolved(node.shape(), weight?.[0] ?? null, windowOf(node, kernel)), dtype }] : [];
  };

const convTranspose: Rule = (node) => {
  const weight = node.shape(1);
  const kernel = kernelOf(node, weight);
  if (!kernel) {
    return [];
  }
  const channels = mapped(weight?.[1] ?? null, (perGroup) => perGroup * node.int('group', 1));
  const window = {
    ...windowOf(node, kernel),
    outputPads: node.ints('output_padding'),
    outputShape: node.ints('output_shape'),
  };
  return [{ shape: unconvolved(node.shape(), channels, window), dtype: node.dtype() }];
};

const pool: Rule = (node) => {
  const kernel = node.ints('kernel_shape');
  if (!kernel) {
    return [];
  }
  const shape = convolved(node.shape(), node.shape()?.[1] ?? null, windowOf(node, kernel));
  return [
    { shape, dtype: node.dtype() },
    { shape, dtype: 'int64' },
  ];
};

const globalPool: Rule = (node) => [
  { shape: node.shape()?.map((extent, axis) => (axis < 2 ? extent : 1)) ?? null, dtype: node.dtype() },
];

const gemm: Rule = (node) => {
  const side = (input: number, axis: number, isTransposed: boolean): Extent =>
    node.shape(input)?.[isTransposed ? 1 - axis : axis] ?? null;
  const shape = [side(0, 0, node.flag('transA')), side(1, 1, node.flag('transB'))];
  return [{ shape, dtype: node.dtype() }];
};

const product =
  (second: number, dtype: (node: NodeView) => string | null): Rule =>
  (node) => [{ shape: matmul(node.shape(0), node.shape(second), broadcast), dtype: dtype(node) }];

/** Y (sequence, directions, batch, hidden), Y_h and Y_c (directions, batch, hidden); layout 1 puts the batch first. */
const recurrent: Rule = (node) => {
  const [first, second] = node.shape() ?? unknown(3);
  const hidden = node.int('hidden_size', -1) < 0 ? null : node.int('hidden_size', 0);
  const directions = node.text('direction') === 'bidirectional' ? 2 : 1;
  const isBatchFirst = node.int('layout', 0) === 1;
  const dtype = node.dtype();
  const state = isBatchFirst ? [first, directions, hidden] : [directions, second, hidden];
  const all = isBatchFirst ? [first, second, directions, hidden] : [first, directions, second, hidden];
  return [all, state, state].map((shape) => ({ shape, dtype }));
};

const quantize: Rule = (node) => {
  const dtype = node.has(2) ? node.dtype(2) : (dtypeOf(node.int('output_dtype', 0)) ?? 'uint8');
  return [{ shape: node.shape(), dtype }];
};

export const nnRules: Rules = {
  Conv: conv(),
  ConvInteger: conv(),
  QLinearConv: conv(3),
  ConvTranspose: convTranspose,
  MaxPool: pool,
  AveragePool: pool,
  LpPool: pool,
  GlobalAveragePool: globalPool,
  GlobalMaxPool: globalPool,
  GlobalLpPool: globalPool,
  Gemm: gemm,
  MatMul: product(1, (node) => node.dtype()),
  MatMulInteger: product(1, () => 'int32'),
  QLinearMatMul: product(3, (node) => node.dtype(7)),
  Einsum: (node) => [{ shape: einsum(node.text('equation'), node.shapes()), dtype: node.dtype() }],
  LSTM: recurrent,
  GRU: recurrent,
  RNN: recurrent,
  QuantizeLinear: quantize,
  DequantizeLinear: (node) => [{ shape: node.shape(), dtype: node.dtype(1) }],
  DynamicQuantizeLinear: (node) => [
    { shape: node.shape(), dtype: 'uint8' },
    { shape: [], dtype: 'float32' },
    { shape: [], dtype: 'uint8' },
  ],
  ArgMax: (node) => [argument(node)],
  ArgMin: (node) => [argument(node)],
};

function argument(node: NodeView) {
  return { shape: reduced(node.shape(), [node.int('axis', 0)], node.int('keepdims', 1) === 1), dtype: 'int64' };
}
