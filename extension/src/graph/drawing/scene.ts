/**
 * What is drawn, in world coordinates: boxes and edges, outer ones before inner ones. Made from an arrangement; it knows
 * neither colours nor the screen.
 */
import { GROUP_HEADER, GROUP_PADDING, innerBottom, innerTop, outerSize } from '../layout/arrangement.js';
import type { Arrangement, Extent } from '../layout/arrangement.js';
import { cardOf, terminalCard } from './card.js';
import type { Card } from './card.js';
import type { Item } from '../network/items.js';
import { isPort, portOf, valueOfPort } from '../network/levels.js';
import type { End, LevelEdge } from '../network/levels.js';
import type { Network } from '../network/network.js';
import { shapeText } from './text.js';

export interface Box {
  /** Null: a value that enters or leaves the group that fills the panel. */
  item: Item | null;
  card: Card;
  x: number;
  y: number;
  width: number;
  height: number;
  /** How many open groups are around it. */
  depth: number;
  isOpen: boolean;
}

export interface Route {
  /** The items at its ends; null: the border of the group around. */
  from: Item | null;
  to: Item | null;
  values: number[];
  /** x, y, x, y, ... */
  points: number[];
  /** Shape of what flows; empty where it is not known, and in a group for what crosses its border: the edge outside has it. */
  label: string;
  /** Smallest box around the points: left, top, right, bottom. */
  bounds: [number, number, number, number];
}

export interface Scene {
  boxes: Box[];
  routes: Route[];
  width: number;
  height: number;
}

export function sceneOf(extent: Extent, arrangement: Arrangement): Scene {
  const scene: Scene = { boxes: [], routes: [], width: arrangement.layout.width, height: arrangement.layout.height };
  new SceneBuilder(extent, scene).addContents(arrangement, 0, 0, 0);
  return scene;
}

export function boxOf(scene: Scene, item: Item): Box | undefined {
  return scene.boxes.find((box) => box.item === item);
}

class SceneBuilder {
  constructor(
    private readonly extent: Extent,
    private readonly scene: Scene,
  ) {}

  addContents(arrangement: Arrangement, x: number, y: number, depth: number): void {
    const { ends, layout } = arrangement;
    ends.forEach((end, k) => {
      if (!isPort(end)) {
        this.addChild(arrangement, end, x + layout.x[k], y + layout.y[k], depth);
      } else if (arrangement.group === this.extent.place) {
        const card = terminalCard(this.extent.network, valueOfPort(end));
        this.addBox(null, card, x + layout.x[k], y + layout.y[k], card, depth, false);
      }
    });
    this.extent.network.level(arrangement.group).edges.forEach((edge, k) => {
      this.addRoute(arrangement, edge, layout.routes[k], x, y);
    });
  }

  private addChild({ inner }: Arrangement, id: number, x: number, y: number, depth: number): void {
    const item = this.extent.network.items[id];
    const card = cardOf(this.extent.network, item);
    const arranged = inner.get(id);
    this.addBox(item, card, x, y, arranged === undefined ? card : outerSize(arranged), depth, arranged !== undefined);
    if (arranged !== undefined) {
      this.addContents(arranged, x + GROUP_PADDING, y + innerTop(arranged), depth + 1);
    }
  }

  private addBox(
    item: Item | null,
    card: Card,
    x: number,
    y: number,
    { width, height }: { width: number; height: number },
    depth: number,
    isOpen: boolean,
  ): void {
    this.scene.boxes.push({ item, card, x, y, width, height, depth, isOpen });
  }

  /** An edge to an open group meets the ports of its values; an edge from a port starts below the header. */
  private addRoute(arrangement: Arrangement, edge: LevelEdge, route: number[], x: number, y: number): void {
    const { group, ends, layout, inner } = arrangement;
    const { network, place } = this.extent;
    const points = route.map((at, i) => at + (i % 2 === 0 ? x : y));
    const portX = (end: End, open: Arrangement) =>
      x + layout.x[ends.indexOf(end)] + GROUP_PADDING + meanPort(open, edge);
    const [from, to] = [inner.get(edge.from), inner.get(edge.to)];
    if (from !== undefined) moveEnd(points, 0, 2, portX(edge.from, from));
    if (to !== undefined) moveEnd(points, points.length - 2, points.length - 4, portX(edge.to, to));
    const isInner = group !== place;
    if (isInner && isPort(edge.from)) points.unshift(points[0], y - innerTop(arrangement) + GROUP_HEADER);
    if (isInner && isPort(edge.to)) points.push(points.at(-2)!, y + layout.height + innerBottom(arrangement));
    this.scene.routes.push({
      from: isPort(edge.from) ? null : network.items[edge.from],
      to: isPort(edge.to) ? null : network.items[edge.to],
      values: edge.values,
      points,
      label: isInner && (isPort(edge.from) || isPort(edge.to)) ? '' : labelOf(network, edge.values),
      bounds: boundsOf(points),
    });
  }
}

/** Moves an end sideways, together with the piece that goes straight up or down from it. */
function moveEnd(points: number[], end: number, next: number, x: number): void {
  if (points.length > 4 && points[next] === points[end]) points[next] = x;
  points[end] = x;
}

/** Where the values of an edge pass the border of an open group, from the left of its contents. */
function meanPort({ ends, layout }: Arrangement, { values }: LevelEdge): number {
  return values.reduce((sum, value) => sum + layout.x[ends.indexOf(portOf(value))], 0) / values.length;
}

function labelOf({ graph }: Network, values: readonly number[]): string {
  const [value] = values.map((index) => graph.values[index]);
  if (values.length > 1) {
    return `${values.length} ×`;
  }
  return value.shape === null ? '' : shapeText(value);
}

function boundsOf(points: readonly number[]): Route['bounds'] {
  const bounds: Route['bounds'] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 2) {
    bounds[0] = Math.min(bounds[0], points[i]);
    bounds[1] = Math.min(bounds[1], points[i + 1]);
    bounds[2] = Math.max(bounds[2], points[i]);
    bounds[3] = Math.max(bounds[3], points[i + 1]);
  }
  return bounds;
}
