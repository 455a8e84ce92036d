// Datasets: items by index, and views of datasets: transformed, filtered, cut, sharded. MXNet: gluon.data.Dataset.
import { checkCount } from '../../check_numbers.js';
import { GluonError } from '../../errors.js';
import type { NDArray } from '../../ndarray.js';
import { FilterSampler, type Sampler } from './sampler.js';

/** Arguments a transform gets: the parts of an item that is a list, else the item. */
export type ItemParts<T> = T extends readonly unknown[] ? T : [T];

/** A transform that gives the same for a batch as for its items one by one. */
interface BatchTransform {
  readonly actsOnBatches: boolean;
  (batch: NDArray): NDArray;
}

export abstract class Dataset<T> {
  /** Number of items. */
  abstract get length(): number;
  /** Item `index`, from 0 to length - 1. */
  abstract get(index: number): T;

  /**
   * @internal The batch of some items, made at once, or null when it has to be made from single items. Only for speed: the
   * result is what stacking the items gives.
   */
  getBatch(_indices: readonly number[]): NDArray | NDArray[] | null {
    return null;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let i = 0; i < this.length; ++i) yield this.get(i);
  }

  /** `fn` applied to each item; an item that is a list comes as several arguments. Lazy: at each access. */
  transform<U>(fn: (...parts: ItemParts<T>) => U, { lazy = true }: { lazy?: boolean } = {}): Dataset<U> {
    const transformed = new TransformedDataset(this, fn as (...parts: unknown[]) => U);
    return lazy ? transformed : new SimpleDataset([...transformed]);
  }

  /** `fn` applied to the first part of each item: the image, not the label. */
  transformFirst<U>(
    fn: (first: ItemParts<T>[0]) => U,
    { lazy = true }: { lazy?: boolean } = {},
  ): Dataset<T extends readonly [unknown, ...infer R] ? [U, ...R] : U> {
    const transformed = new FirstTransformedDataset(this, fn);
    const result = lazy ? transformed : new SimpleDataset([...transformed]);
    return result as unknown as Dataset<T extends readonly [unknown, ...infer R] ? [U, ...R] : U>;
  }

  /** The items for which `fn` is true. All items are looked at now. */
  filter(fn: (item: T) => boolean): Dataset<T> {
    return this.sample(new FilterSampler(fn, this));
  }
  /** The first `count` items; null: all. */
  take(count: number | null): Dataset<T> {
    if (count === null || count >= this.length) return this;
    checkCount('take: count', count, 0);
    return new SampledDataset(
      this,
      Array.from({ length: count }, (_, i) => i),
    );
  }
  /** Part `index` of `shards` nearly equal parts; the first ones have one item more. */
  shard(shards: number, index: number): Dataset<T> {
    checkCount('shard: the number of shards', shards, 1);
    checkCount('shard: index', index, 0);
    if (index >= shards) throw new GluonError(`shard: index is ${index}, allowed are 0 to ${shards - 1}`, 'value');
    const size = Math.floor(this.length / shards);
    const longer = this.length % shards;
    const start = size * index + Math.min(index, longer);
    return new SampledDataset(
      this,
      Array.from({ length: size + (index < longer ? 1 : 0) }, (_, i) => start + i),
    );
  }
  /** The items a sampler names, in its order. */
  sample(sampler: Sampler): Dataset<T> {
    return new SampledDataset(this, [...sampler]);
  }

  toString(): string {
    return `${this.constructor.name} of ${this.length} items`;
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }

  /** Throws unless there is such an item. */
  protected checkIndex(index: number): void {
    if (Number.isInteger(index) && index >= 0 && index < this.length) return;
    throw new GluonError(
      `${this.constructor.name}: there is no item ${index}, allowed are 0 to ${this.length - 1}`,
      'value',
    );
  }
}

/** A list as a dataset. */
export class SimpleDataset<T> extends Dataset<T> {
  constructor(private readonly items: readonly T[]) {
    super();
  }
  override get length(): number {
    return this.items.length;
  }
  override get(index: number): T {
    this.checkIndex(index);
    return this.items[index];
  }
}

class TransformedDataset<U> extends Dataset<U> {
  constructor(
    private readonly source: Dataset<unknown>,
    private readonly fn: (...parts: unknown[]) => U,
  ) {
    super();
  }
  override get length(): number {
    return this.source.length;
  }
  override get(index: number): U {
    const item = this.source.get(index);
    return Array.isArray(item) ? this.fn(...(item as unknown[])) : this.fn(item);
  }
}

class FirstTransformedDataset extends Dataset<unknown> {
  constructor(
    private readonly source: Dataset<unknown>,
    private readonly fn: (first: never) => unknown,
  ) {
    super();
  }
  override get length(): number {
    return this.source.length;
  }
  override get(index: number): unknown {
    const item = this.source.get(index);
    if (!Array.isArray(item)) return this.fn(item as never);
    return [this.fn(item[0] as never), ...(item.slice(1) as unknown[])];
  }
  override getBatch(indices: readonly number[]): NDArray | NDArray[] | null {
    const transform = this.fn as unknown as BatchTransform;
    const batch = transform.actsOnBatches === true ? this.source.getBatch(indices) : null;
    if (batch === null) return null;
    return Array.isArray(batch) ? [transform(batch[0]), ...batch.slice(1)] : transform(batch);
  }
}

class SampledDataset<T> extends Dataset<T> {
  constructor(
    private readonly source: Dataset<T>,
    private readonly indices: readonly number[],
  ) {
    super();
  }
  override get length(): number {
    return this.indices.length;
  }
  override get(index: number): T {
    this.checkIndex(index);
    return this.source.get(this.indices[index]);
  }
  override getBatch(indices: readonly number[]): NDArray | NDArray[] | null {
    return this.source.getBatch(indices.map((index) => this.indices[index]));
  }
}
