// The loop of a training, tied to its run: every item is a step, a pause holds it, a stop ends it.
import { GluonError } from '../errors.js';
import { NDArray } from '../ndarray.js';

/** What a loop tells its run. */
export interface TrackedRun {
  beginEpoch(): void;
  /** False: no further step. `samples`: how many the step takes. */
  beginStep(samples: number): boolean;
  endEpoch(): void;
}

export class Track<T> {
  constructor(
    private readonly run: TrackedRun,
    private readonly source: Iterable<T> | AsyncIterable<T>,
  ) {
    if (source === null || source === undefined || !(Symbol.iterator in source || Symbol.asyncIterator in source)) {
      throw new GluonError(`run.track: ${String(source)} cannot be iterated`, 'value');
    }
  }

  *[Symbol.iterator](): Generator<T> {
    if (!(Symbol.iterator in this.source)) {
      throw new GluonError('run.track: the source gives its items one await at a time: use `for await`', 'value');
    }
    this.run.beginEpoch();
    try {
      for (const item of this.source) {
        if (!this.run.beginStep(samplesIn(item))) return;
        yield item;
      }
    } finally {
      this.run.endEpoch();
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    this.run.beginEpoch();
    try {
      for await (const item of this.source) {
        if (!this.run.beginStep(samplesIn(item))) return;
        yield item;
      }
    } finally {
      this.run.endEpoch();
    }
  }
}

/** The length of the first array of a batch; 1 for anything else. */
function samplesIn(item: unknown): number {
  const first: unknown = Array.isArray(item) ? item[0] : item;
  return first instanceof NDArray && first.ndim > 0 ? first.shape[0] : 1;
}
