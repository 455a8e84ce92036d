/**
 * Small groups are laid out by dagre, which is the nicer one; it takes minutes for thousands of boxes, so large groups get
 * our own layered layout, whose time is linear. Pure: the same input gives the same layout, in a worker or not.
 */
import { placeByDagre } from './dagre_layout.js';
import { placeInLayers } from './layered_layout.js';
import type { Layout, LayoutInput } from './layout.js';
import { finishLayout } from './routes.js';
import { withTrunks } from './trunks.js';

const DAGRE_BOXES = 400;
const DAGRE_EDGES = 800;

export function layoutOf(input: LayoutInput): Layout {
  const trunked = withTrunks(input);
  const { widths, edges } = trunked.input;
  const isSmall = widths.length <= DAGRE_BOXES && edges.length <= DAGRE_EDGES;
  const placed = isSmall ? placeByDagre(trunked.input) : placeInLayers(trunked.input);
  return finishLayout(input, trunked.restore(placed));
}
