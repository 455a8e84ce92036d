// Metrics of numbers: the mean over batches of an error per batch, and the mean of a loss.
import { checkOptions } from '../options.js';
import { EvalMetric, type Batch, type MetricInput, type MetricOptions } from './metric.js';

/** The mean over batches of a batch's error. */
abstract class BatchError extends EvalMetric {
  constructor(defaultName: string, options: MetricOptions) {
    super(options.name ?? defaultName);
    checkOptions(this.constructor.name, options, ['name']);
  }

  protected updateOne(batch: Batch): void {
    const { labels, predictions } = batch;
    if (labels.length !== predictions.length) this.refuse(batch, 'as many labels as predictions');
    let sum = 0;
    for (let i = 0; i < labels.length; ++i) sum += this.error(labels[i] - predictions[i]);
    this.add(this.finish(sum / labels.length), 1);
  }

  protected abstract error(difference: number): number;
  protected finish(mean: number): number {
    return mean;
  }
}

/** Mean absolute error. */
export class MAE extends BatchError {
  constructor(options: MetricOptions = {}) {
    super('mae', options);
  }
  protected error(difference: number): number {
    return Math.abs(difference);
  }
}

/** Mean squared error. */
export class MSE extends BatchError {
  constructor(options: MetricOptions = {}) {
    super('mse', options);
  }
  protected error(difference: number): number {
    return difference * difference;
  }
}

/** Root of the mean squared error. */
export class RMSE extends BatchError {
  constructor(options: MetricOptions = {}) {
    super('rmse', options);
  }
  protected error(difference: number): number {
    return difference * difference;
  }
  protected override finish(mean: number): number {
    return Math.sqrt(mean);
  }
}

/** The mean of the predictions, which are losses; labels are not looked at. */
export class Loss extends EvalMetric {
  constructor(options: MetricOptions = {}) {
    checkOptions('Loss', options, ['name']);
    super(options.name ?? 'loss');
  }
  override update(_labels: MetricInput | null, predictions: MetricInput): void {
    super.update(predictions, predictions);
  }
  protected updateOne({ predictions }: Batch): void {
    let sum = 0;
    for (let i = 0; i < predictions.length; ++i) sum += predictions[i];
    this.add(sum, predictions.length);
  }
}
