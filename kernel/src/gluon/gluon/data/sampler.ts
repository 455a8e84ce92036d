// Samplers: the order in which items are taken, one by one or in batches. MXNet: gluon.data.Sampler.
import { checkCount } from '../../check_numbers.js';
import { GluonError } from '../../errors.js';
import { random } from '../../random.js';

/** Indices of items. */
export interface Sampler extends Iterable<number> {
  readonly length: number;
}

/** start, start + 1, ..., start + length - 1. */
export class SequentialSampler implements Sampler {
  constructor(
    readonly length: number,
    private readonly start = 0,
  ) {
    checkCount('SequentialSampler: length', length, 0);
  }
  *[Symbol.iterator](): Generator<number> {
    for (let i = 0; i < this.length; ++i) yield this.start + i;
  }
}

/** 0 to length - 1 in a new random order each time; mx.random.seed makes it repeat. */
export class RandomSampler implements Sampler {
  constructor(readonly length: number) {
    checkCount('RandomSampler: length', length, 0);
  }
  [Symbol.iterator](): Iterator<number> {
    return random.permutation(this.length)[Symbol.iterator]();
  }
}

/** The indices of the items for which `fn` is true. */
export class FilterSampler<T> implements Sampler {
  private readonly indices: number[] = [];

  constructor(fn: (item: T) => boolean, dataset: { readonly length: number; get(index: number): T }) {
    for (let i = 0; i < dataset.length; ++i) if (fn(dataset.get(i))) this.indices.push(i);
  }
  get length(): number {
    return this.indices.length;
  }
  [Symbol.iterator](): Iterator<number> {
    return this.indices[Symbol.iterator]();
  }
}

export type LastBatch = 'keep' | 'discard' | 'rollover';

/** Batches of indices. What is left at the end is a smaller batch, is discarded, or begins the next round. */
export class BatchSampler implements Iterable<number[]> {
  private left: number[] = [];

  constructor(
    private readonly sampler: Sampler,
    private readonly batchSize: number,
    private readonly lastBatch: LastBatch = 'keep',
  ) {
    checkCount('BatchSampler: batchSize', batchSize, 1);
    if (!['keep', 'discard', 'rollover'].includes(lastBatch)) {
      throw new GluonError(`BatchSampler: lastBatch is '${lastBatch}', allowed are keep, discard, rollover`, 'value');
    }
  }

  /** Number of batches of the next round. */
  get length(): number {
    const items = this.left.length + this.sampler.length;
    return this.lastBatch === 'keep' ? Math.ceil(items / this.batchSize) : Math.floor(items / this.batchSize);
  }

  *[Symbol.iterator](): Generator<number[]> {
    let batch = this.left;
    this.left = [];
    for (const index of this.sampler) {
      batch.push(index);
      if (batch.length < this.batchSize) continue;
      yield batch;
      batch = [];
    }
    if (batch.length > 0 && this.lastBatch === 'keep') yield batch;
    if (this.lastBatch === 'rollover') this.left = batch;
  }
}
