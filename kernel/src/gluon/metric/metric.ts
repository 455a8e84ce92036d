// What all metrics share: sums over the samples seen, locally (since resetLocal) and globally. MXNet: mx.metric.EvalMetric.
import { GluonError } from '../errors.js';
import { NDArray } from '../ndarray.js';

/** Arrays of one batch: one, or one per output of the network. */
export type MetricInput = NDArray | readonly NDArray[];

export interface MetricOptions {
  /** What get() calls the metric. */
  name?: string;
}

/** What a network said and what it should have said, read from the arrays. */
export interface Batch {
  labels: ArrayLike<number>;
  labelShape: number[];
  predictions: ArrayLike<number>;
  predictionShape: number[];
}

export abstract class EvalMetric {
  readonly name: string;
  private local = { sum: 0, count: 0 };
  private global = { sum: 0, count: 0 };

  constructor(name: string) {
    this.name = name;
  }

  /** Takes one batch into account. */
  update(labels: MetricInput, predictions: MetricInput): void {
    const ours = asList(labels);
    const theirs = asList(predictions);
    if (ours.length !== theirs.length) {
      throw new GluonError(
        `${this.constructor.name}.update: ${ours.length} label arrays for ${theirs.length} prediction arrays`,
        'value',
      );
    }
    theirs.forEach((prediction, i) => this.updateOne(read(ours[i], prediction)));
  }

  /** Takes one pair of arrays into account, with add(). */
  protected abstract updateOne(batch: Batch): void;

  /** Adds a sum over `count` samples. */
  protected add(sum: number, count: number): void {
    for (const total of [this.local, this.global]) {
      total.sum += sum;
      total.count += count;
    }
  }

  /** Name and value since the last reset; NaN before the first update. */
  get(): [name: string, value: number] {
    return [this.name, this.average(this.local)];
  }
  /** Like get, since the last reset of everything. */
  getGlobal(): [name: string, value: number] {
    return [this.name, this.average(this.global)];
  }
  /** get() as a list of pairs. */
  getNameValue(): [name: string, value: number][] {
    return [this.get()];
  }

  protected average({ sum, count }: { sum: number; count: number }): number {
    return count === 0 ? NaN : sum / count;
  }

  reset(): void {
    this.resetLocal();
    this.global = { sum: 0, count: 0 };
  }
  /** Starts get() again; getGlobal() goes on. */
  resetLocal(): void {
    this.local = { sum: 0, count: 0 };
  }

  toString(): string {
    return this.getNameValue()
      .map(([name, value]) => `${name}=${value}`)
      .join(', ');
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }

  /** The error of a metric that cannot use such arrays. */
  protected refuse({ labelShape, predictionShape }: Batch, expected: string): never {
    throw new GluonError(
      `${this.constructor.name}.update: labels have shape (${labelShape.join(', ')}), predictions ` +
        `(${predictionShape.join(', ')}); expected ${expected}`,
      'shape',
    );
  }
}

function asList(input: MetricInput): readonly NDArray[] {
  const list = input instanceof NDArray ? [input] : input;
  if (Array.isArray(list) && list.every((item) => item instanceof NDArray)) return list;
  throw new GluonError('metric update: expected NDArrays or lists of them: update(labels, predictions)', 'value');
}

function read(label: NDArray, prediction: NDArray): Batch {
  return {
    labels: numbers(label),
    labelShape: label.shape,
    predictions: numbers(prediction),
    predictionShape: prediction.shape,
  };
}

function numbers(array: NDArray): ArrayLike<number> {
  const data = array.dataSync();
  return data instanceof BigInt64Array ? Array.from(data, Number) : data;
}
