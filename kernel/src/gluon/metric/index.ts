// Metrics: mx.metric.
export { EvalMetric, type Batch, type MetricInput, type MetricOptions } from './metric.js';
export {
  Accuracy,
  CrossEntropy,
  F1,
  TopKAccuracy,
  type AccuracyOptions,
  type CrossEntropyOptions,
  type F1Options,
  type TopKAccuracyOptions,
} from './classification.js';
export { Loss, MAE, MSE, RMSE } from './regression.js';
export { CompositeEvalMetric } from './composite.js';
