/**
 * Turns one metric of the model into what plotly.js draws: traces and layout, decimated to the width and the zoom of the
 * chart. Pure: the same model, theme and width give the same figure.
 */
import { axisOf } from './axis.js';
import type { Axis } from './axis.js';
import { decimate, visiblePart } from './decimate.js';
import type { CurvesModel, Zoom } from './model.js';
import type { Run } from './runs.js';
import { smooth } from './smooth.js';

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
  mode: 'lines' | 'lines+markers';
  opacity: number;
  line: { color: string; width: number };
  marker: { color: string; size: number };
  hovertemplate?: string;
  hoverinfo?: 'skip';
}

export interface Figure {
  traces: Trace[];
  layout: Record<string, unknown>;
  axis: Axis;
  /** Points of the shown runs behind the curves, before decimation. */
  pointCount: number;
  /** One sentence for those who do not see the chart. */
  summary: string;
}

/** Four points a bucket, one bucket for two pixels, and never so many that plotly slows down. */
const MOST_BUCKETS = 400;
/** Curves shorter than this show their points. */
const MARKED_BELOW = 30;

export function chartFigure(model: CurvesModel, metric: string, theme: ChartTheme, width: number): Figure {
  const runs = model.shownRuns.filter((run) => run.metrics.has(metric)).reverse();
  const axis = axisOf(model.settings.xAxis, model.shownRuns);
  const zoom = model.zoom(metric);
  const buckets = Math.max(50, Math.min(MOST_BUCKETS, Math.floor(width / 2)));
  return {
    traces: runs.flatMap((run) => runTraces(run, metric, axis, zoom, model.settings.smoothing, theme, buckets)),
    layout: chartLayout(axis, zoom, model.settings.isLogY, theme),
    axis,
    pointCount: runs.reduce((sum, run) => sum + run.metrics.get(metric)!.values.length, 0),
    summary: `${metric}: ${runs.map((run) => `${run.header.run} ${lastValue(run, metric)}`).join(', ')}`,
  };
}

/** The newest value of a metric, as a reader wants it printed. */
export function lastValue(run: Run, metric: string): string {
  const values = run.metrics.get(metric)?.values;
  return values === undefined ? '' : String(Number(values.values[values.length - 1].toPrecision(4)));
}

function runTraces(
  run: Run,
  name: string,
  axis: Axis,
  zoom: Zoom,
  smoothing: number,
  theme: ChartTheme,
  buckets: number,
): Trace[] {
  const metric = run.metrics.get(name)!;
  const x = axis.positions(run, metric);
  const { values } = metric.values;
  const [from, to] = visiblePart(x, values.length, zoom.x && [zoom.x[0] / axis.unit, zoom.x[1] / axis.unit]);
  const color = theme.runs[run.order % theme.runs.length];
  const trace = (y: Float64Array): Trace => {
    const chosen = decimate(y, from, to, buckets);
    return {
      name: run.header.run,
      x: Float64Array.from(chosen, x),
      y: Float64Array.from(chosen, (i) => y[i]),
      type: 'scatter',
      mode: values.length < MARKED_BELOW ? 'lines+markers' : 'lines',
      opacity: 1,
      line: { color, width: 2 },
      marker: { color, size: 5 },
      hovertemplate: '%{y:.4~g}',
    };
  };
  const raw = trace(values);
  if (smoothing === 0) {
    return [raw];
  }
  const faint: Trace = {
    ...raw,
    opacity: 0.25,
    line: { color, width: 1 },
    hovertemplate: undefined,
    hoverinfo: 'skip',
  };
  return [faint, trace(smooth(values, smoothing))];
}

function chartLayout(axis: Axis, zoom: Zoom, isLogY: boolean, theme: ChartTheme): Record<string, unknown> {
  const line = {
    gridcolor: theme.grid,
    linecolor: theme.grid,
    zeroline: false,
    tickfont: { color: theme.faintText },
    automargin: true,
  };
  const range = ([low, high]: [number, number]) => ({ range: [low, high], autorange: false });
  return {
    showlegend: false,
    hovermode: 'x unified',
    hoverlabel: { bgcolor: theme.background, bordercolor: theme.grid, font: { color: theme.text } },
    dragmode: 'zoom',
    modebar: { bgcolor: 'rgba(0,0,0,0)', color: theme.faintText, activecolor: theme.accent },
    font: { family: theme.fontFamily, size: 11, color: theme.text },
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    margin: { l: 44, r: 12, t: 8, b: 36 },
    xaxis: {
      ...line,
      type: axis.type,
      title: { text: axis.title, standoff: 6, font: { color: theme.faintText } },
      unifiedhovertitle: { text: axis.hover },
      ...(zoom.x ? range([zoom.x[0] / axis.unit, zoom.x[1] / axis.unit]) : { autorange: true }),
    },
    yaxis: {
      ...line,
      type: isLogY ? 'log' : 'linear',
      exponentformat: 'e',
      nticks: 6,
      ...(zoom.y ? range(zoom.y) : { autorange: true }),
    },
  };
}

/** What plotly reports when the reader zooms, pans or double-clicks, as the zoom that follows; base units. */
export function zoomAfter(zoom: Zoom, axis: Axis, change: Record<string, unknown>): Zoom {
  const side = (name: 'xaxis' | 'yaxis', before: [number, number] | null, unit: number): [number, number] | null => {
    if (change[`${name}.autorange`] === true) {
      return null;
    }
    const ends = [change[`${name}.range[0]`], change[`${name}.range[1]`]];
    return ends.includes(undefined) ? before : (ends.map((end) => position(end) * unit) as [number, number]);
  };
  return { x: side('xaxis', zoom.x, axis.unit), y: side('yaxis', zoom.y, 1) };
}

/** Plotly reports positions on a date axis as text without a zone. */
function position(end: unknown): number {
  return typeof end === 'string' ? Date.parse(`${end.replace(' ', 'T')}Z`) : Number(end);
}
