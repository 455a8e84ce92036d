/**
 * A layered layout (Sugiyama, Tagawa and Toda 1981) whose time is linear in the edges, for groups of thousands of boxes:
 * layers by longest path, a few barycenter sweeps against crossings, then x by pooling neighbours that want the same place.
 */
import { layersOf } from './layers.js';
import { BOX_GAP, EDGE_GAP, ROW_GAP } from './layout.js';
import type { LayoutInput } from './layout.js';
import { spread } from './spread.js';
import type { Placed } from './routes.js';

/** An edge over more layers than this gets no bends: it would cost more than it shows. */
const LONGEST_BENT_EDGE = 24;
const ORDER_SWEEPS = 4;
const PLACE_SWEEPS = 6;

/** Boxes, and after them the bends of long edges as boxes without size. */
interface Layered {
  layers: number[][];
  above: number[][];
  below: number[][];
  widths: number[];
  /** By edge, the boxes that stand for its bends, from top to bottom. */
  bends: number[][];
}

export function placeInLayers(input: LayoutInput): Placed {
  const layered = withBends(input, layersOf(input));
  orderLayers(layered);
  const x = spreadLayers(layered);
  const y = layerHeights(input, layered);
  const isDown = ([from, to]: [number, number]) => from < to;
  const bends = layered.bends.map((boxes, k) => {
    const points = isDown(input.edges[k]) ? boxes : [...boxes].reverse();
    return points.flatMap((box) => [x[box], y[box]]);
  });
  const count = input.widths.length;
  return { x: x.slice(0, count), y: y.slice(0, count), bends };
}

function withBends({ widths, edges }: LayoutInput, layer: number[]): Layered {
  const layers: number[][] = [];
  const all: Layered = { layers, above: [], below: [], widths: [...widths], bends: edges.map(() => []) };
  const add = (box: number, at: number) => {
    (layers[at] ??= []).push(box);
    all.above[box] = [];
    all.below[box] = [];
  };
  const join = (upper: number, lower: number) => {
    all.below[upper].push(lower);
    all.above[lower].push(upper);
  };
  layer.forEach((at, box) => add(box, at));
  edges.forEach(([from, to], k) => {
    const [top, bottom] = from < to ? [from, to] : [to, from];
    let upper = top;
    if (layer[bottom] - layer[top] <= LONGEST_BENT_EDGE) {
      for (let at = layer[top] + 1; at < layer[bottom]; at++) {
        const bend = all.widths.push(0) - 1;
        add(bend, at);
        join(upper, bend);
        all.bends[k].push(bend);
        upper = bend;
      }
    }
    join(upper, bottom);
  });
  for (let at = 0; at < layers.length; at++) layers[at] ??= [];
  return all;
}

function orderLayers({ layers, above, below, widths }: Layered): void {
  const place = new Array<number>(widths.length).fill(0);
  const number = (layer: number[]) => layer.forEach((box, k) => (place[box] = k));
  layers.forEach(number);
  const sweep = (order: number[][], neighbours: number[][]) => {
    for (const layer of order) {
      const wish = new Map(layer.map((box) => [box, mean(neighbours[box], place) ?? place[box]]));
      layer.sort((a, b) => wish.get(a)! - wish.get(b)!);
      number(layer);
    }
  };
  for (let k = 0; k < ORDER_SWEEPS; k++) {
    sweep(layers, above);
    sweep([...layers].reverse(), below);
  }
}

function spreadLayers({ layers, above, below, widths }: Layered): number[] {
  const x = new Array<number>(widths.length).fill(0);
  const gap = (a: number, b: number) => (widths[a] + widths[b]) / 2 + (widths[a] && widths[b] ? BOX_GAP : EDGE_GAP);
  const place = (layer: number[], neighbours: (box: number) => number[]) => {
    const wishes = layer.map((box) => mean(neighbours(box), x) ?? x[box]);
    spread(wishes, (k) => gap(layer[k - 1], layer[k])).forEach((at, k) => (x[layer[k]] = at));
  };
  for (let k = 0; k < PLACE_SWEEPS; k++) {
    layers.forEach((layer) => place(layer, (box) => above[box]));
    [...layers].reverse().forEach((layer) => place(layer, (box) => below[box]));
  }
  layers.forEach((layer) => place(layer, (box) => [...above[box], ...below[box]]));
  return x;
}

function layerHeights({ heights }: LayoutInput, { layers, widths }: Layered): number[] {
  const y = new Array<number>(widths.length).fill(0);
  let top = 0;
  for (const layer of layers) {
    const height = layer.reduce((tallest, box) => Math.max(tallest, heights[box] ?? 0), 0);
    for (const box of layer) {
      y[box] = top + height / 2;
    }
    top += height + ROW_GAP;
  }
  return y;
}

function mean(boxes: readonly number[], values: readonly number[]): number | null {
  return boxes.length === 0 ? null : boxes.reduce((sum, box) => sum + values[box], 0) / boxes.length;
}
