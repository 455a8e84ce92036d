/** A pen for a canvas. */
import { ARROW_HALF_WIDTH, ARROW_LENGTH } from './pen.js';
import type { BoxStyle, Pen, RouteStyle, TextStyle } from './pen.js';

export class CanvasPen implements Pen {
  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly fontFamily: string,
  ) {}

  opacity(value: number): void {
    this.context.globalAlpha = value;
  }

  box(x: number, y: number, width: number, height: number, { radius, fill, stroke, lineWidth }: BoxStyle): void {
    const { context } = this;
    if (radius === 0 && fill !== null && stroke === null) {
      context.fillStyle = fill;
      context.fillRect(x, y, width, height);
      return;
    }
    context.beginPath();
    context.roundRect(x, y, width, height, radius);
    if (fill !== null) {
      context.fillStyle = fill;
      context.fill();
    }
    if (stroke !== null) {
      context.strokeStyle = stroke;
      context.lineWidth = lineWidth;
      context.stroke();
    }
  }

  route(points: readonly number[], { stroke, lineWidth, hasArrow }: RouteStyle): void {
    const { context } = this;
    const end = points.length - 1;
    context.strokeStyle = stroke;
    context.lineWidth = lineWidth;
    context.beginPath();
    context.moveTo(points[0], points[1]);
    for (let i = 2; i < points.length; i += 2) {
      const middle = (points[i - 1] + points[i + 1]) / 2;
      context.bezierCurveTo(points[i - 2], middle, points[i], middle, points[i], points[i + 1]);
    }
    context.stroke();
    if (hasArrow) {
      const base = points[end] - ARROW_LENGTH * Math.sign(points[end] - points[end - 2] || 1);
      context.fillStyle = stroke;
      context.beginPath();
      context.moveTo(points[end - 1], points[end]);
      context.lineTo(points[end - 1] - ARROW_HALF_WIDTH, base);
      context.lineTo(points[end - 1] + ARROW_HALF_WIDTH, base);
      context.fill();
    }
  }

  text(text: string, x: number, y: number, { size, color, isBold, align }: TextStyle): void {
    const { context } = this;
    context.font = `${isBold ? '600 ' : ''}${size}px ${this.fontFamily}`;
    context.textAlign = align === 'middle' ? 'center' : align;
    context.fillStyle = color;
    context.fillText(text, x, y);
  }
}
