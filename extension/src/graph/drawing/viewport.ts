/** Which part of the world the screen shows. World and screen both grow to the right and down; screen in CSS pixels. */

export interface Rect {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Ten thousand boxes below each other still fit. */
const SMALLEST_ZOOM = 0.0002;
const LARGEST_ZOOM = 4;
const MARGIN = 24;
/** What is revealed is not at the very edge. */
const NEARBY = 56;

export class Viewport {
  /** The world's point in the upper left corner of the screen. */
  x = 0;
  y = 0;
  /** Pixels for one unit of the world. */
  zoom = 1;
  /** The size of the screen. */
  width = 0;
  height = 0;

  /** What is seen of the world. */
  get seen(): Rect {
    return { x: this.x, y: this.y, width: this.width / this.zoom, height: this.height / this.zoom };
  }

  toWorld(screenX: number, screenY: number): [x: number, y: number] {
    return [this.x + screenX / this.zoom, this.y + screenY / this.zoom];
  }

  /** By pixels of the screen. */
  pan(right: number, down: number): void {
    this.x += right / this.zoom;
    this.y += down / this.zoom;
  }

  /** The world's point under this place of the screen stays under it. */
  zoomAt(screenX: number, screenY: number, factor: number): void {
    const [x, y] = this.toWorld(screenX, screenY);
    this.zoom = Math.min(LARGEST_ZOOM, Math.max(SMALLEST_ZOOM, this.zoom * factor));
    this.x = x - screenX / this.zoom;
    this.y = y - screenY / this.zoom;
  }

  zoomAtCentre(factor: number): void {
    this.zoomAt(this.width / 2, this.height / 2, factor);
  }

  /** All of a rectangle, in the middle, no larger than it is. */
  fit(rect: Rect): void {
    const room = (size: number, wanted: number) => (size - 2 * MARGIN) / Math.max(1, wanted);
    const zoom = Math.min(1, room(this.width, rect.width), room(this.height, rect.height));
    this.zoom = Math.max(SMALLEST_ZOOM, zoom);
    this.centre(rect);
  }

  /** As `fit`, but readable: of what does not fit then, the part around and below `start` is seen. */
  fitReadable(rect: Rect, smallest: number, start: Rect): void {
    this.fit(rect);
    if (this.zoom < smallest) {
      this.zoom = smallest;
      this.x = start.x + start.width / 2 - this.width / 2 / this.zoom;
      this.y = start.y - MARGIN / this.zoom;
    }
  }

  centre(rect: Rect): void {
    this.x = rect.x + rect.width / 2 - this.width / 2 / this.zoom;
    this.y = rect.y + rect.height / 2 - this.height / 2 / this.zoom;
  }

  /** Moves as little as needed to see a rectangle; what is too large to see at once is seen from its start. */
  reveal(rect: Rect): void {
    const margin = NEARBY / this.zoom;
    const { width, height } = this.seen;
    this.x = shifted(this.x, width, rect.x - margin, rect.x + rect.width + margin);
    this.y = shifted(this.y, height, rect.y - margin, rect.y + rect.height + margin);
  }
}

function shifted(start: number, size: number, from: number, to: number): number {
  if (from < start || to - from > size) {
    return from;
  }
  return to > start + size ? to - size : start;
}

export function overlaps(a: Rect, b: Rect): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}
