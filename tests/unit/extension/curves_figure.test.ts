// From logged points to what plotly.js draws: decimation, smoothing, axes, zoom.
import { describe, expect, test } from 'vitest';
import { decimate, visiblePart } from '@gluonlab/jupyterlab/dist/curves/decimate.js';
import { chartFigure, lastValue, zoomAfter } from '@gluonlab/jupyterlab/dist/curves/figure.js';
import type { ChartTheme } from '@gluonlab/jupyterlab/dist/curves/figure.js';
import { CurvesModel, DEFAULT_SETTINGS } from '@gluonlab/jupyterlab/dist/curves/model.js';
import { asCsv, composeSvg, exportedRuns } from '@gluonlab/jupyterlab/dist/curves/export.js';
import { nearestPoints } from '@gluonlab/jupyterlab/dist/curves/pointing.js';
import { groupByPrefix } from '@gluonlab/jupyterlab/dist/curves/groups.js';
import { histogramMap } from '@gluonlab/jupyterlab/dist/curves/histogram_figure.js';
import { printed } from '@gluonlab/jupyterlab/dist/curves/numbers.js';
import { gaussian, movingAverage } from '@gluonlab/jupyterlab/dist/curves/smooth.js';
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
    expect([...decimate([Float64Array.of(3, 1, 2)], 0, 3, 10)]).toEqual([0, 1, 2]);
  });

  test('keeps every peak of a long curve', () => {
    const y = new Float64Array(100_000);
    y[12_345] = 7;
    y[54_321] = -7;
    const chosen = decimate([y], 0, y.length, 100);
    expect(chosen.length).toBeLessThanOrEqual(400);
    expect([...chosen]).toEqual(expect.arrayContaining([0, 12_345, 54_321, 99_999]));
  });

  test('gives ascending indices without repeats', () => {
    const y = Float64Array.from({ length: 5_000 }, (_, i) => Math.sin(i));
    const chosen = decimate([y], 10, 4_990, 50);
    expect(chosen.every((index, i) => i === 0 || index > chosen[i - 1])).toBe(true);
  });

  test('keeps what lies leftmost and rightmost of a curve that runs to and fro', () => {
    const x = new Float64Array(10_000).fill(1);
    x[1_234] = -1;
    x[8_765] = 3;
    const chosen = decimate([new Float64Array(10_000), x], 0, 10_000, 100);
    expect(chosen.length).toBeLessThanOrEqual(600);
    expect([...chosen]).toEqual(expect.arrayContaining([0, 1_234, 8_765, 9_999]));
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

describe('a moving average', () => {
  test('does not pull the start of a constant curve towards zero', () => {
    expect(
      [...movingAverage(Float64Array.of(5, 5, 5), Float64Array.of(0, 1, 2), 0.9)].map((value) => value.toFixed(9)),
    ).toEqual(Array(3).fill('5.000000000'));
  });

  test('weighs the past', () => {
    expect([...movingAverage(Float64Array.of(1, 0), Float64Array.of(0, 1), 0.5)]).toEqual([1, 1 / 3]);
  });
});

describe('a Gaussian', () => {
  const pi = [3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4];
  const every = Float64Array.from(pi, (_, i) => i);
  const digits = (values: Iterable<number>) => Array.from(values, (value) => value.toPrecision(10));

  // SciPy 1.17.1: g = gaussian_filter1d; g(v, 2, mode='constant') / g(ones, 2, mode='constant')
  test('is that of SciPy, its ends divided by the weights that lie inside', () => {
    expect(digits(gaussian(Float64Array.from(pi), every, 2, true))).toEqual(
      digits([
        2.57514859845, 2.77488699204, 3.14466394877, 3.67400722013, 4.24313493384, 4.67019485501, 4.86293828001,
        4.90894015159, 5.00847176514, 5.33135089234, 5.88965794339, 6.48743133337, 6.81466589803, 6.65204216159,
        6.04140840619, 5.28328604993, 4.7322048102, 4.5457998035, 4.6307163247, 4.79961429288,
      ]),
    );
  });

  // SciPy with m = 0 at the gaps, else 1: g(v * m, 1.5, mode='constant') / g(m, 1.5, mode='constant')
  test('passes over gaps and does not fill them', () => {
    const there = every.filter((i) => ![5, 6, 11].includes(i));
    const expected = [
      2.40907006289, 2.44419729532, 2.60078881013, 2.89732287482, 3.39419527582, 4.2097009746, 4.97205925357,
      5.02954577893, 4.77479739006, 4.69325016812, 5.18946163574, 6.34392474381, 7.23602737865, 7.11270385091,
      6.16287790977, 4.92456621456, 4.17396118614, 4.2706596721, 4.75386342769, 5.05587734126,
    ];
    const values = there.map((i) => pi[i]);
    expect(digits(gaussian(values, there, 1.5, true))).toEqual(digits([...there].map((i) => expected[i])));
  });

  test('smooths a thinned curve as it smooths the whole one', () => {
    const whole = Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i / 700));
    const indices = Float64Array.from(whole, (_, i) => i);
    // Two of fifty points, far from evenly spread.
    const kept = indices.filter((i) => i % 50 === 0 || i % 50 === 7);
    const thinned = gaussian(
      kept.map((i) => whole[i]),
      kept,
      100,
      false,
    );
    const reference = gaussian(whole, indices, 100, true);
    expect(Math.max(...kept.map((i, k) => Math.abs(thinned[k] - reference[i])))).toBeLessThan(0.01);
  });
});

describe('groups', () => {
  test('are the prefixes of names; names without one stand first, the system last', () => {
    expect(groupByPrefix(['system/cpu', 'train/loss', 'loss', 'val/loss', 'train/rate/dense'])).toEqual([
      { name: '', members: ['loss'] },
      { name: 'train', members: ['train/loss', 'train/rate/dense'] },
      { name: 'val', members: ['val/loss'] },
      { name: 'system', members: ['system/cpu'] },
    ]);
  });
});

describe('a map of histograms', () => {
  test('spreads each histogram over common rows, and each column sums to 1', () => {
    const { steps, values, shares } = histogramMap([
      { s: 0, t: 0, edges: [0, 1, 2], counts: [1, 3] },
      { s: 5, t: 0, edges: [-2, 2], counts: [8] },
    ]);
    expect(steps).toEqual([0, 5]);
    const sum = (column: number) => shares.reduce((total, row) => total + row[column], 0);
    expect([sum(0), sum(1)]).toEqual([expect.closeTo(1, 12), expect.closeTo(1, 12)]);
    const at = (value: number) => values.findIndex((middle) => middle > value);
    expect(shares[at(1.5)][0]).toBeCloseTo(3 * shares[at(0.5)][0], 12);
    expect(shares[at(-1)][0]).toBe(0);
  });

  test('draws no more than 200 columns, the newest among them', () => {
    const entries = Array.from({ length: 1_001 }, (_, s) => ({ s, t: 0, edges: [0, 1], counts: [1] }));
    const { steps } = histogramMap(entries);
    expect(steps.length).toBeLessThanOrEqual(200);
    expect(steps.at(-1)).toBe(1_000);
  });
});

describe('an exported table', () => {
  test('has a line for each point, and texts that no spreadsheet runs', () => {
    const run = {
      v: 1 as const,
      id: 'r',
      run: '=1+1, "x"',
      created: 0,
      config: {},
      metrics: { loss: { steps: [0, 1], seconds: [0, 0.5], values: [2, NaN] } },
    };
    expect(asCsv([run]).split('\r\n')).toEqual([
      'run,id,metric,step,seconds,value',
      `"'=1+1, ""x""",r,loss,0,0,2`,
      `"'=1+1, ""x""",r,loss,1,0.5,NaN`,
      '',
    ]);
  });

  test('names the metric of the x axis, and has the points that have an x', async () => {
    const kernel = new LoggedRuns();
    kernel.start('run');
    kernel.log('run', { loss: 3, tokens: 100 }, { loss: 2 });
    kernel.start('plain', 2_000);
    kernel.log('plain', { loss: 1 });
    const model = new CurvesModel({ settings: { ...DEFAULT_SETTINGS, xAxis: { metric: 'tokens' } } });
    await model.feed.attach(kernel);
    const runs = await exportedRuns(model);
    expect(runs.map(({ id, x, metrics }) => [id, x, metrics.loss])).toEqual([
      ['run', 'tokens', { steps: [0], seconds: [0], values: [3], x: [100] }],
    ]);
    expect(asCsv(runs).split('\r\n').slice(0, 2)).toEqual([
      'run,id,metric,step,seconds,value,x: tokens',
      'run,run,loss,0,0,3,100',
    ]);
  });

  test('or a sheet of charts names them as text', () => {
    const { svg, width, height } = composeSvg([{ name: '<b>', svg: '<svg/>', width: 300, height: 200 }], {
      background: 'white',
      text: 'black',
    });
    expect(svg).toContain('&#60;b&#62;');
    expect([width, height]).toEqual([300, 224]);
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
    model.zoom('loss', [100, 200], null);
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

  test('smooths by a Gaussian, if the reader wants', async () => {
    const model = await modelOf([0, 1, 0]);
    model.set({ smoothingMethod: 'gaussian', smoothing: 0.5 });
    expect(chartFigure(model, 'loss', theme, 600).traces).toHaveLength(1);
    model.set({ gaussianWidth: 1 });
    const { traces } = chartFigure(model, 'loss', theme, 600);
    const [near, far] = [Math.exp(-0.5), Math.exp(-2)];
    expect(traces.map(({ opacity }) => opacity)).toEqual([0.25, 1]);
    expect([...traces[1].y]).toEqual([near / (1 + near + far), 1 / (1 + 2 * near), near / (1 + near + far)]);
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

  test('counts in epochs between the steps at which they begin', async () => {
    const kernel = new LoggedRuns();
    kernel.start('run');
    kernel.log('run', { loss: 1, epoch: 0 }, { loss: 1 }, { loss: 1, epoch: 1 }, { loss: 1 }, { loss: 1, epoch: 3 });
    const model = new CurvesModel();
    await model.feed.attach(kernel);
    model.set({ xAxis: 'epoch' });
    expect([...chartFigure(model, 'loss', theme, 600).traces[0].x]).toEqual([0, 0.5, 1, 2, 3]);
    expect(model.metrics).toEqual(['loss']);
  });

  describe('over another metric', () => {
    const over = async (...points: Record<string, number>[]) => {
      const kernel = new LoggedRuns();
      kernel.start('run');
      kernel.log('run', ...points);
      const model = new CurvesModel();
      await model.feed.attach(kernel);
      model.set({ xAxis: { metric: 'tokens' } });
      return { kernel, model };
    };

    test('joins the points of the same step in the order of the steps, also where x goes back', async () => {
      const { model } = await over(
        { loss: 5, tokens: 10 },
        { loss: 4 },
        { loss: 3, tokens: 30 },
        { tokens: 35 },
        { loss: 2, tokens: 20 },
      );
      const { traces, axis, layout, summary } = chartFigure(model, 'loss', theme, 600);
      expect([[...traces[0].x], [...traces[0].y], [...traces[0].customdata]]).toEqual([
        [10, 30, 20],
        [5, 3, 2],
        [0, 2, 4],
      ]);
      expect([axis.title, summary]).toEqual(['tokens', 'loss over tokens: run 2']);
      // At one x there may be several points: the nearest one answers the pointer.
      expect(layout.hovermode).toBe('closest');
      expect(nearestPoints(traces, 3)).toEqual([{ curveNumber: 0, pointNumber: 1 }]);
    });

    test('grows with both', async () => {
      const { kernel, model } = await over({ loss: 5, tokens: 10 });
      const xs = () => [...chartFigure(model, 'loss', theme, 600).traces[0].x];
      expect(xs()).toEqual([10]);
      kernel.log('run', { loss: 4, tokens: 20 });
      expect(xs()).toEqual([10, 20]);
    });

    test('leaves out the runs that do not log it, and shows steps if none does', async () => {
      const { kernel, model } = await over({ loss: 5, tokens: 10 });
      kernel.start('plain', 2_000);
      kernel.log('plain', { loss: 1 });
      expect(model.runsWithoutX.map(({ id }) => id)).toEqual(['plain']);
      expect(chartFigure(model, 'loss', theme, 600).traces.map(({ name }) => name)).toEqual(['run']);
      model.setShown(model.store.get('run')!, false);
      const { axis, traces } = chartFigure(model, 'loss', theme, 600);
      expect([axis.title, axis.metric, [...traces[0].y]]).toEqual(['step', null, [1]]);
    });

    test('is empty where no step has both', async () => {
      const { model } = await over({ loss: 1 }, { tokens: 5 });
      expect(chartFigure(model, 'loss', theme, 600)).toMatchObject({ remark: 'no step with tokens', unjoined: [] });
    });

    test('asks the kernel, which has all points, where only some of many are here', async () => {
      const { kernel, model } = await over({ loss: 0, tokens: 0 });
      const run = model.store.get('run')!;
      const points = (from: number, count: number) =>
        Array.from({ length: count }, (_, i) => ({ loss: Math.sin(from + i), tokens: (from + i) ** 2 }));
      kernel.log('run', ...points(1, 40_000));
      const { unjoined, traces } = chartFigure(model, 'loss', theme, 600);
      expect([unjoined, traces[0].x.length]).toEqual([[run], 0]);
      await model.feed.join(run, 'loss', 'tokens');
      const drawn = chartFigure(model, 'loss', theme, 600);
      expect(kernel.requests.at(-1)).toBe('points run loss 0 over tokens');
      expect(chartFigure(model, 'tokens', theme, 600).unjoined).toEqual([]);
      expect(drawn.unjoined).toEqual([]);
      expect([drawn.traces[0].x[0], drawn.traces[0].x.at(-1)]).toEqual([0, 40_000 ** 2]);
      // A curve that grows is asked for now and then, and once more at its end.
      kernel.log('run', ...points(40_001, 10));
      expect(chartFigure(model, 'loss', theme, 600).unjoined).toEqual([]);
      kernel.log('run', ...points(40_011, 1_000));
      expect(chartFigure(model, 'loss', theme, 600).unjoined).toEqual([run]);
      await model.feed.join(run, 'loss', 'tokens');
      kernel.log('run', ...points(41_011, 1));
      kernel.end('run');
      expect(chartFigure(model, 'loss', theme, 600).unjoined).toEqual([run]);
    });
  });

  test('moves its zoom along with the newest point when the reader follows it', async () => {
    const model = await modelOf(Array.from({ length: 100 }, () => 1));
    model.zoom('loss', [10, 20], null);
    model.set({ followLatest: true });
    expect(chartFigure(model, 'loss', theme, 600).layout.xaxis).toMatchObject({ range: [89, 99] });
    model.set({ logX: true });
    model.zoom('loss', [1, 10], null);
    const { range } = chartFigure(model, 'loss', theme, 600).layout.xaxis as { range: number[] };
    expect(range.map((end) => 10 ** end)).toEqual([expect.closeTo(9.9), expect.closeTo(99)]);
  });

  test('bears the marks of its run, at the first point of their step or later', async () => {
    const kernel = new LoggedRuns();
    kernel.start('run');
    kernel.log('run', { loss: 3 }, { loss: 2 }, { other: 0 }, { loss: 1 });
    const model = new CurvesModel();
    await model.feed.attach(kernel);
    const run = model.store.get('run')!;
    await model.edit(run, { mark: { step: 2, text: 'a <b> that is longer than its chart' } });
    const [curve, marks] = chartFigure(model, 'loss', theme, 600).traces;
    expect([curve.mode, marks.mode, [...marks.x], [...marks.y]]).toEqual(['lines+markers', 'markers+text', [3], [1]]);
    expect([marks.text, marks.hovertext]).toEqual([
      ['a &lt;b> that is longe…'],
      ['a &lt;b> that is longer than its chart'],
    ]);
    // A mark is no point of the curve: other charts show their own.
    expect(nearestPoints([curve, marks], 2).map(({ curveNumber }) => curveNumber)).toEqual([0]);
    // A cell that renames its run says nothing of marks.
    kernel.start('run');
    expect(run.header.marks).toHaveLength(1);
  });

  test('keeps what dragging does, and a zoom that holds the newest point where it is', async () => {
    const model = await modelOf(Array.from({ length: 100 }, () => 1));
    model.setDrag('pan');
    model.zoom('loss', [50, 150], null);
    model.set({ followLatest: true });
    expect(chartFigure(model, 'loss', theme, 600).layout).toMatchObject({
      dragmode: 'pan',
      xaxis: { range: [50, 150] },
    });
  });

  test('leaves outliers out of its y range, if the reader wants', async () => {
    const model = await modelOf(Array.from({ length: 100 }, (_, i) => (i === 50 ? 1e9 : i)));
    model.set({ clipOutliers: true });
    const { range } = chartFigure(model, 'loss', theme, 600).layout.yaxis as { range: number[] };
    expect(range[0]).toBeLessThan(2);
    expect(range[1]).toBeGreaterThan(97);
    expect(range[1]).toBeLessThan(120);
  });

  test('wants more points of a part that is drawn from few of many, and draws them when they are there', async () => {
    const model = await modelOf([0]);
    const run = model.store.get('run0')!;
    const points = (indices: number[]) => {
      const column = Float64Array.from(indices);
      return { indices: column, steps: column, times: column, values: column };
    };
    // Of 100 000 points the kernel has sent every hundredth.
    const sent = Array.from({ length: 1_000 }, (_, i) => 100 * i);
    run.metric('accuracy').complete(points(sent), 100_000);
    expect(chartFigure(model, 'accuracy', theme, 600).coarse).toEqual([]);
    model.zoom('accuracy', [1_000, 2_000], null);
    expect(chartFigure(model, 'accuracy', theme, 600).coarse).toEqual([{ run, from: 900, to: 2_101 }]);
    const detail = points(Array.from({ length: 1_201 }, (_, i) => 900 + i));
    run.metric('accuracy').detail = { from: 900, to: 2_101, points: { ...detail, length: 1_201 } };
    const { coarse, traces } = chartFigure(model, 'accuracy', theme, 600);
    expect(coarse).toEqual([]);
    expect(traces[0].x).toHaveLength(1_003);
  });

  test('names runs as text, whatever they are called', async () => {
    const kernel = new LoggedRuns();
    kernel.start('<img src=x onerror=alert(1)>');
    kernel.log('<img src=x onerror=alert(1)>', { loss: 1 });
    const model = new CurvesModel();
    await model.feed.attach(kernel);
    expect(chartFigure(model, 'loss', theme, 600).traces[0].name).toBe('&lt;img src=x onerror=alert(1)>');
  });

  test('can have a logarithmic y axis', async () => {
    const model = await modelOf([1]);
    model.set({ logY: true });
    expect(chartFigure(model, 'loss', theme, 600).layout.yaxis).toMatchObject({ type: 'log', autorange: true });
  });

  test('says its newest values in words', async () => {
    const model = await modelOf([3, 0.123456], [9]);
    expect(chartFigure(model, 'loss', theme, 600).summary).toBe('loss: run0 0.1235, run1 9');
    expect(lastValue(model.store.get('run0')!, 'loss')).toBe('0.1235');
  });

  test('prints no whole number with fewer digits than it has', () => {
    expect([printed(37_604, 4), printed(1_234_567.8, 4), printed(0.000123456, 4), printed(1e21, 4)]).toEqual([
      '37604',
      '1234568',
      '0.0001235',
      '1e+21',
    ]);
    expect([printed(NaN, 4), printed(-Infinity, 4), printed(undefined, 4)]).toEqual(['NaN', '-Infinity', '']);
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
