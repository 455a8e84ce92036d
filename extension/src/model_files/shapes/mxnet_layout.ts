/** MXNet operators that move elements, reduce axes and make arrays. */
import { axisOf, broadcast, mapped, plus, quotient, times, unknown, whole } from './extent.js';
import type { Extent, Shape } from './extent.js';
import { concatenated, expanded, flattened, reduced, sliced, squeezed, transposed } from './families.js';
import { byName } from './node_view.js';
import type { NodeView, Result, Rule, Rules } from './node_view.js';

const one = (node: NodeView, shape: Shape): Result[] => [{ shape, dtype: node.dtype() }];

/** `axis` is absent, a number or a tuple; under `exclude` it names what stays. Everything reduced gives shape (1). */
const reduce: Rule = (node) => {
  const shape = node.shape();
  const given = node.ints('axis');
  const axes = given?.length === 0 ? undefined : given;
  const keepDims = node.flag('keepdims');
  if (axes !== undefined && node.flag('exclude')) {
    const kept = axes.map((axis) => axisOf(axis, shape?.length ?? 0));
    return one(
      node,
      shape &&
        reduced(
          shape,
          [...shape.keys()].filter((axis) => !kept.includes(axis)),
          keepDims,
        ),
    );
  }
  const result = reduced(shape, axes, keepDims);
  return one(node, result?.length === 0 && !node.op.startsWith('_np') ? [1] : result);
};

/**
 * Reshape's special extents: 0 keeps one, -1 takes what is left, -2 keeps all that follow, -3 joins two, -4 splits one into
 * the two that follow it. https://mxnet.apache.org/versions/1.9.1/api/python/docs/api/ndarray/ndarray.html#mxnet.ndarray.reshape
 */
export function reshapedBy(shape: Shape, target: readonly number[]): Shape {
  if (shape === null) {
    return target.some((extent) => extent < -1) ? null : target.map((extent) => (extent > 0 ? extent : null));
  }
  const result: Extent[] = [];
  let open = -1;
  let at = 0;
  for (let i = 0; i < target.length; i++) {
    const extent = target[i];
    if (extent === -1) {
      open = result.push(null) - 1;
      at++;
    } else if (extent === -2) {
      result.push(...shape.slice(at));
      at = shape.length;
    } else if (extent === -3) {
      result.push(times(shape[at] ?? null, shape[at + 1] ?? null));
      at += 2;
    } else if (extent === -4) {
      const [a, b] = [target[++i] ?? null, target[++i] ?? null];
      const joined = [shape[at++] ?? null];
      result.push(a === -1 ? quotient(joined, [b]) : a, b === -1 ? quotient(joined, [a]) : b);
    } else {
      result.push(extent === 0 ? (shape[at] ?? null) : whole(extent));
      at++;
    }
  }
  if (open >= 0) {
    result[open] = quotient(shape, result.toSpliced(open, 1));
  }
  return result;
}

const reshape: Rule = (node) => {
  const target = node.ints('shape') ?? node.ints('newshape') ?? node.ints('target_shape');
  if (target === undefined) {
    return one(node, null);
  }
  const isReversed = node.flag('reverse');
  const shape = isReversed ? (node.shape()?.toReversed() ?? null) : node.shape();
  const result = reshapedBy(shape, isReversed ? target.toReversed() : target);
  return one(node, isReversed ? (result?.toReversed() ?? null) : result);
};

const split: Rule = (node) => {
  const shape = node.shape();
  const count = node.int('num_outputs', node.outputCount);
  const axis = axisOf(node.int('axis', 1), shape?.length ?? 0);
  if (shape === null || axis < 0) {
    return [];
  }
  const part = shape.with(
    axis,
    mapped(shape[axis], (extent) => extent / count),
  );
  const result = node.flag('squeeze_axis') ? part.toSpliced(axis, 1) : part;
  return Array.from({ length: node.outputCount }, () => ({ shape: result, dtype: node.dtype() }));
};

const sliceAxis: Rule = (node) => {
  const shape = node.shape();
  const axis = axisOf(node.int('axis', 0), shape?.length ?? 0);
  const end = node.ints('end')?.[0] ?? Infinity;
  return one(node, shape && axis >= 0 ? shape.with(axis, sliced(shape[axis], node.int('begin', 0), end, 1)) : null);
};

/** begin, end and step by axis; None (a NaN here) is the whole side. */
const slice: Rule = (node) => {
  const [begin = [], end = [], step = []] = [node.ints('begin'), node.ints('end'), node.ints('step')];
  const result = node.shape()?.map((extent, axis) => {
    if (axis >= begin.length) {
      return extent;
    }
    const by = step[axis] || 1;
    const from = Number.isNaN(begin[axis]) ? (by > 0 ? 0 : Infinity) : begin[axis];
    const to = end[axis] === undefined || Number.isNaN(end[axis]) ? (by > 0 ? Infinity : -Infinity) : end[axis];
    return sliced(extent, from, to, by);
  });
  return one(node, result ?? null);
};

const sliceLike: Rule = (node) => {
  const [shape, other] = [node.shape(0), node.shape(1)];
  const given = node.ints('axes');
  const axes = (given?.length ? given : shape?.map((_, axis) => axis))?.map((axis) => axisOf(axis, shape?.length ?? 0));
  return one(node, shape?.map((extent, axis) => (axes!.includes(axis) ? (other?.[axis] ?? null) : extent)) ?? null);
};

const swapAxis: Rule = (node) => {
  const shape = node.shape();
  const [a, b] = ['dim1', 'dim2'].map((name) => axisOf(node.int(name, 0), shape?.length ?? 0));
  return one(node, shape && a >= 0 && b >= 0 ? shape.with(a, shape[b]).with(b, shape[a]) : null);
};

const stack: Rule = (node) => {
  const shape = node.shapes().find((one) => one !== null) ?? null;
  const axis = axisOf(node.int('axis', 0), (shape?.length ?? -1) + 1);
  return one(node, shape && axis >= 0 ? shape.toSpliced(axis, 0, node.inputCount) : null);
};

const tile: Rule = (node) => {
  const shape = node.shape();
  const reps = node.ints('reps') ?? [];
  const rank = Math.max(shape?.length ?? 0, reps.length);
  const at = (list: readonly Extent[], axis: number) => list[axis - rank + list.length] ?? 1;
  const known = Array.from({ length: rank }, (_, axis) => times(shape ? at(shape, axis) : null, at(reps, axis)));
  return one(node, shape && known);
};

const repeat: Rule = (node) => {
  const shape = node.shape();
  const count = node.int('repeats', 1);
  const given = node.ints('axis')?.[0];
  const axis = axisOf(given ?? 0, shape?.length ?? 0);
  if (given === undefined) {
    return one(node, [times(count, ...(shape ?? [null]))]);
  }
  return one(node, shape && axis >= 0 ? shape.with(axis, times(shape[axis], count)) : null);
};

/** Before and after each axis, in pairs. */
const pad: Rule = (node) => {
  const width = node.ints('pad_width') ?? [];
  return one(
    node,
    node.shape()?.map((extent, axis) => plus(extent, (width[2 * axis] ?? 0) + (width[2 * axis + 1] ?? 0))) ?? null,
  );
};

const take: Rule = (node) => {
  const [data, indices] = [node.shape(0), node.shape(1)];
  const axis = axisOf(node.int('axis', 0), data?.length ?? 0);
  return one(node, data && indices && axis >= 0 ? [...data.slice(0, axis), ...indices, ...data.slice(axis + 1)] : null);
};

/** MXNet's legacy reductions to an index give floats. */
const argument: Rule = (node) => {
  const axis = node.ints('axis');
  const result = reduced(node.shape(), axis, node.flag('keepdims'));
  return [{ shape: result?.length === 0 ? [1] : result, dtype: node.op.startsWith('_np') ? 'int64' : 'float32' }];
};

/** The values, their indices (as floats), or both. */
const topk: Rule = (node) => {
  const shape = node.shape();
  const given = node.ints('axis')?.[0] ?? (node.text('axis') === 'None' ? NaN : -1);
  const axis = axisOf(given, shape?.length ?? 0);
  const result = shape && axis >= 0 ? shape.with(axis, node.int('k', 1)) : null;
  const indices = { shape: result, dtype: node.text('dtype', 'float32') };
  return node.text('ret_typ', 'indices') === 'indices' ? [indices] : [{ shape: result, dtype: node.dtype() }, indices];
};

const cast: Rule = (node) => [{ shape: node.shape(), dtype: node.text('dtype') || null }];

/** Arrays that are made; an extent of 0 takes what its user needs. */
const made: Rule = (node) => [
  {
    shape: node.ints('shape')?.map((extent) => (extent > 0 ? extent : null)) ?? null,
    dtype: node.text('dtype') || 'float32',
  },
];

const arange: Rule = (node) => {
  const [start, stop, step] = [node.int('start', 0), node.ints('stop')?.[0], node.int('step', 1)];
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  return [
    { shape: [whole(Math.ceil((to - from) / step) * node.int('repeat', 1))], dtype: node.text('dtype') || 'float32' },
  ];
};

/** `shape`: 0 keeps an extent. */
const broadcastTo: Rule = (node) => {
  const shape = node.shape();
  return one(node, node.ints('shape')?.map((extent, axis) => (extent > 0 ? extent : (shape?.[axis] ?? null))) ?? null);
};

const broadcastAxis: Rule = (node) => {
  const [axes = [], sizes = []] = [node.ints('axis'), node.ints('size')];
  const result = node.shape() && [...node.shape()!];
  axes.forEach((axis, i) => {
    if (result !== null && axis in result) {
      result[axis] = sizes[i] ?? null;
    }
  });
  return one(node, result);
};

const oneHot: Rule = (node) => {
  const shape = node.shape();
  return [{ shape: shape && [...shape, node.int('depth', 0)], dtype: node.text('dtype') || 'float32' }];
};

export const mxnetLayoutRules: Rules = {
  ...byName(
    'sum mean max min prod nansum nanprod sum_axis max_axis min_axis norm _np_sum _np_max _np_min _np_prod _npi_mean',
    reduce,
  ),
  ...byName('Reshape reshape _npx_reshape _np_reshape', reshape),
  ...byName('Flatten flatten', (node) => one(node, flattened(node.shape(), 1))),
  ...byName('transpose _np_transpose', (node) => one(node, transposed(node.shape(), node.ints('axes')))),
  ...byName('Concat concat _rnn_param_concat', (node) => one(node, concatenated(node.shapes(), node.int('dim', 1)))),
  _npi_concatenate: (node) => one(node, concatenated(node.shapes(), node.int('axis', 0))),
  ...byName('SliceChannel split', split),
  slice_axis: sliceAxis,
  ...byName('slice _npx_slice', slice),
  slice_like: sliceLike,
  ...byName('expand_dims _npi_expand_dims', (node) => one(node, expanded(node.shape(), [node.int('axis', 0)]))),
  ...byName('squeeze _np_squeeze', (node) => one(node, squeezed(node.shape(), node.ints('axis')))),
  ...byName('SwapAxis swapaxes _npi_swapaxes', swapAxis),
  ...byName('stack _npi_stack', stack),
  tile,
  repeat,
  ...byName('Pad pad', pad),
  ...byName('take _npi_take', take),
  pick: (node) => one(node, reduced(node.shape(), [node.int('axis', -1)], node.flag('keepdims'))),
  ...byName('argmax argmin _npi_argmax _npi_argmin', argument),
  topk,
  argsort: (node) => [{ shape: node.shape(), dtype: node.text('dtype', 'float32') }],
  ...byName('Cast cast amp_cast _npi_cast', cast),
  ...byName('_zeros _ones _full _npi_zeros _npi_ones _npi_full _random_uniform _random_normal', made),
  ...byName('_arange _npi_arange', arange),
  broadcast_to: broadcastTo,
  ...byName('broadcast_axis broadcast_axes', broadcastAxis),
  broadcast_like: (node) => one(node, broadcast(node.shape(0), node.shape(1)) ?? node.shape(1)),
  ...byName('one_hot _npx_one_hot', oneHot),
  shape_array: (node) => [{ shape: [node.rank() ?? null], dtype: 'int64' }],
  SequenceLast: (node) => one(node, node.shape()?.slice(1) ?? null),
  reshape_like: (node) => one(node, node.shape(1)),
  batch_take: (node) => one(node, node.shape(1)),
  gather_nd: (node) => {
    const [data, indices] = [node.shape(0), node.shape(1)];
    const depth = indices?.[0];
    return one(node, data && indices && typeof depth === 'number' ? [...indices.slice(1), ...data.slice(depth)] : null);
  },
  depth_to_space: (node) => one(node, blocks(node, 1)),
  space_to_depth: (node) => one(node, blocks(node, -1)),
};

function blocks(node: NodeView, direction: 1 | -1): Extent[] {
  const [batch = null, channels = null, height = null, width = null] = node.shape() ?? unknown(4);
  const factor = node.int('block_size', 1) ** direction;
  const scaled = (extent: Extent, by: number) => mapped(extent, (value) => value * by);
  return [batch, scaled(channels, factor ** -2), scaled(height, factor), scaled(width, factor)];
}
