// The Training curves panel without a browser: what it knows of the runs of a kernel, and what it asks for.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { CurvesModel } from '@gluonlab/jupyterlab/dist/curves/model.js';
import { answers, LoggedRuns } from './logged_runs.js';

function losses(model: CurvesModel, run = 'lenet'): number[] {
  return [...(model.store.get(run)?.metrics.get('loss')?.curve.values ?? [])];
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
    expect(kernel.requests).not.toContain('points run0 loss 0');
    model.setShown(model.store.get('run0')!, true);
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

describe('a run of another kernel', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  test('is looked at again and again until it ends, and nothing else is', async () => {
    const kernel = new LoggedRuns();
    kernel.start('lenet');
    kernel.log('lenet', { loss: 3 });
    kernel.handOver('lenet');
    const model = await attached(kernel);
    const run = model.store.get('lenet')!;
    expect([run.isLive, run.isElsewhere]).toEqual([false, true]);
    kernel.logElsewhere('lenet', { loss: 2 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(losses(model)).toEqual([3, 2]);
    kernel.endElsewhere('lenet');
    await vi.advanceTimersByTimeAsync(10_000);
    expect([run.isEnded, run.isElsewhere]).toEqual([true, false]);
    const asked = kernel.requests.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kernel.requests).toHaveLength(asked);
  });

  test('comes by itself when it begins, and grows', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.startElsewhere('lenet');
    kernel.logElsewhere('lenet', { loss: 3 });
    await vi.advanceTimersByTimeAsync(0);
    expect(model.runs.map(({ id, isElsewhere }) => [id, isElsewhere])).toEqual([['lenet', true]]);
    kernel.logElsewhere('lenet', { loss: 2 });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(losses(model)).toEqual([3, 2]);
  });

  test('is looked at no more when the panel has another kernel or none', async () => {
    const kernel = new LoggedRuns();
    kernel.start('lenet');
    kernel.handOver('lenet');
    const model = await attached(kernel);
    model.feed.detach();
    const asked = kernel.requests.length;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(kernel.requests).toHaveLength(asked);
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
    expect(kernel.requests).toContain('points lenet loss 1');
    expect(losses(model)).toEqual([4, 3, 2]);
  });

  test('asks for a run whose start it has not heard', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.startUnheard('lenet');
    kernel.log('lenet', { loss: 1 });
    await answers();
    expect(kernel.requests).toEqual(['runs', 'runs', 'points lenet loss 0']);
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
    const ask = kernel.ask.bind(kernel);
    kernel.ask = () => Promise.reject(new Error('the kernel is away'));
    await model.feed.attach(kernel);
    expect(model.feed.state).toBe('unanswered');
    expect(model.feed.problem).toBe('the kernel is away');
    kernel.ask = ask;
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
    model.setShown(model.store.get('lenet')!, false);
    expect(model.metrics).toEqual([]);
  });

  test('hold finite values only, with the steps they belong to', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    kernel.log('lenet', { loss: 1 }, { loss: NaN }, { accuracy: 0.5 }, { loss: Infinity }, { loss: 2 });
    const series = model.store.get('lenet')!.metric('loss');
    expect([...series.curve.values]).toEqual([1, 2]);
    expect([...series.curve.steps]).toEqual([0, 4]);
    expect([series.count, series.last]).toEqual([4, 2]);
  });
});

describe('zoom', () => {
  test('stays while points come', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    model.zoom('loss', [0, 10], [0, 1]);
    kernel.log('lenet', { loss: 1 });
    expect([model.zoomX, model.zoomY('loss')]).toEqual([
      [0, 10],
      [0, 1],
    ]);
  });

  test('of x is that of every chart, of y of one', () => {
    const model = new CurvesModel();
    model.zoom('loss', [0, 10], [0, 1]);
    expect([model.zoomX, model.zoomY('accuracy')]).toEqual([[0, 10], null]);
  });

  test('is given up on the axis whose unit changes, and only there', () => {
    const model = new CurvesModel();
    const zoom = () => [model.zoomX, model.zoomY('loss')];
    model.zoom('loss', [0, 10], [0, 1]);
    model.set({ smoothing: 0.5 });
    expect(zoom()).toEqual([
      [0, 10],
      [0, 1],
    ]);
    model.set({ logY: true });
    expect(zoom()).toEqual([[0, 10], null]);
    model.set({ xAxis: 'time' });
    expect(zoom()).toEqual([null, null]);
    model.set({ xAxis: { metric: 'tokens' } });
    model.zoom('loss', [0, 10], null);
    model.set({ xAxis: { metric: 'tokens' } });
    expect(model.zoomX).toEqual([0, 10]);
    model.set({ xAxis: { metric: 'lr' } });
    expect(model.zoomX).toBeNull();
  });
});

describe('the reader', () => {
  async function withRuns(...names: string[]) {
    const kernel = new LoggedRuns();
    names.forEach((name, i) => kernel.start(name, i + 1));
    return { kernel, model: await attached(kernel) };
  }

  test('pins a run, which then stands first and is shown however old it is', async () => {
    const { model } = await withRuns(...Array.from({ length: 10 }, (_, i) => `run${i}`));
    const oldest = model.store.get('run0')!;
    expect(model.isShown(oldest)).toBe(false);
    model.setPinned(oldest, true);
    expect([model.runs[0].id, model.isShown(oldest)]).toEqual(['run0', true]);
    model.setPinned(oldest, false);
    expect(model.runs[0].id).toBe('run9');
  });

  test('renames, annotates and deletes a run', async () => {
    const { model } = await withRuns('lenet');
    const run = model.store.get('lenet')!;
    await model.edit(run, { name: 'better', notes: 'with momentum' });
    expect([run.name, run.header.notes]).toEqual(['better', 'with momentum']);
    await model.delete(run);
    expect(model.runs).toEqual([]);
  });

  test('pauses a run, and sees it', async () => {
    const { model } = await withRuns('lenet');
    await model.setFlow(model.store.get('lenet')!, 'pause');
    expect(model.store.get('lenet')!.flow).toBe('pause');
  });

  test('finds what was chosen again after a reload', () => {
    const model = new CurvesModel();
    model.set({ logY: true, xAxis: { metric: 'tokens' } });
    model.setFolded('train', true);
    model.setFolded('system', false);
    model.show('values');
    const kept = JSON.parse(JSON.stringify(model.state)) as typeof model.state;
    expect(new CurvesModel(kept).state).toEqual(model.state);
    expect(kept).toMatchObject({
      folded: ['train'],
      view: 'values',
      settings: { logY: true, xAxis: { metric: 'tokens' } },
    });
  });

  test('hears why a run cannot be shown, beside the others', async () => {
    const kernel = new LoggedRuns();
    kernel.start('good');
    kernel.unreadable = [{ id: 'bad', problem: 'run.jsonl is of version 9' }];
    const model = await attached(kernel);
    expect(model.runs.map(({ id }) => id)).toEqual(['good']);
    expect(model.feed.unreadable).toEqual([{ id: 'bad', problem: 'run.jsonl is of version 9' }]);
  });
});

describe('histograms, images and texts', () => {
  test('are fetched when they are looked at, once, and again when there are more', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    kernel.add('lenet', 'sample', 'text', { s: 0, t: 0, text: 'a' });
    const run = model.store.get('lenet')!;
    const look = () => model.media.entries(run, 'sample').map((entry) => (entry as { text: string }).text);
    expect(kernel.requests).not.toContain('entries lenet sample');
    expect([look(), look()]).toEqual([[], []]);
    await answers();
    expect(look()).toEqual(['a']);
    kernel.add('lenet', 'sample', 'text', { s: 1, t: 0, text: 'b' });
    look();
    await answers();
    expect(look()).toEqual(['a', 'b']);
    expect(kernel.requests.filter((request) => request.startsWith('entries'))).toHaveLength(2);
  });

  test('images come as addresses that an <img> takes', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    const look = () => model.media.image(model.store.get('lenet')!, 'digit', 7);
    expect(look()).toBeNull();
    await answers();
    expect(look()).toBe('data:image/png;base64,Bw==');
  });
});

describe('a series', () => {
  test('knows its last value, also NaN, and its extremes with their steps', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    kernel.log('lenet', { loss: 3 }, { loss: 9 }, { loss: -1 }, { loss: NaN });
    const { count, last, low, high } = model.store.get('lenet')!.metric('loss');
    expect({ count, last, low, high }).toEqual({
      count: 4,
      last: NaN,
      low: { value: -1, step: 2 },
      high: { value: 9, step: 1 },
    });
  });
});

describe('a long series', () => {
  test('is thinned as it grows, and keeps its peaks, its count and its end', async () => {
    const kernel = new LoggedRuns();
    const model = await attached(kernel);
    kernel.start('lenet');
    for (let block = 0; block < 10; block++) {
      const values = Array.from({ length: 5_000 }, (_, i) => ({ loss: block === 3 && i === 77 ? 99 : Math.sin(i) }));
      kernel.log('lenet', ...values);
    }
    const series = model.store.get('lenet')!.metric('loss');
    expect(series.count).toBe(50_000);
    expect(series.curve.length).toBeLessThanOrEqual(32_000);
    expect(Math.max(...series.curve.values)).toBe(99);
    expect(series.high).toEqual({ value: 99, step: 15_077 });
    expect(series.curve.indices.at(-1)).toBe(49_999);
    expect(kernel.requests).toEqual(['runs']);
  });
});
