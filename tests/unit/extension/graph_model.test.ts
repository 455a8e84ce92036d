// The state of a Graph panel without a browser: opening, entering, selecting, searching, and what its source says.
import { Signal } from '@lumino/signaling';
import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, test, vi } from 'vitest';
import { Explorer } from '@gluonlab/jupyterlab/dist/graph/explorer.js';
import { factsOf, factsText } from '@gluonlab/jupyterlab/dist/graph/facts.js';
import { GraphModel } from '@gluonlab/jupyterlab/dist/graph/model.js';
import { pathOf } from '@gluonlab/jupyterlab/dist/graph/network/items.js';
import type { GroupItem, Item, OperatorItem } from '@gluonlab/jupyterlab/dist/graph/network/items.js';
import { Network, pathIn } from '@gluonlab/jupyterlab/dist/graph/network/network.js';
import { outlineOf } from '@gluonlab/jupyterlab/dist/graph/outline.js';
import { SearchIndex } from '@gluonlab/jupyterlab/dist/graph/search.js';
import type { GraphSource, NodeMeasure, Training } from '@gluonlab/jupyterlab/dist/graph/source.js';
import type { ModelGraph } from 'gluonlab/messages';
import { golden, networkOf } from './network_samples.js';

const trans = nullTranslator.load('gluonlab');
const GRAPH = networkOf(['a/b/p = Conv(x, #w)', 'a/b/q = Relu(a/b/p)', 'a/r = Exp(a/b/q)', 's = Add(a/r, x)']);

const at = <T extends Item>({ network }: Explorer, path: string) =>
  network.items.find((item) => pathOf(item) === path) as T;
const names = (items: readonly Item[]) => items.map(({ name }) => name);

function closedExplorer(graph: ModelGraph = GRAPH): Explorer {
  const explorer = new Explorer(new Network(graph));
  explorer.closeAll();
  return explorer;
}

const reported = <T>(known: T) => Promise.resolve({ known, isCellRunning: false, tookMs: 1 });

/** A source whose network the test changes. */
class ChangingSource implements GraphSource {
  readonly changed = new Signal<this, void>(this);
  training: Training | null = null;

  constructor(public answer: () => Promise<ModelGraph>) {}

  graph = () => this.answer();
  readonly needsExample = false;
  setExample = () => Promise.resolve();
  statistics = () => Promise.reject(new Error('not asked here'));
  dispose = () => undefined;
}

describe('a reader', () => {
  test('sees small networks open and large ones closed', async () => {
    const small = new Explorer(new Network(GRAPH));
    expect(small.isOpen(at(small, 'a/b'))).toBe(true);
    const large = new Explorer(new Network(await golden('big_10000')));
    const seen = large.network.root.children.filter((item) => item.kind === 'group');
    expect(seen.map((group) => large.isOpen(group))).toEqual([false, false, false, false]);
  });

  test('opens and closes groups, and a closed group stands for what is in it', () => {
    const explorer = closedExplorer();
    const operator = at(explorer, 'a/b/p');
    expect(explorer.representative(operator)).toBe(at(explorer, 'a'));
    explorer.toggle(at(explorer, 'a'));
    expect(explorer.representative(operator)).toBe(at(explorer, 'a/b'));
    explorer.toggle(at(explorer, 'a/b'));
    expect(explorer.representative(operator)).toBe(operator);
    explorer.selectItem(operator);
    explorer.toggle(at(explorer, 'a'));
    expect(explorer.selectedItem).toBe(at(explorer, 'a'));
  });

  test('enters a group and leaves it, and what was left is selected', () => {
    const explorer = closedExplorer();
    explorer.enter(at(explorer, 'a'));
    explorer.enter(at(explorer, 'a/b'));
    expect(explorer.crumbs.map(({ label }) => label)).toEqual(['net', 'a', 'b']);
    expect(explorer.representative(at(explorer, 's'))).toBeNull();
    expect(explorer.leave()).toBe(true);
    expect(explorer.selectedItem).toBe(at(explorer, 'a/b'));
    expect(explorer.leave()).toBe(true);
    expect(explorer.leave()).toBe(false);
  });

  test('enters the body of a loop and comes back to the loop', () => {
    const graph = networkOf(['g/loop = Loop(x)', 'g/end = Exp(g/loop)', 'y = Log(g/end)']);
    graph.nodes[0].subgraphs = { body: networkOf(['p = Conv(i)', 'q = Relu(p)']) };
    const explorer = closedExplorer(graph);
    const loop = at<OperatorItem>(explorer, 'g/loop');
    explorer.enterInner(loop, 'body');
    expect(names(explorer.place.children)).toEqual(['i', 'p', 'q', 'q']);
    expect(explorer.crumbs.map(({ label }) => label)).toEqual(['net', 'g', 'loop.body']);
    explorer.leave();
    expect(explorer.place.name).toBe('g');
    expect(explorer.selectedItem).toBe(loop);
  });

  test('is shown an item by opening what hides it, from outside if need be', () => {
    const explorer = closedExplorer();
    explorer.reveal(at(explorer, 'a/b/q'));
    expect(explorer.representative(at(explorer, 'a/b/q'))).toBe(at(explorer, 'a/b/q'));
    explorer.enter(at(explorer, 'a/b'));
    explorer.reveal(at(explorer, 's'));
    expect(explorer.place).toBe(explorer.network.root);
    expect(explorer.selectedItem).toBe(at(explorer, 's'));
  });

  test('goes back to an earlier extent', () => {
    const explorer = closedExplorer();
    const { extent } = explorer;
    explorer.openAll();
    explorer.enter(at(explorer, 'a'));
    explorer.restore(extent);
    expect(explorer.place).toBe(explorer.network.root);
    expect(explorer.isOpen(at(explorer, 'a'))).toBe(false);
  });
});

describe('a model', () => {
  test('has the network of its source', async () => {
    const model = new GraphModel(new ChangingSource(() => Promise.resolve(GRAPH)));
    await model.load();
    expect(model.explorer?.network.graph).toBe(GRAPH);
    expect(model.problem).toBeNull();
  });

  test('says why there is none, and recovers', async () => {
    const source = new ChangingSource(() => Promise.reject(new Error('net.onnx: no graph at byte 7')));
    const model = new GraphModel(source);
    await model.load();
    expect(model.problem).toBe('net.onnx: no graph at byte 7');
    source.answer = () => Promise.resolve(GRAPH);
    await model.load();
    expect(model.problem).toBeNull();
  });

  test('forgets the gradients of a network that another one has replaced', async () => {
    const summary = { mean: 1, norm: 1, min: 0, max: 1, zeros: 0, nans: 0 };
    const source = new ChangingSource(() => Promise.resolve(GRAPH));
    source.training = {
      cellChanged: new Signal(source),
      summaries: () => reported(new Map([[1, summary]])),
      measures: () => reported(new Map()),
    };
    const model = new GraphModel(source);
    model.setVisible(true);
    model.setOverlay('gradient');
    await model.load();
    const before = model.explorer!.network;
    await vi.waitFor(() => expect(model.sumsOf(before)).not.toBeNull());
    source.answer = () => Promise.resolve(networkOf(['other = Exp(x)']));
    await model.load();
    expect(model.sumsOf(before)).toBeNull();
  });

  test('has the network back as it was after a problem', async () => {
    const source = new ChangingSource(() => Promise.resolve(GRAPH));
    const model = new GraphModel(source);
    await model.load();
    const before = model.explorer;
    source.answer = () => Promise.reject(new Error('the kernel is busy'));
    await model.load();
    expect(model.problem).toBe('the kernel is busy');
    source.answer = () => Promise.resolve(structuredClone(GRAPH));
    await model.load();
    expect([model.problem, model.explorer]).toEqual([null, before]);
  });

  test('renews its measures when cells and its source say so, and keeps its network', async () => {
    const measured = new Map<number, NodeMeasure>();
    const cellChanged = new Signal<unknown, 'began' | 'ended'>({});
    const source = new ChangingSource(() => Promise.resolve(structuredClone(GRAPH)));
    source.training = { cellChanged, summaries: () => reported(new Map()), measures: () => reported(measured) };
    const model = new GraphModel(source);
    model.setVisible(true);
    await model.load();
    const { network } = model.explorer!;
    const timeOf = (path: string) => model.measuresOf(network)?.timeOf(at(model.explorer!, path));
    expect(timeOf('a')).toBeUndefined();
    measured.set(0, { timeMs: 3, backwardMs: null, bytes: 40, calls: 1 });
    cellChanged.emit('ended');
    await vi.waitFor(() => expect(timeOf('a')).toBe(3));
    measured.set(0, { timeMs: 5, backwardMs: 1, bytes: 40, calls: 2 });
    await model.load();
    await vi.waitFor(() => expect(timeOf('a/b/p')).toBe(6));
    expect(model.explorer!.network).toBe(network);
  });

  test('keeps open what was open when the network changes', async () => {
    const source = new ChangingSource(() => Promise.resolve(GRAPH));
    const model = new GraphModel(source);
    await model.load();
    model.explorer!.closeAll();
    model.explorer!.toggle(at(model.explorer!, 'a'));
    const before = model.explorer!;
    source.answer = () => Promise.resolve({ ...GRAPH, name: 'other' });
    await model.load();
    const after = model.explorer!;
    expect(after).not.toBe(before);
    expect([after.isOpen(at(after, 'a')), after.isOpen(at(after, 'a/b'))]).toEqual([true, false]);
  });

  test('asks again when its source has changed, and the last answer counts', async () => {
    let answerFirst: (graph: ModelGraph) => void = () => undefined;
    const source = new ChangingSource(() => new Promise((resolve) => (answerFirst = resolve)));
    const model = new GraphModel(source);
    const first = model.load();
    source.answer = () => Promise.resolve({ ...GRAPH, name: 'second' });
    const loaded = new Promise<void>((resolve) =>
      model.changed.connect((_, change) => change === 'network' && resolve()),
    );
    source.changed.emit();
    await loaded;
    answerFirst({ ...GRAPH, name: 'first' });
    await first;
    expect(model.explorer?.network.graph.name).toBe('second');
  });
});

describe('a search', () => {
  const graph = networkOf(['a/p = Conv(x, #weight)', 'a/q = Relu(a/p)', 'conv_like = Exp(a/q)']);
  graph.nodes[0].attributes = { kernel_shape: '[3, 3]', strides: '[2, 2]' };
  graph.values[graph.nodes[1].outputs[0]].shape = [1, 64, 'width', 7];
  const index = new SearchIndex(new Network(graph));
  const find = (query: string) => index.find(query).map(({ item }) => pathOf(item));

  test.each([
    ['conv', ['a/p', 'conv_like']],
    ['RELU', ['a/q']],
    ['a/', ['a/p', 'a/q', 'conv_like']],
    ['kernel_shape=3', ['a/p']],
    ['kernel_shape=[3, 3]', ['a/p']],
    ['#weight', ['a/p']],
    ['1x64', ['a/q', 'conv_like']],
    ['1, 64', ['a/q', 'conv_like']],
    ['(1,64,width,7)', ['a/q', 'conv_like']],
    ['conv strides', ['a/p']],
    ['  ', []],
    ['nowhere', []],
  ])('for %j finds %j', (query, expected) => {
    expect([...new Set(find(query))].sort()).toEqual([...expected].sort());
  });

  test('puts names and operators before what only mentions the word', () => {
    expect(find('x')[0]).toBe('conv_like');
    expect(find('float32 relu')).toEqual(['a/q']);
  });

  test('goes around its finds', async () => {
    const model = new GraphModel(new ChangingSource(() => Promise.resolve(graph)));
    await model.load();
    model.search.setQuery('a/');
    const steps = [1, 1, 1, -1].map((by) => model.search.step(by as 1 | -1)!.item.name);
    expect(steps).toEqual(['p', 'q', 'conv_like', 'q']);
    model.search.setQuery('nowhere');
    expect(model.search.step(1)).toBeNull();
  });
});

describe('a search of a network with bodies', () => {
  const withBody = () => {
    const graph = networkOf(['g/loop = Loop(x)', 'g/end = Exp(g/loop)', 'y = Log(g/end)']);
    const body = networkOf(['p = If(i)', 'q = Relu(p)']);
    body.nodes[0].subgraphs = { then_branch: networkOf(['deep = Erf(j)']) };
    graph.nodes[0].subgraphs = { body };
    return graph;
  };

  test('goes into the body that holds a find, opens it, and back out to the next find', async () => {
    const model = new GraphModel(new ChangingSource(() => Promise.resolve(withBody())));
    await model.load();
    const explorer = model.explorer!;
    const outermost = explorer.network;
    model.search.setQuery('erf');
    expect(model.search.found.map(({ network, item }) => pathIn(network, item))).toEqual([
      'g/loop.body/p.then_branch/deep',
    ]);
    const { network, item } = model.search.step(1)!;
    explorer.reveal(item, network);
    expect(explorer.selectedItem).toBe(item);
    expect(explorer.crumbs.map(({ label }) => label)).toEqual(['net', 'g', 'loop.body', 'p.then_branch']);
    expect(model.search.position).toBe(0);
    model.search.setQuery('log');
    const outside = model.search.step(1)!;
    explorer.reveal(outside.item, outside.network);
    expect([explorer.network, explorer.selectedItem!.name]).toEqual([outermost, 'y']);
  });

  test('marks the operators that finds are inside', async () => {
    const model = new GraphModel(new ChangingSource(() => Promise.resolve(withBody())));
    await model.load();
    model.search.setQuery('erf');
    expect([...model.search.foundSet].map(({ name }) => name).sort()).toEqual(['deep', 'loop', 'p']);
  });
});

describe('facts', () => {
  const explorer = closedExplorer();
  const context = { network: explorer.network, place: explorer.place, measures: null, sums: null, trans };

  test('of an operator name its attributes, who makes its inputs, its parameters and who takes its results', () => {
    const { title, subtitle, sections } = factsOf({ type: 'item', item: at(explorer, 'a/b/p') }, context);
    expect([title, subtitle]).toEqual(['Conv', 'a/b/p']);
    expect(sections.map((section) => section.title)).toEqual(['Inputs', 'Parameters', 'Outputs', 'Totals']);
    const [inputs, parameters, outputs] = sections.map((section) => section.facts[0]);
    expect(names(inputs.targets!)).toEqual(['x']);
    expect(parameters).toMatchObject({ label: '#w', text: 'float32 4×3', parameter: 1 });
    expect(names(outputs.targets!)).toEqual(['q']);
  });

  test('of a group count what is in it', () => {
    const { sections } = factsOf({ type: 'item', item: at(explorer, 'a') }, context);
    const rows = Object.fromEntries(sections.flatMap(({ facts }) => facts.map(({ label, text }) => [label, text])));
    expect(rows).toMatchObject({ operators: '3', parameters: '12 (48 B)', Conv: '1', Relu: '1', Exp: '1' });
  });

  test('of the network can be copied as text', () => {
    const text = factsText(factsOf(null, context));
    expect(text).toMatch(/^net\nonnx\n\nTotals\n {2}operators: 4\n {2}parameters: 12 \(48 B\)\n/);
    expect(text).toContain('\nInputs\n  x: float32 4×3\n');
  });
});

describe('the outline for screen readers', () => {
  test('holds what is seen, with levels and positions', () => {
    const explorer = closedExplorer();
    explorer.toggle(at(explorer, 'a'));
    explorer.selectItem(at(explorer, 'a/b'));
    const entries = outlineOf(explorer, trans).map(({ item, level, position, siblings, isOpen, isSelected }) => {
      return [item.name, level, position, siblings, isOpen, isSelected];
    });
    expect(entries).toEqual([
      ['x', 1, 1, 4, null, false],
      ['a', 1, 2, 4, true, false],
      ['b', 2, 1, 2, false, true],
      ['r', 2, 2, 2, null, false],
      ['s', 1, 3, 4, null, false],
      ['s', 1, 4, 4, null, false],
    ]);
  });

  test('stays short for ten thousand nodes', async () => {
    const explorer = new Explorer(new Network(await golden('big_10000')));
    explorer.openAll();
    const layer = at<GroupItem>(explorer, 'encoder/layer').children[50] as GroupItem;
    explorer.selectItem(layer.children[0]);
    const entries = outlineOf(explorer, trans);
    expect(entries.length).toBeLessThan(80);
    expect(entries.filter(({ isSelected }) => isSelected)).toHaveLength(1);
    expect(entries.find(({ item }) => item === layer)).toMatchObject({ position: 51, siblings: 102, isOpen: true });
  });
});
