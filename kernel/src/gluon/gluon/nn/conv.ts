// Convolution layers over one, two and three spatial axes, and their transposes. Channels come before the spatial axes.
import { checkCount } from '../../check_numbers.js';
import { GluonError } from '../../errors.js';
import type { InitializerLike } from '../../init/initializer.js';
import type { NDArray } from '../../ndarray.js';
import { convolution, deconvolution } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { HybridBlock } from '../block.js';
import { Parameter } from '../parameter.js';
import { activated, activationFunction, type ActivationName } from './activation.js';
import { perAxis } from './per_axis.js';

export interface ConvOptions {
  /** Extent of the window: a number for all spatial axes, or one per axis. */
  kernelSize: number | readonly number[];
  /** Default 1. */
  strides?: number | readonly number[];
  /** Zeros added at both ends of each axis. Default 0. */
  padding?: number | readonly number[];
  /** Distance between the taps of the window. Default 1. */
  dilation?: number | readonly number[];
  /** Channels are split into so many groups that do not see each other. Default 1. */
  groups?: number;
  /** Order of the axes. Only channels first: NCW, NCHW, NCDHW. */
  layout?: string;
  /** Default null: none. */
  activation?: ActivationName | null;
  /** Default true. */
  useBias?: boolean;
  /** Default null: the net's. */
  weightInitializer?: InitializerLike | null;
  /** Default 'zeros'. */
  biasInitializer?: InitializerLike | null;
  /** Number of input channels. Default 0: known at the first forward. */
  inChannels?: number;
}

export interface ConvTransposeOptions extends ConvOptions {
  /** Added to one end of the output. Default 0. */
  outputPadding?: number | readonly number[];
}

const optionNames = [
  'kernelSize',
  'strides',
  'padding',
  'dilation',
  'groups',
  'layout',
  'activation',
  'useBias',
  'weightInitializer',
  'biasInitializer',
  'inChannels',
] as const;

/** Axis order by number of spatial axes. */
export const layouts: Readonly<Record<number, string>> = { 1: 'NCW', 2: 'NCHW', 3: 'NCDHW' };

/** Throws unless the layout is the one with channels first. */
export function checkLayout(where: string, layout: string | undefined, axes: number): void {
  if (layout === undefined || layout === layouts[axes]) return;
  throw new GluonError(`${where}: layout is '${layout}', allowed is ${layouts[axes]}`, 'value');
}

/** What a convolution and its transpose share: weights, bias, activation, checks. */
abstract class ConvLayer extends HybridBlock {
  readonly weight: Parameter;
  readonly bias: Parameter | null;
  protected readonly _activate: ((x: NDArray) => NDArray) | null;
  protected readonly _groups: number;
  protected readonly _kernel: number[];
  /** The operator's options, which never change. */
  protected readonly _window: {
    kernel: number[];
    stride: number[];
    pad: number[];
    dilate: number[];
    numFilter: number;
    numGroup: number;
    noBias: boolean;
  };

  constructor(
    protected readonly _channels: number,
    options: ConvOptions,
    protected readonly _axes: number,
    own: readonly string[],
  ) {
    super();
    const where = this.constructor.name;
    checkOptions(where, options, [...optionNames, ...own]);
    checkCount(`${where}: channels`, _channels, 1);
    if (options?.kernelSize === undefined) throw new GluonError(`${where}: the option kernelSize is missing`, 'value');
    const { strides = 1, padding = 0, dilation = 1, groups = 1, useBias = true, inChannels = 0 } = options;
    checkLayout(where, options.layout, _axes);
    checkCount(`${where}: groups`, groups, 1);
    checkCount(`${where}: inChannels`, inChannels, 0);
    if (_channels % groups !== 0 || inChannels % groups !== 0) {
      throw new GluonError(
        `${where}: ${groups} groups do not divide ${_channels} channels (inChannels ${inChannels})`,
        'value',
      );
    }
    this._groups = groups;
    this._kernel = perAxis(`${where}: kernelSize`, options.kernelSize, _axes, 1);
    this._window = {
      kernel: this._kernel,
      stride: perAxis(`${where}: strides`, strides, _axes, 1),
      pad: perAxis(`${where}: padding`, padding, _axes, 0),
      dilate: perAxis(`${where}: dilation`, dilation, _axes, 1),
      numFilter: _channels,
      numGroup: groups,
      noBias: !useBias,
    };
    const { weightInitializer, biasInitializer = 'zeros' } = options;
    this.weight = new Parameter('weight', { shape: this.weightShape(inChannels), init: weightInitializer });
    this.bias = useBias ? new Parameter('bias', { shape: [_channels], init: biasInitializer }) : null;
    this._activate = activationFunction(options.activation, where);
  }

  protected abstract weightShape(inChannels: number): number[];

  override inferShape(x: NDArray): void {
    const { shape } = x;
    const where = this.constructor.name;
    if (shape.length !== this._axes + 2) {
      throw new GluonError(
        `${where}: the input has shape (${shape.join(', ')}), expected ${this._axes + 2} axes: ${layouts[this._axes]}`,
        'shape',
      );
    }
    if (shape[1] % this._groups !== 0) {
      throw new GluonError(
        `${where}: ${this._groups} groups do not divide the ${shape[1]} channels of the input`,
        'shape',
      );
    }
    this.weight.shape = this.weightShape(shape[1]);
  }

  protected override describe(): string {
    const { kernel, stride, pad } = this._window;
    return `${this._channels}, kernelSize=(${kernel.join(', ')}), strides=(${stride.join(', ')}), padding=(${pad.join(', ')})`;
  }
}

abstract class Conv extends ConvLayer {
  private readonly _options: object;

  constructor(channels: number, options: ConvOptions, axes: number) {
    super(channels, options, axes, []);
    this._options = Object.freeze(this._window);
  }
  protected override weightShape(inChannels: number): number[] {
    return [this._channels, inChannels / this._groups, ...this._kernel];
  }
  override forward(x: NDArray): NDArray {
    const y = convolution(x, this.weight.data(), this.bias?.data(), this._options as typeof this._window);
    return activated(y, this._activate);
  }
}

/** 1-D convolution over (batch, channels, width). */
export class Conv1D extends Conv {
  constructor(channels: number, options: ConvOptions) {
    super(channels, options, 1);
  }
}
/** 2-D convolution over (batch, channels, height, width). @example new nn.Conv2D(20, { kernelSize: 5, activation: 'relu' }) */
export class Conv2D extends Conv {
  constructor(channels: number, options: ConvOptions) {
    super(channels, options, 2);
  }
}
/** 3-D convolution over (batch, channels, depth, height, width). */
export class Conv3D extends Conv {
  constructor(channels: number, options: ConvOptions) {
    super(channels, options, 3);
  }
}

abstract class ConvTranspose extends ConvLayer {
  private readonly _options: object;

  constructor(channels: number, options: ConvTransposeOptions, axes: number) {
    super(channels, options, axes, ['outputPadding']);
    const adj = perAxis(`${this.constructor.name}: outputPadding`, options.outputPadding ?? 0, axes, 0);
    this._options = Object.freeze({ ...this._window, adj });
  }
  protected override weightShape(inChannels: number): number[] {
    return [inChannels, this._channels / this._groups, ...this._kernel];
  }
  override forward(x: NDArray): NDArray {
    const y = deconvolution(x, this.weight.data(), this.bias?.data(), this._options as typeof this._window);
    return activated(y, this._activate);
  }
}

/** Transposed 1-D convolution. */
export class Conv1DTranspose extends ConvTranspose {
  constructor(channels: number, options: ConvTransposeOptions) {
    super(channels, options, 1);
  }
}
/** Transposed 2-D convolution. */
export class Conv2DTranspose extends ConvTranspose {
  constructor(channels: number, options: ConvTransposeOptions) {
    super(channels, options, 2);
  }
}
/** Transposed 3-D convolution. */
export class Conv3DTranspose extends ConvTranspose {
  constructor(channels: number, options: ConvTransposeOptions) {
    super(channels, options, 3);
  }
}
