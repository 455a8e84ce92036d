/** Numbers, shapes and names as the panel writes them, and how much room a text takes. No DOM: canvas and SVG agree. */
import type { GraphValue } from 'gluonlab/messages';

export function shapeText({ shape }: Pick<GraphValue, 'shape'>): string {
  if (shape === null) {
    return '?';
  }
  return shape.length === 0 ? 'scalar' : shape.map((extent) => extent ?? '?').join('×');
}

/** 'float32 1×20×24×24'; what is not known of it is left out. */
export function typeText(value: Pick<GraphValue, 'dtype' | 'shape' | 'tensor'>): string {
  const shape = value.shape === null ? null : shapeText(value);
  const known = [value.dtype, shape, value.tensor?.isSparse ? 'sparse' : null].filter((part) => part !== null);
  return known.length === 0 ? '?' : known.join(' ');
}

/** Three digits: 431 080 is '431 k'. */
export function countText(count: number): string {
  return scaled(count, 1000, ['', ' k', ' M', ' G', ' T']);
}

export function bytesText(bytes: number): string {
  return scaled(bytes, 1024, [' B', ' KiB', ' MiB', ' GiB', ' TiB']);
}

export function millisecondsText(ms: number): string {
  return ms < 1 ? `${Number((ms * 1000).toPrecision(3))} µs` : `${Number(ms.toPrecision(3))} ms`;
}

/** Three digits, with an exponent where zeros would fill the room; NaN and infinity by their signs. */
export function numberText(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : '−∞';
  const rounded = Number(value.toPrecision(3));
  const magnitude = Math.abs(rounded);
  const isLong = magnitude >= 1e5 || (magnitude < 1e-3 && magnitude > 0);
  return isLong ? rounded.toExponential().replace('+', '') : String(rounded);
}

/** Of a share from 0 to 1. */
export function percentText(share: number): string {
  return `${Number((100 * share).toPrecision(3))} %`;
}

function scaled(value: number, step: number, units: readonly string[]): string {
  let unit = 0;
  while (value >= step && unit < units.length - 1) {
    value /= step;
    unit++;
  }
  return `${Number(value.toPrecision(3))}${units[unit]}`;
}

const BOLD = 1.12;

/** In pixels, for the interface fonts of JupyterLab; a little more than it takes. */
export function textWidth(text: string, fontSize: number, isBold = false): number {
  let ems = 0;
  for (const letter of text) {
    ems += /[iljtfrI.,:;|!'/()[\] ]/.test(letter)
      ? 0.37
      : /[mwMW@%…×+=≥]/.test(letter)
        ? 0.95
        : /[A-Z]/.test(letter)
          ? 0.7
          : 0.64;
  }
  return ems * fontSize * (isBold ? BOLD : 1);
}

/** The text, its middle left out where it is too long: the ends of names tell them apart. */
export function fitText(text: string, width: number, fontSize: number, isBold = false): string {
  if (textWidth(text, fontSize, isBold) <= width) {
    return text;
  }
  const letters = [...text];
  for (let kept = letters.length - 1; kept > 1; kept--) {
    const head = letters.slice(0, Math.ceil(kept / 2)).join('');
    const tail = letters.slice(letters.length - Math.floor(kept / 2)).join('');
    if (textWidth(`${head}…${tail}`, fontSize, isBold) <= width) {
      return `${head}…${tail}`;
    }
  }
  return '…';
}
