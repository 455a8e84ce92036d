// From logged points to what plotly.js draws: decimation, smoothing, axes, zoom.
import { describe, expect, test } from 'vitest';
import { decimate, visiblePart } from '@gluonlab/jupyterlab/dist/curves/decimate.js';
import { chartFigure, lastValue, zoomAfter } from '@gluonlab/jupyterlab/dist/curves/figure.js';
import type { ChartTheme } from '@gluonlab/jupyterlab/dist/curves/figure.js';
import { CurvesModel } from '@gluonlab/jupyterlab/dist/curves/model.js';
import { smooth } from '@gluonlab/jupyterlab/dist/curves/smooth.js';
import { LoggedRuns } from './logged_runs.js';

const theme: ChartTheme = {
  background: 'white',
  text: 'black',
  faintText: 'grey',
  grid: 'silver',
  accent: 'navy',
  fontFamily: 'sans-serif',
  runs: ['blue', 'orange'],
};

async function modelOf(...losses: number[][]): Promise<CurvesModel> {
  const kernel = new LoggedRuns();
  losses.forEach((values, i) => {
    kernel.start(`run${i}`, 1_000 + i);
    kernel.log(`run${i}`, ...values.map((loss) => ({ loss })));
  });
  const model = new CurvesModel();
  await model.feed.attach(kernel);
  return model;
}

describe('decimate', () => {
  test('keeps short curves whole', () => {
    expect([...decimate(Float64Array.of(3, 1, 2), 0, 3, 10)]).toEqual([0, 1, 2]);
  });

  test('keeps every peak of a long curve', () => {
    const y = new Float64Array(100_000);
    y[12_345] = 7;
    y[54_321] = -7;
    const chosen = decimate(y, 0, y.length, 100);
    expect(chosen.length).toBeLessThanOrEqual(400);
    expect([...chosen]).toEqual(expect.arrayContaining([0, 12_345, 54_321, 99_999]));
  });

  test('gives ascending indices without repeats', () => {
    const y = Float64Array.from({ length: 5_000 }, (_, i) => Math.sin(i));
    const chosen = decimate(y, 10, 4_990, 50);
    expect(chosen.every((index, i) => i === 0 || index > chosen[i - 1])).toBe(true);
  });
});

describe('visiblePart', () => {
  const part = (range: [number, number] | null) => visiblePart((i) => 10 * i, 5, range);

  test('has one neighbour on each side, so that lines leave the chart', () => {
    expect(part([15, 25])).toEqual([1, 4]);
  });

  test('keeps the line between two points that are both outside', () => {
    expect(part([12, 18])).toEqual([1, 3]);
  });

  test('is everything without a zoom', () => {
    expect(part(null)).toEqual([0, 5]);
  });
});

describe('smooth', () => {
  test('does not pull the start of a constant curve towards zero', () => {
    expect([...smooth(Float64Array.of(5, 5, 5), 0.9)].map((value) => value.toFixed(9))).toEqual(
      Array(3).fill('5.000000000'),
    );
  });

  test('weighs the past', () => {
    expect([...smooth(Float64Array.of(1, 0), 0.5)]).toEqual([1, 1 / 3]);
  });
});

describe('a chart', () => {
  test('has one curve for each run, the newest on top, in the colour of the run', async () => {
    const { traces } = chartFigure(await modelOf([3, 2], [9]), 'loss', theme, 600);
    expect(traces.map(({ name, line, y }) => [name, line.color, [...y]])).toEqual([
      ['run0', 'blue', [3, 2]],
      ['run1', 'orange', [9]],
    ]);
  });

  test('counts the points behind its curves and draws no more than the screen shows', async () => {
    const long = Array.from({ length: 10_000 }, (_, i) => i);
    const { traces, pointCount } = chartFigure(await modelOf(long, [1]), 'loss', theme, 600);
    expect(pointCount).toBe(10_001);
    expect(traces[0].x.length).toBeLessThanOrEqual(1_200);
  });

  test('draws all points of the part that is zoomed in on', async () => {
    const model = await modelOf(Array.from({ length: 10_000 }, (_, i) => i % 7));
    model.setZoom('loss', { x: [100, 200], y: null });
    const { traces, layout } = chartFigure(model, 'loss', theme, 600);
    expect([traces[0].x[0], traces[0].x.at(-1), traces[0].x.length]).toEqual([99, 201, 103]);
    expect(layout.xaxis).toMatchObject({ range: [100, 200], autorange: false });
  });

  test('shows the logged values faintly behind smoothed ones', async () => {
    const model = await modelOf([1, 0]);
    model.set({ smoothing: 0.5 });
    const { traces } = chartFigure(model, 'loss', theme, 600);
    expect(traces.map(({ opacity, y }) => [opacity, [...y]])).toEqual([
      [0.25, [1, 0]],
      [1, [1, 1 / 3]],
    ]);
  });

  test('takes a longer unit when a run takes longer', async () => {
    const titleAfter = async (points: number) => {
      const model = await modelOf(Array.from({ length: points }, () => 1)); // 10 ms each
      model.set({ xAxis: 'time' });
      return chartFigure(model, 'loss', theme, 600).axis.title;
    };
    expect(await titleAfter(100)).toBe('time (s)');
    expect(await titleAfter(30_000)).toBe('time (min)');
  });

  test('can have a logarithmic y axis', async () => {
    const model = await modelOf([1]);
    model.set({ isLogY: true });
    expect(chartFigure(model, 'loss', theme, 600).layout.yaxis).toMatchObject({ type: 'log', autorange: true });
  });

  test('says its newest values in words', async () => {
    const model = await modelOf([3, 0.123456], [9]);
    expect(chartFigure(model, 'loss', theme, 600).summary).toBe('loss: run0 0.1235, run1 9');
    expect(lastValue(model.store.get('run0')!, 'loss')).toBe('0.1235');
  });
});

describe('the zoom after a change that plotly reports', () => {
  const whole = { x: null, y: null };

  test('is what the reader selected, in base units', async () => {
    const model = await modelOf(Array.from({ length: 30_000 }, () => 1));
    model.set({ xAxis: 'time' });
    const { axis } = chartFigure(model, 'loss', theme, 600);
    expect(zoomAfter(whole, axis, { 'xaxis.range[0]': 1, 'xaxis.range[1]': 2 })).toEqual({ x: [60, 120], y: null });
  });

  test('is everything after a double click', async () => {
    const { axis } = chartFigure(await modelOf([1]), 'loss', theme, 600);
    const zoomed = { x: [1, 2] as [number, number], y: [3, 4] as [number, number] };
    expect(zoomAfter(zoomed, axis, { 'xaxis.autorange': true, 'yaxis.autorange': true })).toEqual(whole);
  });

  test('reads the text in which plotly gives a time of day', async () => {
    const model = await modelOf([1]);
    model.set({ xAxis: 'clock' });
    const { axis } = chartFigure(model, 'loss', theme, 600);
    const change = { 'xaxis.range[0]': '1970-01-01 00:00:01', 'xaxis.range[1]': '1970-01-01 00:00:02.5' };
    expect(zoomAfter(whole, axis, change).x).toEqual([1_000, 2_500]);
  });
});
