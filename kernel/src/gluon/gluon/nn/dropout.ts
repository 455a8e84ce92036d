// Dropout. Srivastava et al. 2014.
import { GluonError } from '../../errors.js';
import type { NDArray } from '../../ndarray.js';
import { dropout } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { HybridBlock } from '../block.js';

export interface DropoutOptions {
  /** Axes along which one draw is shared. Default []. */
  axes?: readonly number[];
}

/** In training sets a share `rate` of the values to zero and scales the rest by 1 / (1 - rate). MXNet: Dropout. */
export class Dropout extends HybridBlock {
  private readonly _options: { p: number; axes: number[] };

  constructor(rate: number, options: DropoutOptions = {}) {
    super();
    checkOptions('Dropout', options, ['axes']);
    if (!(typeof rate === 'number' && rate >= 0 && rate < 1))
      throw new GluonError(`Dropout: rate is ${rate}, expected 0 <= rate < 1`, 'value');
    this._options = Object.freeze({ p: rate, axes: [...(options.axes ?? [])] });
  }
  override forward(x: NDArray): NDArray {
    return this._options.p === 0 ? x : dropout(x, this._options);
  }
  protected override describe(): string {
    return `rate=${this._options.p}`;
  }
}
