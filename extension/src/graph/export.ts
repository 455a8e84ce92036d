/** The drawing as a file: SVG as text, PNG as pixels; the part that is seen, or all of it. */
import { CanvasPen } from './drawing/canvas_pen.js';
import { drawScene } from './drawing/draw.js';
import type { Look } from './drawing/draw.js';
import type { Scene } from './drawing/scene.js';
import { SvgPen } from './drawing/svg_pen.js';
import type { Rect } from './drawing/viewport.js';

/** Around the whole drawing, in its units. */
const MARGIN = 24;
/** PNG: pixels for one unit, as long as no side gets longer than browsers allow. */
const SHARPNESS = 2;
const LONGEST_SIDE = 16_384;
const MOST_PIXELS = 2 ** 27;

export function wholeOf({ width, height }: Scene): Rect {
  return { x: -MARGIN, y: -MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}

/** In full detail, however small it was on the screen. */
export function svgOf(scene: Scene, look: Look, rect: Rect, title: string): string {
  const pen = new SvgPen(look.theme.fontFamily);
  drawScene(scene, pen, look, { rect, zoom: 1 });
  return pen.finish(rect, look.theme.background, title);
}

/** Rejects when the browser cannot make an image of that size. */
export function pngOf(scene: Scene, look: Look, rect: Rect): Promise<Blob> {
  const scale = pngScale(rect);
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(rect.width * scale);
  canvas.height = Math.ceil(rect.height * scale);
  const context = canvas.getContext('2d')!;
  context.fillStyle = look.theme.background;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.setTransform(scale, 0, 0, scale, -rect.x * scale, -rect.y * scale);
  drawScene(scene, new CanvasPen(context, look.theme.fontFamily), look, { rect, zoom: Math.min(1, scale) });
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob === null) reject(new Error(`the browser makes no image of ${canvas.width} x ${canvas.height} pixels`));
      else resolve(blob);
    }, 'image/png');
  });
}

export function pngScale({ width, height }: Rect): number {
  return Math.min(SHARPNESS, LONGEST_SIDE / Math.max(width, height), Math.sqrt(MOST_PIXELS / (width * height)));
}

/** Gives the file to the browser's downloads. */
export function download(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
