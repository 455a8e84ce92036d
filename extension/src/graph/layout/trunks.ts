/**
 * A value that is taken on many levels (the mask of a deep network) would fill its group with parallel edges. Such edges
 * share a trunk: a chain of joints, one for each level, from which they branch off. Joints are boxes without size.
 */
import { grouped } from './grouped.js';
import { layersOf } from './layers.js';
import type { LayoutInput } from './layout.js';
import type { Placed } from './routes.js';

/** Fewer levels have an edge each. */
const FEWEST_LEVELS = 4;

export interface Trunked {
  input: LayoutInput;
  /** What the layout of `input` means for the boxes and edges that there were. */
  restore(placed: Placed): Placed;
}

export function withTrunks(input: LayoutInput): Trunked {
  const builder = new TrunkBuilder(input);
  return { input: builder.trunked(), restore: (placed) => builder.restore(placed) };
}

class TrunkBuilder {
  constructor(private readonly input: LayoutInput) {
    const layers = layersOf(input);
    const leaving = grouped(input.edges.keys(), (edge) => input.edges[edge][0]);
    for (const [from, edges] of leaving) {
      const levels = grouped(edges, (edge) => layers[input.edges[edge][1]]);
      if (levels.size >= FEWEST_LEVELS) {
        this.addTrunk(
          from,
          [...levels].sort(([a], [b]) => a - b).map(([, level]) => level),
        );
      }
    }
    input.edges.forEach(([from, to], edge) => {
      if (this.ways[edge] === undefined) this.ways[edge] = [this.addPart(from, to)];
    });
  }

  /** Joints stand before the exits, which must stay last. */
  trunked(): LayoutInput {
    const { widths, heights, exits } = this.input;
    const firstExit = widths.length - exits;
    const joints = new Array<number>(this.joints).fill(0);
    return {
      ...this.input,
      widths: [...widths.slice(0, firstExit), ...joints, ...widths.slice(firstExit)],
      heights: [...heights.slice(0, firstExit), ...joints, ...heights.slice(firstExit)],
      edges: this.parts.map(([from, to]) => [this.place(from), this.place(to)]),
    };
  }

  restore({ x, y, bends }: Placed): Placed {
    const boxes = this.input.widths.map((_, box) => this.place(box));
    const points = this.ways.map((way) =>
      way.flatMap((part, k) => {
        const joint = this.place(this.parts[part][1]);
        return k < way.length - 1 ? [...bends[part], x[joint], y[joint]] : bends[part];
      }),
    );
    return { x: boxes.map((box) => x[box]), y: boxes.map((box) => y[box]), bends: points };
  }

  /** The first level is reached from the box itself. */
  private addTrunk(from: number, levels: readonly number[][]): void {
    const trunk: number[] = [];
    let last = from;
    levels.forEach((edges, k) => {
      if (k > 0) {
        const joint = this.input.widths.length + this.joints++;
        trunk.push(this.addPart(last, joint));
        last = joint;
      }
      for (const edge of edges) {
        this.ways[edge] = [...trunk, this.addPart(last, this.input.edges[edge][1])];
      }
    });
  }

  private addPart(from: number, to: number): number {
    return this.parts.push([from, to]) - 1;
  }

  /** Index in the trunked input. */
  private place(box: number): number {
    const { widths, exits } = this.input;
    const firstExit = widths.length - exits;
    if (box < firstExit) return box;
    return box < widths.length ? box + this.joints : box - exits;
  }

  private joints = 0;
  /** Edges of the trunked input; joints are numbered after the boxes. */
  private readonly parts: [from: number, to: number][] = [];
  /** By edge, the parts that it goes along. */
  private readonly ways: number[][] = [];
}
