/** Puts nodes in an order in which they can be executed, and says where that is impossible. */
import type { GraphNode } from 'gluonlab/messages';

/** The nodes in order, their own where it is one already; or the names of nodes that wait for each other. */
export function inOrder(nodes: readonly GraphNode[]): { nodes: GraphNode[]; cycle: string[] } {
  const producer = new Map<number, number>();
  nodes.forEach((node, i) => node.outputs.forEach((value) => producer.set(value, i)));
  const users: number[][] = nodes.map(() => []);
  const waiting = nodes.map((node, i) => {
    const sources = new Set(node.inputs.map((value) => producer.get(value)).filter((source) => source !== undefined));
    sources.forEach((source) => users[source].push(i));
    return sources.size;
  });
  if (nodes.every((node, i) => node.inputs.every((value) => (producer.get(value) ?? -1) < i))) {
    return { nodes: [...nodes], cycle: [] };
  }
  const ready = nodes.map((_, i) => i).filter((i) => waiting[i] === 0);
  for (let next = 0; next < ready.length; next++) {
    for (const user of users[ready[next]]) {
      if (--waiting[user] === 0) {
        ready.push(user);
      }
    }
  }
  const cycle = nodes.filter((_, i) => waiting[i] > 0).map((node) => node.name);
  return { nodes: ready.map((i) => nodes[i]), cycle };
}
