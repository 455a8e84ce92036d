// Parameter: an array that is trained, with its gradient and how it is initialized. MXNet: gluon.Parameter.
//
// A shape may hold zeros for extents nobody knows yet; such a parameter is deferred: it gets its values at the first forward.
import { pause } from '../autograd.js';
import { array as makeArray, zeros } from '../creation.js';
import { checkDevice, type Device } from '../device.js';
import { dtypeCode, type DType } from '../dtype.js';
import { GluonError } from '../errors.js';
import { createInitializer, type Initializer, type InitializerLike } from '../init/initializer.js';
import { Zero } from '../init/constant_initializers.js';
import { Uniform } from '../init/random_initializers.js';
import { keep, NDArray, type Nested } from '../ndarray.js';
import { checkOptions } from '../options.js';

export type GradReq = 'write' | 'add' | 'null';

export interface ParameterOptions {
  /** Extents; 0 stands for one that is known at the first forward. Default [], a deferred shape of unknown rank. */
  shape?: readonly number[];
  /** Default 'float32'. */
  dtype?: DType;
  /** 'write' replaces the gradient at each backward, 'add' accumulates, 'null' keeps none. Default 'write'. */
  gradReq?: GradReq;
  /** Overrides the initializer of the net. Default null. */
  init?: InitializerLike | null;
  /** Factor on the learning rate. Default 1. */
  lrMult?: number;
  /** Factor on the weight decay. Default 1. */
  wdMult?: number;
}

export interface InitializeOptions {
  device?: Device;
  /** Give new values also to what has some. Default false. */
  forceReinit?: boolean;
}

const optionNames = ['shape', 'dtype', 'gradReq', 'init', 'lrMult', 'wdMult'] as const;
const gradReqs: readonly string[] = ['write', 'add', 'null'];

export class Parameter {
  lrMult: number;
  wdMult: number;
  /** The parameter's own initializer; null: the net's. */
  init: InitializerLike | null;
  private extents: readonly number[] | null;
  private elementType: DType;
  private request: GradReq;
  private value: NDArray | null = null;
  /** Set while initialize() was called and the shape is not known. */
  private pending: Initializer | null = null;

  constructor(
    readonly name: string,
    options: ParameterOptions = {},
  ) {
    checkOptions('Parameter', options, optionNames);
    const { shape, dtype = 'float32', gradReq = 'write', init = null, lrMult = 1, wdMult = 1 } = options;
    dtypeCode(dtype);
    checkGradReq(gradReq);
    this.extents = shape === undefined ? null : checkedShape(name, shape);
    this.elementType = dtype;
    this.request = gradReq;
    this.init = init;
    this.lrMult = lrMult;
    this.wdMult = wdMult;
  }

  /** Extents, 0 where not known yet; null when not even the number of axes is known. */
  get shape(): readonly number[] | null {
    return this.extents;
  }
  /** Fills in what is not known. */
  set shape(shape: readonly number[]) {
    const known = this.extents;
    const fits = known === null || (known.length === shape.length && known.every((d, i) => d === 0 || d === shape[i]));
    if (!fits) {
      throw new GluonError(
        `parameter '${this.name}' has shape (${known.join(', ')}), it cannot become (${shape.join(', ')})`,
        'shape',
      );
    }
    this.extents = checkedShape(this.name, shape);
  }
  get isShapeKnown(): boolean {
    return this.extents !== null && !this.extents.includes(0);
  }
  get dtype(): DType {
    return this.elementType;
  }
  get gradReq(): GradReq {
    return this.request;
  }
  set gradReq(gradReq: GradReq) {
    checkGradReq(gradReq);
    if (gradReq === this.request) return;
    this.request = gradReq;
    this.value?.attachGrad(gradReq);
  }
  get isInitialized(): boolean {
    return this.value !== null;
  }
  /** True when initialize() was called and the shape is awaited. */
  get isDeferred(): boolean {
    return this.pending !== null;
  }

  /** The values: the same array for the life of the parameter, written in place by optimizers. */
  data(): NDArray {
    return this.value ?? this.notReady();
  }

  private notReady(): never {
    if (this.pending === null) {
      throw new GluonError(`parameter '${this.name}' has no values yet: call initialize() on the net first`, 'value');
    }
    const shape = this.extents === null ? 'unknown' : `(${this.extents.join(', ')})`;
    throw new GluonError(
      `parameter '${this.name}' has shape ${shape} and gets its values at the first forward: call the net once, or give ` +
        'the input size (inUnits, inChannels), or let the block override inferShape',
      'value',
    );
  }

  /** The gradient of the last backward. */
  grad(): NDArray {
    const { grad } = this.data();
    if (grad !== null) return grad;
    throw new GluonError(`parameter '${this.name}' keeps no gradient, its gradReq is '${this.request}'`, 'autograd');
  }

  /** Gives values by the parameter's own initializer, else by `init`. What has values keeps them unless forceReinit. */
  initialize(init: InitializerLike = new Uniform(), options: InitializeOptions = {}): void {
    checkOptions('Parameter.initialize', options, ['device', 'forceReinit']);
    checkDevice(options.device);
    if (this.value !== null && !options.forceReinit) return;
    this.pending = createInitializer(this.init ?? init);
    if (this.isShapeKnown) this.finishDeferredInit();
  }

  /** @internal Makes the values once the shape is known. */
  finishDeferredInit(): void {
    const initializer = this.pending;
    if (initializer === null) return;
    if (!this.isShapeKnown) this.notReady();
    pause(() => {
      const fresh = zeros(this.extents!.slice(), { dtype: this.elementType });
      if (this.init !== null) initializer.initWeight(this.name, fresh);
      else initializer.initParameter(this.name, fresh);
      this.replace(fresh);
    });
    this.pending = null;
  }

  private replace(fresh: NDArray): void {
    keep(fresh);
    if (this.request !== 'null') fresh.attachGrad(this.request);
    this.value = fresh;
  }

  /** @internal Zeros for what has no values, as soon as their shape is known; what comes back takes them away again. */
  lendZeros(): () => void {
    if (this.value !== null) return () => undefined;
    const { extents, pending } = this;
    this.pending = new Zero();
    if (this.isShapeKnown) this.finishDeferredInit();
    return () => {
      this.value?.dispose();
      Object.assign(this, { value: null, extents, pending });
    };
  }

  /** Replaces the values. */
  setData(data: NDArray | Nested): void {
    const given = data instanceof NDArray ? data : makeArray(data, { dtype: this.elementType });
    this.shape = given.shape;
    pause(() => {
      if (this.value !== null) this.value.set(given);
      else this.replace(given.astype(this.elementType));
    });
    if (given !== data) given.dispose();
    this.pending = null;
  }

  zeroGrad(): void {
    const grad = this.value?.grad;
    if (grad) pause(() => grad.set(0));
  }

  /** Changes the element type; values are converted, the gradient starts at zero. */
  cast(dtype: DType): void {
    dtypeCode(dtype);
    if (dtype === this.elementType) return;
    this.elementType = dtype;
    const { value } = this;
    if (value !== null) pause(() => this.replace(value.astype(dtype)));
  }

  toString(): string {
    const shape = this.extents === null ? 'unknown' : `(${this.extents.join(', ')})`;
    return `Parameter ${this.name} (shape=${shape}, dtype=${this.elementType})`;
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }
}

/** A parameter that is never trained: a table or a mask that belongs to the net and is saved with it. */
export class Constant extends Parameter {
  constructor(name: string, value: NDArray | Nested) {
    const array = value instanceof NDArray ? value : makeArray(value);
    super(name, { shape: array.shape, dtype: array.dtype, gradReq: 'null', init: 'zeros' });
    this.setData(array);
  }
}

function checkGradReq(gradReq: string): void {
  if (gradReqs.includes(gradReq)) return;
  throw new GluonError(`gradReq is '${gradReq}', allowed are ${gradReqs.join(', ')}`, 'value');
}

function checkedShape(name: string, shape: readonly number[]): readonly number[] {
  if (Array.isArray(shape) && shape.every((d) => Number.isInteger(d) && d >= 0))
    return [...(shape as readonly number[])];
  throw new GluonError(
    `parameter '${name}': shape is ${String(shape)}, expected a list of whole numbers from 0`,
    'shape',
  );
}
