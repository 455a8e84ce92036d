// The public face of gluonlab: what `import * as mx from 'gluonlab'` gives.
export { nd } from './nd.js';
export * as gluon from './gluon/index.js';
export * as init from './init/index.js';
export * as metric from './metric/index.js';
export * as optimizer from './optimizer/index.js';
export * as lrScheduler from './lr_scheduler/index.js';
export { random } from './random.js';
export {
  onRunEvent,
  run,
  Run,
  runs,
  StoredRun,
  type HistogramEntry,
  type ImageEntry,
  type Metrics,
  type PointsBlock,
  type RunEvent,
  type RunHeader,
  type RunOptions,
  type SeriesEntry,
  type SeriesInfo,
  type SeriesKind,
  type SeriesPoints,
  type TextEntry,
  type Track,
} from './run/index.js';
export {
  progress,
  Progress,
  setProgressSink,
  type ProgressOptions,
  type ProgressSink,
  type ProgressState,
} from './progress.js';
export { hasOperators } from './operators.js';
export { NDArray, tidy, type Nested } from './ndarray.js';
export { graph } from './trace/graph.js';
export { profiler, type Profiler } from './trace/profiler.js';
export type { GraphNode, GraphValue, ModelGraph, NodeMeasure } from './model_graph.js';
export * as autograd from './autograd.js';
export { engine, waitall, type BackendName, type EngineStats } from './engine.js';
export { GluonError, type ErrorCode } from './errors.js';
export { cpu, gpu, type Device } from './device.js';
export type { DType, NumberArray, TypedArray } from './dtype.js';
export const version = '0.1.0';
