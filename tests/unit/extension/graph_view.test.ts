// The parts of the Graph panel beside the drawing, in a document: tools, search, facts, statistics, legend, outline.
// @vitest-environment jsdom
import { Signal } from '@lumino/signaling';
import { nullTranslator } from '@jupyterlab/translation';
import { act, createElement } from 'react';
import type { ReactElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Example } from '@gluonlab/jupyterlab/dist/graph/example.js';
import { GraphModel } from '@gluonlab/jupyterlab/dist/graph/model.js';
import type { OperatorItem } from '@gluonlab/jupyterlab/dist/graph/network/items.js';
import type { Overlay } from '@gluonlab/jupyterlab/dist/graph/overlay.js';
import type {
  GraphSource,
  NodeMeasure,
  SummaryKind,
  TensorStatistics,
  Training,
} from '@gluonlab/jupyterlab/dist/graph/source.js';
import { Details } from '@gluonlab/jupyterlab/dist/graph/view/details.js';
import { Legend } from '@gluonlab/jupyterlab/dist/graph/view/legend.js';
import { OutlineView } from '@gluonlab/jupyterlab/dist/graph/view/outline_view.js';
import { Results } from '@gluonlab/jupyterlab/dist/graph/view/results.js';
import { Toolbar } from '@gluonlab/jupyterlab/dist/graph/view/toolbar.js';
import type { Drawing } from '@gluonlab/jupyterlab/dist/graph/view/toolbar.js';
import type { GraphValue } from 'gluonlab/messages';
import { networkOf } from './network_samples.js';

const trans = nullTranslator.load('gluonlab');
const GRAPH = networkOf(['a/p = Conv(x, #w)', 'a/q = Relu(a/p)', 'b = Exp(a/q)', 'c = Log(b)']);

const STATISTICS: TensorStatistics = {
  ...{ count: 12, mean: 0.25, deviation: 0.5, min: -1, max: 2, zeros: 3, nans: 1, infinities: 0 },
  histogram: { edges: [-1, 0.5, 2], counts: [4, 7] },
};

class ReadySource implements GraphSource {
  readonly changed = new Signal<this, void>(this);
  readonly training: Training | null = null;
  readonly needsExample = false;
  asked: string[] = [];
  examples: (Example | null)[] = [];

  setExample = (example: Example | null) => {
    this.examples.push(example);
    return example?.length === 2
      ? Promise.reject(new Error('the network has 1 inputs, the example 2'))
      : Promise.resolve();
  };
  graph = () => Promise.resolve(GRAPH);
  statistics = ({ name }: GraphValue, of: SummaryKind) => {
    this.asked.push(of === 'values' ? name : `${of} of ${name}`);
    return this.answer();
  };
  dispose = () => undefined;

  constructor(private readonly answer = () => Promise.resolve(STATISTICS)) {}
}

const reported = <T>(known: T) => Promise.resolve({ known, isCellRunning: false, tookMs: 1 });

/** The gradient of #w is half zeros; what is measured is in the test's hands. */
class TrainedSource extends ReadySource {
  measured = new Map<number, NodeMeasure>();
  override readonly training: Training = {
    cellChanged: new Signal<unknown, 'began' | 'ended'>(this),
    summaries: () => {
      const w = { mean: 1e-5, norm: 0.002, min: -3e-5, max: 4e-5, zeros: 0.5, nans: 0 };
      const value = GRAPH.values.findIndex(({ name }) => name === '#w');
      return reported(new Map([[value, w]]));
    },
    measures: () => reported(this.measured),
  };
}

let host: HTMLElement;
let unmount: () => void;

beforeEach(() => {
  // React asks for the first, jsdom lacks the second.
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  Element.prototype.scrollIntoView = () => undefined;
  host = document.body.appendChild(document.createElement('div'));
});

afterEach(() => {
  act(() => unmount());
  host.remove();
});

/** What happens, and all that React and promises make of it. */
function done(event: () => unknown): Promise<void> {
  return act(() => Promise.resolve(event()).then(() => undefined));
}

async function loaded(source = new ReadySource()): Promise<GraphModel> {
  const model = new GraphModel(source);
  await model.load();
  model.explorer!.closeAll();
  return model;
}

/** Renders now and whenever the model changes, as the panel does. */
async function show(model: GraphModel, part: () => ReactElement): Promise<void> {
  const root = createRoot(host);
  unmount = () => root.unmount();
  model.changed.connect(() => root.render(part()));
  await done(() => root.render(part()));
}

const button = (text: string) => [...host.querySelectorAll('button')].find((node) => node.textContent === text)!;
const click = (node: Element) => done(() => node.dispatchEvent(new MouseEvent('click', { bubbles: true })));
const item = (model: GraphModel, name: string) => model.explorer!.network.items.find((one) => one.name === name)!;

describe('the tools', () => {
  const calls: string[] = [];
  const drawing: Drawing = {
    isBusy: true,
    zoomBy: (factor) => calls.push(`zoom ${factor > 1 ? 'in' : 'out'}`),
    fitAll: () => calls.push('fit'),
    cancel: () => calls.push('cancel'),
    activate: () => calls.push('activate'),
  };
  const tools = (model: GraphModel) =>
    createElement(Toolbar, { model, drawing, openExports: () => calls.push('export'), trans });
  const tool = (label: string) => host.querySelector(`[aria-label="${label}"]`)!;

  test('zoom, fit, save, open all groups and stop what takes long', async () => {
    const model = await loaded();
    await show(model, () => tools(model));
    for (const label of ['Zoom in (+)', 'Zoom out (-)', 'Fit to the panel (0)', 'Save as an image']) {
      await click(tool(label));
    }
    await click(button('Cancel'));
    expect(calls.splice(0)).toEqual(['zoom in', 'zoom out', 'fit', 'export', 'cancel']);
    await click(tool('Open all groups'));
    expect(model.explorer!.isOpen(item(model, 'a') as never)).toBe(true);
  });

  test('lead back to the network from a group that was entered', async () => {
    const model = await loaded();
    model.explorer!.enter(item(model, 'a') as never);
    await show(model, () => tools(model));
    expect(host.querySelector('[aria-current="location"]')!.textContent).toBe('a');
    await click(button('net'));
    expect(model.explorer!.place).toBe(model.explorer!.network.root);
  });

  test('search: Enter opens what hides a find, Escape gives the keyboard back', async () => {
    const model = await loaded();
    await show(model, () => tools(model));
    const input = host.querySelector('input')!;
    const press = (key: string) =>
      done(() => input.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })));
    await done(() => model.search.setQuery('relu'));
    expect(host.querySelector('output')!.textContent).toBe('– of 1');
    await press('Enter');
    expect(host.querySelector('output')!.textContent).toBe('1 of 1');
    expect(model.explorer!.selectedItem).toBe(item(model, 'q'));
    expect(model.explorer!.isOpen(item(model, 'a') as never)).toBe(true);
    await press('Escape');
    expect(model.search.query).toBe('');
    expect(calls.splice(0)).toEqual(['activate']);
  });

  test('offer what is measured and trained only of a network in a kernel', async () => {
    const offered = async (source: ReadySource) => {
      const model = await loaded(source);
      await show(model, () => tools(model));
      const texts = [...host.querySelectorAll('option')].map((option) => option.textContent);
      act(() => unmount());
      return texts.slice(1);
    };
    expect(await offered(new ReadySource())).toEqual(['FLOPs', 'parameters']);
    const all = ['time', 'memory', 'FLOPs', 'parameters', 'weights', 'gradients'];
    expect(await offered(new TrainedSource())).toEqual(all);
  });
});

describe('the list of finds', () => {
  test('goes to the one that is clicked', async () => {
    const model = await loaded();
    model.search.setQuery('conv');
    await show(model, () => createElement(Results, { model, trans }));
    expect([...host.querySelectorAll('li')].map((node) => node.textContent)).toEqual(['Conva/p']);
    await click(host.querySelector('li button')!);
    expect(model.explorer!.selectedItem).toBe(item(model, 'p'));
    expect(host.querySelector('[aria-current="true"]')).not.toBeNull();
  });

  test('says when nothing matches', async () => {
    const model = await loaded();
    model.search.setQuery('nowhere');
    await show(model, () => createElement(Results, { model, trans }));
    expect(host.textContent).toBe('Nothing in this network matches.');
  });
});

describe('the details', () => {
  const copied: string[] = [];

  test('lead to who takes a result', async () => {
    const model = await loaded();
    model.explorer!.selectItem(item(model, 'p'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    await click(button('Relu q'));
    expect(model.explorer!.selectedItem).toBe(item(model, 'q'));
    expect(host.querySelector('h2')!.textContent).toBe('Relu');
  });

  test('open and enter a group', async () => {
    const model = await loaded();
    model.explorer!.selectItem(item(model, 'a'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    await click(button('Open'));
    expect(button('Close')).toBeDefined();
    await click(button('Enter'));
    expect(model.explorer!.place).toBe(item(model, 'a'));
  });

  test('are copied as text', async () => {
    const model = await loaded();
    model.explorer!.selectItem(item(model, 'p'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    await click(button('Copy as text'));
    expect(copied.splice(0)).toEqual([expect.stringMatching(/^Conv\na\/p\n\nInputs\n {2}x: float32 4×3\n/)]);
  });

  test('tell forward and backward apart', async () => {
    const source = new TrainedSource();
    const measure = { timeMs: 1, backwardMs: 2, bytes: 8, calls: 3 };
    source.measured = new Map([0, 1].map((node) => [node, measure]));
    const model = await loaded(source);
    await done(() => model.setVisible(true));
    model.explorer!.selectItem(item(model, 'a'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    expect(host.textContent).toContain('forward2 ms');
    expect(host.textContent).toContain('backward4 ms');
  });

  test('take an example input, and say what is wrong with it', async () => {
    const source = new ReadySource();
    const model = await loaded(source);
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    const write = async (text: string) => {
      const field = host.querySelector<HTMLInputElement>('input[name="example"]')!;
      const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')!.set!;
      await done(() => {
        set.call(field, text); // React keeps a setter of its own.
        field.dispatchEvent(new Event('input', { bubbles: true }));
      });
      await done(() => host.querySelector('form')!.requestSubmit());
    };
    expect(host.querySelector<HTMLInputElement>('input[name="example"]')!.value).toBe('float32 4×3');
    await write('2×3');
    expect(source.examples.splice(0)).toEqual([[{ dtype: null, shape: [2, 3] }]]);
    await write('2×3; 1');
    expect(host.querySelector('[role="alert"]')!.textContent).toBe('the network has 1 inputs, the example 2');
    await write('two');
    expect(host.querySelector('[role="alert"]')).toBeNull();
    expect(source.examples.splice(0)).toHaveLength(2);
    await write('-2');
    expect(host.querySelector('[role="alert"]')!.textContent).toMatch(/is no shape/);
    await write(' ');
    expect(source.examples).toEqual([null]);
  });

  test('switch the trace on and off', async () => {
    const model = await loaded();
    model.explorer!.selectItem(item(model, 'b'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    await click(button('Depends on'));
    expect(model.trace?.upstream.has(item(model, 'a'))).toBe(true);
    await click(button('Depends on'));
    expect(model.trace).toBeNull();
  });

  test('show the gradients of an item, its share of zeros and NaN, while they are watched', async () => {
    const model = await loaded(new TrainedSource());
    model.explorer!.selectItem(item(model, 'a'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    expect(host.textContent).not.toContain('Gradients');
    await done(() => {
      model.setVisible(true);
      model.setOverlay('gradient');
    });
    const section = [...host.querySelectorAll('section')].find((node) => node.textContent.startsWith('Gradients'))!;
    const facts = [...section.querySelectorAll('dl > div')].map((node) => node.textContent);
    const expected = ['mean of |x|1e-5', 'norm0.002', 'smallest-3e-5', 'largest4e-5', 'zeros50 %', 'NaN0 %'];
    expect(facts).toEqual(expected);
    await done(() => model.explorer!.selectItem(item(model, 'p')));
    expect(host.textContent).toContain('float32 4×3, |x| 1e-5');
    await done(() => model.setOverlay(null));
    expect(host.textContent).not.toContain('Gradients');
  });

  test('show statistics of a parameter when asked, and not before', async () => {
    const source = new ReadySource();
    const model = await loaded(source);
    model.explorer!.selectItem(item(model, 'p'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    expect(source.asked).toEqual([]);
    await click(button('statistics'));
    expect(source.asked).toEqual(['#w']);
    expect(host.textContent).toContain('0.25 ± 0.5');
    expect(host.textContent).toContain('NaN1');
    expect(host.querySelectorAll('svg rect')).toHaveLength(2);
  });

  test('show statistics of a gradient of what is trained', async () => {
    const source = new TrainedSource();
    const model = await loaded(source);
    model.explorer!.selectItem(item(model, 'p'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    await click(button('of the gradient'));
    expect(source.asked).toEqual(['gradient of #w']);
    await click(button('statistics'));
    expect(source.asked).toEqual(['gradient of #w', '#w']);
    expect(host.querySelectorAll('svg')).toHaveLength(2);
    await click(button('statistics'));
    expect(source.asked).toHaveLength(3);
  });

  test('show statistics of a parameter inside the body of a loop', async () => {
    const source = new ReadySource();
    const body = networkOf(['p = Conv(i, #inner)']);
    const graph = networkOf(['loop = Loop(x)', 'y = Exp(loop)']);
    graph.nodes[0].subgraphs = { body };
    source.graph = () => Promise.resolve(graph);
    const model = await loaded(source);
    model.explorer!.enterInner(item(model, 'loop') as OperatorItem, 'body');
    model.explorer!.selectItem(item(model, 'p'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    await click(button('statistics'));
    expect(source.asked).toEqual(['#inner']);
    expect(host.textContent).toContain('0.25 ± 0.5');
  });

  test('say why there are no statistics', async () => {
    const model = await loaded(new ReadySource(() => Promise.reject(new Error('net.params is gone'))));
    model.explorer!.selectItem(item(model, 'p'));
    await show(model, () => createElement(Details, { model, copy: (text) => copied.push(text), trans }));
    await click(button('statistics'));
    expect(host.querySelector('[role="alert"]')!.textContent).toContain('net.params is gone');
  });
});

describe('the legend of an overlay', () => {
  type OverlayLike = Pick<Overlay, 'kind' | 'least' | 'most' | 'hasExploded' | 'amountText'>;
  const cold: OverlayLike = { kind: 'gradient', least: 1e-8, most: 0.01, hasExploded: false, amountText: String };
  const time = new Date(2026, 0, 2, 3, 4, 5);
  const watched = { known: new Map([[0, 'a summary']]), problem: null, isBlind: false, time };
  const legendOf = async (overlay: OverlayLike, watch: Parameters<typeof Legend>[0]['watch']) => {
    const kinds = new Set<string>();
    await show(new GraphModel(new ReadySource()), () =>
      createElement(Legend, { kinds, overlay: overlay as Overlay, watch, trans }),
    );
    const text = host.textContent;
    act(() => unmount());
    return text;
  };

  test('names the ends of the scale and the time, and what has exploded', async () => {
    const of = `of ${time.toLocaleTimeString()}`;
    expect(await legendOf(cold, watched)).toBe(`mean of |x|: ≤ 1e-80.01${of}`);
    expect(await legendOf({ ...cold, hasExploded: true }, watched)).toContain('exploded');
    const warm: OverlayLike = { ...cold, kind: 'time', least: 0, most: 3 };
    expect(await legendOf(warm, watched)).toBe(`03${of}`);
    expect(await legendOf({ ...warm, kind: 'flops' }, null)).toBe('03');
  });

  test('says why there is nothing, or nothing new', async () => {
    const none = { ...watched, known: null };
    expect(await legendOf(cold, none)).toBe('reading…');
    const problem = 'network 3 is not there any more';
    expect(await legendOf(cold, { ...none, problem })).toBe(problem);
    expect(await legendOf(cold, { ...watched, isBlind: true })).toContain('the running cell gives no chance to look');
    const empty = { ...watched, known: new Map() };
    expect(await legendOf(cold, empty)).toBe('there are no gradients before the first backward');
    expect(await legendOf({ ...cold, kind: 'memory' }, empty)).toMatch(
      /^nothing is measured: turn on Measure operators/,
    );
  });
});

test('the hidden tree names the selected item and follows it', async () => {
  const model = await loaded();
  const outline = new OutlineView(host, trans);
  unmount = () => undefined;
  model.explorer!.selectItem(item(model, 'a'));
  outline.update(model.explorer!);
  const active = () => document.getElementById(host.getAttribute('aria-activedescendant')!)!;
  expect(host.getAttribute('role')).toBe('tree');
  expect(active().textContent).toBe('group a, 2 operators');
  expect(active().getAttribute('aria-expanded')).toBe('false');
  model.explorer!.toggle(item(model, 'a') as never);
  model.explorer!.selectItem(item(model, 'p'));
  outline.update(model.explorer!);
  expect(active().textContent).toBe('Conv, p, float32 4×3');
  expect(active().getAttribute('aria-level')).toBe('2');
});
