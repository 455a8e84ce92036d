/**
 * A value that many boxes take one after the other (the mask of a deep network) would fill its group with parallel edges.
 * They are left out of the layout and share a trunk instead: a line down the left side, from which each branches off in the
 * gap above its box.
 */
import { grouped } from './grouped.js';
import { EDGE_GAP, ROW_GAP } from './layout.js';
import type { LayoutInput } from './layout.js';
import { rowsOf } from './routes.js';
import type { Placed, Rows } from './routes.js';

/** Fewer edges are drawn each by itself. */
const FEWEST_BRANCHES = 4;

export interface Trunked {
  /** Without the edges on trunks. */
  input: LayoutInput;
  /** Adds the edges on trunks to a layout of `input`. */
  restore(placed: Placed): Placed;
}

export function withTrunks(input: LayoutInput): Trunked {
  const trunks = trunksOf(input);
  const onTrunk = new Set(trunks.flat());
  const kept = [...input.edges.keys()].filter((edge) => !onTrunk.has(edge));
  return {
    input: { ...input, edges: kept.map((edge) => input.edges[edge]) },
    restore(placed) {
      const bends: number[][] = [];
      const rows = rowsOf(input, placed);
      kept.forEach((edge, k) => (bends[edge] = placed.bends[k]));
      trunks.forEach((edges, k) => {
        const x = leftmost(input, placed) - (k + 1.5) * EDGE_GAP;
        for (const edge of edges) bends[edge] = alongTrunk(input, placed, rows, edge, x);
      });
      return { ...placed, bends };
    },
  };
}

/** By trunk, the indices of its edges. */
function trunksOf(input: LayoutInput): number[][] {
  const leaving = grouped(input.edges.keys(), (edge) => input.edges[edge][0]);
  const wide = [...leaving.values()].filter((edges) => edges.length > FEWEST_BRANCHES);
  const arriving = grouped(input.edges.keys(), (edge) => input.edges[edge][1]);
  const trunks: number[][] = [];
  const onTrunk = new Set<number>();
  for (const edges of wide) {
    const branches = redundant(input, edges, arriving, onTrunk);
    if (branches.length >= FEWEST_BRANCHES) {
      trunks.push(branches);
      branches.forEach((edge) => onTrunk.add(edge));
    }
  }
  return trunks;
}

/** The edges whose box stands below their source without them too, because of what else it takes. */
function redundant(
  { widths, edges }: LayoutInput,
  leaving: readonly number[],
  arriving: ReadonlyMap<number, number[]>,
  gone: ReadonlySet<number>,
): number[] {
  const source = edges[leaving[0]][0];
  const isBelow = new Array<boolean>(widths.length).fill(false);
  const branches: number[] = [];
  for (let box = source + 1; box < widths.length; box++) {
    const into = (arriving.get(box) ?? []).filter((edge) => !gone.has(edge));
    const direct = into.find((edge) => edges[edge][0] === source);
    const isHeld = into.some((edge) => isBelow[edges[edge][0]]);
    if (direct !== undefined && isHeld) branches.push(direct);
    isBelow[box] = isHeld || direct !== undefined;
  }
  return branches;
}

function leftmost({ widths }: LayoutInput, { x, bends }: Placed): number {
  const sides = x.map((centre, box) => centre - widths[box] / 2);
  const passing = bends.flatMap((points) => points.filter((_, i) => i % 2 === 0));
  return [...sides, ...passing].reduce((left, at) => Math.min(left, at), Infinity);
}

function alongTrunk({ edges }: LayoutInput, { y }: Placed, rows: Rows, edge: number, x: number): number[] {
  const [from, to] = edges[edge];
  const below = y[from] + rows.halfHeight(y[from]);
  const above = y[to] - rows.halfHeight(y[to]);
  return [x, below + ROW_GAP / 2, x, above - ROW_GAP / 2];
}
