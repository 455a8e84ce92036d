/**
 * Floating-point operations of one execution of a node, from shapes; a multiplication and an addition count as two, as in
 * vendors' peak rates. An open batch extent (the first axis) counts as 1. Null where a shape is not known, or no formula.
 *
 * Convolutions and products: one multiply-add per weight and output position (Sze et al. 2017, "Efficient Processing of
 * Deep Neural Networks", section III). Recurrent cells: their matrix products, Hochreiter & Schmidhuber 1997 and Cho et al.
 * 2014. Element-wise functions count 1, whatever they cost; normalisations and softmax as their defining formulas read.
 */
import type { GraphNode, GraphValue, ModelGraph } from 'gluonlab/messages';
import { numbersIn } from './shapes/node_view.js';

type Formula = (net: Operands) => number | null;

/** The operands of one node as numbers. */
class Operands {
  constructor(
    private readonly values: readonly GraphValue[],
    private readonly node: GraphNode,
  ) {}

  input(i: number): number[] | null {
    return extents(this.values[this.node.inputs[i] ?? -1]);
  }
  output(i = 0): number[] | null {
    return extents(this.values[this.node.outputs[i] ?? -1]);
  }
  size(shape: number[] | null): number | null {
    return shape && product(shape);
  }
  get inputCount(): number {
    return this.node.inputs.filter((input) => input >= 0).length;
  }
  ints(name: string): number[] | undefined {
    return Object.hasOwn(this.node.attributes, name) ? numbersIn(this.node.attributes[name]) : undefined;
  }
  text(name: string): string {
    return Object.hasOwn(this.node.attributes, name) ? this.node.attributes[name] : '';
  }
}

function extents(value: GraphValue | undefined): number[] | null {
  const shape = value?.shape?.map((extent, axis) => (axis === 0 && typeof extent !== 'number' ? 1 : extent));
  return shape?.every((extent) => typeof extent === 'number') ? shape : null;
}

const product = (shape: readonly number[]): number => shape.reduce((all, extent) => all * extent, 1);

const all =
  (cost: number): Formula =>
  (net) =>
    scaled(net.size(net.output()), cost);

const scaled = (size: number | null, by: number | null): number | null =>
  size === null || by === null ? null : size * by;

/** Weight (out, in / groups, kernel...): each output sums over all but the first axis; a bias adds one more. */
const conv =
  (weight: number, hasBias: (net: Operands) => boolean): Formula =>
  (net) => {
    const shape = net.input(weight);
    return scaled(net.size(net.output()), shape && 2 * product(shape.slice(1)) + (hasBias(net) ? 1 : 0));
  };

/** Weight (in, out / groups, kernel...): each input element is spread over all but the first axis. */
const deconv: Formula = (net) => {
  const weight = net.input(1);
  return scaled(net.size(net.input(0)), weight && 2 * product(weight.slice(1)));
};

/** (batch..., m, k) x (k, n). */
const matmul =
  (transposedLeft: (net: Operands) => boolean, left = 0): Formula =>
  (net) => {
    const shape = net.input(left);
    const inner = shape?.at(transposedLeft(net) ? -2 : -1);
    return scaled(net.size(net.output()), inner === undefined ? null : 2 * inner);
  };

const dense: Formula = (net) => {
  const weight = net.input(1);
  return scaled(net.size(net.output()), weight && 2 * product(weight.slice(1)) + (net.inputCount > 2 ? 1 : 0));
};

const pool: Formula = (net) => {
  if (net.text('global_pool').toLowerCase() === 'true' || net.text('global_pool') === '1') {
    return net.size(net.input(0));
  }
  const kernel = net.ints('kernel_shape') ?? net.ints('kernel');
  return scaled(net.size(net.output()), kernel ? product(kernel) : null);
};

const overInput =
  (cost: number): Formula =>
  (net) =>
    scaled(net.size(net.input(0)), cost);

/** ONNX: X (sequence, batch, in), W (directions, gates * hidden, in), R (directions, gates * hidden, hidden). */
const recurrent: Formula = (net) => {
  const [data, weight, recurrence] = [net.input(0), net.input(1), net.input(2)];
  return data && weight && recurrence ? 2 * data[0] * data[1] * (product(weight) + product(recurrence)) : null;
};

const GATES: Record<string, number> = { lstm: 4, gru: 3, rnn_relu: 1, rnn_tanh: 1 };

/** MXNet: all weights lie in one array; the layers' sizes follow from the attributes. */
const fusedRecurrent: Formula = (net) => {
  const data = net.input(0);
  const [hidden, layers] = [net.ints('state_size')?.[0], net.ints('num_layers')?.[0]];
  if (data?.length !== 3 || hidden === undefined || layers === undefined) {
    return null;
  }
  const directions = /^(true|1)$/i.test(net.text('bidirectional')) ? 2 : 1;
  const gates = GATES[net.text('mode')] ?? null;
  const weights = directions * hidden * (data[2] + hidden + (layers - 1) * (directions * hidden + hidden));
  return scaled(2 * data[0] * data[1] * weights, gates);
};

const none: Formula = () => 0;

const table = new Map<string, Formula>();
const add = (names: string, formula: Formula) => names.split(' ').forEach((name) => table.set(name, formula));

add(
  'Conv ConvInteger',
  conv(1, (net) => net.inputCount > 2),
);
add(
  'QLinearConv',
  conv(3, (net) => net.inputCount > 8),
);
add(
  'Convolution Convolution_v1',
  conv(1, (net) => net.inputCount > 2),
);
add('ConvTranspose Deconvolution', deconv);
add(
  'MatMul MatMulInteger _npi_matmul',
  matmul(() => false),
);
add(
  'QLinearMatMul',
  matmul(() => false),
);
add(
  'Gemm',
  matmul((net) => net.text('transA') === '1'),
);
add(
  'dot batch_dot _linalg_gemm2 linalg_gemm2',
  matmul((net) => /^(true|1)$/i.test(net.text('transpose_a'))),
);
add('FullyConnected _npx_fully_connected', dense);
add('MaxPool AveragePool LpPool Pooling Pooling_v1', pool);
add('GlobalAveragePool GlobalMaxPool GlobalLpPool', overInput(1));
add('LSTM GRU', recurrent);
add('RNN', (net) => (net.text('state_size') === '' ? recurrent(net) : fusedRecurrent(net)));
add('BatchNormalization BatchNorm BatchNorm_v1', all(2)); // In prediction: one scale, one shift.
add('LayerNormalization LayerNorm InstanceNormalization InstanceNorm GroupNormalization GroupNorm', all(7));
add('Softmax LogSoftmax softmax log_softmax SoftmaxOutput SoftmaxActivation', all(5)); // max, subtract, exp, sum, divide
add(
  'Add Sub Mul Div Pow Mod Max Min Sum Mean Sqrt Exp Log Erf Abs Neg Reciprocal Floor Ceil Round Sign Sin Cos Tan Tanh Sigmoid ' +
    'Relu LeakyRelu PRelu Elu Selu Celu Gelu HardSigmoid HardSwish Mish Softplus Softsign Clip Where Equal Less Greater Not And Or',
  all(1),
);
add(
  'Activation LeakyReLU relu sigmoid tanh exp log sqrt square abs negative erf clip elemwise_add elemwise_sub elemwise_mul ' +
    'elemwise_div broadcast_add broadcast_sub broadcast_mul broadcast_div broadcast_plus broadcast_minus broadcast_maximum ' +
    'broadcast_minimum broadcast_power _plus_scalar _minus_scalar _rminus_scalar _mul_scalar _div_scalar _rdiv_scalar ' +
    '_power_scalar _rpower_scalar _maximum_scalar _minimum_scalar _Plus _Minus _Mul _Div add_n _npi_add _npi_subtract ' +
    '_npi_multiply _npi_true_divide _npx_relu _npx_sigmoid where',
  all(1),
);
add(
  'ReduceSum ReduceMean ReduceMax ReduceMin ReduceProd ReduceL1 ArgMax ArgMin sum mean max min prod argmax argmin',
  overInput(1),
);
add('ReduceL2 ReduceSumSquare ReduceLogSumExp norm', overInput(2));
add(
  'Reshape Flatten Transpose Squeeze Unsqueeze Concat Split Slice Gather GatherElements GatherND Expand Tile Pad Identity Cast ' +
    'Shape Size Constant ConstantOfShape Dropout DepthToSpace SpaceToDepth',
  none,
);
add(
  'reshape flatten transpose squeeze expand_dims concat slice slice_axis slice_like SliceChannel split SwapAxis take Embedding ' +
    'stack tile repeat reverse pad broadcast_to broadcast_axis broadcast_like identity BlockGrad _copy one_hot zeros_like ones_like',
  none,
);

export function nodeFlops(graph: Pick<ModelGraph, 'values'>, node: GraphNode): number | null {
  return table.get(node.op)?.(new Operands(graph.values, node)) ?? null;
}
