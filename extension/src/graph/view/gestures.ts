/** Mouse, pen and finger on the drawing: drag to pan, wheel to zoom, click to select, double click to open. */
import type { GraphCanvas } from './canvas.js';
import { hitOf } from '../drawing/hit.js';
import type { Hit } from '../drawing/hit.js';
import type { GraphModel } from '../model.js';

/** A pointer that moves less has clicked. */
const CLICK_SLACK = 4;
/** A turn of this many pixels of the wheel doubles. */
const WHEEL_DOUBLING = 300;
const EDGE_REACH = 6;

export class CanvasGestures {
  constructor(
    private readonly canvas: GraphCanvas,
    private readonly model: GraphModel,
  ) {
    const { node } = canvas;
    const { signal } = this.listening;
    node.addEventListener('pointerdown', (event) => this.press(event), { signal });
    node.addEventListener('pointermove', (event) => this.move(event), { signal });
    node.addEventListener('pointerup', (event) => this.release(event), { signal });
    node.addEventListener('pointercancel', () => (this.drag = null), { signal });
    node.addEventListener('dblclick', (event) => this.open(event), { signal });
    node.addEventListener('wheel', (event) => this.wheel(event), { signal, passive: false });
  }

  dispose(): void {
    this.listening.abort();
  }

  private press(event: PointerEvent): void {
    if (event.button === 0) {
      this.canvas.node.setPointerCapture(event.pointerId);
      this.drag = { x: event.clientX, y: event.clientY, isMoved: false };
    }
  }

  private move(event: PointerEvent): void {
    if (this.drag === null) {
      this.canvas.node.style.cursor = this.hit(event) === null ? 'grab' : 'pointer';
      return;
    }
    const [right, down] = [this.drag.x - event.clientX, this.drag.y - event.clientY];
    if (this.drag.isMoved || Math.hypot(right, down) > CLICK_SLACK) {
      this.drag = { x: event.clientX, y: event.clientY, isMoved: true };
      this.canvas.node.style.cursor = 'grabbing';
      this.canvas.viewport.pan(right, down);
      this.canvas.requestFrame();
    }
  }

  private release(event: PointerEvent): void {
    if (this.drag !== null && !this.drag.isMoved) {
      this.click(this.hit(event));
    }
    this.drag = null;
  }

  private click(hit: Hit | null): void {
    const { explorer } = this.model;
    if (hit === null) {
      explorer?.select(null);
    } else if (hit.type === 'route') {
      const { from, to, values } = hit.route;
      explorer?.select({ type: 'edge', from, to, values });
    } else if (hit.box.item !== null) {
      explorer?.selectItem(hit.box.item);
      if (hit.isMark) explorer?.activate(hit.box.item);
    }
  }

  private open(event: MouseEvent): void {
    const hit = this.hit(event);
    if (hit?.type === 'box' && hit.box.item !== null && !hit.isMark) {
      this.model.explorer?.activate(hit.box.item);
    }
  }

  private wheel(event: WheelEvent): void {
    event.preventDefault();
    const lines = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? 20 : 1;
    const [x, y] = this.place(event);
    this.canvas.viewport.zoomAt(x, y, 2 ** ((-event.deltaY * lines) / WHEEL_DOUBLING));
    this.canvas.requestFrame();
  }

  private hit(event: MouseEvent): Hit | null {
    const { scene, viewport } = this.canvas;
    const [x, y] = viewport.toWorld(...this.place(event));
    return hitOf(scene, x, y, EDGE_REACH / viewport.zoom);
  }

  private place(event: MouseEvent): [x: number, y: number] {
    const { left, top } = this.canvas.node.getBoundingClientRect();
    return [event.clientX - left, event.clientY - top];
  }

  private readonly listening = new AbortController();
  private drag: { x: number; y: number; isMoved: boolean } | null = null;
}
