/**
 * What the browser asks about the networks that live in a notebook's kernel. The main thread answers, between the turns of
 * the running cell and after each backward of a loop that takes no turns. It needs neither Node nor a browser.
 */

import type { MeasuredNode, ModelGraph, ModelSummary } from '../gluon/model_graph.js';
import type { TensorStatistics } from '../gluon/tensor_statistics.js';

export { summariesOf, type ParameterSummary } from '../gluon/parameter_summary.js';

export type { MeasuredNode, ModelSummary, NodeMeasure } from '../gluon/model_graph.js';

/** The request's name, what it needs and what its answer holds. Networks are named by their id. */
export interface ModelCalls {
  /** Those that variables hold first. */
  models: { ask: object; answer: { models: ModelSummary[]; isProfiling: boolean } };
  graph: { ask: { model: number }; answer: { graph: ModelGraph } };
  /** Of a parameter's values, or of the gradient that the last backward left; NaN comes as null. */
  statistics: {
    ask: { model: number; parameter: string; of: 'values' | 'gradient' };
    answer: { statistics: TensorStatistics };
  };
  /**
   * Of all parameters at once: in the buffer a row of float32 for each. `parameters` is null where the running cell has given
   * no chance to look; `tookMs` is how long it was held up.
   */
  summaries: {
    ask: { model: number; of: 'values' | 'gradient' };
    answer: { parameters: string[] | null; tookMs: number; isCellRunning: boolean };
  };
  measures: { ask: { model: number }; answer: { measures: MeasuredNode[] } };
  /** Turns the profiler on, with nothing measured, or off. */
  profile: { ask: { on: boolean }; answer: { isProfiling: boolean } };
}

export type ModelRequestName = keyof ModelCalls;

export type ModelQuestion = { [R in ModelRequestName]: { request: R } & ModelCalls[R]['ask'] }[ModelRequestName];
