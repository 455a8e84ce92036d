// mx.graph: a network as operators and values, from one forward pass.
import { pause } from '../autograd.js';
import { watchedBy } from '../call_watch.js';
import { zeros } from '../creation.js';
import { GluonError } from '../errors.js';
import { lastInputsOf } from '../gluon/block_stack.js';
import { Block, type BlockInput } from '../gluon/block.js';
import { itemBytes } from '../io/stored_array.js';
import type { DType } from '../dtype.js';
import type { InputType, ModelGraph } from '../model_graph.js';
import { NDArray, tidy } from '../ndarray.js';
import { Recorder } from './recorder.js';

/**
 * The graph of a network: its operators with the layers around them, the shapes and types between them, its parameters by
 * name. It runs one forward pass in prediction mode, without recording gradients.
 *
 * `inputs`: what the network is called with; only shapes and types matter. Without any, zeros of the shapes of its last call.
 * Throws what the network's forward throws, and a 'value' error when no inputs are given and it was never called.
 *
 * @example const { nodes, values } = mx.graph(net, nd.zeros([1, 1, 28, 28]));
 */
export function graph(net: Block, ...inputs: BlockInput[]): ModelGraph {
  if (!(net instanceof Block)) throw new GluonError(`graph: the network is ${typeof net}, expected a Block`, 'value');
  return tidy(() => trace(net, inputs.length > 0 ? inputs : inputsLikeLast(net)));
}

function inputsLikeLast(net: Block): BlockInput[] {
  const types = lastInputsOf(net);
  if (types === undefined) {
    throw new GluonError(
      `${net.constructor.name} was not called yet, so the shapes of its inputs are not known: call it once, or give example inputs`,
      'value',
    );
  }
  return types.map(zerosLike);
}

/** An input of this type, nested as it is. */
export function zerosLike(type: InputType): BlockInput {
  if (type === null) return null;
  return 'shape' in type ? zeros(type.shape, { dtype: type.dtype as DType }) : type.map(zerosLike);
}

function trace(net: Block, inputs: BlockInput[]): ModelGraph {
  const recorder = new Recorder();
  const arrays = arraysIn(inputs);
  const inputIndices = arrays.map((array) => recorder.indexOf(array));
  const output: unknown = watchedBy(recorder, () => pause(() => net(...inputs)));
  inputIndices.forEach((index, i) => (recorder.values[index].name = arrays.length > 1 ? `data${i}` : 'data'));
  nameParameters(net, recorder);
  return {
    name: net.constructor.name,
    format: 'gluon',
    properties: { Class: net.constructor.name },
    nodes: recorder.nodes,
    values: recorder.values,
    inputs: inputIndices,
    outputs: arraysIn(output).map((array) => recorder.indexOf(array)),
  };
}

function nameParameters(net: Block, { given, values }: Recorder): void {
  for (const [name, parameter] of net.collectParams()) {
    const array = parameter.isInitialized ? parameter.data() : null;
    const index = array === null ? undefined : given.get(array);
    if (array === null || index === undefined) continue;
    const bytes = array.size * itemBytes[array.dtype];
    Object.assign(values[index], { name, tensor: { bytes, file: null, offset: 0, encoding: 'raw' } });
  }
}

function arraysIn(value: unknown): NDArray[] {
  if (value instanceof NDArray) return [value];
  return Array.isArray(value) ? value.flatMap(arraysIn) : [];
}
