// Prints arrays as NumPy does: shortest digits that tell elements apart, aligned columns, "..." in the middle of long axes.
import { native } from '@gluonlab/native';
import { dtypeCode, isFloating, type DType, type TypedArray } from './dtype.js';
import { floatText, type FloatDType } from './float_text.js';
import { wrap, type NDArray } from './ndarray.js';

/** Elements; longer arrays are summarised. */
export const LONG = 1000;
const EDGE = 3; // items kept at each end of a summarised axis
const LINE_WIDTH = 75;

/** Shape, dtype and device: `NDArray 2x3 float32 @cpu(0)`. Reads no element. */
export function describeArray({ shape, dtype, device }: NDArray): string {
  return `NDArray ${shape.length === 0 ? 'scalar' : shape.join('x')} ${dtype} @${device.toString()}`;
}

/** The elements, then a line with shape, dtype and device. Only elements that are printed are read. */
export function formatArray(array: NDArray): string {
  const { shape, dtype, size } = array;
  const tail = `<${describeArray(array)}>`;
  if (size === 0) return `[]\n${tail}`;
  const summarise = size > LONG;
  const indices = shownIndices(shape, summarise);
  const shown = Array.from<number | bigint>(summarise ? readAt(array, indices) : array.dataSync());
  const toText = formatter(shown, dtype, shape.length);
  const texts = new Map(indices.map((index, i) => [index, toText(shown[i])]));
  return `${layOut(shape, summarise, (index) => texts.get(index)!)}\n${tail}`;
}

/** The elements at flat indices; a long array may not fit into JavaScript's memory a second time. */
function readAt(array: NDArray, indices: number[]): TypedArray {
  native.dims[0] = indices.length;
  using positions = wrap(native.create(BigInt64Array.from(indices, BigInt), dtypeCode('int64'), 1));
  using past = array.detach();
  using flat = past.reshape([-1]);
  using shown = flat.take(positions);
  return shown.dataSync();
}

/** Flat indices of the elements that are printed. */
function shownIndices(shape: number[], summarise: boolean): number[] {
  let indices = [0];
  shape.forEach((extent, axis) => {
    const step = shape.slice(axis + 1).reduce((product, d) => product * d, 1);
    const positions = axisPositions(extent, summarise).filter((p) => p !== null);
    indices = indices.flatMap((base) => positions.map((p) => base + p * step));
  });
  return indices;
}

/** Positions along an axis; null stands for "...". */
function axisPositions(extent: number, summarise: boolean): (number | null)[] {
  if (!summarise || extent <= 2 * EDGE) return Array.from({ length: extent }, (_, i) => i);
  const head = Array.from({ length: EDGE }, (_, i) => i);
  return [...head, null, ...head.map((i) => extent - EDGE + i)];
}

function layOut(shape: number[], summarise: boolean, text: (index: number) => string): string {
  const build = (axis: number, base: number, indent: string): string => {
    if (axis === shape.length) return text(base);
    const step = shape.slice(axis + 1).reduce((product, d) => product * d, 1);
    const positions = axisPositions(shape[axis], summarise);
    if (axis === shape.length - 1) {
      return wrapRow(
        positions.map((p) => (p === null ? '...' : text(base + p))),
        indent,
      );
    }
    const inner = `${indent} `;
    const parts = positions.map((p) => (p === null ? '...' : build(axis + 1, base + p * step, inner)));
    return `[${parts.join('\n'.repeat(shape.length - 1 - axis) + inner)}]`;
  };
  return build(0, 0, '');
}

/** One row, broken where it would pass the line width. */
function wrapRow(items: string[], indent: string): string {
  const lines: string[] = [];
  let line = '';
  for (const item of items) {
    // NumPy leaves room for the closing brackets of all axes.
    if (line !== '' && indent.length + line.length + item.length + 2 > LINE_WIDTH - (indent.length + 1)) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? item : ` ${item}`;
  }
  lines.push(line);
  return `[${lines.join(`\n${indent} `)}]`;
}

type Text = (value: number | bigint) => string;

function formatter(shown: (number | bigint)[], dtype: DType, axes: number): Text {
  // As wide as False, also where there is none.
  if (dtype === 'bool') return (v) => (v ? 'True' : 'False').padStart(axes === 0 ? 0 : 'False'.length);
  if (!isFloating(dtype)) return padded(shown, String);
  return padded(shown, floatText(shown as number[], dtype as FloatDType) as Text);
}

function padded(shown: (number | bigint)[], text: Text): Text {
  const width = Math.max(...shown.map((v) => text(v).length));
  return (v) => text(v).padStart(width);
}
