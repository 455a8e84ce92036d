/**
 * What the kernel and the JupyterLab extension say to each other: the two comms with fixed ids.
 * `gluonlab:telemetry` carries news from the kernel to the browser, `gluonlab:control` carries requests and answers.
 * It needs neither Node nor a browser.
 */

import type { ModelCalls } from './modelMessages.js';
import type { RunCalls, RunTelemetry } from './runMessages.js';

export type { GraphNode, GraphValue, ModelGraph, StoredTensor } from '../gluon/model_graph.js';
export { tensorStatistics, type TensorStatistics } from '../gluon/tensor_statistics.js';
export * from './modelMessages.js';
export * from './runMessages.js';

export const TELEMETRY_TARGET = 'gluonlab:telemetry';
export const CONTROL_TARGET = 'gluonlab:control';
export const MESSAGE_VERSION = 1;

export type TelemetryEvent = RunTelemetry;

export interface TelemetryMessage {
  v: 1;
  /** Counts the messages of one kernel process from 1. */
  seq: number;
  events: TelemetryEvent[];
}

/** Every request of the control comm: what it needs, and what its answer holds. */
export interface ControlCalls extends RunCalls, ModelCalls {
  /** Where arrays live, such as cpu(0), and the memory of the kernel's process in bytes. */
  state: { ask: object; answer: { device: string; memory: number } };
}
export type RequestName = keyof ControlCalls;
export type Ask<R extends RequestName> = ControlCalls[R]['ask'];

export type ControlRequest<R extends RequestName = RequestName> = { v: 1; id: number; request: R } & Ask<R>;
export type ControlAnswer<R extends RequestName = RequestName> = {
  v: 1;
  id: number;
  ok: true;
} & ControlCalls[R]['answer'];

export interface ErrorAnswer {
  v: 1;
  id: number;
  ok: false;
  error: string;
}
