// The networks that are alive in this process, for panels beside a notebook: which there are, their graphs, the statistics of
// their parameters, one by one or all in a few numbers, and what the profiler measures of them.
import { GluonError } from '../errors.js';
import { lastInputsOf } from '../gluon/block_stack.js';
import type { Block } from '../gluon/block.js';
import { keepLiveBlocks, rootBlocks } from '../gluon/live_blocks.js';
import type { ArrayType, InputType, ModelGraph, ModelSummary, NamedMeasure } from '../model_graph.js';
import { tidy } from '../ndarray.js';
import { tensorStatistics, type TensorStatistics } from '../tensor_statistics.js';
import { graph, zerosLike } from './graph.js';
import { summarize, type SummaryTable } from './parameter_summaries.js';
import { profiler } from './profiler.js';

export class LiveModels {
  private readonly ids = new WeakMap<Block, number>();
  private lastId = 0;

  constructor(
    /** The variable that holds a network. */
    private readonly nameOf: (net: Block) => string | undefined,
  ) {
    keepLiveBlocks();
  }

  /** Networks with parameters: those that a variable holds first, each kind newest first. */
  list(): ModelSummary[] {
    const nets = rootBlocks().filter((block) => block.collectParams().size > 0);
    const held = (net: Block) => (this.nameOf(net) === undefined ? 1 : 0);
    return nets
      .reverse()
      .sort((a, b) => held(a) - held(b))
      .map((net) => this.summaryOf(net));
  }

  /** As of the last call, or for an example of the arrays that the network is called with; it stays as it was. */
  graph(id: number, example?: readonly ArrayType[]): ModelGraph {
    const net = this.find(id);
    const types = example === undefined ? [] : nestedLike(lastInputsOf(net) ?? example, [...example]);
    const traced = net._try(() => tidy(() => graph(net, ...types.map(zerosLike))));
    return { ...traced, name: this.nameOf(net) ?? net.constructor.name };
  }

  /** Of a parameter by its structural name. */
  statistics(id: number, name: string, of: 'values' | 'gradient'): TensorStatistics {
    const parameter = this.find(id).collectParams().get(name);
    if (parameter === undefined) throw new GluonError(`the network has no parameter '${name}'`, 'value');
    return tensorStatistics((of === 'gradient' ? parameter.grad() : parameter.data()).dataSync());
  }

  /** Of all parameters. */
  summaries(id: number, of: 'values' | 'gradient'): SummaryTable {
    return summarize(this.find(id).collectParams(), of);
  }

  /** Of the operators that were measured. */
  measures(id: number): NamedMeasure[] {
    return [...profiler.measuresOf(this.find(id))].map(([name, measure]) => ({ name, ...measure }));
  }

  private summaryOf(net: Block): ModelSummary {
    const type = net.constructor.name;
    const shapes = [...net.collectParams().values()].map((parameter) => parameter.shape ?? [0]);
    const parameters = shapes.reduce((sum, shape) => sum + shape.reduce((size, extent) => size * extent, 1), 0);
    return {
      id: this.idOf(net),
      name: this.nameOf(net) ?? type,
      type,
      parameters,
      inputs: lastInputsOf(net) ?? null,
    };
  }

  private find(id: number): Block {
    const net = rootBlocks().find((block) => this.ids.get(block) === id);
    if (net === undefined) throw new GluonError(`network ${id} is not there any more`, 'value');
    return net;
  }

  private idOf(net: Block): number {
    const id = this.ids.get(net) ?? ++this.lastId;
    this.ids.set(net, id);
    return id;
  }
}

/** The types of an example, in turn, in the places of those of a call; what the example does not reach stays. */
function nestedLike(types: readonly InputType[], example: ArrayType[]): InputType[] {
  return types.map((type) => {
    if (type === null) return null;
    return 'shape' in type ? (example.shift() ?? type) : nestedLike(type, example);
  });
}
