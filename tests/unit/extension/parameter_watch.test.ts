// When the Graph panel asks for summaries of parameters, and what groups make of them.
import { Signal } from '@lumino/signaling';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { pathOf } from '@gluonlab/jupyterlab/dist/graph/network/items.js';
import { Network } from '@gluonlab/jupyterlab/dist/graph/network/network.js';
import { ParameterSums } from '@gluonlab/jupyterlab/dist/graph/parameter_sums.js';
import { ParameterWatch } from '@gluonlab/jupyterlab/dist/graph/parameter_watch.js';
import type { SummaryKind, SummaryReport, Training } from '@gluonlab/jupyterlab/dist/graph/source.js';
import { networkOf } from './network_samples.js';

const summary = (mean: number) => ({ mean, norm: mean, min: -mean, max: mean, zeros: 0, nans: 0 });
const report = (mean: number, isCellRunning = true, tookMs = 1): SummaryReport => ({
  summaries: new Map([[0, summary(mean)]]),
  isCellRunning,
  tookMs,
});

/** A network in training, in the test's hands. */
class Trained implements Training {
  readonly cellChanged = new Signal<this, 'began' | 'ended'>(this);
  readonly asked: SummaryKind[] = [];
  answer: () => Promise<SummaryReport> = () => Promise.resolve(report(this.asked.length));

  summaries(of: SummaryKind): Promise<SummaryReport> {
    this.asked.push(of);
    return this.answer();
  }
}

const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a watch', () => {
  let training: Trained;
  let watch: ParameterWatch;

  beforeEach(() => {
    vi.useFakeTimers();
    training = new Trained();
    watch = new ParameterWatch(training);
  });

  afterEach(() => {
    watch.dispose();
    vi.useRealTimers();
  });

  test('asks nothing while nobody looks or nothing is chosen', async () => {
    training.cellChanged.emit('began');
    await passed(5000);
    watch.setVisible(true);
    await passed(5000);
    watch.setVisible(false);
    watch.watch('gradient');
    training.cellChanged.emit('ended');
    await passed(5000);
    expect(training.asked).toEqual([]);
  });

  test('asks every second while a cell runs, and stops with it', async () => {
    watch.setVisible(true);
    watch.watch('gradient');
    await passed(2500);
    expect(training.asked).toEqual(['gradient', 'gradient', 'gradient']);
    expect(watch.summaries!.get(0)!.mean).toBe(3);
    training.answer = () => Promise.resolve(report(7, false));
    await passed(10_000);
    expect(training.asked.length).toBe(4);
    expect(watch.summaries!.get(0)!.mean).toBe(7);
  });

  test('takes at most a twentieth of the time of the cell', async () => {
    training.answer = () => Promise.resolve(report(1, true, 200));
    watch.setVisible(true);
    watch.watch('values');
    await passed(3999);
    expect(training.asked.length).toBe(1);
    await passed(1);
    expect(training.asked.length).toBe(2);
  });

  test('begins again a second after a cell was sent, and asks once when it has ended', async () => {
    training.answer = () => Promise.resolve(report(1, false));
    watch.setVisible(true);
    watch.watch('values');
    training.cellChanged.emit('began');
    await passed(999);
    expect(training.asked.length).toBe(1);
    await passed(1);
    expect(training.asked.length).toBe(2);
    training.cellChanged.emit('ended');
    await passed(5000);
    expect(training.asked.length).toBe(3);
  });

  test('keeps what it knows, and when that was, while a cell gives no chance to look', async () => {
    watch.setVisible(true);
    watch.watch('values');
    await passed(0);
    const { time } = watch;
    training.answer = () => Promise.resolve({ ...report(0), summaries: null });
    await passed(1500);
    expect([watch.summaries!.get(0)!.mean, watch.time, watch.isBlind]).toEqual([1, time, true]);
    training.answer = () => Promise.resolve(report(5));
    await passed(1000);
    expect([watch.summaries!.get(0)!.mean, watch.isBlind]).toEqual([5, false]);
  });

  test('says why nothing comes, and an answer that comes late is not taken for another kind', async () => {
    watch.setVisible(true);
    let late: (report: SummaryReport) => void = () => undefined;
    training.answer = () => new Promise((resolve) => (late = resolve));
    watch.watch('values');
    training.answer = () => Promise.reject(new Error('network 3 is not there any more'));
    watch.watch('gradient');
    late(report(1));
    await passed(0);
    expect([watch.summaries, watch.problem]).toEqual([null, 'network 3 is not there any more']);
  });
});

describe('the summary of an item', () => {
  const network = new Network(
    networkOf(['a/p = Dense(x, #w, #b)', 'a/q = Dense(a/p, #w)', 'a/r = Relu(a/q)', 'c = Exp(a/r)']),
  );
  const { values } = network.graph;
  const at = (path: string) => network.items.find((item) => pathOf(item) === path)!;
  const value = (name: string) => values.findIndex((each) => each.name === name);
  values[value('#b')].shape = [4];
  const sums = new ParameterSums(
    network,
    'values',
    new Map([
      [value('#w'), { mean: 2, norm: 3, min: -4, max: 1, zeros: 0.5, nans: 0 }],
      [value('#b'), { mean: 6, norm: 4, min: 0, max: 9, zeros: 0, nans: 0.25 }],
    ]),
  );

  test('counts parameters by their elements, and a shared one once', () => {
    const both = { mean: 3, norm: 5, min: -4, max: 9, zeros: 0.375, nans: 0.0625 };
    expect(sums.of(at('a/p'))).toEqual(both);
    expect(sums.of(at('a'))).toEqual(both);
    expect(sums.of(at('a/q'))!.mean).toBe(2);
  });

  test('is not there where an item has no parameters', () => {
    expect(sums.of(at('a/r'))).toBeUndefined();
    expect(sums.of(at('c'))).toBeUndefined();
  });

  test('is NaN where one parameter is, and infinite where one is', () => {
    const w = value('#w');
    const spoilt = (mean: number) => new ParameterSums(network, 'values', new Map([[w, summary(mean)]])).of(at('a'))!;
    expect([spoilt(NaN).mean, spoilt(NaN).norm, spoilt(Infinity).mean]).toEqual([NaN, NaN, Infinity]);
  });
});
