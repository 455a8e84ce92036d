/**
 * What the browser asks about the networks that live in a notebook's kernel. The main thread answers, between the turns of
 * the running cell and after each backward of a loop that takes no turns. It needs neither Node nor a browser.
 */

import type { ArrayType, ModelGraph, ModelSummary, NamedMeasure } from '../gluon/model_graph.js';
import type { TensorStatistics } from '../gluon/tensor_statistics.js';

export { summariesOf, type ParameterSummary } from '../gluon/parameter_summary.js';

export type { ArrayType, InputType, ModelSummary, NamedMeasure, NodeMeasure } from '../gluon/model_graph.js';

/** What may be asked again and again while a cell runs. */
export interface Report<T> {
  /** Null: the running cell has given no chance to look. */
  known: T | null;
  isCellRunning: boolean;
  /** For so long the cell was held up. */
  tookMs: number;
}

/** The request's name, what it needs and what its answer holds. Networks are named by their id. */
export interface ModelCalls {
  /** Those that variables hold first. */
  models: { ask: object; answer: Report<{ models: ModelSummary[]; isProfiling: boolean }> };
  /** As of the last call, or for an example of the arrays that the network is called with. */
  graph: { ask: { model: number; example?: ArrayType[] }; answer: Report<ModelGraph> };
  /** Of a parameter's values, or of the gradient that the last backward left; NaN comes as null. */
  statistics: {
    ask: { model: number; parameter: string; of: 'values' | 'gradient' };
    answer: { statistics: TensorStatistics };
  };
  /** Of all parameters at once: their names, and in the buffer a row of float32 for each. */
  summaries: { ask: { model: number; of: 'values' | 'gradient' }; answer: Report<string[]> };
  /** By the names that nodes have in the graph. */
  measures: { ask: { model: number }; answer: Report<NamedMeasure[]> };
  /** Turns the profiler on, with nothing measured, or off. */
  profile: { ask: { on: boolean }; answer: { isProfiling: boolean } };
}

export type ModelRequestName = keyof ModelCalls;

export type ModelQuestion = { [R in ModelRequestName]: { request: R } & ModelCalls[R]['ask'] }[ModelRequestName];
