/** Who makes each value of a network and who takes it, by item id. */
import type { ModelGraph } from 'gluonlab/messages';

export interface Wires {
  /** The operator or input that makes a value; -1: nobody does (a parameter). */
  producers: number[];
  /** The operators and outputs that take a value, each once, in their order. */
  consumers: number[][];
}

export function wiresOf(graph: ModelGraph): Wires {
  const producers = new Array<number>(graph.values.length).fill(-1);
  const consumers = graph.values.map((): number[] => []);
  graph.inputs.forEach((value, k) => (producers[value] = graph.nodes.length + k));
  graph.nodes.forEach((node, id) => {
    for (const value of node.outputs) {
      if (value >= 0) producers[value] = id;
    }
    for (const value of new Set(node.inputs)) {
      if (value >= 0) consumers[value].push(id);
    }
  });
  const firstOutput = graph.nodes.length + graph.inputs.length;
  graph.outputs.forEach((value, k) => consumers[value].push(firstOutput + k));
  return { producers, consumers };
}
