/**
 * The points of one metric that a panel holds: all of them, or of a long series those that draw the same curve. A point has
 * an index in its series, so the same block may come twice (telemetry and an answer, two windows) and changes nothing; a
 * block that leaves a hole is refused, and the feed asks for the hole.
 */
import type { PointColumns } from 'gluonlab/messages';
import { Column } from './column.js';
import { decimate } from './decimate.js';

/** So many points are asked for at once, and half of twice as many are thinned out when a live series grows. */
export const MOST_POINTS = 16_000;

/** A part of a long series in more detail, for the zoom: all points with indices in `[from, to)` that draw it. */
export interface Detail {
  from: number;
  to: number;
  points: Curve;
}

/** Finite points in order. */
export interface Curve {
  readonly length: number;
  indices: Float64Array;
  steps: Float64Array;
  times: Float64Array;
  values: Float64Array;
  /** The x of each point, of a curve over another metric. */
  xs?: Float64Array;
}

/** What a curve is drawn from. */
export interface CurveSource {
  /** Valid until the next change. */
  readonly curve: Curve;
  /** A part of it in more detail. */
  detail: Detail | null;
  /** How many points of the series are accounted for. */
  readonly count: number;
  /** The curve has every finite point; of others a zoom may ask for more. */
  readonly isWhole: boolean;
}

/** A value and the step at which it was logged. */
export interface Extreme {
  value: number;
  step: number;
}

export class Series implements CurveSource {
  /** How many points the kernel has, as far as was heard. */
  known = 0;
  detail: Detail | null = null;
  /** Lowest and highest finite value of all points, also of those that are not held; null without one. */
  low: Extreme | null = null;
  high: Extreme | null = null;

  /** How many points are accounted for: the index that must come next. */
  get count(): number {
    return this.next;
  }

  get isWhole(): boolean {
    return !this.isThin;
  }

  /** The newest value, also where it is no finite number; undefined without points. */
  get last(): number | undefined {
    return this.newest;
  }

  get curve(): Curve {
    const { indices, steps, times, values } = this;
    return {
      length: values.length,
      indices: indices.values,
      steps: steps.values,
      times: times.values,
      values: values.values,
    };
  }

  /** Points of an index range that came live, all of them; false if points before `first` are missing. */
  append(first: number, columns: PointColumns): boolean {
    const end = first + columns.values.length;
    this.known = Math.max(this.known, end);
    if (first > this.next) {
      return false;
    }
    this.take(columns);
    this.next = Math.max(this.next, end);
    if (this.values.length > 2 * MOST_POINTS) {
      this.thin();
    }
    return true;
  }

  /** The answer to a request for the points up to index `to`: those that draw the curve. */
  complete(columns: PointColumns, to: number): void {
    this.isThin ||= to - this.next > MOST_POINTS;
    this.take(columns);
    this.next = Math.max(this.next, to);
  }

  private take({ indices, steps, times, values }: PointColumns): void {
    for (let i = 0; i < values.length; i++) {
      if (indices[i] < this.next) {
        continue;
      }
      this.newest = values[i];
      if (Number.isFinite(values[i])) {
        this.compare({ value: values[i], step: steps[i] });
        this.indices.push(indices[i]);
        this.steps.push(steps[i]);
        this.times.push(times[i]);
        this.values.push(values[i]);
      }
    }
  }

  private compare(logged: Extreme): void {
    if (this.low === null || logged.value < this.low.value) {
      this.low = logged;
    }
    if (this.high === null || logged.value > this.high.value) {
      this.high = logged;
    }
  }

  private thin(): void {
    this.isThin = true;
    const chosen = decimate([this.values.values], 0, this.values.length, MOST_POINTS / 4);
    for (const column of [this.indices, this.steps, this.times, this.values]) {
      column.keep(chosen);
    }
  }

  private readonly indices = new Column();
  private readonly steps = new Column();
  private readonly times = new Column();
  private readonly values = new Column();
  private next = 0;
  private newest: number | undefined;
  private isThin = false;
}
