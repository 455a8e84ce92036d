// Runs: what a training logs.
import { Run } from './run.js';
import type { RunOptions } from './run_options.js';

export { onRunEvent, type PointsBlock, type RunEvent } from './events.js';
export type { Metrics } from './metrics.js';
export type {
  HistogramEntry,
  ImageEntry,
  RunHeader,
  SeriesEntry,
  SeriesInfo,
  SeriesKind,
  TextEntry,
} from './run_file.js';
export { StoredRun, type SeriesPoints } from './stored_run.js';
export { runs } from './stored_runs.js';
export type { Track } from './track.js';
export { Run, type RunOptions };

/** Starts a run, or goes on with one. Its curves grow in the Training curves panel while it is logged to. */
export function run(name: string, options?: RunOptions): Run {
  return new Run(name, options);
}
