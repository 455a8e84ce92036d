// Pooling layers: maximum or mean over windows, or over everything. Channels come before the spatial axes.
import type { NDArray } from '../../ndarray.js';
import { pooling } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { HybridBlock } from '../block.js';
import { checkLayout } from './conv.js';
import { perAxis } from './per_axis.js';

export interface PoolOptions {
  /** Extent of the window: a number for all spatial axes, or one per axis. Default 2. */
  poolSize?: number | readonly number[];
  /** Default null: poolSize. */
  strides?: number | readonly number[] | null;
  /** Added at both ends of each axis. Default 0. */
  padding?: number | readonly number[];
  /** Round the number of windows up instead of down. Default false. */
  ceilMode?: boolean;
  /** Order of the axes. Only channels first: NCW, NCHW, NCDHW. */
  layout?: string;
}

export interface AvgPoolOptions extends PoolOptions {
  /** Whether padding counts in the mean. Default true. */
  countIncludePad?: boolean;
}

export interface GlobalPoolOptions {
  /** Order of the axes. Only channels first: NCW, NCHW, NCDHW. */
  layout?: string;
}

type PoolType = 'max' | 'avg';
const optionNames = ['poolSize', 'strides', 'padding', 'ceilMode', 'layout'] as const;

abstract class Pool extends HybridBlock {
  private readonly _options: {
    poolType: PoolType;
    kernel: number[];
    stride: number[];
    pad: number[];
    poolingConvention: 'full' | 'valid';
    countIncludePad?: boolean;
  };

  constructor(poolType: PoolType, options: AvgPoolOptions, axes: number) {
    super();
    const where = this.constructor.name;
    checkOptions(where, options, poolType === 'avg' ? [...optionNames, 'countIncludePad'] : optionNames);
    const { poolSize = 2, padding = 0, ceilMode = false, countIncludePad = true } = options;
    checkLayout(where, options.layout, axes);
    this._options = Object.freeze({
      poolType,
      kernel: perAxis(`${where}: poolSize`, poolSize, axes, 1),
      stride: perAxis(`${where}: strides`, options.strides ?? poolSize, axes, 1),
      pad: perAxis(`${where}: padding`, padding, axes, 0),
      poolingConvention: ceilMode ? 'full' : 'valid',
      ...(poolType === 'avg' ? { countIncludePad } : {}),
    });
  }
  override forward(x: NDArray): NDArray {
    return pooling(x, this._options);
  }
  protected override describe(): string {
    const { kernel, stride, pad } = this._options;
    return `poolSize=(${kernel.join(', ')}), strides=(${stride.join(', ')}), padding=(${pad.join(', ')})`;
  }
}

/** The largest value of each window, over (batch, channels, width). */
export class MaxPool1D extends Pool {
  constructor(options: PoolOptions = {}) {
    super('max', options, 1);
  }
}
/** The largest value of each window. @example new nn.MaxPool2D({ poolSize: 2, strides: 2 }) */
export class MaxPool2D extends Pool {
  constructor(options: PoolOptions = {}) {
    super('max', options, 2);
  }
}
/** The largest value of each window, over (batch, channels, depth, height, width). */
export class MaxPool3D extends Pool {
  constructor(options: PoolOptions = {}) {
    super('max', options, 3);
  }
}
/** The mean of each window, over (batch, channels, width). */
export class AvgPool1D extends Pool {
  constructor(options: AvgPoolOptions = {}) {
    super('avg', options, 1);
  }
}
/** The mean of each window, over (batch, channels, height, width). */
export class AvgPool2D extends Pool {
  constructor(options: AvgPoolOptions = {}) {
    super('avg', options, 2);
  }
}
/** The mean of each window, over (batch, channels, depth, height, width). */
export class AvgPool3D extends Pool {
  constructor(options: AvgPoolOptions = {}) {
    super('avg', options, 3);
  }
}

abstract class GlobalPool extends HybridBlock {
  private readonly _options: { poolType: PoolType; globalPool: true; kernel: number[] };

  constructor(poolType: PoolType, options: GlobalPoolOptions, axes: number) {
    super();
    const where = this.constructor.name;
    checkOptions(where, options, ['layout']);
    checkLayout(where, options.layout, axes);
    this._options = Object.freeze({ poolType, globalPool: true, kernel: new Array<number>(axes).fill(1) });
  }
  override forward(x: NDArray): NDArray {
    return pooling(x, this._options);
  }
}

/** The largest value of each channel, as (batch, channels, 1). */
export class GlobalMaxPool1D extends GlobalPool {
  constructor(options: GlobalPoolOptions = {}) {
    super('max', options, 1);
  }
}
/** The largest value of each channel, as (batch, channels, 1, 1). */
export class GlobalMaxPool2D extends GlobalPool {
  constructor(options: GlobalPoolOptions = {}) {
    super('max', options, 2);
  }
}
/** The largest value of each channel, as (batch, channels, 1, 1, 1). */
export class GlobalMaxPool3D extends GlobalPool {
  constructor(options: GlobalPoolOptions = {}) {
    super('max', options, 3);
  }
}
/** The mean of each channel, as (batch, channels, 1). */
export class GlobalAvgPool1D extends GlobalPool {
  constructor(options: GlobalPoolOptions = {}) {
    super('avg', options, 1);
  }
}
/** The mean of each channel, as (batch, channels, 1, 1). */
export class GlobalAvgPool2D extends GlobalPool {
  constructor(options: GlobalPoolOptions = {}) {
    super('avg', options, 2);
  }
}
/** The mean of each channel, as (batch, channels, 1, 1, 1). */
export class GlobalAvgPool3D extends GlobalPool {
  constructor(options: GlobalPoolOptions = {}) {
    super('avg', options, 3);
  }
}
