/** The structure of a -symbol.json, checked: every index lies in the graph and points backward. */
import { ModelFileError } from '../byte_source.js';

/** A node's output: [node, output]. */
export type Entry = [number, number];

export interface SymbolNode {
  op: string;
  name: string;
  attrs: Record<string, string>;
  inputs: Entry[];
  subgraphs: SymbolGraph[];
}

export interface SymbolGraph {
  nodes: SymbolNode[];
  heads: Entry[];
  attrs: Record<string, string>;
}

const MAX_DEPTH = 32;
const MAX_OUTPUT = 10_000;

type Json = Record<string, unknown>;

export function checkGraph(json: unknown, source: string, depth = 0): SymbolGraph {
  const fail = (rule: string): never => {
    throw new ModelFileError(`${source}: ${rule}`);
  };
  if (!isObject(json)) {
    return fail(`the graph is ${kindOf(json)}, expected an object with nodes and heads`);
  }
  if (depth > MAX_DEPTH) {
    fail(`subgraphs are nested deeper than ${MAX_DEPTH}`);
  }
  if (!Array.isArray(json.nodes)) {
    return fail(`'nodes' is ${kindOf(json.nodes)}, expected a list`);
  }
  const nodes = json.nodes.map((node: unknown, i) => checkNode(node, i, source, depth));
  const heads = entries(json.heads, nodes.length, (rule) => fail(`heads: ${rule}`));
  return { nodes, heads, attrs: graphAttributes(json.attrs) };
}

function checkNode(node: unknown, index: number, source: string, depth: number): SymbolNode {
  const fail = (rule: string): never => {
    throw new ModelFileError(`${source}: node ${index}: ${rule}`);
  };
  if (!isObject(node)) {
    return fail(`it is ${kindOf(node)}, expected an object`);
  }
  const { op, name } = node;
  if (typeof op !== 'string' || typeof name !== 'string') {
    return fail(`op is ${kindOf(op)} and name is ${kindOf(name)}, expected texts`);
  }
  const inputs = entries(node.inputs ?? [], index, (rule) => fail(`('${name}') inputs: ${rule}`));
  if (op === 'null' && inputs.length > 0) {
    fail(`('${name}') is a variable and has inputs`);
  }
  const attrs: Record<string, string> = {};
  for (const key of ['param', 'attr', 'attrs']) {
    const given = node[key] ?? {};
    if (!isObject(given)) {
      return fail(`('${name}') ${key} is ${kindOf(given)}, expected an object`);
    }
    Object.entries(given).forEach(([attribute, value]) => (attrs[attribute] = textOf(value)));
  }
  const subgraphs = Array.isArray(node.subgraphs) ? node.subgraphs : [];
  return { op, name, attrs, inputs, subgraphs: subgraphs.map((graph) => checkGraph(graph, source, depth + 1)) };
}

/** Entries that refer to the first `count` nodes. */
function entries(list: unknown, count: number, fail: (rule: string) => never): Entry[] {
  if (!Array.isArray(list)) {
    return fail(`they are ${kindOf(list)}, expected a list`);
  }
  return list.map((entry: unknown): Entry => {
    if (!Array.isArray(entry) || entry.length < 2 || entry.length > 3) {
      return fail(`${JSON.stringify(entry)} is no entry, expected [node, output] or [node, output, version]`);
    }
    const [node, output] = entry as unknown[];
    if (!isIndex(node, count)) {
      return fail(
        `node ${JSON.stringify(node)}, allowed are ${count > 0 ? `0 to ${count - 1}` : 'none'}: nodes come before their users`,
      );
    }
    return isIndex(output, MAX_OUTPUT) ? [node, output] : fail(`output ${JSON.stringify(output)} of node ${node}`);
  });
}

/** Values are pairs of a type and a value: {"mxnet_version": ["int", 10901]}. */
function graphAttributes(attrs: unknown): Record<string, string> {
  const pairs = isObject(attrs) ? Object.entries(attrs) : [];
  return Object.fromEntries(pairs.map(([key, value]) => [key, textOf(Array.isArray(value) ? value[1] : value)]));
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const isIndex = (value: unknown, count: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) < count;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string =>
  value === undefined ? 'missing' : value === null ? 'null' : Array.isArray(value) ? 'a list' : `a ${typeof value}`;
