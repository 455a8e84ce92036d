// When a panel asks a kernel again for what changes while a cell runs, and what groups make of summaries of parameters.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Report } from 'gluonlab/messages';
import { pathOf } from '@gluonlab/jupyterlab/dist/graph/network/items.js';
import { Network } from '@gluonlab/jupyterlab/dist/graph/network/network.js';
import { ParameterSums } from '@gluonlab/jupyterlab/dist/graph/parameter_sums.js';
import { Watch } from '@gluonlab/jupyterlab/dist/graph/watch.js';
import { networkOf } from './network_samples.js';

const summary = (mean: number) => ({ mean, norm: mean, min: -mean, max: mean, zeros: 0, nans: 0 });
const passed = (ms: number) => vi.advanceTimersByTimeAsync(ms);

describe('a watch', () => {
  let watch: Watch<number>;
  let asked: number;
  let report: Partial<Report<number>>;
  /** Answers with how often it was asked. */
  const question = () => Promise.resolve({ known: ++asked, isCellRunning: true, tookMs: 1, ...report });

  beforeEach(() => {
    vi.useFakeTimers();
    watch = new Watch();
    asked = 0;
    report = {};
  });

  afterEach(() => {
    watch.dispose();
    vi.useRealTimers();
  });

  test('asks nothing while nobody looks or there is no question', async () => {
    watch.cellBegan();
    await passed(5000);
    watch.setVisible(true);
    await passed(5000);
    watch.setVisible(false);
    void watch.setQuestion(question);
    void watch.ask();
    await passed(5000);
    expect(asked).toBe(0);
  });

  test('asks every second while a cell runs, and stops with it', async () => {
    watch.setVisible(true);
    void watch.setQuestion(question);
    await passed(2500);
    expect(watch.known).toBe(3);
    report = { isCellRunning: false };
    await passed(10_000);
    expect(watch.known).toBe(4);
  });

  test('takes at most a twentieth of the time of the cell', async () => {
    report = { tookMs: 200 };
    watch.setVisible(true);
    void watch.setQuestion(question);
    await passed(3999);
    expect(asked).toBe(1);
    await passed(1);
    expect(asked).toBe(2);
  });

  test('begins again a second after a cell was sent, and asks once when it has ended', async () => {
    report = { isCellRunning: false };
    watch.setVisible(true);
    void watch.setQuestion(question);
    watch.cellBegan();
    await passed(999);
    expect(asked).toBe(1);
    await passed(1);
    expect(asked).toBe(2);
    void watch.ask();
    await passed(5000);
    expect(asked).toBe(3);
  });

  test('keeps what it knows, and when that was, while a cell gives no chance to look', async () => {
    watch.setVisible(true);
    void watch.setQuestion(question);
    await passed(0);
    const { time } = watch;
    report = { known: null };
    await passed(1500);
    expect([watch.known, watch.time, watch.isBlind]).toEqual([1, time, true]);
    report = {};
    await passed(1000);
    expect([watch.known, watch.isBlind]).toEqual([3, false]);
  });

  test('says why nothing comes, and an answer that comes late is not taken for that of another question', async () => {
    watch.setVisible(true);
    let late: (report: Report<number>) => void = () => undefined;
    void watch.setQuestion(() => new Promise((resolve) => (late = resolve)));
    void watch.setQuestion(() => Promise.reject(new Error('network 3 is not there any more')));
    late({ known: 1, isCellRunning: true, tookMs: 1 });
    await passed(0);
    expect([watch.known, watch.problem]).toEqual([null, 'network 3 is not there any more']);
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
