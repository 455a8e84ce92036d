/** What a drawing is made of. A canvas and an SVG file each have a pen, so that both show the same drawing. */

export interface BoxStyle {
  radius: number;
  fill: string | null;
  stroke: string | null;
  lineWidth: number;
}

export interface RouteStyle {
  stroke: string;
  lineWidth: number;
  hasArrow: boolean;
}

export interface TextStyle {
  size: number;
  color: string;
  isBold: boolean;
  align: 'start' | 'middle' | 'end';
}

export interface Pen {
  /** 1: opaque; for what follows. */
  opacity(value: number): void;
  box(x: number, y: number, width: number, height: number, style: BoxStyle): void;
  /** Curves through the points (x, y, x, y, ...) that leave and reach each of them vertically. */
  route(points: readonly number[], style: RouteStyle): void;
  /** `y` is the baseline. */
  text(text: string, x: number, y: number, style: TextStyle): void;
}

export const ARROW_LENGTH = 6;
export const ARROW_HALF_WIDTH = 3.5;
