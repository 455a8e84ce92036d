/** What a layout gets and gives: the boxes of one group, where they stand and how the edges between them run, top to bottom. */

/** Plain numbers, so that equal groups have equal inputs and a layout can be kept for all of them. */
export interface LayoutInput {
  widths: number[];
  heights: number[];
  /** So many boxes at the start are entrances and stand on top; so many at the end are exits and stand at the bottom. */
  entrances: number;
  exits: number;
  /** Indices of boxes. */
  edges: [from: number, to: number][];
}

export interface Layout {
  width: number;
  height: number;
  /** Upper left corners. */
  x: number[];
  y: number[];
  /** For each edge the points that it passes, as x, y, x, y, ...; the first and the last lie on the borders of its boxes. */
  routes: number[][];
}

/** Space between boxes side by side, and between one row of boxes and the next. */
export const BOX_GAP = 28;
export const ROW_GAP = 46;
/** Space for an edge that passes a row. */
export const EDGE_GAP = 16;
