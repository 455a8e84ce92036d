/** ONNX operators that move elements, reduce axes and compute with shapes. */
import { dtypeOf } from '../onnx/schema.js';
import { axisOf, broadcast, mapped, plus, times, unknown } from './extent.js';
import type { Extent, Shape } from './extent.js';
import { concatenated, expanded, flattened, reduced, reshaped, sliced, squeezed, transposed } from './families.js';
import type { NodeView, Result, Rule, Rules } from './node_view.js';

/** Since opset 13 (reductions: 18) axes are an input, before an attribute. */
const axesOf = (node: NodeView, input: number): number[] | undefined => node.ints('axes') ?? node.numbers(input);

const one = (node: NodeView, shape: Shape, elements?: Extent[]): Result[] => [
  { shape, dtype: node.dtype(), ...(elements && { elements }) },
];

const reduce: Rule = (node) => {
  const axes = axesOf(node, 1);
  const keepDims = node.int('keepdims', 1) === 1;
  if (axes === undefined && node.has(1)) {
    return one(node, keepDims ? (node.shape()?.map(() => null) ?? null) : null);
  }
  if (axes === undefined && node.int('noop_with_empty_axes', 0) === 1) {
    return one(node, node.shape());
  }
  return one(node, reduced(node.shape(), axes, keepDims));
};

const shapeOf: Rule = (node) => {
  const shape = node.shape();
  if (shape === null) {
    return [{ shape: [null], dtype: 'int64' }];
  }
  const part = shape.slice(node.int('start', 0), node.ints('end')?.[0]);
  return [{ shape: [part.length], dtype: 'int64', elements: part }];
};

const gather: Rule = (node) => {
  const [data, indices] = [node.shape(0), node.shape(1)];
  const axis = axisOf(node.int('axis', 0), data?.length ?? 0);
  if (data === null || indices === null || axis < 0) {
    return [{ shape: null, dtype: node.dtype() }];
  }
  const list = node.elements(0);
  const picked = data.length === 1 && list ? node.numbers(1)?.map((i) => list.at(i) ?? null) : undefined;
  return one(node, [...data.slice(0, axis), ...indices, ...data.slice(axis + 1)], picked);
};

const concat: Rule = (node) => {
  const lists = Array.from({ length: node.inputCount }, (_, i) => node.elements(i));
  const known = lists.every((list) => list !== undefined) && node.rank() === 1;
  return one(node, concatenated(node.shapes(), node.int('axis', 0)), known ? lists.flat() : undefined);
};

const split: Rule = (node) => {
  const shape = node.shape();
  const axis = axisOf(node.int('axis', 0), shape?.length ?? 0);
  if (shape === null || axis < 0) {
    return [];
  }
  const count = node.outputCount;
  const sizes = node.ints('split') ?? node.numbers(1);
  return Array.from({ length: count }, (_, i) => {
    const even = mapped(shape[axis], (extent) => {
      const part = Math.ceil(extent / count);
      return Math.min(part, extent - part * i);
    });
    return { shape: shape.with(axis, sizes ? (sizes[i] ?? null) : node.has(1) ? null : even), dtype: node.dtype() };
  });
};

const slice: Rule = (node) => {
  const shape = node.shape();
  const begins = node.ints('starts') ?? node.numbers(1);
  const ends = node.ints('ends') ?? node.numbers(2);
  const given = axesOf(node, 3);
  if (shape === null || begins === undefined || ends === undefined || (given === undefined && node.has(3))) {
    return one(node, shape?.map(() => null) ?? null);
  }
  const steps = node.numbers(4) ?? [];
  const axes = given ?? begins.map((_, i) => i);
  const result = [...shape];
  axes.forEach((axis, i) => {
    const at = axisOf(axis, shape.length);
    if (at >= 0) {
      result[at] = sliced(shape[at], begins[i], ends[i] ?? 0, steps[i] || 1);
    }
  });
  const list = shape.length === 1 && (steps[0] ?? 1) === 1 ? node.elements(0)?.slice(begins[0], ends[0]) : undefined;
  return one(node, result, list);
};

const reshape: Rule = (node) => {
  const target = node.ints('shape') ?? node.elements(1);
  const rank = node.shape(1)?.[0];
  const open = typeof rank === 'number' && rank <= 32 ? unknown(rank) : null;
  const shape = target ? reshaped(node.shape(), target, node.int('allowzero', 0) === 1) : open;
  return one(node, shape, shape?.length === 1 || shape?.length === 0 ? node.elements(0) : undefined);
};

const pad: Rule = (node) => {
  const pads = node.ints('pads') ?? node.ints('paddings') ?? node.numbers(1);
  const shape = node.shape();
  const axes = node.numbers(3) ?? shape?.map((_, axis) => axis);
  if (shape === null || !pads || !axes || (node.has(3) && !node.numbers(3))) {
    return one(node, shape?.map(() => null) ?? null);
  }
  const result = [...shape];
  axes.forEach((axis, i) => {
    const at = axisOf(axis, shape.length);
    if (at >= 0) {
      result[at] = plus(shape[at], pads[i] + pads[i + axes.length]);
    }
  });
  return one(node, result);
};

/** Sizes or scales of the axes that are given, or of all: Resize(X, roi, scales, sizes), Upsample(X, scales). */
const resize: Rule = (node) => {
  const shape = node.shape();
  const isResize = node.op === 'Resize';
  const sizes = isResize ? node.elements(3) : undefined;
  const scales = node.ints('scales') ?? node.numbers(isResize && node.inputCount > 2 ? 2 : 1);
  if (shape === null) {
    return one(node, null);
  }
  const axes = node.ints('axes') ?? shape.map((_, axis) => axis);
  const result = [...shape];
  axes.forEach((axis, i) => {
    const at = axisOf(axis, shape.length);
    const scale = scales?.[i] ?? NaN;
    if (at >= 0) {
      result[at] = sizes
        ? (sizes[i] ?? null)
        : scale === 1
          ? shape[at]
          : mapped(shape[at], (extent) => Math.floor(extent * scale));
    }
  });
  return one(node, result);
};

const blocks =
  (direction: 1 | -1): Rule =>
  (node) => {
    const [batch, channels, height, width] = node.shape() ?? unknown(4);
    const factor = node.int('blocksize', 1) ** direction;
    const scaled = (extent: Extent, by: number) => mapped(extent, (value) => value * by);
    return one(node, [batch, scaled(channels, factor ** -2), scaled(height, factor), scaled(width, factor)]);
  };

/** Scalar arithmetic on extents, as exporters write it for shapes. */
const arithmetic =
  (combine: (a: Extent, b: Extent) => Extent): Rule =>
  (node) => {
    const [a, b] = [node.elements(0), node.elements(1)];
    const length = Math.max(a?.length ?? 0, b?.length ?? 0);
    const at = (list: Extent[], i: number) => (list.length === 1 ? list[0] : (list[i] ?? null));
    const known = a && b ? Array.from({ length }, (_, i) => combine(at(a, i), at(b, i))) : undefined;
    return one(node, broadcast(...node.shapes()), known);
  };

const difference = (a: Extent, b: Extent): Extent => (typeof b === 'number' ? plus(a, -b) : null);
const ratio = (a: Extent, b: Extent): Extent =>
  b === 1 ? a : typeof b === 'number' ? mapped(a, (value) => Math.trunc(value / b)) : null;

/** An operator that changes shape or type of a list, and not its elements. */
const passing =
  (shape: (node: NodeView) => Shape, dtype = (node: NodeView) => node.dtype()): Rule =>
  (node) => [{ shape: shape(node), dtype: dtype(node), elements: node.elements(0) }];

const REDUCTIONS = 'L1 L2 LogSum LogSumExp Max Mean Min Prod Sum SumSquare'.split(' ');

export const layoutRules: Rules = {
  ...Object.fromEntries(REDUCTIONS.map((name) => [`Reduce${name}`, reduce])),
  Add: arithmetic((a, b) => plus(a, b)),
  Sub: arithmetic(difference),
  Mul: arithmetic((a, b) => times(a, b)),
  Div: arithmetic(ratio),
  Cast: passing(
    (node) => node.shape(),
    (node) => dtypeOf(node.int('to', 0)),
  ),
  CastLike: passing(
    (node) => node.shape(),
    (node) => node.dtype(1),
  ),
  Identity: passing((node) => node.shape()),
  Squeeze: passing((node) => (node.has(1) && !node.numbers(1) ? null : squeezed(node.shape(), axesOf(node, 1)))),
  Unsqueeze: passing((node) => expandedBy(node, axesOf(node, 1))),
  Shape: shapeOf,
  Size: (node) => [{ shape: [], dtype: 'int64', elements: [times(...(node.shape() ?? [null]))] }],
  Gather: gather,
  GatherElements: (node) => [{ shape: node.shape(1), dtype: node.dtype() }],
  Concat: concat,
  Split: split,
  Slice: slice,
  Reshape: reshape,
  Flatten: (node) => one(node, flattened(node.shape(), node.int('axis', 1))),
  Transpose: (node) => one(node, transposed(node.shape(), node.ints('perm'))),
  Expand: (node) => one(node, broadcast(node.shape(), node.elements(1) ?? null)),
  Tile: (node) => one(node, node.shape()?.map((extent, i) => times(extent, node.elements(1)?.[i] ?? null)) ?? null),
  Pad: pad,
  Resize: resize,
  Upsample: resize,
  DepthToSpace: blocks(1),
  SpaceToDepth: blocks(-1),
  Constant: constant,
  ConstantOfShape: (node) => [
    { shape: node.elements(0) ?? null, dtype: /^\w+(?=\[)/.exec(node.text('value'))?.[0] ?? 'float32' },
  ],
  OneHot: (node) => [
    { shape: expandedBy(node, [node.int('axis', -1)], node.elements(1)?.[0] ?? null), dtype: node.dtype(2) },
  ],
  TopK: (node) => {
    const shape = node.shape();
    const axis = axisOf(node.int('axis', -1), shape?.length ?? 0);
    const result = shape && axis >= 0 ? shape.with(axis, node.ints('k')?.[0] ?? node.elements(1)?.[0] ?? null) : null;
    return [
      { shape: result, dtype: node.dtype() },
      { shape: result, dtype: 'int64' },
    ];
  },
  NonZero: (node) => [{ shape: [node.rank() ?? null, null], dtype: 'int64' }],
  Range: (node) => [{ shape: [null], dtype: node.dtype() }],
};

function constant(node: NodeView): Result[] {
  const float = node.text('value_float') !== '' || node.text('value_floats') !== '';
  const scalar = node.ints('value_int');
  const list = node.ints('value_ints');
  const elements = scalar ?? list;
  const count = node.ints('value_floats')?.length ?? list?.length;
  return [
    { shape: count === undefined ? [] : [count], dtype: float ? 'float32' : elements ? 'int64' : null, elements },
  ];
}

function expandedBy(node: NodeView, axes: number[] | undefined, extent: Extent = 1): Shape {
  const shape = node.shape();
  if (shape === null || axes === undefined) {
    return null;
  }
  const result = expanded(shape, axes);
  return extent === 1 ? result : (result?.with(axisOf(axes[0], result.length), extent) ?? null);
}
