/**
 * What the kernel and the JupyterLab extension say to each other: the two comms with fixed ids.
 * `gluonlab:telemetry` carries runs from the kernel to the browser, `gluonlab:control` carries requests and answers.
 * Points travel as Float64Array buffers, row-major: step, milliseconds since the run was created, then one column per
 * metric. It needs neither Node nor a browser.
 */

import type { RunHeader, RunPoint } from '../gluon/run.js';

export type { GraphNode, GraphValue, ModelGraph, StoredTensor } from '../gluon/model_graph.js';
export { tensorStatistics, type TensorStatistics } from '../gluon/tensor_statistics.js';
export type { RunHeader, RunPoint };

export const TELEMETRY_TARGET = 'gluonlab:telemetry';
export const CONTROL_TARGET = 'gluonlab:control';
export const MESSAGE_VERSION = 1;

/** `count` points of run `id`; their values are in the buffer that belongs to this block. */
export interface PointsBlock {
  id: string;
  /** Index of the first point in its run: the receiver detects gaps and overlap by it. */
  first: number;
  count: number;
  metrics: string[];
}

export type TelemetryEvent =
  { type: 'run'; header: RunHeader } | ({ type: 'points' } & PointsBlock) | { type: 'end'; id: string };

/** The k-th 'points' event owns the k-th buffer of the message. */
export interface TelemetryMessage {
  v: 1;
  /** Counts the messages of one kernel process from 1. */
  seq: number;
  events: TelemetryEvent[];
}

export type ControlRequest =
  { v: 1; id: number; request: 'runs' } | { v: 1; id: number; request: 'points'; run: string; from: number };

export interface RunSummary {
  header: RunHeader;
  count: number;
  ended: boolean;
}

export interface RunsAnswer {
  v: 1;
  id: number;
  ok: true;
  /** Newest first, at most 50. */
  runs: RunSummary[];
}

/** Comes with one buffer. */
export interface PointsAnswer {
  v: 1;
  id: number;
  ok: true;
  run: string;
  first: number;
  count: number;
  metrics: string[];
}

export interface ErrorAnswer {
  v: 1;
  id: number;
  ok: false;
  error: string;
}

export type ControlAnswer = RunsAnswer | PointsAnswer | ErrorAnswer;

/** The rows of one block: `values[k][i]` is metric `metrics[k]` at point `first + i`, NaN where it was not logged. */
export interface PointColumns {
  steps: Float64Array;
  times: Float64Array;
  values: Float64Array[];
}

/** Packs points into the row-major buffer of a block, with the metric names in order of first appearance. */
export function packPoints(points: readonly RunPoint[]): { metrics: string[]; buffer: ArrayBuffer } {
  const metrics = [...new Set(points.flatMap((point) => Object.keys(point.m)))];
  const width = 2 + metrics.length;
  const rows = new Float64Array(points.length * width);
  points.forEach((point, i) => {
    rows[i * width] = point.s;
    rows[i * width + 1] = point.t;
    metrics.forEach((name, k) => {
      rows[i * width + 2 + k] = Object.hasOwn(point.m, name) ? Number(point.m[name]) : NaN;
    });
  });
  return { metrics, buffer: rows.buffer };
}

/** Reads the buffer of a block; throws a RangeError when its size is not what the block says. */
export function unpackPoints(
  { count, metrics }: Pick<PointsBlock, 'count' | 'metrics'>,
  buffer: ArrayBuffer | ArrayBufferView,
): PointColumns {
  const width = 2 + metrics.length;
  const bytes = count * width * Float64Array.BYTES_PER_ELEMENT;
  if (buffer.byteLength !== bytes) {
    throw new RangeError(`${count} points of ${metrics.length} metrics need ${bytes} bytes, got ${buffer.byteLength}`);
  }
  const view = ArrayBuffer.isView(buffer) ? buffer : new Uint8Array(buffer);
  const rows = new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) as ArrayBuffer);
  const column = (k: number) => Float64Array.from({ length: count }, (_, i) => rows[i * width + k]);
  return { steps: column(0), times: column(1), values: metrics.map((_, k) => column(2 + k)) };
}
