// Metrics of classifiers: how often the right class was predicted, and how sure the network was.
import { checkCount } from '../check_numbers.js';
import { GluonError } from '../errors.js';
import { checkOptions } from '../options.js';
import { EvalMetric, type Batch, type MetricOptions } from './metric.js';

export interface AccuracyOptions extends MetricOptions {
  /** The axis of the classes. Default 1. */
  axis?: number;
}

/** The share of samples whose largest score is that of the label. Predictions of the labels' shape are class numbers. */
export class Accuracy extends EvalMetric {
  private readonly axis: number;

  constructor(options: AccuracyOptions = {}) {
    checkOptions('Accuracy', options, ['axis', 'name']);
    super(options.name ?? 'accuracy');
    this.axis = options.axis ?? 1;
  }

  protected updateOne(batch: Batch): void {
    const { labels, labelShape, predictions, predictionShape } = batch;
    const classes =
      predictionShape.join() === labelShape.join() ? predictions : argmax(predictions, predictionShape, this.axis);
    if (classes.length !== labels.length) this.refuse(batch, 'one label per prediction');
    let right = 0;
    for (let i = 0; i < labels.length; ++i) {
      if (Number.isNaN(labels[i])) {
        throw new GluonError(`Accuracy.update: the label at [${i}] is NaN, expected a class`, 'value');
      }
      if (Math.trunc(classes[i]) === Math.trunc(labels[i])) ++right;
    }
    this.add(right, labels.length);
  }
}

/** The label of a row, which is one of the classes. */
function classOf({ labels }: Batch, row: number, classes: number, metric: string): number {
  const label = Math.trunc(labels[row]);
  if (label >= 0 && label < classes) return label;
  throw new GluonError(`${metric}.update: label ${labels[row]} at [${row}], allowed are 0 to ${classes - 1}`, 'value');
}

/** Positions of the largest values along an axis, in row-major order of the other axes. */
function argmax(values: ArrayLike<number>, shape: readonly number[], axis: number): Int32Array {
  const at = axis < 0 ? axis + shape.length : axis;
  const extent = shape[at];
  if (extent === undefined) {
    throw new GluonError(`Accuracy: predictions have shape (${shape.join(', ')}), there is no axis ${axis}`, 'shape');
  }
  const inner = shape.slice(at + 1).reduce((product, d) => product * d, 1);
  const result = new Int32Array(extent === 0 ? 0 : values.length / extent);
  for (let i = 0; i < result.length; ++i) {
    const base = Math.floor(i / inner) * extent * inner + (i % inner);
    let best = 0;
    for (let k = 1; k < extent; ++k) if (values[base + k * inner] > values[base + best * inner]) best = k;
    result[i] = best;
  }
  return result;
}

export interface TopKAccuracyOptions extends MetricOptions {
  /** How many of the largest scores may hold the label; at least 2. */
  topK: number;
}

/** The share of samples whose label is among the topK largest scores. */
export class TopKAccuracy extends EvalMetric {
  private readonly topK: number;

  constructor(options: TopKAccuracyOptions) {
    checkOptions('TopKAccuracy', options, ['topK', 'name']);
    const { topK, name = 'top_k_accuracy' } = options ?? {};
    checkCount('TopKAccuracy: topK', topK, 2);
    super(`${name}_${topK}`);
    this.topK = topK;
  }

  protected updateOne(batch: Batch): void {
    const { labels, predictions, predictionShape } = batch;
    const [rows, classes] = predictionShape as [number, number];
    if (predictionShape.length !== 2 || labels.length !== rows)
      this.refuse(batch, 'labels (n), predictions (n, classes)');
    let right = 0;
    for (let row = 0; row < rows; ++row) {
      const own = predictions[row * classes + classOf(batch, row, classes, 'TopKAccuracy')];
      let above = 0;
      for (let k = 0; k < classes; ++k) if (predictions[row * classes + k] > own) ++above;
      if (above < this.topK) ++right;
    }
    this.add(right, rows);
  }
}

export interface CrossEntropyOptions extends MetricOptions {
  /** Added to probabilities before the logarithm. Default 1e-12. */
  eps?: number;
}

/** The mean of -log of the probability predicted for the label. */
export class CrossEntropy extends EvalMetric {
  private readonly eps: number;

  constructor(options: CrossEntropyOptions = {}) {
    checkOptions('CrossEntropy', options, ['eps', 'name']);
    super(options.name ?? 'cross-entropy');
    this.eps = options.eps ?? 1e-12;
  }

  protected updateOne(batch: Batch): void {
    const { labels, predictions, predictionShape } = batch;
    const [rows, classes] = predictionShape as [number, number];
    if (predictionShape.length !== 2 || labels.length !== rows)
      this.refuse(batch, 'labels (n), predictions (n, classes)');
    let sum = 0;
    for (let row = 0; row < rows; ++row) {
      sum -= Math.log(predictions[row * classes + classOf(batch, row, classes, 'CrossEntropy')] + this.eps);
    }
    this.add(sum, rows);
  }
}

export interface F1Options extends MetricOptions {
  /** 'macro': the mean of the batches' scores; 'micro': one score of all samples. Default 'macro'. */
  average?: 'macro' | 'micro';
}

interface Counts {
  hits: number;
  falseAlarms: number;
  misses: number;
}

/** Harmonic mean of precision and recall of class 1, for labels 0 and 1. */
export class F1 extends EvalMetric {
  private readonly mode: 'macro' | 'micro';
  private localCounts: Counts = { hits: 0, falseAlarms: 0, misses: 0 };
  private globalCounts: Counts = { hits: 0, falseAlarms: 0, misses: 0 };

  constructor(options: F1Options = {}) {
    checkOptions('F1', options, ['average', 'name']);
    super(options.name ?? 'f1');
    const { average = 'macro' } = options;
    if (average !== 'macro' && average !== 'micro') {
      throw new GluonError(`F1: average is '${String(average)}', allowed are macro, micro`, 'value');
    }
    this.mode = average;
  }

  protected updateOne(batch: Batch): void {
    const { labels, predictions, predictionShape } = batch;
    const [rows] = predictionShape;
    if (predictionShape.length !== 2 || predictionShape[1] !== 2 || labels.length !== rows) {
      this.refuse(batch, 'labels (n) of 0 and 1, predictions (n, 2)');
    }
    const counts: Counts = { hits: 0, falseAlarms: 0, misses: 0 };
    for (let row = 0; row < labels.length; ++row) {
      const label = labels[row];
      if (label !== 0 && label !== 1) {
        throw new GluonError(`F1.update: label ${label} at [${row}], allowed are 0 and 1`, 'value');
      }
      const positive = predictions[2 * row + 1] > predictions[2 * row];
      if (positive && label === 1) ++counts.hits;
      else if (positive) ++counts.falseAlarms;
      else if (label === 1) ++counts.misses;
    }
    this.add(score(counts), 1);
    accumulate(this.localCounts, counts);
    accumulate(this.globalCounts, counts);
  }

  override get(): [name: string, value: number] {
    const [name, mean] = super.get();
    return [name, this.mode === 'macro' || Number.isNaN(mean) ? mean : score(this.localCounts)];
  }
  override getGlobal(): [name: string, value: number] {
    const [name, mean] = super.getGlobal();
    return [name, this.mode === 'macro' || Number.isNaN(mean) ? mean : score(this.globalCounts)];
  }
  override reset(): void {
    super.reset();
    this.globalCounts = { hits: 0, falseAlarms: 0, misses: 0 };
  }
  override resetLocal(): void {
    super.resetLocal();
    this.localCounts = { hits: 0, falseAlarms: 0, misses: 0 };
  }
}

function accumulate(total: Counts, more: Counts): void {
  total.hits += more.hits;
  total.falseAlarms += more.falseAlarms;
  total.misses += more.misses;
}

function score({ hits, falseAlarms, misses }: Counts): number {
  return hits === 0 ? 0 : (2 * hits) / (2 * hits + falseAlarms + misses);
}
