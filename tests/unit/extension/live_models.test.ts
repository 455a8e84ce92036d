// The Network graph panel without a browser: which network of a kernel it shows, and what it asks for.
import type { ModelGraph, ModelSummary } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import { describe, expect, test } from 'vitest';
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
    { name: '0.weight', dtype: 'float32', shape: [2] },
    { name: 'relu_output', dtype: 'float32', shape: [2] },
  ],
  inputs: [],
  outputs: [1],
};

const network = (id: number, name: string, isCalled = true): ModelSummary => ({
  id,
  name,
  type: 'Net',
  parameters: 2,
  isCalled,
});

/** What a kernel answers, in the test's hands. */
class Answers {
  readonly restarted = new Signal<any, void>(this);
  readonly asked: string[] = [];
  models: ModelSummary[] = [];
  isProfiling = false;
  problem: Error | null = null;

  ask(request: string, given: any): Promise<any> {
    this.asked.push(`${request} ${JSON.stringify(given)}`);
    if (this.problem !== null) return Promise.reject(this.problem);
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
      models: { models: this.models, isProfiling: this.isProfiling },
      graph: { graph: GRAPH },
      measures: { measures: [{ node: 0, timeMs: 2, bytes: 8, calls: 3 }] },
      statistics: { statistics: { ...statistics, histogram: { edges: [], counts: [] } } },
      profile: { isProfiling: this.isProfiling },
    };
    return Promise.resolve({ answer: answers[request], buffers: [] });
  }

  get link(): IKernelLink {
    return this as unknown as IKernelLink;
  }
}

async function attached(...models: ModelSummary[]) {
  const kernel = new Answers();
  kernel.models = models;
  const model = new NetworksModel();
  const source = new LiveSource(model);
  await model.attach(kernel.link);
  return { kernel, model, source };
}

describe('which network is shown', () => {
  test('the first that was called', async () => {
    const { model } = await attached(network(1, 'a', false), network(2, 'b'));
    expect(model.selected!.name).toBe('b');
  });

  test('the one that was chosen, also after its cell has made it anew', async () => {
    const { kernel, model } = await attached(network(1, 'a'), network(2, 'b'));
    model.select(2);
    kernel.models = [network(3, 'b'), network(1, 'a')];
    await model.refresh();
    expect(model.selected!.id).toBe(3);
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
  test('graph, measures while profiling, and statistics by name', async () => {
    const { kernel, model, source } = await attached(network(7, 'net'));
    expect((await source.graph()).nodes.length).toBe(1);
    expect((await source.measures()).size).toBe(0);
    await model.setProfiling(true);
    expect(await source.measures()).toEqual(new Map([[0, { timeMs: 2, bytes: 8, calls: 3 }]]));
    model.setStatisticsOf('gradient');
    expect((await source.statistics(0)).mean).toBeNaN();
    expect(kernel.asked.at(-1)).toBe('statistics {"model":7,"parameter":"0.weight","of":"gradient"}');
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
