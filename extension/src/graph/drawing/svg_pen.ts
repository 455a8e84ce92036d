/** A pen that writes an SVG file. */
import { ARROW_HALF_WIDTH, ARROW_LENGTH } from './pen.js';
import type { BoxStyle, Pen, RouteStyle, TextStyle } from './pen.js';
import type { Rect } from './viewport.js';

export class SvgPen implements Pen {
  constructor(private readonly fontFamily: string) {}

  /** The file, showing a part of the world. */
  finish({ x, y, width, height }: Rect, background: string, title: string): string {
    const box = [x, y, width, height].map(short);
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" ` +
        `font-family="${escaped(this.fontFamily)}">`,
      `<title>${escaped(title)}</title>`,
      `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${escaped(background)}"/>`,
      ...this.parts,
      '</svg>\n',
    ].join('\n');
  }

  opacity(value: number): void {
    this.opaque = value === 1 ? '' : ` opacity="${short(value)}"`;
  }

  box(x: number, y: number, width: number, height: number, { radius, fill, stroke, lineWidth }: BoxStyle): void {
    const line = stroke === null ? '' : ` stroke="${escaped(stroke)}" stroke-width="${short(lineWidth)}"`;
    this.parts.push(
      `<rect x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}" rx="${short(radius)}" ` +
        `fill="${escaped(fill ?? 'none')}"${line}${this.opaque}/>`,
    );
  }

  route(points: readonly number[], { stroke, lineWidth, hasArrow }: RouteStyle): void {
    const at = points.map(short);
    let path = `M${at[0]} ${at[1]}`;
    for (let i = 2; i < points.length; i += 2) {
      const middle = short((points[i - 1] + points[i + 1]) / 2);
      path += `C${at[i - 2]} ${middle} ${at[i]} ${middle} ${at[i]} ${at[i + 1]}`;
    }
    const color = escaped(stroke);
    this.parts.push(
      `<path d="${path}" fill="none" stroke="${color}" stroke-width="${short(lineWidth)}"${this.opaque}/>`,
    );
    if (hasArrow) {
      const end = points.length - 1;
      const x = points[end - 1];
      const base = short(points[end] - ARROW_LENGTH * Math.sign(points[end] - points[end - 2] || 1));
      const corners = `${at[end - 1]},${at[end]} ${short(x - ARROW_HALF_WIDTH)},${base} ${short(x + ARROW_HALF_WIDTH)},${base}`;
      this.parts.push(`<polygon points="${corners}" fill="${color}"${this.opaque}/>`);
    }
  }

  text(text: string, x: number, y: number, { size, color, isBold, align }: TextStyle): void {
    const weight = isBold ? ' font-weight="600"' : '';
    this.parts.push(
      `<text x="${short(x)}" y="${short(y)}" font-size="${size}"${weight} text-anchor="${align}" ` +
        `fill="${escaped(color)}"${this.opaque}>${escaped(text)}</text>`,
    );
  }

  private readonly parts: string[] = [];
  private opaque = '';
}

const short = (value: number) => String(Math.round(value * 100) / 100);

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** XML knows no control characters, not even escaped. */
const FORBIDDEN = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]/gu;

function escaped(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"']/g, (letter) => ENTITIES[letter]);
}
