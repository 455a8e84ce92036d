// Arrays from numbers, typed arrays and rules.
import { native } from '@gluonlab/native';
import { callList, Op } from './call.js';
import { checkDevice, type Device } from './device.js';
import { dtypeCode, dtypeOfTypedArray, isFloating, type DType, type TypedArray } from './dtype.js';
import { GluonError } from './errors.js';
import { NDArray, wrap, type Nested } from './ndarray.js';
import { checkOptions } from './options.js';
import { withCollection } from './garbage.js';

export interface ArrayOptions {
  /** Default 'float32', also for typed arrays; an NDArray keeps its own. */
  dtype?: DType;
  device?: Device;
}

function setDims(shape: readonly number[]): number {
  if (shape.length > native.dims.length) throw new GluonError(`shape has ${shape.length} axes, at most 64`, 'shape');
  for (let i = 0; i < shape.length; ++i) native.dims[i] = shape[i];
  return shape.length;
}

function shapeOf(data: Nested, path = ''): number[] {
  if (!Array.isArray(data)) return [];
  if (data.length === 0) return [0];
  const first = shapeOf(data[0], `${path}[0]`);
  for (let i = 1; i < data.length; ++i) {
    const other = shapeOf(data[i], `${path}[${i}]`);
    if (other.join() !== first.join()) {
      throw new GluonError(
        `array: the lists are ragged: data${path}[0] has shape (${first.join(', ')}), data${path}[${i}] has (${other.join(', ')})`,
        'shape',
      );
    }
  }
  return [data.length, ...first];
}

function flatten(data: Nested, into: Float64Array | BigInt64Array, dtype: DType, at: { next: number }): void {
  if (Array.isArray(data)) {
    for (const item of data) flatten(item, into, dtype, at);
  } else if (typeof data === 'number' || typeof data === 'boolean') {
    const value = Number(data);
    checkHolds('array: an element', value, dtype);
    if (into instanceof BigInt64Array) into[at.next++] = BigInt(Math.trunc(value));
    else into[at.next++] = value;
  } else if (typeof data === 'bigint') {
    into[at.next++] = into instanceof BigInt64Array ? data : Number(data);
  } else {
    throw new GluonError(`array: an element is ${data === null ? 'null' : typeof data}, expected numbers`, 'value');
  }
}

/** NaN and infinity have no place among integers. */
function checkHolds(what: string, value: number, dtype: DType): void {
  if (Number.isFinite(value) || isFloating(dtype) || dtype === 'bool') return;
  throw new GluonError(`${what} is ${value}, which ${dtype} cannot hold`, 'value');
}

const castOp = new Op('Cast', { dtype: 'dtype' });

/** Elements as they lie in memory; the engine converts where the dtypes differ. */
function fromTyped(data: TypedArray, shape: number[], dtype: DType): NDArray {
  // Views that TypeScript would refuse, and that JavaScript hands over all the same.
  if (data instanceof DataView || data instanceof BigUint64Array) {
    throw new GluonError(
      `array: the data is a ${data.constructor.name}, allowed are typed arrays of floats, of integers to 32 bits, and BigInt64Array`,
      'value',
    );
  }
  const own = dtype === 'bool' && data instanceof Uint8Array ? 'bool' : dtypeOfTypedArray(data);
  const size = shape.reduce((product, extent) => product * extent, 1);
  if (size !== data.length) {
    throw new GluonError(
      `array: shape (${shape.join(', ')}) takes ${size} elements, the data has ${data.length}`,
      'shape',
    );
  }
  // Types the engine does not have travel as float64, which holds all their values.
  const source = own === null ? Float64Array.from(data as Iterable<number>) : data;
  const array = wrap(withCollection(() => native.create(source, dtypeCode(own ?? 'float64'), setDims(shape))));
  if ((own ?? 'float64') === dtype) return array;
  const converted = callList(castOp, [array], { dtype })[0];
  array.dispose();
  return converted;
}

/**
 * An array from nested lists, a typed array (with `shape`), a number or another array; the data is copied.
 * Throws for ragged lists, a shape of another size, elements that are no numbers, and NaN or infinity in integers.
 *
 * @example nd.array([[1, 2], [3, 4]]); nd.array(new Float32Array(6), { shape: [2, 3] })
 */
export function array(
  data: Nested | Nested<bigint> | TypedArray | NDArray,
  options: ArrayOptions & { shape?: number[] } = {},
): NDArray {
  checkOptions('array', options, ['dtype', 'device', 'shape']);
  checkDevice(options.device);
  if (options.shape !== undefined) checkShape('array', options.shape);
  if (data instanceof NDArray) return data.astype(options.dtype ?? data.dtype);
  const dtype = options.dtype ?? 'float32';
  dtypeCode(dtype);
  if (ArrayBuffer.isView(data)) return fromTyped(data, options.shape ?? [data.length], dtype);
  const nested = data as Nested;
  const inferred = shapeOf(nested);
  const size = inferred.reduce((product, extent) => product * extent, 1);
  const flat = dtype === 'int64' ? new BigInt64Array(size) : new Float64Array(size);
  flatten(nested, flat, dtype, { next: 0 });
  const shape = options.shape ?? inferred;
  return fromTyped(dtype === 'float32' ? Float32Array.from(flat as Float64Array) : flat, shape, dtype);
}

/** An array whose elements are undefined until written. `shape` are whole numbers from 0; [] gives a single number. */
export function empty(shape: number[], options: ArrayOptions = {}): NDArray {
  checkShape('empty', shape);
  checkOptions('empty', options, ['dtype', 'device']);
  checkDevice(options.device);
  const code = dtypeCode(options.dtype ?? 'float32');
  return wrap(withCollection(() => native.empty(code, setDims(shape))));
}

const params = (...names: string[]) => Object.fromEntries(names.map((name) => [name, name]));
const zerosOp = new Op('_zeros', params('shape', 'dtype'));
const onesOp = new Op('_ones', params('shape', 'dtype'));
const fullOp = new Op('_full', params('shape', 'value', 'dtype'));
const arangeOp = new Op('_arange', params('start', 'stop', 'step', 'repeat', 'dtype'));
const linspaceOp = new Op('_linspace', params('start', 'stop', 'num', 'endpoint', 'dtype'));
const eyeOp = new Op('_eye', { rows: 'N', columns: 'M', k: 'k', dtype: 'dtype' });

function make(op: Op, name: string, attrs: object, options: ArrayOptions, also: string[] = []): NDArray {
  checkOptions(name, options, ['dtype', 'device', ...also]);
  checkDevice(options.device);
  dtypeCode(options.dtype ?? 'float32');
  const { device: _device, ...rest } = options;
  return callList(op, [], { dtype: 'float32', ...attrs, ...rest })[0];
}

function checkShape(name: string, shape: readonly number[]): void {
  if (Array.isArray(shape) && shape.every((d) => Number.isInteger(d) && d >= 0)) return;
  const given = Array.isArray(shape) ? `(${shape.join(', ')})` : String(shape);
  throw new GluonError(`${name}: shape is ${given}, expected a list of whole numbers from 0`, 'shape');
}

/** Zeros. @example nd.zeros([2, 3], { dtype: 'int32' }) */
export function zeros(shape: number[], options: ArrayOptions = {}): NDArray {
  checkShape('zeros', shape);
  return make(zerosOp, 'zeros', { shape }, options);
}
/** Ones. */
export function ones(shape: number[], options: ArrayOptions = {}): NDArray {
  checkShape('ones', shape);
  return make(onesOp, 'ones', { shape }, options);
}
/** Every element is `value`. */
export function full(shape: number[], value: number, options: ArrayOptions = {}): NDArray {
  checkShape('full', shape);
  checkHolds('full: the value', value, options.dtype ?? 'float32');
  return make(fullOp, 'full', { shape, value }, options);
}
/** start, start + step, ... below stop; with one number: 0 ... below it. `repeat`: each value so many times. */
export function arange(
  start: number,
  stop?: number | null,
  step = 1,
  options: ArrayOptions & { repeat?: number } = {},
): NDArray {
  const range = stop === undefined || stop === null ? { start: 0, stop: start } : { start, stop };
  return make(arangeOp, 'arange', { ...range, step }, options, ['repeat']);
}
/** `num` values from start to stop, evenly spaced. */
export function linspace(
  start: number,
  stop: number,
  num: number,
  options: ArrayOptions & { endpoint?: boolean } = {},
): NDArray {
  return make(linspaceOp, 'linspace', { start, stop, num }, options, ['endpoint']);
}
/** Ones on diagonal `k`, zeros elsewhere. */
export function eye(rows: number, columns = 0, options: ArrayOptions & { k?: number } = {}): NDArray {
  return make(eyeOp, 'eye', { rows, columns }, options, ['k']);
}
