/** Where the arrow keys go: up and down along edges, left and right to what stands in the same row. */
import type { Box, Scene } from './drawing/scene.js';
import type { Explorer } from './explorer.js';
import type { Item } from './network/items.js';

export type Direction = 'up' | 'down' | 'left' | 'right';

/** The box that an arrow key leads to from the selection; null: none. Without a selection, the first box. */
export function stepFrom(scene: Scene, explorer: Explorer, direction: Direction): Box | null {
  const from = scene.boxes.find(({ item }) => item !== null && item === explorer.selectedItem);
  if (from === undefined) {
    return scene.boxes.find(({ item }) => item !== null) ?? null;
  }
  const isAlongEdges = direction === 'up' || direction === 'down';
  const candidates = isAlongEdges ? alongEdges(scene, explorer, from, direction) : inRow(scene, from, direction);
  return nearest(candidates, from);
}

function alongEdges(scene: Scene, explorer: Explorer, from: Box, direction: 'up' | 'down'): Box[] {
  const { network } = explorer;
  const item = from.item!;
  if (direction === 'down' && item.kind === 'group' && from.isOpen) {
    const [first] = item.children;
    return scene.boxes.filter((box) => box.item === first);
  }
  const ends =
    direction === 'down'
      ? network.outputsOf(item).flatMap((value) => network.consumers(value))
      : network.inputsOf(item).map((value) => network.producer(value));
  const seen = new Set<Item | null>(ends.map((end) => (end === null ? null : explorer.representative(end))));
  const found = scene.boxes.filter((box) => box.item !== null && box.item !== item && seen.has(box.item));
  return found.length > 0 ? found : scene.boxes.filter((box) => direction === 'up' && box.item === item.parent);
}

/** Boxes beside, no group that is around. */
function inRow(scene: Scene, from: Box, direction: 'left' | 'right'): Box[] {
  return scene.boxes.filter((box) => {
    const isBeside = direction === 'right' ? box.x >= from.x + from.width : box.x + box.width <= from.x;
    return box.item !== null && isBeside && box.y < from.y + from.height && from.y < box.y + box.height;
  });
}

function nearest(boxes: readonly Box[], from: Box): Box | null {
  const distance = (box: Box) => Math.hypot(centreX(box) - centreX(from), box.y - from.y);
  return boxes.reduce<Box | null>((best, box) => (best === null || distance(box) < distance(best) ? box : best), null);
}

const centreX = (box: Box) => box.x + box.width / 2;
