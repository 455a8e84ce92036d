/**
 * Turns one metric of the model into what plotly.js draws: traces and layout, decimated to the width and the zoom of the
 * chart. Pure: the same model, theme and width give the same figure.
 */
import { axisOf, rangeOf } from './axis.js';
import type { Axis } from './axis.js';
import { withoutOutliers } from './clip.js';
import { decimate, visiblePart } from './decimate.js';
import type { CurvesModel, CurveSettings, Range } from './model.js';
import { markTrace } from './marks.js';
import { printed } from './numbers.js';
import type { Run } from './runs.js';
import type { Curve, CurveSource } from './series.js';
import { smoothed } from './smooth.js';

/** Colours and fonts as the theme of JupyterLab has them now. */
export interface ChartTheme {
  background: string;
  text: string;
  faintText: string;
  grid: string;
  accent: string;
  fontFamily: string;
  /** A run takes the colour at its `order`, counted round. */
  runs: readonly string[];
}

export interface Trace {
  name: string;
  x: Float64Array;
  y: Float64Array;
  type: 'scatter';
  mode: 'lines' | 'lines+markers' | 'markers+text';
  opacity: number;
  line: { color: string; width: number };
  marker: { color: string; size: number; symbol?: string };
  /** Steps of the points. */
  customdata: Float64Array;
  hovertemplate?: string;
  hoverinfo?: 'skip';
  /** Of marks. */
  text?: string[];
  hovertext?: string[];
  textposition?: string;
}

/** A part of a run's metric that is drawn from few of its points, and could be drawn from more. */
export interface CoarsePart {
  run: Run;
  /** Indices in the series. */
  from: number;
  to: number;
}

export interface Figure {
  traces: Trace[];
  layout: Record<string, unknown>;
  axis: Axis;
  /** Points of the shown runs behind the curves, before decimation. */
  pointCount: number;
  coarse: CoarsePart[];
  /** Runs whose curve over the metric of the axis only the kernel can make, and has not yet made so long. */
  unjoined: Run[];
  /** The newest value, or why nothing is drawn. */
  remark: string;
  /** One sentence for those who do not see the chart. */
  summary: string;
}

/** Four points a bucket, one bucket for two pixels, and never so many that plotly slows down. */
const MOST_BUCKETS = 400;
/** Curves shorter than this show their points. */
const MARKED_BELOW = 30;

export function chartFigure(model: CurvesModel, metric: string, theme: ChartTheme, width: number): Figure {
  const { settings } = model;
  const axis = axisOf(settings.xAxis, settings.logX, model.shownRuns);
  const isDrawn = ({ metrics }: Run) => metrics.has(metric) && (axis.metric === null || metrics.has(axis.metric));
  const runs = model.shownRuns.filter(isDrawn).reverse();
  const zoomX = followed(model, axis, runs, metric);
  const buckets = Math.max(50, Math.min(MOST_BUCKETS, Math.floor(width / 2)));
  const drawn = runs.map((run) => drawnCurve(run, metric, axis, zoomX, buckets));
  const traces = drawn.flatMap((curve) => curveTraces(curve, settings, theme));
  const isEmpty = axis.metric !== null && drawn.every(({ curve }) => curve.length === 0);
  const subject = axis.metric === null ? metric : `${metric} over ${axis.metric}`;
  const zoomY = model.zoomY(metric) ?? (settings.clipOutliers ? clippedRange(traces, settings.logY) : null);
  return {
    traces,
    layout: { ...chartLayout(axis, zoomX, zoomY, settings.logY, theme), dragmode: model.state.drag },
    axis,
    pointCount: runs.reduce((sum, run) => sum + run.metric(metric).count, 0),
    coarse: drawn.flatMap(({ coarse }) => coarse ?? []),
    unjoined: axis.metric === null ? [] : runs.filter((run) => isBehind(run, metric, axis.metric!)),
    remark: isEmpty ? `no step with ${axis.metric}` : lastValue(runs[runs.length - 1], metric),
    summary: `${subject}: ${runs.map((run) => `${run.name} ${lastValue(run, metric)}`).join(', ')}`,
  };
}

const sourceOf = (run: Run, metric: string, axis: Axis): CurveSource =>
  axis.metric === null ? run.metric(metric) : run.joined(metric, axis.metric);

const isBehind = (run: Run, metric: string, x: string): boolean =>
  run.joined(metric, x).isBehind(run.isLive || run.isElsewhere);

/** The newest value of a metric, as a reader wants it printed. */
export function lastValue(run: Run, metric: string): string {
  return printed(run.metrics.get(metric)?.last, 4);
}

/** The zoom, moved along just so far that it holds the newest point, if the reader wants that. */
function followed({ settings, zoomX }: CurvesModel, axis: Axis, runs: readonly Run[], metric: string): Range | null {
  if (zoomX === null || !settings.followLatest) {
    return zoomX;
  }
  const newest = Math.max(
    ...runs.map((run) => {
      const { curve } = sourceOf(run, metric, axis);
      return curve.length === 0 ? -Infinity : axis.positions(run, curve)(curve.length - 1);
    }),
  );
  if (!Number.isFinite(newest)) {
    return zoomX;
  }
  // Both ends move by the same distance on the screen, which a logarithmic axis measures in decades.
  const [low, high] = rangeOf(axis, zoomX);
  const at = axis.type === 'log' ? Math.log10(newest) : newest;
  const by = Math.max(0, at - high) + Math.min(0, at - low);
  return [axis.toBase(low + by), axis.toBase(high + by)];
}

interface DrawnCurve {
  run: Run;
  curve: Curve;
  x: (i: number) => number;
  /** Position in the curve of the points that are drawn. */
  chosen: (y: Float64Array) => Uint32Array;
  isShort: boolean;
  isWhole: boolean;
  coarse: CoarsePart | null;
}

function drawnCurve(run: Run, metric: string, axis: Axis, zoom: Range | null, buckets: number): DrawnCurve {
  const source = sourceOf(run, metric, axis);
  const isIn = (curve: Curve): [number, number] => {
    const x = axis.positions(run, curve);
    const onAxis = (base: number) => (axis.type === 'log' ? 10 ** axis.toRange(base) : axis.toRange(base));
    return visiblePart(x, curve.length, zoom && [onAxis(zoom[0]), onAxis(zoom[1])]);
  };
  let { curve } = source;
  let [from, to] = isIn(curve);
  const wanted = indicesOf(curve, from, to);
  const isThin = !source.isWhole && wanted.to - wanted.from > to - from && to - from < 4 * buckets;
  const { detail } = source;
  let coarse: CoarsePart | null = null;
  if (isThin && detail !== null && detail.from <= wanted.from && detail.to >= wanted.to) {
    const [detailFrom, detailTo] = isIn(detail.points);
    if (detailTo - detailFrom > to - from) {
      ({ points: curve } = detail);
      [from, to] = [detailFrom, detailTo];
    }
  }
  const isKnown = detail !== null && detail.from === wanted.from && detail.to === wanted.to;
  if (isThin && zoom !== null && !isKnown) {
    coarse = { run, ...wanted };
  }
  return {
    run,
    curve,
    x: axis.positions(run, curve),
    chosen: (y) => decimate(curve.xs === undefined ? [y] : [y, curve.xs], from, to, buckets),
    isWhole: source.isWhole,
    isShort: Math.min(source.count, curve.length) < MARKED_BELOW,
    coarse,
  };
}

/** The indices in the series of the points `[from, to)` of a curve and of all that were left out between them. */
function indicesOf({ indices }: Curve, from: number, to: number): { from: number; to: number } {
  return to > from ? { from: indices[from], to: indices[to - 1] + 1 } : { from: 0, to: 0 };
}

function curveTraces(drawn: DrawnCurve, settings: CurveSettings, theme: ChartTheme): Trace[] {
  const { run, curve, x, chosen, isShort, isWhole } = drawn;
  const color = theme.runs[run.order % theme.runs.length];
  const trace = (y: Float64Array): Trace => {
    const points = chosen(y);
    return {
      name: run.name.replaceAll('<', '&lt;'),
      x: Float64Array.from(points, x),
      y: Float64Array.from(points, (i) => y[i]),
      type: 'scatter',
      mode: isShort ? 'lines+markers' : 'lines',
      opacity: 1,
      line: { color, width: 2 },
      marker: { color, size: 5 },
      customdata: Float64Array.from(points, (i) => curve.steps[i]),
      // Over a metric there may be several points at one x: there the nearest is shown, with its step.
      hovertemplate: curve.xs === undefined ? '%{y:.6~g}' : '%{x:.6~g}, %{y:.6~g}<br>step %{customdata:,~d}',
    };
  };
  const raw = trace(curve.values);
  const smooth = smoothed(curve, settings, isWhole);
  if (smooth === null) {
    return [raw, ...markTrace(run, curve, x, curve.values, color)];
  }
  const faint: Trace = {
    ...raw,
    opacity: 0.25,
    line: { color, width: 1 },
    hovertemplate: undefined,
    hoverinfo: 'skip',
  };
  return [faint, trace(smooth), ...markTrace(run, curve, x, smooth, color)];
}

function clippedRange(traces: readonly Trace[], isLog: boolean): Range | null {
  const drawn = traces.map(({ y }) => (isLog ? y.filter((value) => value > 0).map(Math.log10) : y));
  return withoutOutliers(drawn);
}

function chartLayout(
  axis: Axis,
  zoomX: Range | null,
  zoomY: Range | null,
  isLogY: boolean,
  theme: ChartTheme,
): Record<string, unknown> {
  const line = axisStyle(theme);
  const range = (ends: Range | null) => (ends ? { range: ends, autorange: false } : { autorange: true });
  return {
    ...plainLayout(theme),
    hovermode: axis.metric === null ? 'x unified' : 'closest',
    ...(axis.metric !== null && { hoverdistance: -1 }), // However far away the nearest point lies.
    hoverlabel: {
      bgcolor: theme.background,
      bordercolor: theme.grid,
      font: { color: theme.text },
      namelength: -1,
    },
    xaxis: {
      ...line,
      type: axis.type,
      title: { text: axis.title, standoff: 6, font: { color: theme.faintText } },
      unifiedhovertitle: { text: axis.hover },
      ...range(zoomX && rangeOf(axis, zoomX)),
    },
    yaxis: {
      ...line,
      type: isLogY ? 'log' : 'linear',
      exponentformat: 'e',
      nticks: 6,
      ...range(zoomY),
    },
  };
}

export function axisStyle(theme: ChartTheme): Record<string, unknown> {
  return {
    gridcolor: theme.grid,
    linecolor: theme.grid,
    zeroline: false,
    ticks: '',
    tickfont: { color: theme.faintText },
    automargin: true,
  };
}

export function plainLayout(theme: ChartTheme): Record<string, unknown> {
  return {
    showlegend: false,
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: theme.faintText, activecolor: theme.accent },
    font: { family: theme.fontFamily, size: 11, color: theme.text },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    margin: { l: 44, r: 12, t: 8, b: 36 },
  };
}

/** What plotly reports when the reader zooms, pans or double-clicks, as the ranges that follow: x in base units. */
export function zoomAfter(
  before: { x: Range | null; y: Range | null },
  axis: Axis,
  change: Record<string, unknown>,
): { x: Range | null; y: Range | null } {
  const side = (name: 'xaxis' | 'yaxis', former: Range | null, toBase: (end: number) => number): Range | null => {
    if (change[`${name}.autorange`] === true) {
      return null;
    }
    const ends = [change[`${name}.range[0]`], change[`${name}.range[1]`]];
    return ends.includes(undefined) ? former : (ends.map((end) => toBase(position(end))) as Range);
  };
  return { x: side('xaxis', before.x, axis.toBase), y: side('yaxis', before.y, (end) => end) };
}

/** Plotly reports positions on a date axis as text without a zone. */
export function position(end: unknown): number {
  return typeof end === 'string' ? Date.parse(`${end.replace(' ', 'T')}Z`) : Number(end);
}
