// Lambda: a function, or an operator of nd by name, as a layer.
import { GluonError } from '../../errors.js';
import type { NDArray } from '../../ndarray.js';
import { operators } from '../../ops.generated.js';
import { HybridBlock } from '../block.js';

export type LambdaFunction = (...inputs: NDArray[]) => NDArray;

/** @example new nn.Lambda((x) => x.square()); new nn.Lambda('tanh') */
export class Lambda extends HybridBlock {
  private readonly _function: LambdaFunction;

  constructor(fn: LambdaFunction | string) {
    super();
    const found = typeof fn === 'string' ? (operators as Record<string, unknown>)[fn] : fn;
    if (typeof found !== 'function') {
      throw new GluonError(
        `Lambda: ${JSON.stringify(fn) ?? String(fn)} is neither a function nor an operator of nd`,
        'value',
      );
    }
    this._function = found as LambdaFunction;
  }
  override forward(...inputs: NDArray[]): NDArray {
    return this._function(...inputs);
  }
  protected override describe(): string {
    return this._function.name;
  }
}

/** The same as Lambda; MXNet's name for one that can be hybridized. */
export class HybridLambda extends Lambda {}
