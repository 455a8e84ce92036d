// NDArray: a handle of an array in the engine, and how handles are made, watched and freed.
//
// Owners: the wrapper owns its handle. It is freed by dispose(), by the end of a tidy() scope, or some time after the wrapper
// became garbage (the engine polls weak references, also inside loops that never yield). Small arrays share one weakly held
// token per 64, which each wrapper keeps alive. Use after dispose throws.
import { BIG, native, type Handle } from '@gluonlab/native';
import { cpu, type Device } from './device.js';
import { dtypeOfCode, typedArrayFor, type DType, type NumberArray, type TypedArray } from './dtype.js';
import { GluonError } from './errors.js';
import { describeArray, formatArray, LONG } from './format.js';
import { hasOperators } from './operators.js';

const TOKEN_WINDOW = 64;
let token: object = {};
let underToken = 0;
let scope: NDArray[] | null = null;

/** Nested numbers (bool arrays: booleans), as deep as the array has axes. */
export type Nested<T = number | boolean> = T | Nested<T>[];

export class NDArray {
  /** @internal */ _handle: Handle;
  /** @internal Keeps the shared token of small arrays alive. */ _token: object | null = null;
  private _shape: number[] | null = null;
  private _dtype: DType | null = null;
  /** @internal Cached wrapper of the gradient. */ _grad: NDArray | null = null;

  /** @internal Arrays are made by nd.array, nd.zeros, ... */
  constructor(handle: Handle) {
    this._handle = handle;
  }

  private load(): void {
    const info = native.info(this._handle);
    this._shape = Array.from(native.dims.subarray(0, info & 0xff));
    this._dtype = dtypeOfCode(info >> 8);
  }

  /** Extents, outermost first; [] for a single number. */
  get shape(): number[] {
    if (this._handle === 0) throw disposedError();
    if (this._shape === null) this.load();
    return this._shape!.slice();
  }
  get dtype(): DType {
    if (this._handle === 0) throw disposedError();
    if (this._dtype === null) this.load();
    return this._dtype!;
  }
  get ndim(): number {
    return this.shape.length;
  }
  /** Number of elements. */
  get size(): number {
    return this.shape.reduce((product, extent) => product * extent, 1);
  }
  get device(): Device {
    if (this._handle === 0) throw disposedError();
    return cpu();
  }
  /** The gradient array, or null when none is attached. The same object across backward passes. */
  get grad(): NDArray | null {
    return this._grad;
  }

  /**
   * The elements in row-major order, when queued work on them is done. float16 and bfloat16 come as Float32Array; an
   * int64 array comes as `x.data<BigInt64Array>()`.
   */
  data(): Promise<NumberArray>;
  data<T extends TypedArray>(): Promise<T>;
  async data(): Promise<TypedArray> {
    await native.whenReady(this._handle);
    return this.dataSync();
  }
  /** Like data(), blocking. */
  dataSync(): NumberArray;
  dataSync<T extends TypedArray>(): T;
  dataSync(): TypedArray {
    const dtype = this.dtype;
    if (dtype === 'float16' || dtype === 'bfloat16') {
      const wide = this.astype('float32');
      try {
        return wide.dataSync();
      } finally {
        wide.dispose();
      }
    }
    const out = typedArrayFor(dtype, this.size);
    native.read(this._handle, out);
    return out;
  }
  /** The elements as nested lists, when they are ready. */
  async array(): Promise<Nested> {
    await native.whenReady(this._handle);
    return this.arraySync();
  }
  /** Like array(), blocking. */
  arraySync(): Nested {
    const flat = this.dataSync();
    const shape = this.shape;
    const isBool = this.dtype === 'bool';
    let next = 0;
    const build = (axis: number): Nested => {
      if (axis === shape.length) {
        const value = flat[next++];
        return isBool ? Boolean(value) : Number(value);
      }
      return Array.from({ length: shape[axis] }, () => build(axis + 1));
    };
    return build(0);
  }
  /** The only element, as a number. Blocks until it is ready. */
  item(): number {
    return native.item(this._handle);
  }
  /** Blocks until queued work on this array is done; throws its error if it failed. */
  waitToRead(): void {
    if (this.size === 0) return;
    native.read(this._handle, this.rawBuffer());
  }
  private rawBuffer(): TypedArray {
    const dtype = this.dtype;
    return dtype === 'float16' || dtype === 'bfloat16' ? new Uint16Array(this.size) : typedArrayFor(dtype, this.size);
  }
  /** @internal The elements as they lie in files: float16 and bfloat16 as their 16 bits. */
  _rawSync(): TypedArray {
    const out = this.rawBuffer();
    native.read(this._handle, out);
    return out;
  }

  /** Frees the memory now. Any later use throws. */
  dispose(): void {
    if (this._handle === 0) return;
    native.release(this._handle);
    this._handle = 0;
    this._token = null;
    this._grad?.dispose();
  }
  [Symbol.dispose](): void {
    this.dispose();
  }
  get isDisposed(): boolean {
    return this._handle === 0;
  }

  /** @internal Its methods are the operators of notebook cells. */
  get [hasOperators](): true {
    return true;
  }
  /** As a number it would be NaN in silence: outside of notebook cells JavaScript has no operators for arrays. */
  [Symbol.toPrimitive](hint: string): string {
    if (hint !== 'number') return this.toString();
    throw new GluonError(
      'an array is no number: call its methods (a.add(b), a.greater(b)), or a.item() for its only element',
      'value',
    );
  }

  /** Like NumPy, with shape, dtype and device. */
  toString(): string {
    return this._handle === 0 ? '<NDArray disposed>' : formatArray(this);
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
  /** One line for debuggers, which ask often: nothing is waited for. */
  [Symbol.for('debug.description')](): string {
    return this._handle === 0 ? '<NDArray disposed>' : describeArray(this);
  }
  /** What a debugger shows of an opened array. */
  [Symbol.for('debug.properties')](): Record<string, unknown> {
    if (this._handle === 0) return {};
    const { shape, dtype, device, grad } = this;
    const values = this.size > LONG ? this.toString() : this.arraySync();
    return { shape, dtype, device: device.toString(), values, ...(grad && { grad }) };
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }
}

function disposedError(): GluonError {
  return new GluonError('the array has been disposed', 'disposed');
}

/** @internal A wrapper for a fresh handle. */
export function wrap(handle: Handle): NDArray {
  const array = new NDArray(handle);
  if ((handle & BIG) !== 0) {
    native.watchBig(array, handle);
  } else {
    array._token = token;
    if (++underToken === TOKEN_WINDOW) {
      native.watchToken(token);
      token = {};
      underToken = 0;
    }
  }
  if (scope !== null) scope.push(array);
  return array;
}

/** @internal Wrappers for the results of a call that may have had several. */
export function wrapMany(first: Handle, count: number): NDArray[] {
  if (count === 1) return [wrap(first)];
  return Array.from(native.io.slice(1, count + 1), wrap);
}

/**
 * Runs `fn` and frees every array made inside, except those it returns (also inside lists and objects) and those that
 * recorded graphs still need.
 *
 * @example const loss = mx.tidy(() => net(x).sub(y).square().mean());
 */
export function tidy<T>(fn: () => T): T {
  if (typeof fn !== 'function')
    throw new GluonError(`tidy: expected a function, ${typeof fn} was given: tidy(() => ...)`);
  const outer = scope;
  const mine: NDArray[] = [];
  scope = mine;
  try {
    const result = fn();
    if (result instanceof Promise) {
      throw new GluonError(
        'tidy: the function returned a promise; arrays can only be tidied after a synchronous function',
      );
    }
    const kept = new Set<NDArray>();
    collect(result, kept, new Set());
    for (const array of kept) {
      if (outer !== null && mine.includes(array)) outer.push(array);
    }
    for (const array of mine) if (!kept.has(array)) array.dispose();
    return result;
  } catch (error) {
    for (const array of mine) array.dispose();
    throw error;
  } finally {
    scope = outer;
  }
}

function collect(value: unknown, into: Set<NDArray>, seen: Set<unknown>): void {
  if (value instanceof NDArray) {
    into.add(value);
    if (value._grad) into.add(value._grad);
  } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
    seen.add(value);
    for (const item of Array.isArray(value) ? value : Object.values(value)) collect(item, into, seen);
  }
}

/** @internal No tidy() is running any more: its code was cut off. */
export function forgetTidyScopes(): void {
  scope = null;
}

/** @internal Takes an array out of the running tidy() scope: it will live on. */
export function keep(array: NDArray): NDArray {
  const at = scope === null ? -1 : scope.indexOf(array);
  if (at >= 0) scope!.splice(at, 1);
  return array;
}

/** @internal Adds methods to NDArray, except those it has already. */
export function defineMethods(methods: Record<string, (this: NDArray, ...args: never[]) => unknown>): void {
  for (const [name, method] of Object.entries(methods)) {
    if (name in NDArray.prototype) continue;
    Object.defineProperty(NDArray.prototype, name, { value: method, writable: true, configurable: true });
  }
}
