/**
 * What kernel and browser say about training runs. Points travel as Float64Array buffers. It needs neither Node nor a
 * browser.
 */

import type { FlowName } from '../gluon/run/flow.js';
import type { Mark, RunHeader, SeriesEntry, SeriesKind } from '../gluon/run/run_file.js';

export type { FlowName, Mark, RunHeader, SeriesEntry, SeriesKind };
export type { HistogramEntry, ImageEntry, TextEntry } from '../gluon/run/run_file.js';

/** `count` new points of one metric; records of step, milliseconds since the run was created, value. */
export interface PointsEvent {
  type: 'points';
  id: string;
  name: string;
  /** Index of the first point in its series: the receiver detects gaps and overlap by it. */
  first: number;
  count: number;
}

/** The k-th 'points' event owns the k-th buffer of its message. */
export type RunTelemetry =
  /** A run begins, or something else is known of it. */
  | { type: 'run'; header: RunHeader; live: boolean }
  | PointsEvent
  /** There are `count` histograms, images or texts of that name now. */
  | { type: 'entry'; id: string; name: string; kind: SeriesKind; count: number }
  | { type: 'flow'; id: string; flow: FlowName }
  | { type: 'end'; id: string }
  | { type: 'deleted'; id: string }
  /** Another process has begun a run in the folder: ask for the runs. */
  | { type: 'appeared'; id: string };

export interface SeriesSummary {
  name: string;
  kind: SeriesKind;
  count: number;
}

export interface RunSummary {
  header: RunHeader;
  series: SeriesSummary[];
  /** It was finished. A run that is neither ended nor live, here or elsewhere, was left by a kernel that is gone. */
  ended: boolean;
  /** This kernel logs to it. */
  live: boolean;
  /** Another kernel logs to it: its files grow. */
  elsewhere: boolean;
  flow: FlowName;
}

/** A folder that holds no readable run, and why. */
export interface UnreadableRun {
  id: string;
  problem: string;
}

export interface RunEdit {
  name?: string;
  notes?: string;
  mark?: Pick<Mark, 'step' | 'text'>;
}

export interface PointsAsk {
  run: string;
  name: string;
  from: number;
  to: number;
  most: number;
  x?: string;
}

/** What may be asked about runs; the request's name, what it needs and what its answer holds. */
export interface RunCalls {
  /** Newest first, at most 100. */
  runs: { ask: object; answer: { runs: RunSummary[]; unreadable: UnreadableRun[] } };
  /**
   * Points of one metric with indices from `from` up to `to`. If they are more than `most`, those are chosen that draw the
   * same curve. The answer's buffer holds records of index, step, milliseconds, value. With a metric `x` as the x axis: only
   * points at whose step `x` was logged too, and behind each value its x.
   */
  points: { ask: PointsAsk; answer: { count: number } };
  /** Histograms, images (their sizes) or texts. */
  entries: { ask: { run: string; name: string }; answer: { entries: SeriesEntry[] } };
  /** The answer's buffer is a PNG file. */
  image: { ask: { run: string; name: string; index: number }; answer: object };
  /** Renames a run, replaces its notes, or marks a step of it; a mark without text is taken away. */
  edit: { ask: { run: string } & RunEdit; answer: { header: RunHeader } };
  /** Deletes the files of a run that is not live. */
  delete: { ask: { run: string }; answer: object };
  /** Asks the training to go on, to pause or to stop. */
  flow: { ask: { run: string; flow: FlowName }; answer: object };
}

/** Numbers in a record of an answer: index, step, milliseconds, value; and x, if it was asked for. */
export const POINTS_NUMBERS = 4;
export const JOINED_NUMBERS = 5;

/** Points of one metric, a column each. */
export interface PointColumns {
  /** Position in the series. */
  indices: Float64Array;
  steps: Float64Array;
  /** Milliseconds since the run was created. */
  times: Float64Array;
  values: Float64Array;
}

/** Points of one metric over another. */
export interface JoinedColumns extends PointColumns {
  xs: Float64Array;
}

type Buffer = ArrayBuffer | ArrayBufferView;

/** Reads the buffer of a 'points' event (records without index) or answer; throws a RangeError when its size is wrong. */
export function unpackPoints(count: number, buffer: Buffer, first?: number): PointColumns {
  if (first === undefined) {
    const [indices, steps, times, values] = columnsOf(count, POINTS_NUMBERS, buffer);
    return { indices, steps, times, values };
  }
  const [steps, times, values] = columnsOf(count, POINTS_NUMBERS - 1, buffer);
  return { indices: Float64Array.from(steps, (_, i) => first + i), steps, times, values };
}

/** Reads the answer to a request for points over another metric. */
export function unpackJoined(count: number, buffer: Buffer): JoinedColumns {
  const [indices, steps, times, values, xs] = columnsOf(count, JOINED_NUMBERS, buffer);
  return { indices, steps, times, values, xs };
}

function columnsOf(count: number, width: number, buffer: Buffer): Float64Array[] {
  const bytes = count * width * Float64Array.BYTES_PER_ELEMENT;
  if (buffer.byteLength !== bytes) {
    throw new RangeError(`${count} points of ${width} numbers need ${bytes} bytes, got ${buffer.byteLength}`);
  }
  const view = ArrayBuffer.isView(buffer) ? buffer : new Uint8Array(buffer);
  const rows = new Float64Array(view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) as ArrayBuffer);
  return Array.from({ length: width }, (_, k) => Float64Array.from({ length: count }, (_, i) => rows[i * width + k]));
}
