/**
 * MXNet's -symbol.json as a ModelGraph: layouts 0.8 to 2.0 (`param`, `attr`, `attrs`; entries of two or three items). It is
 * lenient where MXNet checks operators: a graph with an unknown one can still be looked at.
 */
import { dtypeOfFlag } from 'gluonlab/formats';
import type { GraphNode, GraphValue, ModelGraph } from 'gluonlab/messages';
import type { Example } from '../../graph/example.js';
import { ModelFileError } from '../byte_source.js';
import { scopeOfPath, scopeOfPrefixes } from '../scope.js';
import { takeExample } from '../shapes/example.js';
import { inferShapes } from '../shapes/infer.js';
import { mxnetRules } from '../shapes/mxnet_rules.js';
import { numbersIn } from '../shapes/node_view.js';
import type { ParamsEntry } from './params.js';
import { checkGraph } from './symbol_json.js';
import type { SymbolGraph, SymbolNode } from './symbol_json.js';

/** The .params file beside the symbol. */
export interface SymbolParameters {
  /** Relative to the symbol's folder. */
  file: string;
  entries: readonly ParamsEntry[];
  /** Why there are no entries. */
  problem?: string;
}

const SUBGRAPH_NAMES: Record<string, string[] | undefined> = {
  _foreach: ['body'],
  _while_loop: ['condition', 'body'],
  _cond: ['condition', 'then', 'else'],
};
/** What Gluon and Module call a layer's own variables. */
const PARAMETER = /[._](weight|bias|gamma|beta|alpha|parameters|rnn_param|(moving|running)_(mean|var))$/;

/** `text`: the file's content; `source`: what errors call it; `example`: what the inputs are taken for. */
export function readSymbol(
  text: string,
  source: string,
  name: string,
  parameters?: SymbolParameters,
  example: Example | null = null,
): ModelGraph {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new ModelFileError(`${source}: this is no JSON: ${(error as Error).message}`);
  }
  const graph = checkGraph(json, source);
  return { ...new SymbolReader(graph, parameters).read(name, example), properties: propertiesOf(graph, parameters) };
}

function propertiesOf({ attrs }: SymbolGraph, parameters?: SymbolParameters): Record<string, string> {
  const version = Number(attrs.mxnet_version ?? 0);
  const parts = [Math.floor(version / 10_000), Math.floor(version / 100) % 100, version % 100];
  return {
    Producer: version > 0 ? `MXNet ${parts.join('.')}` : 'MXNet before 0.9',
    ...(attrs.is_np_shape === '1' && { 'NumPy shapes': 'yes' }),
    Parameters: parameters?.problem ?? parameters?.file ?? 'no .params file beside it',
  };
}

class SymbolReader {
  constructor(
    private readonly graph: SymbolGraph,
    parameters?: SymbolParameters,
  ) {
    for (const entry of parameters?.entries ?? []) {
      this.entries.set(entry.name.replace(/^(arg|aux):/, ''), { ...entry, file: parameters!.file });
    }
    this.hasZeroUnknown = graph.attrs.is_np_shape !== '1';
  }

  read(name: string, example: Example | null = null): Omit<ModelGraph, 'properties'> {
    this.countOutputs();
    this.graph.nodes.forEach((node, i) => (node.op === 'null' ? this.addVariable(node, i) : this.addNode(node, i)));
    if (example !== null) takeExample(this.values, this.inputs, example);
    inferShapes({ nodes: this.nodes, values: this.values }, mxnetRules, new Map());
    const outputs = this.graph.heads.map(([node, output]) => this.first[node] + output);
    return { name, format: 'mxnet', nodes: this.nodes, values: this.values, inputs: this.inputs, outputs };
  }

  /** As many as somebody uses: the file does not say which of a node's results are hidden. */
  private countOutputs(): void {
    this.outputCounts = this.graph.nodes.map(() => 1);
    const uses = [...this.graph.nodes.flatMap((node) => node.inputs), ...this.graph.heads];
    for (const [node, output] of uses) {
      this.outputCounts[node] = Math.max(this.outputCounts[node], output + 1);
    }
  }

  private addVariable({ name, attrs }: SymbolNode, index: number): void {
    const entry = this.entries.get(name);
    const value: GraphValue = { name, dtype: entry?.dtype ?? null, shape: entry?.shape ?? this.declaredShape(attrs) };
    value.dtype ??= Object.hasOwn(attrs, '__dtype__') ? dtypeOfFlag(Number(attrs.__dtype__)) : null;
    if (entry?.data !== undefined) {
      value.tensor = { ...entry.data, file: entry.file, encoding: 'raw' };
    }
    this.first[index] = this.values.push(value) - 1;
    if (entry === undefined && !PARAMETER.test(name)) {
      this.inputs.push(this.first[index]);
    }
  }

  /** An extent of 0 (under NumPy shapes: -1) was not known when the file was written. */
  private declaredShape(attrs: Record<string, string>): GraphValue['shape'] {
    const extents = Object.hasOwn(attrs, '__shape__') ? numbersIn(attrs.__shape__) : undefined;
    const known = extents?.map((extent) => (extent < 0 || (extent === 0 && this.hasZeroUnknown) ? null : extent));
    return known === undefined || (known.length === 0 && this.hasZeroUnknown) ? null : known;
  }

  private addNode(node: SymbolNode, index: number): void {
    const count = this.outputCounts[index];
    const names = Array.from({ length: count }, (_, i) => `${node.name}_output${count > 1 ? i : ''}`);
    const inputs = node.inputs.map(([source, output]) => this.first[source] + output);
    this.first[index] = this.values.length;
    const outputs = names.map((name) => this.values.push({ name, dtype: null, shape: null }) - 1);
    const graphs = node.subgraphs.map((graph, i): [string, ModelGraph] => {
      const name = SUBGRAPH_NAMES[node.op]?.[i] ?? (node.subgraphs.length > 1 ? `subgraph ${i}` : 'subgraph');
      return [name, { ...new SymbolReader(graph).read(name), properties: {} }];
    });
    const attributes = Object.fromEntries(Object.entries(node.attrs).sort(([a], [b]) => (a < b ? -1 : 1)));
    this.nodes.push({
      name: node.name,
      op: node.op,
      scope: this.scopeOf(node.name, inputs),
      attributes,
      inputs,
      outputs,
      ...(graphs.length > 0 && { subgraphs: Object.fromEntries(graphs) }),
    });
  }

  /** MXNet 2 numbers its nodes and calls only parameters by their path (body.0.weight). */
  private scopeOf(name: string, inputs: number[]): string[] {
    const own = inputs
      .map((input) => this.values[input].name)
      .find((input) => PARAMETER.test(input) && input.includes('.'));
    return own === undefined ? scopeOfPrefixes(name) : scopeOfPath(own.replaceAll('.', '/'));
  }

  private readonly hasZeroUnknown: boolean;
  private readonly entries = new Map<string, ParamsEntry & { file: string }>();
  private readonly values: GraphValue[] = [];
  private readonly nodes: GraphNode[] = [];
  private readonly inputs: number[] = [];
  /** Index of the first value of each node of the file. */
  private readonly first: number[] = [];
  private outputCounts: number[] = [];
}
