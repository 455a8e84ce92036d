// DataLoader: batches of a dataset, in order or shuffled, made some ahead of their use. MXNet: gluon.data.DataLoader.
//
//   for await (const [x, y] of new DataLoader(dataset, { batchSize: 64, shuffle: true })) ...
import { checkCount } from '../../check_numbers.js';
import { GluonError } from '../../errors.js';
import { checkOptions } from '../../options.js';
import { defaultBatchify, type Batch } from './batchify.js';
import type { Dataset } from './dataset.js';
import { BatchSampler, RandomSampler, SequentialSampler, type LastBatch, type Sampler } from './sampler.js';

export interface DataLoaderOptions {
  /** Items in a batch. Required without a batchSampler. */
  batchSize?: number;
  /** A new random order each epoch. Default false. */
  shuffle?: boolean;
  /** The order, in place of shuffle. */
  sampler?: Sampler;
  /** What becomes of items left at the end. Default 'keep': a smaller batch. */
  lastBatch?: LastBatch;
  /** The batches' indices, in place of all above. */
  batchSampler?: Iterable<number[]> & { readonly length: number };
  /** Makes a batch from items. Default: arrays are stacked, numbers become float32, lists are batched part by part. */
  batchifyFn?: (items: never[]) => unknown;
  /** Batches begun before they are asked for; it helps when items are promises. Default 2. */
  prefetch?: number;
}

const optionNames = ['batchSize', 'shuffle', 'sampler', 'lastBatch', 'batchSampler', 'batchifyFn', 'prefetch'] as const;

/** The event loop gets a turn so often, also when all batches are ready: timers and messages go on during an epoch. */
const TURN_MS = 50;

/** What a loader gives: batches of a dataset's items, where an item may be a promise. */
export type LoaderBatch<T> = Batch<Awaited<T>>;

export class DataLoader<T> {
  private readonly batches: Iterable<number[]> & { readonly length: number };
  private readonly batchify: ((items: unknown[]) => unknown) | null;
  private readonly prefetch: number;

  constructor(
    private readonly dataset: Dataset<T>,
    options: DataLoaderOptions = {},
  ) {
    checkOptions('DataLoader', options, optionNames);
    if (typeof dataset?.get !== 'function') {
      throw new GluonError(`DataLoader: the dataset is ${typeof dataset}, expected a Dataset`, 'value');
    }
    this.batches = options.batchSampler ?? batchesOf(dataset.length, options);
    if (options.batchSampler !== undefined) refuseBeside(options);
    this.batchify = (options.batchifyFn as ((items: unknown[]) => unknown) | undefined) ?? null;
    this.prefetch = options.prefetch ?? 2;
    checkCount('DataLoader: prefetch', this.prefetch, 0);
  }

  /** Number of batches in the next epoch. */
  get length(): number {
    return this.batches.length;
  }

  /** The batches of one epoch, for datasets whose items are not promises. */
  *[Symbol.iterator](): Generator<LoaderBatch<T>> {
    for (const indices of this.batches) {
      const batch = this.load(indices);
      if (batch instanceof Promise) {
        batch.catch(() => undefined);
        throw new GluonError('DataLoader: the items are promises: use `for await`', 'value');
      }
      yield batch as LoaderBatch<T>;
    }
  }

  async *[Symbol.asyncIterator](): AsyncIterableIterator<LoaderBatch<T>> {
    const begun: unknown[] = [];
    let lastTurn = performance.now();
    const next = async (): Promise<LoaderBatch<T>> => {
      if (performance.now() - lastTurn > TURN_MS) {
        await new Promise(setImmediate);
        lastTurn = performance.now();
      }
      return (await begun.shift()) as LoaderBatch<T>;
    };
    for (const indices of this.batches) {
      const batch = this.load(indices);
      // An error is thrown where the batch is taken; until then the promise is not unhandled.
      if (batch instanceof Promise) batch.catch(() => undefined);
      begun.push(batch);
      if (begun.length > (batch instanceof Promise ? this.prefetch : 0)) yield await next();
    }
    while (begun.length > 0) yield await next();
  }

  /** One batch; a promise when items are. */
  private load(indices: number[]): unknown {
    if (this.batchify === null) {
      const batch = this.dataset.getBatch(indices);
      if (batch !== null) return batch;
    }
    const batchify = this.batchify ?? defaultBatchify;
    const items: unknown[] = indices.map((index) => this.dataset.get(index));
    return items.some((item) => item instanceof Promise) ? Promise.all(items).then(batchify) : batchify(items);
  }
}

function batchesOf(
  length: number,
  { batchSize, shuffle = false, sampler, lastBatch }: DataLoaderOptions,
): BatchSampler {
  if (batchSize === undefined) throw new GluonError('DataLoader: the option batchSize is missing', 'value');
  if (sampler !== undefined && shuffle) {
    throw new GluonError('DataLoader: shuffle and sampler exclude each other: both say the order', 'value');
  }
  const order = sampler ?? (shuffle ? new RandomSampler(length) : new SequentialSampler(length));
  return new BatchSampler(order, batchSize, lastBatch);
}

function refuseBeside(options: DataLoaderOptions): void {
  const beside = (['batchSize', 'shuffle', 'sampler', 'lastBatch'] as const).filter(
    (name) => options[name] !== undefined,
  );
  if (beside.length === 0) return;
  throw new GluonError(`DataLoader: batchSampler and ${beside.join(', ')} exclude each other`, 'value');
}
