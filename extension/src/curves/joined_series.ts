/**
 * A metric over another one, its x: the points at whose steps both were logged, in the order of the steps. Two series that
 * are here with every point are joined here. Of a longer one the kernel, which has all points, joins and then chooses.
 */
import type { JoinedColumns } from 'gluonlab/messages';
import { StepJoin } from 'gluonlab/step_join';
import type { Curve, CurveSource, Detail, Series } from './series.js';

/** The kernel is asked again when the series have grown by this part: a pixel or two of a chart. */
const GROWTH = 1 / 256;

const NOTHING: Curve = curveOf({
  indices: new Float64Array(),
  steps: new Float64Array(),
  times: new Float64Array(),
  values: new Float64Array(),
  xs: new Float64Array(),
});

export class JoinedSeries implements CurveSource {
  detail: Detail | null = null;

  constructor(
    private readonly y: Series,
    private readonly x: Series,
  ) {}

  get count(): number {
    return this.y.count;
  }

  get isWhole(): boolean {
    return this.y.isWhole && this.x.isWhole;
  }

  get curve(): Curve {
    if (this.isItself) {
      return { ...this.y.curve, xs: this.y.curve.values };
    }
    if (!this.isWhole) {
      return this.answered;
    }
    if (this.joinedAt !== this.pointsHere) {
      this.joined = joinCurves(this.y.curve, this.x.curve);
      this.joinedAt = this.pointsHere;
    }
    return this.joined;
  }

  /** The kernel must be asked for the curve; of a series that grows, now and then. */
  isBehind(isGrowing: boolean): boolean {
    const isMore = this.pointsThere > this.answeredAt * (isGrowing ? 1 + GROWTH : 1);
    return !this.isWhole && !this.isItself && isMore;
  }

  /** So many points the kernel has of both series, as far as was heard. */
  get pointsThere(): number {
    return this.y.known + this.x.known;
  }

  /** The answer to a request that was made when the kernel had `pointsThere` points. */
  complete(columns: JoinedColumns, pointsThere: number): void {
    this.answered = curveOf(columns);
    this.answeredAt = pointsThere;
  }

  /** The chart of the metric that is the x axis. */
  private get isItself(): boolean {
    return this.y === this.x;
  }

  private get pointsHere(): number {
    return this.y.count + this.x.count;
  }

  private joined = NOTHING;
  private joinedAt = 0;
  private answered = NOTHING;
  private answeredAt = 0;
}

/** The points of `y` at whose steps `x` has a value. */
export function joinCurves(y: Curve, x: Curve): Curve {
  const join = new StepJoin();
  const all = new Float64Array(y.length);
  join.feed(x);
  const next = join.fill(y, 0, all);
  join.feed(null);
  join.fill(y, next, all);
  const has = (_: number, i: number) => !Number.isNaN(all[i]);
  return curveOf({
    indices: y.indices.filter(has),
    steps: y.steps.filter(has),
    times: y.times.filter(has),
    values: y.values.filter(has),
    xs: all.filter(has),
  });
}

export function curveOf(columns: Omit<Curve, 'length'>): Curve {
  return { ...columns, length: columns.values.length };
}
