/**
 * GraphProto as a ModelGraph. Initializers and Constant nodes become values with a tensor; a call of a function of the file
 * becomes the function's nodes, with the call as their scope; a graph in an attribute becomes a subgraph whose first inputs
 * are its own and whose others are the values it takes from outside; weights that it takes are its parameters too.
 */
import type { GraphNode, GraphValue, ModelGraph } from 'gluonlab/messages';
import type { Example } from '../../graph/example.js';
import { joinPaths, scopeOfPath, scopeOfPrefixes } from '../scope.js';
import { takeExample } from '../shapes/example.js';
import { inferShapes } from '../shapes/infer.js';
import { onnxRules } from '../shapes/onnx_rules.js';
import { inOrder } from '../topological.js';
import { attributeText, kindOf } from './attribute.js';
import type { Message } from './message.js';
import { ATTRIBUTE, ATTRIBUTE_TYPE, ENTRY, FUNCTION, GRAPH, NODE, SPARSE_TENSOR, VALUE_INFO } from './schema.js';
import { readTensor } from './tensor.js';
import { readValueInfo } from './value_info.js';

/** What holds for all graphs of a file. */
export interface ModelContext {
  functions: ReadonlyMap<string, Message>;
  /** Names are Gluon's, with prefixes. */
  hasPrefixes: boolean;
  /** Nodes so far: functions that call functions could make any number of them. */
  nodes: number;
}

/** A function body being written out, or (with an empty prefix) the graph itself. */
interface Frame {
  prefix: string;
  scope: string[] | null;
  /** What the caller has given: values by formal name, attributes by name. */
  values: ReadonlyMap<string, string>;
  attributes: ReadonlyMap<string, Message>;
  depth: number;
}

const TOP: Frame = { prefix: '', scope: null, values: new Map(), attributes: new Map(), depth: 0 };
const MAX_FUNCTION_DEPTH = 16;
const MAX_EXPANDED_NODES = 100_000;

export const functionKey = (domain: string, name: string): string => `${domain}:${name}`;

export type BareGraph = Omit<ModelGraph, 'name' | 'format' | 'properties'>;

export class GraphReader {
  constructor(
    private readonly context: ModelContext,
    /** A value of the graph around a subgraph. */
    private readonly outer: (name: string) => GraphValue | undefined = () => undefined,
  ) {}

  read(message: Message, example: Example | null = null): BareGraph {
    const inputs = message.all(GRAPH.input).length === 0 ? [] : this.describe(message, GRAPH.input);
    message.messages(GRAPH.initializer).forEach((tensor) => this.addTensor(tensor));
    for (const sparse of message.messages(GRAPH.sparseInitializer)) {
      this.addSparse(sparse);
    }
    const formal = inputs.filter((value) => this.values[value].tensor === undefined);
    this.describe(message, GRAPH.valueInfo);
    const outputs = this.describe(message, GRAPH.output);
    formal.forEach((value) => this.produced.add(value));
    const nodes = message.messages(GRAPH.node);
    this.announce(nodes);
    this.addNodes(nodes, TOP);
    const { nodes: ordered, cycle } = inOrder(this.nodes);
    if (cycle.length > 0) {
      message.fail(
        `the nodes ${cycle
          .slice(0, 3)
          .map((name) => `'${name}'`)
          .join(', ')} wait for each other: a cycle`,
      );
    }
    if (example !== null) takeExample(this.values, formal, example);
    inferShapes({ nodes: ordered, values: this.values }, onnxRules, this.elements);
    const captured = [...this.captured].filter((value) => this.values[value].tensor === undefined);
    return { nodes: ordered, values: this.values, inputs: [...formal, ...captured], outputs };
  }

  /** Values that are declared with their type. */
  private describe(message: Message, field: number): number[] {
    return message.messages(field).map((info) => {
      const index = this.value(info.text(VALUE_INFO.name));
      const { dtype, shape } = readValueInfo(info);
      this.values[index].dtype ??= dtype;
      this.values[index].shape ??= shape;
      return index;
    });
  }

  private addTensor(message: Message, name?: string): void {
    const { dtype, shape, stored, elements, name: own } = readTensor(message);
    const index = this.value(name ?? own);
    Object.assign(this.values[index], { dtype, shape, ...(stored && { tensor: stored }) });
    this.produced.add(index);
    if (elements !== undefined) {
      this.elements.set(index, elements);
    }
  }

  private addSparse(message: Message): void {
    const values = message.message(SPARSE_TENSOR.values);
    if (values !== undefined) {
      const { name, dtype, stored } = readTensor(values);
      const index = this.value(name);
      const tensor = stored && { ...stored, isSparse: true };
      Object.assign(this.values[index], {
        dtype,
        shape: message.integers(SPARSE_TENSOR.dims),
        ...(tensor && { tensor }),
      });
      this.produced.add(index);
    }
  }

  /** What nodes produce is known before the first is read: the order of the file need not be the order of execution. */
  private announce(nodes: readonly Message[]): void {
    for (const node of nodes) {
      for (const name of node.texts(NODE.output).filter((output) => output !== '')) {
        const index = this.value(name);
        if (this.produced.has(index)) {
          node.fail(`'${name}' is the result of '${nodeName(node)}', and of another node, input or initializer before`);
        }
        this.produced.add(index);
      }
    }
  }

  private addNodes(nodes: readonly Message[], frame: Frame): void {
    for (const node of nodes) {
      const body = this.context.functions.get(functionKey(node.text(NODE.domain), node.text(NODE.opType)));
      const room = frame.depth < MAX_FUNCTION_DEPTH && this.context.nodes < MAX_EXPANDED_NODES;
      if (body !== undefined && room) {
        this.expand(node, body, frame);
      } else if (!this.foldConstant(node, frame)) {
        this.addNode(node, frame);
      }
    }
  }

  private addNode(node: Message, frame: Frame): void {
    const attributes: Record<string, string> = {};
    const subgraphs: Record<string, ModelGraph> = {};
    for (const [name, attribute] of this.attributesOf(node, frame)) {
      const kind = kindOf(attribute);
      if (kind === ATTRIBUTE_TYPE.graph || kind === ATTRIBUTE_TYPE.graphs) {
        const graphs = attribute.messages(kind === ATTRIBUTE_TYPE.graph ? ATTRIBUTE.g : ATTRIBUTE.graphs);
        graphs.forEach(
          (graph, i) => (subgraphs[graphs.length > 1 ? `${name}[${i}]` : name] = this.subgraph(graph, frame)),
        );
      } else {
        attributes[name] = attributeText(attribute);
      }
    }
    const domain = node.text(NODE.domain);
    this.context.nodes++;
    this.nodes.push({
      name: frame.prefix + nodeName(node),
      op: domain === '' || domain === 'ai.onnx' ? node.text(NODE.opType) : `${domain}.${node.text(NODE.opType)}`,
      scope: frame.scope ?? this.scopeOf(node),
      attributes,
      inputs: node.texts(NODE.input).map((name) => this.input(name, frame)),
      outputs: node.texts(NODE.output).map((name) => this.resolve(name, frame)),
      ...(Object.keys(subgraphs).length > 0 && { subgraphs }),
    });
  }

  private attributesOf(node: Message, frame: Frame): [string, Message][] {
    return node.messages(NODE.attribute).flatMap((attribute): [string, Message][] => {
      const reference = attribute.text(ATTRIBUTE.refAttrName);
      const given = reference === '' ? attribute : frame.attributes.get(reference);
      return given === undefined ? [] : [[attribute.text(ATTRIBUTE.name), given]];
    });
  }

  /** A Constant with a tensor is a value of the graph; one that holds a single number is too small to be worth a weight. */
  private foldConstant(node: Message, frame: Frame): boolean {
    if (node.text(NODE.opType) !== 'Constant' || node.text(NODE.domain) !== '') {
      return false;
    }
    const value = this.attributesOf(node, frame)
      .find(([name]) => name === 'value')?.[1]
      .message(ATTRIBUTE.t);
    const [output] = node.texts(NODE.output);
    if (value === undefined || output === undefined) {
      return false;
    }
    this.addTensor(value, this.values[this.resolve(output, frame)].name);
    return true;
  }

  private expand(node: Message, body: Message, frame: Frame): void {
    const scope = [...(frame.scope ?? this.scopeOf(node)), nodeName(node)];
    const prefix = `${frame.prefix}${nodeName(node)}/`;
    const values = new Map<string, string>();
    const bind = (formal: string[], given: string[]) =>
      formal.forEach((name, i) => values.set(name, given[i] ? this.resolveName(given[i], frame) : ''));
    bind(body.texts(FUNCTION.input), node.texts(NODE.input));
    const results = node.texts(NODE.output);
    body.texts(FUNCTION.output).forEach((name, i) => {
      if (results[i]) {
        values.set(name, this.resolveName(results[i], frame));
      }
    });
    const inner = {
      prefix,
      scope,
      values,
      attributes: new Map(this.attributesOf(node, frame)),
      depth: frame.depth + 1,
    };
    this.addNodes(body.messages(FUNCTION.node), inner);
  }

  private subgraph(message: Message, frame: Frame): ModelGraph {
    const lookUp = (name: string) => {
      const index = this.input(name, frame);
      return index < 0 ? undefined : this.values[index];
    };
    const graph = new GraphReader(this.context, lookUp).read(message);
    return { name: message.text(GRAPH.name), format: 'onnx', properties: {}, ...graph };
  }

  private scopeOf(node: Message): string[] {
    const scopes = node
      .messages(NODE.metadata)
      .find((entry) => entry.text(ENTRY.key) === 'pkg.torch.onnx.name_scopes')
      ?.text(ENTRY.value);
    if (scopes !== undefined) {
      const paths = [...scopes.matchAll(/'([^']*)'/g)].map(([, path]) => path);
      return joinPaths(paths.slice(0, -1).filter((path) => path !== '')); // The last is the operator's own name.
    }
    const name = node.text(NODE.name);
    return this.context.hasPrefixes ? scopeOfPrefixes(nodeName(node)) : scopeOfPath(name);
  }

  private resolveName(name: string, { prefix, values }: Frame): string {
    return values.get(name) ?? prefix + name;
  }

  private resolve(name: string, frame: Frame): number {
    const resolved = name === '' ? '' : this.resolveName(name, frame);
    return resolved === '' ? -1 : this.value(resolved);
  }

  /** A value that nothing here produces comes from the graph around this one. */
  private input(name: string, frame: Frame): number {
    const index = this.resolve(name, frame);
    if (index < 0 || frame !== TOP || this.produced.has(index) || this.captured.has(index)) {
      return index;
    }
    const outside = this.outer(name);
    if (outside !== undefined) {
      this.captured.add(index);
      const { dtype, shape, tensor } = outside;
      Object.assign(this.values[index], { dtype, shape, ...(tensor && { tensor }) });
    }
    return index;
  }

  private value(name: string): number {
    let index = this.byName.get(name);
    if (index === undefined) {
      index = this.values.push({ name, dtype: null, shape: null }) - 1;
      this.byName.set(name, index);
    }
    return index;
  }

  private readonly values: GraphValue[] = [];
  private readonly nodes: GraphNode[] = [];
  private readonly byName = new Map<string, number>();
  /** Short weights: shapes follow from them. */
  private readonly elements = new Map<number, number[]>();
  /** Values of this graph's own inputs, initializers and nodes. */
  private readonly produced = new Set<number>();
  /** Values taken from outside. */
  private readonly captured = new Set<number>();
}

const nodeName = (node: Message): string => node.text(NODE.name) || (node.texts(NODE.output).find(Boolean) ?? '');
