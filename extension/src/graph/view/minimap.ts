/** The whole drawing in a corner, with a frame around what is seen; a press or drag on it goes there. */
import type { Message } from '@lumino/messaging';
import { Widget } from '@lumino/widgets';
import { CanvasPen } from '../drawing/canvas_pen.js';
import { drawScene } from '../drawing/draw.js';
import type { Look } from '../drawing/draw.js';
import type { Scene } from '../drawing/scene.js';
import type { GraphCanvas } from './canvas.js';

/** In CSS pixels. It takes the shape of the drawing, so that it hides little of it. */
const LARGEST = { width: 180, height: 140 };
const SMALLEST = 32;
const MARGIN = 6;
const SMALLEST_FRAME = 4;

export class Minimap extends Widget {
  constructor(private readonly drawing: GraphCanvas) {
    super({ node: document.createElement('canvas') });
    this.addClass('gluonlab-Graph-minimap');
    this.node.setAttribute('aria-hidden', 'true');
    drawing.framed.connect(this.draw, this);
    this.node.addEventListener('pointerdown', (event) => {
      this.node.setPointerCapture(event.pointerId);
      this.goTo(event);
    });
    this.node.addEventListener('pointermove', (event) => {
      if (event.buttons > 0) this.goTo(event);
    });
  }

  protected override onAfterAttach(_: Message): void {
    this.draw();
  }

  private draw(): void {
    const { scene, look, viewport } = this.drawing;
    const { x, y, width, height } = viewport.seen;
    const isAllSeen = x <= 0 && y <= 0 && x + width >= scene.width && y + height >= scene.height;
    this.node.style.visibility = isAllSeen ? 'hidden' : 'visible';
    const context = this.canvas.getContext('2d');
    if (isAllSeen || context === null) {
      return;
    }
    if (this.picturedScene !== scene || this.picturedLook !== look) {
      this.paintPicture(scene, look);
    }
    const scale = this.scale(scene) * devicePixelRatio;
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, this.canvas.width, this.canvas.height);
    context.drawImage(this.picture, 0, 0);
    context.setTransform(scale, 0, 0, scale, ...this.origin(scene));
    context.strokeStyle = look.theme.selection;
    context.lineWidth = (1.5 * devicePixelRatio) / scale;
    const least = (SMALLEST_FRAME * devicePixelRatio) / scale;
    context.strokeRect(x, y, Math.max(width, least), Math.max(height, least));
  }

  /** The boxes change seldom, the frame with every step. */
  private paintPicture(scene: Scene, look: Look): void {
    this.picturedScene = scene;
    this.picturedLook = look;
    const { width, height } = this.size(scene);
    Object.assign(this.node.style, { width: `${width}px`, height: `${height}px` });
    this.canvas.width = this.picture.width = width * devicePixelRatio;
    this.canvas.height = this.picture.height = height * devicePixelRatio;
    const context = this.picture.getContext('2d')!;
    const scale = this.scale(scene) * devicePixelRatio;
    context.setTransform(scale, 0, 0, scale, ...this.origin(scene));
    const rect = { x: 0, y: 0, width: scene.width, height: scene.height };
    drawScene(scene, new CanvasPen(context, look.theme.fontFamily), look, { rect, zoom: this.scale(scene) });
  }

  private goTo({ offsetX, offsetY }: PointerEvent): void {
    const { scene, viewport } = this.drawing;
    const [left, top] = this.origin(scene);
    const scale = this.scale(scene);
    const x = (offsetX - left / devicePixelRatio) / scale;
    const y = (offsetY - top / devicePixelRatio) / scale;
    viewport.centre({ x, y, width: 0, height: 0 });
    this.drawing.requestFrame();
  }

  /** CSS pixels for one unit of the world. */
  private scale({ width, height }: Scene): number {
    const room = (most: number, size: number) => (most - 2 * MARGIN) / Math.max(1, size);
    return Math.min(room(LARGEST.width, width), room(LARGEST.height, height), 0.1);
  }

  private size(scene: Scene): { width: number; height: number } {
    const outer = (size: number) => Math.max(SMALLEST, Math.ceil(this.scale(scene) * size) + 2 * MARGIN);
    return { width: outer(scene.width), height: outer(scene.height) };
  }

  /** Where the world's origin is, in pixels of the canvas: the drawing is in the middle. */
  private origin(scene: Scene): [x: number, y: number] {
    const scale = this.scale(scene);
    const centred = (room: number, size: number) => (devicePixelRatio * (room - scale * size)) / 2;
    const { width, height } = this.size(scene);
    return [centred(width, scene.width), centred(height, scene.height)];
  }

  private get canvas(): HTMLCanvasElement {
    return this.node as HTMLCanvasElement;
  }

  private readonly picture = document.createElement('canvas');
  private picturedScene: Scene | null = null;
  private picturedLook: Look | null = null;
}
