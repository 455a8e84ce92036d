// Embedding: rows of a table by index.
import { checkCount } from '../../check_numbers.js';
import type { DType } from '../../dtype.js';
import type { InitializerLike } from '../../init/initializer.js';
import type { NDArray } from '../../ndarray.js';
import { embedding } from '../../ops.generated.js';
import { checkOptions } from '../../options.js';
import { HybridBlock } from '../block.js';
import { Parameter } from '../parameter.js';

export interface EmbeddingOptions {
  /** Default 'float32'. */
  dtype?: DType;
  /** Default null: the net's. */
  weightInitializer?: InitializerLike | null;
  /** MXNet's hint that few rows are touched. Gradients are dense either way. Default false. */
  sparseGrad?: boolean;
}

/** Row i of the (inputDim, outputDim) weight for each index i; indices outside are clipped. MXNet: Embedding. */
export class Embedding extends HybridBlock {
  readonly weight: Parameter;
  private readonly _options: { inputDim: number; outputDim: number };

  constructor(inputDim: number, outputDim: number, options: EmbeddingOptions = {}) {
    super();
    checkOptions('Embedding', options, ['dtype', 'weightInitializer', 'sparseGrad']);
    checkCount('Embedding: inputDim', inputDim, 1);
    checkCount('Embedding: outputDim', outputDim, 1);
    const { dtype, weightInitializer } = options;
    this.weight = new Parameter('weight', { shape: [inputDim, outputDim], dtype, init: weightInitializer });
    this._options = Object.freeze({ inputDim, outputDim });
  }
  override forward(indices: NDArray): NDArray {
    return embedding(indices, this.weight.data(), this._options);
  }
  protected override describe(): string {
    return `${this._options.inputDim} -> ${this._options.outputDim}`;
  }
}
