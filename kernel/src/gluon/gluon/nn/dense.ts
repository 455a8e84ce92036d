// The fully connected layer.
import { checkCount } from '../../check_numbers.js';
import type { DType } from '../../dtype.js';
import { GluonError } from '../../errors.js';
import type { InitializerLike } from '../../init/initializer.js';
import type { NDArray } from '../../ndarray.js';
import { fullyConnected } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { HybridBlock } from '../block.js';
import { Parameter } from '../parameter.js';
import { activated, activationFunction, type ActivationName } from './activation.js';

export interface DenseOptions {
  /** Default null: none. */
  activation?: ActivationName | null;
  /** Default true. */
  useBias?: boolean;
  /** Make all axes but the first one feature axis; false acts on the last axis alone. Default true. */
  flatten?: boolean;
  /** Default 'float32'. */
  dtype?: DType;
  /** Default null: the net's. */
  weightInitializer?: InitializerLike | null;
  /** Default 'zeros'. */
  biasInitializer?: InitializerLike | null;
  /** Number of input features. Default 0: known at the first forward. */
  inUnits?: number;
}

const optionNames = [
  'activation',
  'useBias',
  'flatten',
  'dtype',
  'weightInitializer',
  'biasInitializer',
  'inUnits',
] as const;

/** activation(x W^T + b), W (units, inUnits). MXNet: Dense. @example new nn.Dense(128, { activation: 'relu' }) */
export class Dense extends HybridBlock {
  readonly weight: Parameter;
  readonly bias: Parameter | null;
  private readonly _activate: ((x: NDArray) => NDArray) | null;
  private readonly _options: Readonly<{ numHidden: number; noBias: boolean; flatten: boolean }>;
  private readonly _activation: string;

  constructor(
    private readonly _units: number,
    options: DenseOptions = {},
  ) {
    super();
    checkOptions('Dense', options, optionNames);
    checkCount('Dense: units', _units, 1);
    const { activation, useBias = true, flatten = true, dtype, weightInitializer, biasInitializer = 'zeros' } = options;
    const { inUnits = 0 } = options;
    checkCount('Dense: inUnits', inUnits, 0);
    this.weight = new Parameter('weight', { shape: [_units, inUnits], dtype, init: weightInitializer });
    this.bias = useBias ? new Parameter('bias', { shape: [_units], dtype, init: biasInitializer }) : null;
    this._activate = activationFunction(activation, 'Dense');
    this._activation = activation ?? 'linear';
    this._options = Object.freeze({ numHidden: _units, noBias: !useBias, flatten });
  }

  override inferShape(x: NDArray): void {
    const { shape } = x;
    if (shape.length < (this._options.flatten ? 1 : 2)) {
      throw new GluonError(`Dense: the input has shape (${shape.join(', ')}), expected (batch, features)`, 'shape');
    }
    const features = this._options.flatten ? shape.slice(1).reduce((product, d) => product * d, 1) : shape.at(-1)!;
    this.weight.shape = [this._units, features];
  }

  override forward(x: NDArray): NDArray {
    const y = fullyConnected(x, this.weight.data(), this.bias?.data(), this._options);
    return activated(y, this._activate);
  }

  protected override describe(): string {
    return `${this.weight.shape![1] || '?'} -> ${this._units}, ${this._activation}`;
  }
}
