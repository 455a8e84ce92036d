/** Shapes that operators of both formats compute in the same way. */
import { axisOf, mapped, plus, quotient, times, unknown } from './extent.js';
import type { Extent, Shape } from './extent.js';

export interface Window {
  kernel: number[];
  strides?: number[];
  dilations?: number[];
  /** Before and after each spatial axis. */
  pads?: [number[], number[]];
  /** SAME: as many windows as strides fit. */
  isSame?: boolean;
  /** What a last window that does not fit gives. `ceil`: one more, unless it lies in the padding; `full`: one more. */
  rounding?: 'floor' | 'ceil' | 'full';
}

/** Spatial extents after a window has moved over them. */
export function slid(spatial: readonly Extent[], window: Window): Extent[] {
  const { kernel, strides = [], dilations = [], pads: [before, after] = [[], []], isSame, rounding = 'floor' } = window;
  return spatial.map((extent, i) =>
    mapped(extent, (size) => {
      const stride = strides[i] ?? 1;
      if (isSame) {
        return Math.ceil(size / stride);
      }
      const reach = (kernel[i] - 1) * (dilations[i] ?? 1) + 1;
      const steps = (size + (before[i] ?? 0) + (after[i] ?? 0) - reach) / stride;
      if (rounding === 'floor') {
        return Math.floor(steps) + 1;
      }
      const count = Math.ceil(steps) + 1;
      // A window that would begin in the padding after the data is left out.
      return rounding === 'ceil' && (count - 1) * stride >= size + (before[i] ?? 0) ? count - 1 : count;
    }),
  );
}

/** (batch, channels, spatial...) of a convolution; the weight tells the rank where the data does not. */
export function convolved(data: Shape, channels: Extent, window: Window): Shape {
  const shape = data ?? unknown(window.kernel.length + 2);
  return shape.length < 2 ? null : [shape[0], channels, ...slid(shape.slice(2), window)];
}

export interface Transposed extends Window {
  outputPads?: number[];
  outputShape?: number[];
}

/** A transposed convolution. */
export function unconvolved(data: Shape, channels: Extent, window: Transposed): Shape {
  const { kernel, strides = [], dilations = [], pads: [before, after] = [[], []] } = window;
  const shape = data ?? unknown(kernel.length + 2);
  if (shape.length < 2) {
    return null;
  }
  const spatial = shape.slice(2).map((extent, i) => {
    if (window.outputShape !== undefined) {
      return window.outputShape[i] ?? null;
    }
    const reach = (kernel[i] - 1) * (dilations[i] ?? 1) + 1;
    const pad = (before[i] ?? 0) + (after[i] ?? 0) - (window.outputPads?.[i] ?? 0);
    return mapped(extent, (size) =>
      window.isSame ? size * (strides[i] ?? 1) : (size - 1) * (strides[i] ?? 1) + reach - pad,
    );
  });
  return [shape[0], channels, ...spatial];
}

/** numpy.matmul. */
export function matmul(a: Shape, b: Shape, broadcasted: (a: Shape, b: Shape) => Shape): Shape {
  if (a === null || b === null || a.length === 0 || b.length === 0) {
    return null;
  }
  const batch = broadcasted(a.slice(0, -2), b.slice(0, -2));
  const rows = a.length > 1 ? [a[a.length - 2]] : [];
  const columns = b.length > 1 ? [b[b.length - 1]] : [];
  return batch && [...batch, ...rows, ...columns];
}

/** 'ij,jk->ik': each letter is an extent. Ellipses and results that are not spelled out are not known. */
export function einsum(equation: string, shapes: readonly Shape[]): Shape {
  const [left, right] = equation.replaceAll(' ', '').split('->');
  if (right === undefined || left.includes('.')) {
    return null;
  }
  const extents = new Map<string, Extent>();
  left.split(',').forEach((letters, input) => {
    [...letters].forEach((letter, axis) => extents.set(letter, extents.get(letter) ?? shapes[input]?.[axis] ?? null));
  });
  return [...right].map((letter) => extents.get(letter) ?? null);
}

export function concatenated(shapes: readonly Shape[], axis: number): Shape {
  const first = shapes.find((shape) => shape !== null);
  const at = first ? axisOf(axis, first.length) : -1;
  if (!first || at < 0) {
    return null;
  }
  return first.map((_, i) => {
    const extents = shapes.map((shape) => shape?.[i] ?? null);
    return i === at ? plus(...extents) : (extents.find((extent) => extent !== null) ?? null);
  });
}

/** Without `axes`: all are reduced. */
export function reduced(shape: Shape, axes: readonly number[] | undefined, keepDims: boolean): Shape {
  if (shape === null) {
    return axes === undefined && !keepDims ? [] : null;
  }
  const gone = new Set((axes ?? [...shape.keys()]).map((axis) => axisOf(axis, shape.length)));
  return keepDims
    ? shape.map((extent, axis) => (gone.has(axis) ? 1 : extent))
    : shape.filter((_, axis) => !gone.has(axis));
}

export function transposed(shape: Shape, order: readonly number[] | undefined): Shape {
  if (shape === null) {
    return order ? unknown(order.length) : null;
  }
  return order === undefined || order.length === 0
    ? shape.toReversed()
    : order.map((axis) => shape[axisOf(axis, shape.length)] ?? null);
}

/** New axes of extent 1 at these places of the result. */
export function expanded(shape: Shape, axes: readonly number[]): Shape {
  if (shape === null) {
    return null;
  }
  const rank = shape.length + axes.length;
  const fresh = new Set(axes.map((axis) => axisOf(axis, rank)));
  const rest = shape.values();
  return Array.from({ length: rank }, (_, axis) => (fresh.has(axis) ? 1 : (rest.next().value ?? null)));
}

export function squeezed(shape: Shape, axes: readonly number[] | undefined): Shape {
  if (shape === null) {
    return null;
  }
  if (axes === undefined) {
    return shape.some((extent) => typeof extent !== 'number') ? null : shape.filter((extent) => extent !== 1);
  }
  const gone = new Set(axes.map((axis) => axisOf(axis, shape.length)));
  return shape.filter((_, axis) => !gone.has(axis));
}

/** Two axes: what lies before `axis`, and the rest. */
export function flattened(shape: Shape, axis: number): Shape {
  if (shape === null) {
    return [null, null];
  }
  const at = axis === shape.length ? axis : axisOf(axis, shape.length);
  return at < 0 ? [null, null] : [times(...shape.slice(0, at)), times(...shape.slice(at))];
}

/** ONNX's Reshape: 0 keeps an extent, -1 takes what is left. */
export function reshaped(shape: Shape, target: readonly Extent[], allowZero = false): Shape {
  const kept = target.map((extent, axis) => (extent === 0 && !allowZero ? (shape?.[axis] ?? null) : extent));
  const open = kept.indexOf(-1);
  if (open >= 0) {
    kept[open] = shape === null ? null : quotient(shape, kept.toSpliced(open, 1));
  }
  return kept;
}

/** How many elements begin:end:step takes of an axis. */
export function sliced(extent: Extent, begin: number, end: number, step: number): Extent {
  if (typeof extent !== 'number') {
    return begin === 0 && end >= 2 ** 31 - 1 && step === 1 ? extent : null;
  }
  const [low, high] = step > 0 ? [0, extent] : [-1, extent - 1];
  const place = (index: number) => Math.min(Math.max(index < 0 ? index + extent : index, low), high);
  return Math.max(0, Math.ceil((place(end) - place(begin)) / step));
}
