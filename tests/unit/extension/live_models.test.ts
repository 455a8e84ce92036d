// The Network graph panel without a browser: which network of a kernel it shows, and what it asks for.
import type { ModelGraph, ModelSummary, NamedMeasure } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import { describe, expect, test, vi } from 'vitest';
import { ControlError } from '@gluonlab/jupyterlab/dist/comms/control.js';
import type { IKernelLink } from '@gluonlab/jupyterlab/dist/comms/tokens.js';
import { NetworksModel } from '@gluonlab/jupyterlab/dist/live_models/model.js';
import { LiveSource } from '@gluonlab/jupyterlab/dist/live_models/source.js';

const GRAPH: ModelGraph = {
  name: 'net',
  format: 'gluon',
  properties: {},
  nodes: [{ name: 'relu', op: 'relu', scope: [], attributes: {}, inputs: [0], outputs: [1] }],
  values: [
    { name: '0.weight', dtype: 'float32', shape: [2], tensor: { bytes: 8, file: null, offset: 0, encoding: 'raw' } },
    { name: 'relu_output', dtype: 'float32', shape: [2] },
  ],
  inputs: [],
  outputs: [1],
};

const network = (id: number, name: string, inputs: ModelSummary['inputs'] = []): ModelSummary => ({
  id,
  name,
  type: 'Net',
  parameters: 2,
  inputs,
});

const MEASURE = { timeMs: 2, backwardMs: 5, bytes: 8, calls: 3 };

/** What a kernel answers, in the test's hands. */
class Answers {
  readonly restarted = new Signal<any, void>(this);
  readonly asked: string[] = [];
  models: ModelSummary[] = [];
  isCellRunning = true;
  /** So many questions are still asked in vain: the running cell gives no chance to look. */
  blindFor = 0;
  isProfiling = false;
  problem: Error | null = null;
  summarized: string[] | null = ['0.weight', 'of another layer'];
  measured: NamedMeasure[] | null = [
    { name: 'relu', ...MEASURE },
    { name: 'of another network', ...MEASURE },
  ];
  rows = Float32Array.of(0.5, 2, -1, 1, 0.25, 0, NaN, NaN, NaN, NaN, 0, 1);

  ask(request: string, given: any): Promise<any> {
    this.asked.push(`${request} ${JSON.stringify(given)}`);
    if (this.problem !== null) return Promise.reject(this.problem);
    const told = { isCellRunning: this.isCellRunning, tookMs: 2 };
    if (this.blindFor-- > 0) return Promise.resolve({ answer: { known: null, ...told }, buffers: [] });
    if (request === 'profile') this.isProfiling = given.on;
    const statistics = {
      count: 0,
      mean: null,
      deviation: null,
      min: null,
      max: null,
      zeros: 0,
      nans: 0,
      infinities: 0,
    };
    const answers: Record<string, object> = {
      models: { known: { models: this.models, isProfiling: this.isProfiling }, ...told },
      graph: { known: GRAPH, ...told },
      measures: { known: this.measured, ...told },
      statistics: { statistics: { ...statistics, histogram: { edges: [], counts: [] } } },
      profile: { isProfiling: this.isProfiling },
      summaries: { known: this.summarized, ...told },
    };
    return Promise.resolve({ answer: answers[request], buffers: request === 'summaries' ? [this.rows.buffer] : [] });
  }

  get link(): IKernelLink {
    return this as unknown as IKernelLink;
  }
}

async function attached(...models: ModelSummary[]) {
  const kernel = new Answers();
  kernel.models = models;
  const model = new NetworksModel();
  model.setVisible(true);
  const source = new LiveSource(model);
  await model.attach(kernel.link);
  return { kernel, model, source };
}

describe('which network is shown', () => {
  test('the first that was called', async () => {
    const { model } = await attached(network(1, 'a', null), network(2, 'b'));
    expect(model.selected!.name).toBe('b');
  });

  test('the first that is called, where none was before and none is chosen', async () => {
    const { kernel, model } = await attached(network(1, 'a', null), network(2, 'b', null));
    expect(model.selected!.name).toBe('a');
    kernel.models = [network(1, 'a', null), network(2, 'b')];
    await model.refresh();
    expect(model.selected!.name).toBe('b');
    model.select(1);
    await model.refresh();
    expect(model.selected!.name).toBe('a');
  });

  test('the one that was chosen, also after its cell has made it anew', async () => {
    const { kernel, model } = await attached(network(1, 'a'), network(2, 'b'));
    model.select(2);
    kernel.models = [network(3, 'b'), network(1, 'a')];
    await model.refresh();
    expect(model.selected!.id).toBe(3);
  });

  test('the newest of its name, unless another one was chosen', async () => {
    const { kernel, model } = await attached(network(1, 'Net'));
    kernel.models = [network(2, 'Net'), network(1, 'Net')];
    await model.refresh();
    expect(model.selected!.id).toBe(2);
    model.select(1);
    kernel.models = [network(3, 'Net'), ...kernel.models];
    await model.refresh();
    expect(model.selected!.id).toBe(1);
  });

  test('one that a running cell has made, a second later', async () => {
    vi.useFakeTimers();
    try {
      const { kernel, model } = await attached();
      let told = 0;
      model.networkChanged.connect(() => told++);
      kernel.models = [network(1, 'net', null)];
      await vi.advanceTimersByTimeAsync(1000);
      expect([model.selected!.name, told]).toEqual(['net', 1]);
      kernel.models = [network(1, 'net')];
      await vi.advanceTimersByTimeAsync(1000);
      expect(told).toBe(2);
      kernel.isCellRunning = false;
      await vi.advanceTimersByTimeAsync(60_000);
      expect([told, kernel.asked.length]).toEqual([2, 4]);
      model.dispose();
    } finally {
      vi.useRealTimers();
    }
  });

  test('another one is told to the graph, the same one is not', async () => {
    const { kernel, model } = await attached(network(1, 'a'));
    let told = 0;
    model.networkChanged.connect(() => told++);
    await model.refresh();
    expect(told).toBe(0);
    kernel.models = [network(4, 'a')];
    await model.refresh();
    expect(told).toBe(1);
  });

  test('none after a restart', async () => {
    const { kernel, model } = await attached(network(1, 'a'));
    kernel.models = [];
    kernel.restarted.emit();
    await new Promise((resolve) => setImmediate(resolve));
    expect(model.selected).toBeUndefined();
  });
});

describe('what the graph panel gets', () => {
  test('the graph, and statistics by name', async () => {
    const { kernel, source } = await attached(network(7, 'net'));
    expect((await source.graph()).nodes.length).toBe(1);
    expect((await source.statistics(GRAPH.values[0], 'gradient')).mean).toBeNaN();
    expect(kernel.asked.at(-1)).toBe('statistics {"model":7,"parameter":"0.weight","of":"gradient"}');
  });

  test('measures by node name, and that there is no need to come again unless operators are measured', async () => {
    const { kernel, model, source } = await attached(network(7, 'net'));
    await source.graph();
    const measures = new Map([[0, MEASURE]]);
    expect(await source.training.measures()).toEqual({ known: measures, isCellRunning: false, tookMs: 2 });
    await model.setProfiling(true);
    expect(await source.training.measures()).toEqual({ known: measures, isCellRunning: true, tookMs: 2 });
    kernel.measured = null;
    expect((await source.training.measures()).known).toBeNull();
  });

  test('summaries of its parameters, or that the cell gave no chance to look', async () => {
    const { kernel, source } = await attached(network(7, 'net'));
    await source.graph();
    const weight = { mean: 0.5, norm: 2, min: -1, max: 1, zeros: 0.25, nans: 0 };
    const report = { known: new Map([[0, weight]]), isCellRunning: true, tookMs: 2 };
    expect(await source.training.summaries('gradient')).toEqual(report);
    expect(kernel.asked.at(-1)).toBe('summaries {"model":7,"of":"gradient"}');
    kernel.rows = kernel.rows.slice(1);
    await expect(source.training.summaries('values')).rejects.toThrow('2 parameters need 48 bytes, got 44');
    kernel.summarized = null;
    expect((await source.training.summaries('values')).known).toBeNull();
  });

  test('the beginning and the end of cells', async () => {
    const { model, source } = await attached(network(7, 'net'));
    const told: string[] = [];
    source.training.cellChanged.connect((_, change) => told.push(change));
    model.cellBegins();
    await model.cellEnded();
    expect(told).toEqual(['began', 'ended']);
  });

  test('the graph as soon as the running cell gives a chance to look', async () => {
    const { kernel, model, source } = await attached(network(7, 'net'));
    kernel.blindFor = 2;
    expect(await source.graph()).toBe(GRAPH);
    kernel.blindFor = 1;
    await model.refresh();
    expect([model.selected!.name, model.isBlind]).toEqual(['net', true]);
    kernel.blindFor = 1;
    await model.attach(kernel.link);
    await expect(source.graph()).rejects.toThrow('the running cell gives no chance to look at its networks');
  });

  test('the graph for an example, until the network is called', async () => {
    const { kernel, model, source } = await attached(network(7, 'net', null));
    expect(source.needsExample).toBe(true);
    let changes = 0;
    source.changed.connect(() => changes++);
    await source.setExample([{ dtype: null, shape: [1, 3] }]);
    expect([kernel.asked.at(-1), changes]).toEqual([
      'graph {"model":7,"example":[{"dtype":"float32","shape":[1,3]}]}',
      1,
    ]);
    await source.graph();
    expect(kernel.asked.at(-1)).toBe('graph {"model":7,"example":[{"dtype":"float32","shape":[1,3]}]}');
    await expect(source.setExample([{ dtype: null, shape: ['batch', 3] }])).rejects.toThrow(
      /input 1 has an open extent/,
    );
    kernel.blindFor = 1;
    await expect(source.setExample([{ dtype: null, shape: [9] }])).rejects.toThrow(/gives no chance to look/);
    kernel.models = [network(7, 'net', [{ dtype: 'float32', shape: [5, 3] }])];
    await model.refresh();
    expect([source.needsExample, changes]).toEqual([false, 2]);
    await source.graph();
    expect(kernel.asked.at(-1)).toBe('graph {"model":7}');
  });

  test('no other graph for other shapes while a cell runs, and that of the last shapes when it has ended', async () => {
    const called = (...shape: number[]) => [network(7, 'net', [{ dtype: 'float32', shape }])];
    const { kernel, model, source } = await attached(...called(64, 3));
    let changes = 0;
    source.changed.connect(() => changes++);
    kernel.models = called(32, 3);
    await model.refresh();
    expect(changes).toBe(0);
    kernel.isCellRunning = false;
    await model.cellEnded();
    expect(changes).toBe(1);
    await model.refresh();
    expect(changes).toBe(1);
  });

  test('a sentence where there is no notebook, no network, or no answer', async () => {
    const alone = new LiveSource(new NetworksModel());
    await expect(alone.graph()).rejects.toThrow('no notebook is open');
    const { kernel, model, source } = await attached();
    await expect(source.graph()).rejects.toThrow('no network with parameters yet');
    kernel.problem = new ControlError('refused', 'the kernel is busy: a cell is running');
    await model.refresh();
    await expect(source.graph()).rejects.toThrow('the kernel is busy');
    kernel.problem = new ControlError('closed', '');
    await model.refresh();
    await expect(source.graph()).rejects.toThrow('is not the TypeScript (gluonlab) kernel');
  });
});
