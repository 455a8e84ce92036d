/** The layout of a small group by dagre: fewest crossings, short edges. */
import { Graph, layout } from '@dagrejs/dagre';
import { BOX_GAP, EDGE_GAP, ROW_GAP } from './layout.js';
import type { LayoutInput } from './layout.js';
import type { Placed } from './routes.js';

/** Pulls entrances to the top and exits to the bottom more than an edge pulls its boxes together. */
const PULL = 8;

export function placeByDagre(input: LayoutInput): Placed {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'TB', nodesep: BOX_GAP, ranksep: ROW_GAP, edgesep: EDGE_GAP });
  graph.setDefaultEdgeLabel(() => ({}));
  input.widths.forEach((width, box) => graph.setNode(String(box), { width, height: input.heights[box] }));
  input.edges.forEach(([from, to], k) => graph.setEdge(String(from), String(to), {}, String(k)));
  pinPorts(graph, input);
  layout(graph);
  const boxes = input.widths.map((_, box) => graph.node(String(box)) as { x: number; y: number });
  const bends = input.edges.map(([from, to], k) => {
    const { points } = graph.edge(String(from), String(to), String(k)) as { points: { x: number; y: number }[] };
    return points.slice(1, -1).flatMap(({ x, y }) => [x, y]);
  });
  return { x: boxes.map(({ x }) => x), y: boxes.map(({ y }) => y), bends };
}

/** Entrances are held in one row by a box above them that nobody sees, exits by one below. */
function pinPorts(graph: Graph, { widths, entrances, exits }: LayoutInput): void {
  for (let box = 0; box < entrances; box++) {
    graph.setNode('above', { width: 0, height: 0 });
    graph.setEdge('above', String(box), { weight: PULL });
  }
  for (let box = widths.length - exits; box < widths.length; box++) {
    graph.setNode('below', { width: 0, height: 0 });
    graph.setEdge(String(box), 'below', { weight: PULL });
  }
}
