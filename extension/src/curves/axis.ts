/**
 * The x axis of the charts: which number of a logged point it shows, in which unit, and with which words. Zoom is kept in
 * base units (steps, seconds, milliseconds of the day) because the unit of a time axis grows with the longest run.
 */
import type { Metric, Run } from './runs.js';
import type { XAxis } from './model.js';

export type Position = (i: number) => number;

export interface Axis {
  title: string;
  /** Plotly's axis type. */
  type: 'linear' | 'date';
  /** Heading of the hover box; `%{x}` is the position. */
  hover: string;
  /** Base units in one unit of the axis. */
  unit: number;
  /** Where the i-th value of a metric stands, in units of the axis. */
  positions: (run: Run, metric: Metric) => Position;
}

const TIME_UNITS = [
  { name: 'h', seconds: 3600, from: 3 * 3600 },
  { name: 'min', seconds: 60, from: 180 },
  { name: 's', seconds: 1, from: 0 },
];

export function axisOf(kind: XAxis, runs: readonly Run[]): Axis {
  switch (kind) {
    case 'step':
      return {
        title: 'step',
        type: 'linear',
        hover: 'step %{x:,~d}',
        unit: 1,
        positions: pick((run) => run.steps.values),
      };
    case 'time': {
      const longest = Math.max(0, ...runs.map((run) => run.times.values.at(-1) ?? 0));
      const { name, seconds } = TIME_UNITS.find((unit) => longest / 1000 >= unit.from)!;
      const positions = pick(
        (run) => run.times.values,
        (ms) => ms / 1000 / seconds,
      );
      return { title: `time (${name})`, type: 'linear', hover: `%{x:.2~f} ${name}`, unit: seconds, positions };
    }
    case 'clock': {
      const positions = pick(
        (run) => run.times.values,
        (ms, run) => localTime(run.header.created + ms),
      );
      return { title: 'time of day', type: 'date', hover: '%{x|%H:%M:%S}', unit: 1, positions };
    }
  }
}

function pick(column: (run: Run) => Float64Array, convert: (value: number, run: Run) => number = (value) => value) {
  return (run: Run, metric: Metric): Position => {
    const values = column(run);
    const points = metric.points.values;
    return (i) => convert(values[points[i]], run);
  };
}

/** Plotly's dates know no time zone: shift by the reader's. */
function localTime(ms: number): number {
  return ms - new Date(ms).getTimezoneOffset() * 60_000;
}
