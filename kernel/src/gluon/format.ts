// Prints arrays as NumPy does: shortest digits that tell elements apart, aligned columns, "..." in the middle of long axes.
import { native } from '@gluonlab/native';
import { dtypeCode, type TypedArray } from './dtype.js';
import { wrap, type NDArray } from './ndarray.js';

const THRESHOLD = 1000; // elements; longer arrays are summarised
const EDGE = 3; // items kept at each end of a summarised axis
const LINE_WIDTH = 75;

/** The elements, then a line with shape, dtype and device. Only elements that are printed are read. */
export function formatArray(array: NDArray): string {
  const { shape, dtype, size } = array;
  const tail = `<NDArray ${shape.length === 0 ? 'scalar' : shape.join('x')} ${dtype} @${array.device.toString()}>`;
  if (size === 0) return `[]\n${tail}`;
  const summarise = size > THRESHOLD;
  const indices = shownIndices(shape, summarise);
  const shown = Array.from<number | bigint>(summarise ? readAt(array, indices) : array.dataSync());
  const toText = formatter(shown, dtype);
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
    if (line !== '' && indent.length + line.length + item.length + 2 > LINE_WIDTH) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += line === '' ? item : ` ${item}`;
  }
  lines.push(line);
  return `[${lines.join(`\n${indent} `)}]`;
}

type Text = (value: number | bigint) => string;

function formatter(shown: (number | bigint)[], dtype: string): Text {
  if (dtype === 'bool') return padded(shown, (v) => (v ? 'True' : 'False'));
  if (!dtype.includes('float')) return padded(shown, String);
  return floatFormatter(shown as number[], dtype !== 'float64');
}

function padded(shown: (number | bigint)[], text: Text): Text {
  const width = Math.max(...shown.map((v) => text(v).length));
  return (v) => text(v).padStart(width);
}

function floatFormatter(shown: number[], single: boolean): Text {
  const finite = shown.filter(Number.isFinite);
  const magnitudes = finite.map(Math.abs).filter((v) => v !== 0);
  const largest = Math.max(0, ...magnitudes);
  const smallest = Math.min(Infinity, ...magnitudes);
  const scientific = largest >= 1e8 || (magnitudes.length > 0 && (smallest < 1e-4 || largest / smallest > 1000));
  const digits = finite.map((v) => shortest(v, single));
  const plain = scientific
    ? (v: number) => exponential(v, Math.min(8, Math.max(0, ...digits.map(mantissaPlaces))))
    : fixed(Math.min(8, Math.max(0, ...digits.map(decimalPlaces))), finite, single);
  const special = (v: number) => (Number.isNaN(v) ? 'nan' : v > 0 ? 'inf' : '-inf');
  return padded(shown, (v) => (Number.isFinite(Number(v)) ? plain(Number(v)) : special(Number(v))));
}

/** "1.", "0.25": no zeros at the end, but blanks, so that the points stand below each other. */
function fixed(places: number, values: number[], single: boolean): (value: number) => string {
  const text = (v: number) =>
    places === 0 ? `${v.toFixed(0)}.` : Number(shortest(v, single)).toFixed(places).replace(/0+$/, '');
  const behindPoint = (t: string) => t.length - t.indexOf('.') - 1;
  const longest = Math.max(0, ...values.map((v) => behindPoint(text(v))));
  return (v) => text(v) + ' '.repeat(longest - behindPoint(text(v)));
}

/** The fewest digits that read back as the same number (of float precision when `single`). */
function shortest(value: number, single: boolean): string {
  if (!single) return String(value);
  for (let digits = 1; digits <= 9; ++digits) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === Math.fround(value)) return String(Number(text));
  }
  return String(value);
}

function decimalPlaces(text: string): number {
  const [mantissa = '', exponent = '0'] = text.split('e');
  const point = mantissa.indexOf('.');
  return Math.max(0, (point < 0 ? 0 : mantissa.length - point - 1) - Number(exponent));
}

function mantissaPlaces(text: string): number {
  const digits = text.split('e')[0].replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.max(0, digits.length - 1);
}

function exponential(value: number, places: number): string {
  const [mantissa = '', exponent = '+0'] = value.toExponential(places).split('e');
  const sign = exponent.startsWith('-') ? '-' : '+';
  const withPoint = mantissa.includes('.') ? mantissa : `${mantissa}.`;
  return `${withPoint}e${sign}${exponent.replace(/^[+-]/, '').padStart(2, '0')}`;
}
