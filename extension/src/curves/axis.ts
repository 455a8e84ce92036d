/**
 * The x axis of the charts: which number of a logged point it shows, in which unit, and with which words. Zoom is kept in
 * base units (steps, epochs, seconds, milliseconds of the day) because the unit of a time axis grows with the longest run.
 */
import { EPOCH, xMetric } from './model.js';
import type { Range, XAxis } from './model.js';
import type { Run } from './runs.js';
import type { Curve } from './series.js';

export type Position = (i: number) => number;

export interface Axis {
  /** The metric that it shows, if it shows one. */
  metric: string | null;
  title: string;
  /** Plotly's axis type. */
  type: 'linear' | 'log' | 'date';
  /** Heading of the hover box; `%{x}` is the position. */
  hover: string;
  /** Where the i-th point of a curve stands, in units of the axis. */
  positions: (run: Run, curve: Curve) => Position;
  /** From base units to what Plotly calls the range: units of the axis, or their logarithm to base 10. */
  toRange: (base: number) => number;
  toBase: (range: number) => number;
}

const TIME_UNITS = [
  { name: 'h', seconds: 3600, from: 3 * 3600 },
  { name: 'min', seconds: 60, from: 180 },
  { name: 's', seconds: 1, from: 0 },
];

/** A metric that none of the runs logs gives way to the steps. */
export function axisOf(kind: XAxis, isLog: boolean, runs: readonly Run[]): Axis {
  const x = xMetric(kind);
  return x !== null && runs.some((run) => run.metrics.has(x))
    ? metricAxis(x, isLog)
    : countedAxis(typeof kind === 'string' ? kind : 'step', isLog, runs);
}

function metricAxis(metric: string, isLog: boolean): Axis {
  return {
    ...scale(1, isLog),
    metric,
    title: metric.replaceAll('<', '&lt;'),
    hover: '%{x:.6~g}',
    positions:
      (_, { xs = new Float64Array() }) =>
      (i) =>
        xs[i],
  };
}

function countedAxis(kind: Exclude<XAxis, object>, isLog: boolean, runs: readonly Run[]): Axis {
  switch (kind) {
    case 'step':
      return {
        ...scale(1, isLog),
        metric: null,
        title: 'step',
        hover: 'step %{x:,~d}',
        positions:
          (_, { steps }) =>
          (i) =>
            steps[i],
      };
    case 'epoch':
      return { ...scale(1, isLog), metric: null, title: 'epoch', hover: 'epoch %{x:.2~f}', positions: epochs };
    case 'time': {
      const longest = Math.max(0, ...runs.map(lastTime));
      const { name, seconds } = TIME_UNITS.find((unit) => longest / 1000 >= unit.from)!;
      return {
        ...scale(seconds, isLog),
        metric: null,
        title: `time (${name})`,
        hover: `%{x:.2~f} ${name}`,
        positions:
          (_, { times }) =>
          (i) =>
            times[i] / 1000 / seconds,
      };
    }
    case 'clock':
      return {
        ...scale(1, false),
        type: 'date',
        metric: null,
        title: 'time of day',
        hover: '%{x|%H:%M:%S}',
        positions:
          ({ header }, { times }) =>
          (i) =>
            localTime(header.created + times[i]),
      };
  }
}

/** `unit`: base units in one unit of the axis. */
function scale(unit: number, isLog: boolean): Pick<Axis, 'type' | 'toRange' | 'toBase'> {
  return isLog
    ? { type: 'log', toRange: (base) => Math.log10(base / unit), toBase: (range) => 10 ** range * unit }
    : { type: 'linear', toRange: (base) => base / unit, toBase: (range) => range * unit };
}

/** A run logs where its epochs begin; between, epochs grow with the steps. Without a word about epochs, all is epoch 0. */
function epochs(run: Run, { steps }: Curve): Position {
  const { steps: marks, values, length } = run.metrics.get(EPOCH)?.curve ?? { steps: [], values: [], length: 0 };
  let mark = 0;
  return (i) => {
    const step = steps[i];
    if (mark > 0 && marks[mark] > step) {
      mark = 0;
    }
    while (mark + 1 < length && marks[mark + 1] <= step) {
      mark++;
    }
    if (length === 0) {
      return 0;
    }
    const isBetween = mark + 1 < length && step > marks[mark];
    const part = isBetween ? (step - marks[mark]) / (marks[mark + 1] - marks[mark]) : 0;
    return values[mark] + part * (isBetween ? values[mark + 1] - values[mark] : 0);
  };
}

function lastTime(run: Run): number {
  return Math.max(0, ...[...run.metrics.values()].map(({ curve }) => curve.times[curve.length - 1] ?? 0));
}

/** Plotly's dates know no time zone: shift by the reader's. */
function localTime(ms: number): number {
  return ms - new Date(ms).getTimezoneOffset() * 60_000;
}

export const rangeOf = ({ toRange }: Axis, [low, high]: Range): Range => [toRange(low), toRange(high)];
