// The Training curves panel without a browser: what it knows of the runs of a kernel, and what it asks for.
import { describe, expect, test } from 'vitest';
import { CurvesModel } from '@gluonlab/jupyterlab/dist/curves/model.js';
import { answers, LoggedRuns } from './logged_runs.js';

function losses(model: CurvesModel, run = 'lenet'): number[] {
  return [...(model.store.get(run)?.metrics.get('loss')?.values.values ?? [])];
}

async function attached(kernel: LoggedRuns): Promise<CurvesModel> {
  const model = new CurvesModel();
  await model.feed.attach(kernel);
  return model;
}

describe('a panel that opens', () => {
  test('has the points that were logged before', async () => {
    const kernel = new LoggedRuns();
    kernel.start('lenet');
    kernel.log('lenet', { loss: 3 }, { loss: 2 });
    const model = await attached(kernel);
    expect(losses(model)).toEqual([3, 2]);
    expect(model.feed.state).toBe('ready');
  });

  test('shows the newest eight runs and asks for no points of the others', async () => {
    const kernel = new LoggedRuns();
    for (let i = 0; i < 10; i++) {
      kernel.start(`run${i}`, 1_000 + i);
      kernel.log(`run${i}`, { loss: i });
    }
    const model = await attached(kernel);
    expect(model.shownRuns.map((run) => run.id)).toEqual([9, 8, 7, 6, 5, 4, 3, 2].map((i) => `run${i}`));
    expect(kernel.requests).not.toContain('points run0 0');
    model.show(model.store.get('run0')!, true);
    await answers();
    expect(losses(model, 'run0')).toEqual([0]);
  });

  test('gives each run the colour it had before, however the kernel orders them', async () => {
    const kernel = new LoggedRuns();
    kernel.start('first', 1);
    kernel.start('second', 2);
    const before = await attached(kernel);
    const after = await attached(kernel);
    const orders = (model: CurvesModel) => ['first', 'second'].map((id) => model.store.get(id)!.order);
    expect(orders(after)).toEqual(orders(before));
    expect(orders(after)).toEqual([0, 1]);
  });
});

describe('a panel that follows', () => {
  test('adds points as they come and asks for nothing', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    kernel.log('lenet', { loss: 3 });
    kernel.log('lenet', { loss: 2 }, { loss: 1 });
    expect(losses(model)).toEqual([3, 2, 1]);
    expect(kernel.requests).toEqual(['runs']);
  });

  test('draws a point once, though it comes by telemetry and in an answer', async () => {
    const kernel = new LoggedRuns();
    kernel.start('lenet');
    kernel.log('lenet', { loss: 3 });
    const model = new CurvesModel();
    const attaching = model.feed.attach(kernel);
    kernel.log('lenet', { loss: 2 });
    await attaching;
    await answers();
    kernel.log('lenet', { loss: 1 });
    expect(losses(model)).toEqual([3, 2, 1]);
  });

  test('asks for the points of a message that was lost', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    kernel.log('lenet', { loss: 4 });
    kernel.lose('lenet', { loss: 3 });
    kernel.log('lenet', { loss: 2 });
    await answers();
    expect(kernel.requests).toContain('points lenet 1');
    expect(losses(model)).toEqual([4, 3, 2]);
  });

  test('asks for a run whose start it has not heard', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.startUnheard('lenet');
    kernel.log('lenet', { loss: 1 });
    await answers();
    expect(kernel.requests).toEqual(['runs', 'runs', 'points lenet 0']);
    expect(losses(model)).toEqual([1]);
  });

  test('keeps curves over a restart and goes on with the next process', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    kernel.log('lenet', { loss: 3 });
    expect(model.store.get('lenet')!.isLive).toBe(true);
    kernel.restart();
    await answers();
    expect(losses(model)).toEqual([3]);
    expect(model.store.get('lenet')!.isLive).toBe(false);
    kernel.start('second', 2_000);
    kernel.log('second', { loss: 9 });
    expect(losses(model, 'second')).toEqual([9]);
  });

  test('calls a run live until it ends', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    expect(model.store.get('lenet')!.isLive).toBe(true);
    kernel.end('lenet');
    expect(model.store.get('lenet')!.isLive).toBe(false);
  });

  test('says why a kernel gave no answer, and recovers with its next message', async () => {
    const kernel = new LoggedRuns();
    const model = new CurvesModel();
    const runs = kernel.runs.bind(kernel);
    kernel.runs = () => Promise.reject(new Error('the kernel is away'));
    await model.feed.attach(kernel);
    expect(model.feed.state).toBe('unanswered');
    expect(model.feed.problem).toBe('the kernel is away');
    kernel.runs = runs;
    kernel.start('lenet');
    await answers();
    expect(model.feed.state).toBe('ready');
  });

  test('hears nothing of a kernel that it was detached from', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    model.feed.detach();
    kernel.start('lenet');
    expect(model.runs).toEqual([]);
    expect(model.feed.state).toBe('detached');
  });
});

describe('metrics', () => {
  test('come in the order in which they are logged first', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    kernel.log('lenet', { loss: 1 }, { loss: 1, accuracy: 0.5 });
    expect(model.metrics).toEqual(['loss', 'accuracy']);
  });

  test('leave with the last run that is shown and logs them', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    kernel.log('lenet', { loss: 1 });
    model.show(model.store.get('lenet')!, false);
    expect(model.metrics).toEqual([]);
  });

  test('hold finite values only, with the points they belong to', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    kernel.log('lenet', { loss: 1 }, { loss: 'NaN' }, { accuracy: 0.5 }, { loss: 'Infinity' }, { loss: 2 });
    const { points, values } = model.store.get('lenet')!.metrics.get('loss')!;
    expect([...values.values]).toEqual([1, 2]);
    expect([...points.values]).toEqual([0, 4]);
  });
});

describe('zoom', () => {
  test('stays while points come', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    model.setZoom('loss', { x: [0, 10], y: [0, 1] });
    kernel.log('lenet', { loss: 1 });
    expect(model.zoom('loss')).toEqual({ x: [0, 10], y: [0, 1] });
  });

  test('is given up on the axis whose unit changes, and only there', () => {
    const model = new CurvesModel();
    model.setZoom('loss', { x: [0, 10], y: [0, 1] });
    model.set({ smoothing: 0.5 });
    expect(model.zoom('loss')).toEqual({ x: [0, 10], y: [0, 1] });
    model.set({ isLogY: true });
    expect(model.zoom('loss')).toEqual({ x: [0, 10], y: null });
    model.set({ xAxis: 'time' });
    expect(model.zoom('loss')).toEqual({ x: null, y: null });
  });
});
