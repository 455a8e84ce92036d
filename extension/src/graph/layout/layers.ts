/**
 * The layer of each box: the longest path to it. Every edge is taken to go from the lower index to the higher one, for boxes
 * come nearly in the order of execution; so there are no cycles here.
 */
import type { LayoutInput } from './layout.js';

export function layersOf({ widths, edges, entrances, exits }: LayoutInput): number[] {
  const layer = new Array<number>(widths.length).fill(0);
  const successors = widths.map((): number[] => []);
  edges.forEach(([from, to]) => successors[Math.min(from, to)].push(Math.max(from, to)));
  const hasPredecessor = new Array<boolean>(widths.length).fill(false);
  successors.forEach((next, box) => {
    for (const to of next) {
      layer[to] = Math.max(layer[to], layer[box] + 1);
      hasPredecessor[to] = true;
    }
  });
  pullDown(layer, successors, hasPredecessor, entrances);
  const last = layer.reduce((deepest, at) => Math.max(deepest, at), 0);
  layer.fill(last, widths.length - exits);
  return layer;
}

/** What needs nothing stands just above who needs it. */
function pullDown(layer: number[], successors: number[][], hasPredecessor: boolean[], entrances: number): void {
  for (let box = layer.length - 1; box >= entrances; box--) {
    if (!hasPredecessor[box] && successors[box].length > 0) {
      layer[box] = successors[box].reduce((first, to) => Math.min(first, layer[to]), Infinity) - 1;
    }
  }
}
