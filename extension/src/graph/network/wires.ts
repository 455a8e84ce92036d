/**
 * Who makes each value of a network and who takes it, by item id. Exporters put operators between a parameter and its
 * takers that only hand it on, often hundreds; here the takers take the parameter itself, and such operators are hidden.
 */
import type { GraphNode, ModelGraph } from 'gluonlab/messages';

export interface Wires {
  /** The operator or input that makes a value; -1: nobody does (a parameter). */
  producers: number[];
  /** The operators and outputs that take a value, each once, in their order. */
  consumers: number[][];
  /** The parameter that a value is a copy of; any other value is its own origin. */
  origins: number[];
  /** Ids of the operators that only hand a parameter on. */
  hidden: Set<number>;
}

export function wiresOf(graph: ModelGraph): Wires {
  const producers = new Array<number>(graph.values.length).fill(-1);
  const consumers = graph.values.map((): number[] => []);
  const origins = [...graph.values.keys()];
  const hidden = new Set<number>();
  graph.inputs.forEach((value, k) => (producers[value] = graph.nodes.length + k));
  graph.nodes.forEach((node, id) => {
    const sources = node.inputs.filter((value) => value >= 0).map((value) => origins[value]);
    if (handsParameterOn(node, graph, sources)) {
      hidden.add(id);
      origins[node.outputs[0]] = sources[0];
      return;
    }
    for (const value of node.outputs) {
      if (value >= 0) producers[value] = id;
    }
    for (const value of new Set(sources)) {
      consumers[value].push(id);
    }
  });
  const firstOutput = graph.nodes.length + graph.inputs.length;
  graph.outputs.forEach((value, k) => consumers[value].push(firstOutput + k));
  return { producers, consumers, origins, hidden };
}

function handsParameterOn({ op, outputs }: GraphNode, { values }: ModelGraph, sources: readonly number[]): boolean {
  return op === 'Identity' && outputs.length === 1 && sources.length === 1 && values[sources[0]].tensor !== undefined;
}
