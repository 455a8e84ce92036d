// What listeners hear of the runs of this process: a notebook kernel passes it on to the Training curves panel.
import type { RunHeader, SeriesKind } from './run_file.js';

/** New records of one scalar series. */
export interface PointsBlock {
  name: string;
  /** Index in the series of the first of these records. */
  first: number;
  /** Records of step, milliseconds, value, one after the other. */
  rows: Float64Array;
}

export type RunEvent =
  /** A run begins, or goes on. `flow` is shared between threads: what is asked of the run, see flow.ts. */
  | { type: 'start'; header: RunHeader; folder: string; flow: Int32Array }
  | { type: 'points'; id: string; blocks: PointsBlock[] }
  /** A histogram, image or text was logged; `count` of them are there now. */
  | { type: 'entry'; id: string; name: string; kind: SeriesKind; count: number }
  | { type: 'end'; id: string };

const listeners = new Set<(event: RunEvent) => void>();

/** Calls `listener` at every start, batch of points, entry and end of any run. Returns the function that stops it. */
export function onRunEvent(listener: (event: RunEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function tell(event: RunEvent): void {
  for (const listener of listeners) listener(event);
}
