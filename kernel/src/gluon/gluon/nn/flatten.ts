// Flatten and Identity: layers without arithmetic.
import type { NDArray } from '../../ndarray.js';
import { flatten } from '../../ops.generated.js';
import { HybridBlock } from '../block.js';

/** (batch, a, b, ...) becomes (batch, a b ...). */
export class Flatten extends HybridBlock {
  override forward(x: NDArray): NDArray {
    return flatten(x);
  }
}

/** The input itself. */
export class Identity extends HybridBlock {
  override forward(x: NDArray): NDArray {
    return x;
  }
}
