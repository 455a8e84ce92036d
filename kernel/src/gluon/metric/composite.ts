// Several metrics as one.
import { GluonError } from '../errors.js';
import { EvalMetric, type MetricInput } from './metric.js';

/** Updates and reports each of its metrics. @example new CompositeEvalMetric([new Accuracy(), new CrossEntropy()]) */
export class CompositeEvalMetric {
  private readonly metrics: EvalMetric[] = [];

  constructor(metrics: readonly EvalMetric[] = []) {
    for (const metric of metrics) this.add(metric);
  }

  add(metric: EvalMetric): this {
    if (!(metric instanceof EvalMetric)) {
      throw new GluonError(`CompositeEvalMetric.add: ${typeof metric} is not a metric`, 'value');
    }
    this.metrics.push(metric);
    return this;
  }
  getMetric(index: number): EvalMetric {
    const metric = this.metrics[index];
    if (metric !== undefined) return metric;
    throw new GluonError(`CompositeEvalMetric: there is no metric ${index} of ${this.metrics.length}`, 'value');
  }

  update(labels: MetricInput, predictions: MetricInput): void {
    for (const metric of this.metrics) metric.update(labels, predictions);
  }
  /** Names and values, in the order of the metrics. */
  get(): [names: string[], values: number[]] {
    return transpose(this.metrics.map((metric) => metric.get()));
  }
  getGlobal(): [names: string[], values: number[]] {
    return transpose(this.metrics.map((metric) => metric.getGlobal()));
  }
  getNameValue(): [name: string, value: number][] {
    return this.metrics.flatMap((metric) => metric.getNameValue());
  }
  reset(): void {
    for (const metric of this.metrics) metric.reset();
  }
  resetLocal(): void {
    for (const metric of this.metrics) metric.resetLocal();
  }

  toString(): string {
    return this.metrics.join(', ');
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }
}

function transpose(pairs: [string, number][]): [string[], number[]] {
  return [pairs.map(([name]) => name), pairs.map(([, value]) => value)];
}
