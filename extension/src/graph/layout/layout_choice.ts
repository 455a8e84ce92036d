/**
 * Small groups are laid out by dagre, which is the nicer one; it takes minutes for thousands of boxes, so large groups get
 * our own layered layout, whose time is linear. Pure: the same input gives the same layout, in a worker or not.
 */
import { dagreLayout } from './dagre_layout.js';
import { layeredLayout } from './layered_layout.js';
import type { Layout, LayoutInput } from './layout.js';

const DAGRE_BOXES = 400;
const DAGRE_EDGES = 800;

export function layoutOf(input: LayoutInput): Layout {
  const isSmall = input.widths.length <= DAGRE_BOXES && input.edges.length <= DAGRE_EDGES;
  return isSmall ? dagreLayout(input) : layeredLayout(input);
}
