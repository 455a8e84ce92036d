/**
 * Moving along the x axis of a zoomed chart by wheel and keys. Ranges are in what Plotly calls a range, so that the same
 * movement looks the same on a logarithmic axis.
 */
import type { Range } from './model.js';

/** Part of the range that a key moves by. */
const KEY_PART = 0.1;
const KEY_FACTOR = 0.8;
/** One notch of a wheel is about 100 pixels. */
const WHEEL_FACTOR = 1.002;

/** Moved by a part of its length. */
export function panned([low, high]: Range, part: number): Range {
  const by = part * (high - low);
  return [low + by, high + by];
}

/** Longer or shorter by a factor; what lies at the part `at` of it stays where it is. */
export function scaled([low, high]: Range, factor: number, at: number): Range {
  const fixed = low + at * (high - low);
  return [fixed + factor * (low - fixed), fixed + factor * (high - fixed)];
}

/** The range after a key; null: everything; undefined: the key means nothing here. What is not zoomed has no place to go. */
export function rangeAfterKey(key: string, range: Range, isZoomed: boolean): Range | null | undefined {
  switch (key) {
    case 'ArrowLeft':
      return isZoomed ? panned(range, -KEY_PART) : undefined;
    case 'ArrowRight':
      return isZoomed ? panned(range, KEY_PART) : undefined;
    case '+':
      return scaled(range, KEY_FACTOR, 0.5);
    case '-':
      return isZoomed ? scaled(range, 1 / KEY_FACTOR, 0.5) : undefined;
    case '0':
      return null;
    default:
      return undefined;
  }
}

type Wheel = Pick<WheelEvent, 'ctrlKey' | 'metaKey' | 'shiftKey' | 'deltaX' | 'deltaY'>;

/**
 * The range after a turn of the wheel; undefined: the wheel scrolls the panel. With Ctrl (as a pinch reports itself) it zooms
 * around the part `at` under the pointer, with Shift or sideways it moves a zoom. `width` of the chart in CSS pixels.
 */
export function rangeAfterWheel(wheel: Wheel, range: Range, isZoomed: boolean, at: number, width: number) {
  const { ctrlKey, metaKey, shiftKey, deltaX, deltaY } = wheel;
  if (ctrlKey || metaKey) {
    return scaled(range, WHEEL_FACTOR ** deltaY, at);
  }
  const isSideways = shiftKey || Math.abs(deltaX) > Math.abs(deltaY);
  return isSideways && isZoomed ? panned(range, (deltaX || deltaY) / width) : undefined;
}
