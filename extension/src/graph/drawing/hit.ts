/** What lies under a point of the world. */
import type { Box, Route, Scene } from './scene.js';
import { GROUP_HEADER } from '../layout/arrangement.js';

export type Hit = { type: 'box'; box: Box; isMark: boolean } | { type: 'route'; route: Route };

/** The corner in which a click opens what has more inside. */
const MARK_SIZE = 26;

/** `reach`: how far from an edge counts as on it. Cards lie above edges, and edges above the ground of open groups. */
export function hitOf(scene: Scene, x: number, y: number, reach: number): Hit | null {
  const under = scene.boxes.filter((box) => isIn(box, x, y));
  const innermost = under.at(-1);
  if (innermost !== undefined && (!innermost.isOpen || y < innermost.y + GROUP_HEADER)) {
    return boxHit(innermost, x, y);
  }
  const route = scene.routes.findLast((candidate) => isNear(candidate, x, y, reach));
  if (route !== undefined) {
    return { type: 'route', route };
  }
  return innermost === undefined ? null : boxHit(innermost, x, y);
}

function boxHit(box: Box, x: number, y: number): Hit {
  return { type: 'box', box, isMark: box.card.hasInside && x > box.x + box.width - MARK_SIZE && y < box.y + MARK_SIZE };
}

function isIn(box: Box, x: number, y: number): boolean {
  return x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height;
}

function isNear({ points, bounds: [left, top, right, bottom] }: Route, x: number, y: number, reach: number): boolean {
  if (x < left - reach || x > right + reach || y < top - reach || y > bottom + reach) {
    return false;
  }
  for (let i = 2; i < points.length; i += 2) {
    if (distanceToCurve(points, i, x, y) <= reach) {
      return true;
    }
  }
  return false;
}

const STEPS = 12;

/** To the curve that ends at point `i`, by points on it. */
function distanceToCurve(points: readonly number[], i: number, x: number, y: number): number {
  const [x0, y0, x1, y1] = points.slice(i - 2, i + 2);
  let nearest = Infinity;
  for (let step = 0; step <= STEPS; step++) {
    // With both control points half-way up, x eases from end to end while y goes nearly evenly.
    const t = step / STEPS;
    const atX = x0 + (x1 - x0) * (3 * t * t - 2 * t * t * t);
    const atY = y0 + (y1 - y0) * (1.5 * t - 1.5 * t * t + t * t * t);
    nearest = Math.min(nearest, Math.hypot(atX - x, atY - y));
  }
  return nearest;
}
