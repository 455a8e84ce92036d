/** What both layouts do at the end: rows become routes around boxes, edges end spread over the borders, all starts at 0, 0. */
import { grouped } from './grouped.js';
import { ROW_GAP } from './layout.js';
import type { Layout, LayoutInput } from './layout.js';

/** Centres of the boxes, the tallest box of each row, and for each edge the points between its boxes, x, y, x, y, ... */
export interface Placed {
  x: number[];
  y: number[];
  bends: number[][];
}

/** Ends that are spread lie so far apart at most. */
const END_GAP = 28;

export function finishLayout(input: LayoutInput, placed: Placed): Layout {
  const rows = rowsOf(input, placed);
  const ends = spreadEnds(input, placed);
  const routes = input.edges.map(([from, to], k) => {
    const start = placed.y[from] + input.heights[from] / 2;
    const end = placed.y[to] - input.heights[to] / 2;
    const x = placed.x[from];
    if (start >= end) {
      return [x, start, ...placed.bends[k], ends[k], end];
    }
    const bends = placed.bends[k].length === 0 ? [] : pastRows(placed.bends[k], rows, start, end);
    const below = Math.min(end, placed.y[from] + rows.halfHeight(placed.y[from]));
    const above = Math.max(start, placed.y[to] - rows.halfHeight(placed.y[to]));
    const points = below < above ? [x, below, ...bends, ends[k], above] : bends;
    return straightened([x, start, ...points, ends[k], end]);
  });
  return moveToOrigin(input, placed, routes);
}

/** The boxes of a row have their centres at one height. */
export interface Rows {
  /** Half the height of the tallest box around this centre; 0 where no row is. */
  halfHeight(centre: number): number;
}

export function rowsOf({ heights }: LayoutInput, { y }: Placed): Rows {
  const rows = new Map<number, number>();
  y.forEach((centre, box) => {
    const row = Math.round(centre);
    rows.set(row, Math.max(rows.get(row) ?? 0, heights[box] / 2));
  });
  return { halfHeight: (centre) => rows.get(Math.round(centre)) ?? 0 };
}

/** An edge that passes a row goes straight down for the height of its tallest box, or it would cut corners. */
function pastRows(bends: number[], rows: Rows, start: number, end: number): number[] {
  const points: number[] = [];
  for (let i = 0; i < bends.length; i += 2) {
    const half = rows.halfHeight(bends[i + 1]);
    const top = Math.max(bends[i + 1] - half, start + ROW_GAP / 4);
    const bottom = Math.min(bends[i + 1] + half, end - ROW_GAP / 4);
    if (top < bottom) {
      points.push(bends[i], top, bends[i], bottom);
    } else if (half === 0) {
      points.push(bends[i], bends[i + 1]);
    }
  }
  return points;
}

/** The x at which each edge meets the top of its box: side by side, ordered by where they come from. */
function spreadEnds({ widths, edges }: LayoutInput, { x, bends }: Placed): number[] {
  const ends = edges.map(([, to]) => x[to]);
  for (const [box, into] of grouped(edges.keys(), (k) => edges[k][1])) {
    const from = (k: number) => bends[k].at(-2) ?? x[edges[k][0]];
    const sorted = into.sort((a, b) => from(a) - from(b));
    const gap = Math.min(END_GAP, (0.7 * widths[box]) / sorted.length);
    sorted.forEach((k, place) => (ends[k] += (place - (sorted.length - 1) / 2) * gap));
  }
  return ends;
}

/** Without the points that lie on a vertical line between their neighbours, or on a neighbour. */
function straightened(points: number[]): number[] {
  const kept: number[] = [];
  for (let i = 0; i < points.length; i += 2) {
    const isInner = i > 0 && i + 2 < points.length;
    const isStraight = Math.abs(points[i - 2] - points[i]) < 0.5 && Math.abs(points[i + 2] - points[i]) < 0.5;
    const isRepeated = isInner && (isSame(points, i, i - 2) || isSame(points, i, i + 2));
    if (!isInner || !(isStraight || isRepeated)) {
      kept.push(points[i], points[i + 1]);
    }
  }
  return kept;
}

function isSame(points: number[], i: number, k: number): boolean {
  return points[i] === points[k] && points[i + 1] === points[k + 1];
}

function moveToOrigin({ widths, heights }: LayoutInput, placed: Placed, routes: number[][]): Layout {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  const include = (x: number, y: number, halfWidth: number, halfHeight: number) => {
    bounds.left = Math.min(bounds.left, x - halfWidth);
    bounds.right = Math.max(bounds.right, x + halfWidth);
    bounds.top = Math.min(bounds.top, y - halfHeight);
    bounds.bottom = Math.max(bounds.bottom, y + halfHeight);
  };
  widths.forEach((width, box) => include(placed.x[box], placed.y[box], width / 2, heights[box] / 2));
  routes.forEach((route) => {
    for (let i = 0; i < route.length; i += 2) include(route[i], route[i + 1], 0, 0);
  });
  if (widths.length === 0) {
    return { width: 0, height: 0, x: [], y: [], routes };
  }
  return {
    width: bounds.right - bounds.left,
    height: bounds.bottom - bounds.top,
    x: widths.map((width, box) => placed.x[box] - width / 2 - bounds.left),
    y: heights.map((height, box) => placed.y[box] - height / 2 - bounds.top),
    routes: routes.map((route) => route.map((at, i) => at - (i % 2 === 0 ? bounds.left : bounds.top))),
  };
}
