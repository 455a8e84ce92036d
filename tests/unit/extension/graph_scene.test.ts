// What is drawn of a network: where boxes and edges lie, what stands out, and the SVG file of it.
// @vitest-environment jsdom
import { describe, expect, test } from 'vitest';
import { drawScene } from '@gluonlab/jupyterlab/dist/graph/drawing/draw.js';
import type { Look } from '@gluonlab/jupyterlab/dist/graph/drawing/draw.js';
import { emphasisOf, NO_EMPHASIS } from '@gluonlab/jupyterlab/dist/graph/drawing/emphasis.js';
import { hitOf } from '@gluonlab/jupyterlab/dist/graph/drawing/hit.js';
import { boxOf, sceneOf } from '@gluonlab/jupyterlab/dist/graph/drawing/scene.js';
import type { Box, Scene } from '@gluonlab/jupyterlab/dist/graph/drawing/scene.js';
import { SvgPen } from '@gluonlab/jupyterlab/dist/graph/drawing/svg_pen.js';
import { countText, fitText, millisecondsText, textWidth } from '@gluonlab/jupyterlab/dist/graph/drawing/text.js';
import { Viewport } from '@gluonlab/jupyterlab/dist/graph/drawing/viewport.js';
import { Explorer } from '@gluonlab/jupyterlab/dist/graph/explorer.js';
import { pngScale, svgOf, wholeOf } from '@gluonlab/jupyterlab/dist/graph/export.js';
import { arrange } from '@gluonlab/jupyterlab/dist/graph/layout/arrangement.js';
import { layoutOf } from '@gluonlab/jupyterlab/dist/graph/layout/layout_choice.js';
import type { LayoutEngine } from '@gluonlab/jupyterlab/dist/graph/layout/layout_engine.js';
import { pathOf } from '@gluonlab/jupyterlab/dist/graph/network/items.js';
import type { Item } from '@gluonlab/jupyterlab/dist/graph/network/items.js';
import { Network } from '@gluonlab/jupyterlab/dist/graph/network/network.js';
import { OP_KINDS } from '@gluonlab/jupyterlab/dist/graph/network/op_kind.js';
import { traceOf } from '@gluonlab/jupyterlab/dist/graph/network/trace.js';
import { Measures } from '@gluonlab/jupyterlab/dist/graph/measures.js';
import { mixed, Overlay } from '@gluonlab/jupyterlab/dist/graph/overlay.js';
import { ParameterSums } from '@gluonlab/jupyterlab/dist/graph/parameter_sums.js';
import type { ModelGraph } from 'gluonlab/messages';
import { golden, networkOf, randomNetwork } from './network_samples.js';

/** The layouts of the worker, on this thread. */
const engine: LayoutEngine = { layout: (input) => Promise.resolve(layoutOf(input)), dispose: () => undefined };

async function sceneFor(explorer: Explorer): Promise<Scene> {
  return sceneOf(explorer, await arrange(explorer, engine, new AbortController().signal));
}

async function opened(graph: ModelGraph) {
  const explorer = new Explorer(new Network(graph));
  explorer.openAll();
  return { explorer, network: explorer.network, scene: await sceneFor(explorer) };
}

const at = (network: Network, path: string): Item => network.items.find((item) => pathOf(item) === path)!;

const NETWORKS: [string, () => Promise<ModelGraph>][] = [
  ['a transformer', () => golden('transformer_encoder.ts17')],
  ['an LSTM', () => golden('lstm.ts14')],
  ['a random network in scopes', () => Promise.resolve(randomNetwork(150, 5, 4))],
];

describe.each(NETWORKS)('all of %s', (_, read) => {
  test('is drawn: every operator, group and input once', async () => {
    const { scene, network } = await opened(await read());
    const drawn = scene.boxes.map(({ item }) => item);
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(drawn.length).toBe(network.items.filter(({ parent }) => parent !== null).length);
  });

  test('lies within its groups, siblings apart', async () => {
    const { scene } = await opened(await read());
    const boxes = new Map(scene.boxes.map((box) => [box.item, box]));
    const siblings = new Map<Item | null, Box[]>();
    for (const box of scene.boxes) {
      const parent = box.item!.parent;
      siblings.set(parent, [...(siblings.get(parent) ?? []), box]);
      const around = boxes.get(parent);
      if (around !== undefined) expect(isWithin(box, around)).toBe(true);
    }
    for (const group of siblings.values()) {
      group.forEach((a, k) => group.slice(k + 1).forEach((b) => expect(isApart(a, b)).toBe(true)));
    }
  });

  test('has edges that end at the borders of their boxes', async () => {
    const { scene } = await opened(await read());
    for (const { from, to, points } of scene.routes) {
      const [start, end] = [from && boxOf(scene, from)!, to && boxOf(scene, to)!];
      if (start !== null) expect(isOnBorder(start, points[0], points[1])).toBe(true);
      if (end !== null) expect(isOnBorder(end, points.at(-2)!, points.at(-1)!)).toBe(true);
    }
  });
});

const isWithin = (a: Box, b: Box) =>
  a.x >= b.x && a.y >= b.y && a.x + a.width <= b.x + b.width && a.y + a.height <= b.y + b.height;

const isApart = (a: Box, b: Box) =>
  a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;

function isOnBorder(box: Box, x: number, y: number): boolean {
  const isUpOrDown = Math.abs(y - box.y) < 0.01 || Math.abs(y - box.y - box.height) < 0.01;
  return isUpOrDown && x >= box.x - 0.01 && x <= box.x + box.width + 0.01;
}

describe('a group that fills the panel', () => {
  test('shows what enters it and what leaves it', async () => {
    const explorer = new Explorer(new Network(networkOf(['a/p = Conv(x)', 'a/q = Relu(a/p)', 'b = Add(a/q, x)'])));
    explorer.enter(at(explorer.network, 'a') as never);
    const scene = await sceneFor(explorer);
    expect(scene.boxes.map(({ card }) => card.title)).toEqual(['x', 'Conv', 'Relu', 'a/q']);
    expect(scene.boxes.map(({ item }) => item?.name ?? null)).toEqual([null, 'p', 'q', null]);
  });
});

describe('what stands out', () => {
  const graph = networkOf(['a/p = Conv(x)', 'a/q = Relu(a/p)', 'b = Exp(x)', 'c = Add(a/q, b)', 'd = Log(c)']);

  test('is the selected box, what flows in and what flows out, across the borders of groups', async () => {
    const { scene, explorer, network } = await opened(graph);
    const selection = { type: 'item', item: at(network, 'a/q') } as const;
    const { boxes, routes } = emphasisOf(scene, explorer, selection, null, new Set());
    expect([...boxes].map(([box, role]) => [box.item!.name, role])).toEqual([['q', 'selected']]);
    const named = [...routes].map(([{ from, to }, role]) => [from?.name ?? null, to?.name ?? null, role]);
    expect(named).toEqual(
      expect.arrayContaining([
        ['p', 'q', 'upstream'],
        ['q', null, 'downstream'],
        ['a', 'c', 'downstream'],
      ]),
    );
    expect(named).toHaveLength(3);
  });

  test('is, when traced, all that an operator depends on and all that depends on it', async () => {
    const { network } = await opened(graph);
    const names = (items: ReadonlySet<Item>) =>
      [...items].filter(({ kind }) => kind !== 'group').map(({ name }) => name);
    const { upstream, downstream } = traceOf(network, at(network, 'c'), 'both');
    expect(names(upstream).sort()).toEqual(['b', 'p', 'q', 'x']);
    expect(names(downstream).sort()).toEqual(['d', 'd']);
    expect(traceOf(network, at(network, 'c'), 'downstream').upstream.size).toBe(0);
  });

  test('is a selected edge', async () => {
    const { scene, explorer, network } = await opened(graph);
    const [from, to] = [at(network, 'b'), at(network, 'c')];
    const values = network.outputsOf(from);
    const { routes } = emphasisOf(scene, explorer, { type: 'edge', from, to, values }, null, new Set());
    expect([...routes].map(([route, role]) => [route.from, route.to, role])).toEqual([[from, to, 'selected']]);
  });
});

describe('under a point', () => {
  test('lie cards, then edges, then the ground of open groups', async () => {
    const { scene, network } = await opened(networkOf(['a/p = Conv(x)', 'a/q = Relu(a/p)', 'b = Exp(a/q)']));
    const [group, card] = [boxOf(scene, at(network, 'a'))!, boxOf(scene, at(network, 'a/p'))!];
    const edge = scene.routes.find(({ from, to }) => from?.name === 'p' && to?.name === 'q')!;
    expect(hitOf(scene, card.x + 5, card.y + 5, 4)).toEqual({ type: 'box', box: card, isMark: false });
    expect(hitOf(scene, edge.points[0] + 3, (edge.points[1] + edge.points[3]) / 2, 4)).toEqual({
      type: 'route',
      route: edge,
    });
    expect(hitOf(scene, group.x + 2, group.y + group.height - 2, 1)).toEqual({
      type: 'box',
      box: group,
      isMark: false,
    });
    expect(hitOf(scene, group.x + group.width - 5, group.y + 5, 4)).toEqual({ type: 'box', box: group, isMark: true });
    expect(hitOf(scene, -50, -50, 4)).toBeNull();
  });
});

const look: Look = {
  theme: {
    ...{
      background: '#fff',
      card: '#ffffff',
      group: '#eee',
      terminal: '#eef',
      border: '#ccc',
      edge: '#999',
      text: '#000',
    },
    ...{ faintText: '#666', selection: '#00f', upstream: '#80f', downstream: '#f80', found: '#080', cold: '#ffffff' },
    ...{ hot: '#ff0000', vanished: '#0000ff', exploded: '#ff00ff', fontFamily: '"Times", serif' },
    kinds: Object.fromEntries(OP_KINDS.map((kind) => [kind, '#123456'])) as never,
  },
  emphasis: NO_EMPHASIS,
  fill: () => null,
  note: () => null,
};

describe('an SVG file', () => {
  const parse = (svg: string) => new DOMParser().parseFromString(svg, 'image/svg+xml');

  test('is well-formed and shows every operator by its name', async () => {
    const graph = await golden('transformer_encoder.ts17');
    const { scene, network } = await opened(graph);
    const document = parse(svgOf(scene, look, wholeOf(scene), network.graph.name));
    expect(document.querySelector('parsererror')).toBeNull();
    const texts = [...document.querySelectorAll('text[font-weight]')].map((text) => text.textContent);
    for (const op of new Set(graph.nodes.map((node) => node.op))) {
      expect(texts.filter((text) => text === op)).toHaveLength(graph.nodes.filter((node) => node.op === op).length);
    }
    expect(document.querySelectorAll('path')).toHaveLength(scene.routes.length);
  });

  test('escapes what names contain', async () => {
    const graph = networkOf(['a = Conv(x)']);
    graph.nodes[0].op = `<script>alert("1")</script>&'\u0001`;
    const { scene } = await opened(graph);
    const svg = svgOf(scene, look, wholeOf(scene), ']]><b>');
    const document = parse(svg);
    expect(document.querySelector('parsererror')).toBeNull();
    expect(document.querySelector('script, b')).toBeNull();
    expect(document.documentElement.textContent).toContain('<script>');
  });

  test('of a part holds only what the part shows', async () => {
    const { scene } = await opened(networkOf(['a = Conv(x)', 'b = Relu(a)', 'c = Exp(b)']));
    const first = scene.boxes[0];
    const svg = svgOf(scene, look, { ...first, height: first.height - 1 }, 'part');
    expect([...parse(svg).querySelectorAll('text')].map((text) => text.textContent)).toContain('x');
    expect(svg).not.toContain('Exp');
  });
});

test('nothing is drawn of what is outside the window', () => {
  const pen = new SvgPen('serif');
  const scene: Scene = { boxes: [], routes: [], width: 0, height: 0 };
  drawScene(scene, pen, look, { rect: { x: 0, y: 0, width: 1, height: 1 }, zoom: 1 });
  expect(pen.finish({ x: 0, y: 0, width: 1, height: 1 }, '#fff', 't').match(/<(rect|path|text)/g)).toEqual(['<rect']);
});

test('a PNG file is sharp as long as no side gets too long for a browser', () => {
  expect(pngScale({ x: 0, y: 0, width: 1000, height: 800 })).toBe(2);
  expect(100_000 * pngScale({ x: 0, y: 0, width: 50, height: 100_000 })).toBe(16_384);
});

describe('an overlay', () => {
  test('is hot where a box takes most, and sums up groups', async () => {
    const explorer = new Explorer(new Network(networkOf(['a/p = Conv(x)', 'a/q = Relu(a/p)', 'b = Exp(a/q)'])));
    explorer.closeAll();
    const scene = await sceneFor(explorer);
    const measure = (timeMs: number, backwardMs: number | null = null) => ({ timeMs, backwardMs, bytes: 10, calls: 2 });
    const measures = new Measures(
      explorer.network,
      new Map([
        [0, measure(0.5, 0.5)],
        [1, measure(2)],
        [2, measure(4)],
      ]),
    );
    const overlay = new Overlay('time', { network: explorer.network, measures, sums: null }, scene);
    const fill = (path: string) => overlay.fill(boxOf(scene, at(explorer.network, path))!, look.theme);
    expect(overlay.most).toBe(4);
    expect(fill('b')).toBe('#ff0000');
    expect(fill('a')).toBe(mixed('#ffffff', '#ff0000', 3 / 4));
    expect(fill('x')).toBeNull();
    expect(overlay.text(boxOf(scene, at(explorer.network, 'a'))!)).toBe('3 ms');
  });

  test('has no colour where no cost is known, and says where only a part is', async () => {
    const lines = ['a = Unheard(x)', 'g/p = Unheard(a)', 'g/q = Relu(g/p)', 'c = Relu(g/q)'];
    const explorer = new Explorer(new Network(networkOf(lines)));
    explorer.closeAll();
    const scene = await sceneFor(explorer);
    const overlay = new Overlay('flops', { network: explorer.network, measures: null, sums: null }, scene);
    const box = (path: string) => boxOf(scene, at(explorer.network, path))!;
    expect(['a', 'g', 'c'].map((path) => overlay.text(box(path)))).toEqual([null, '≥ 12', '12']);
    expect(overlay.fill(box('a'), look.theme)).toBeNull();
  });

  const LAYERS = ['a = Dense(x, #0)', 'b = Dense(a, #1)', 'c = Dense(b, #2)', 'd = Dense(c, #3)', 'e = Relu(d)'];

  async function gradients(...means: number[]) {
    const explorer = new Explorer(new Network(networkOf(LAYERS)));
    const scene = await sceneFor(explorer);
    const { values } = explorer.network.graph;
    const summaries = means.map((mean, layer) => {
      const rest = { norm: 1, min: -mean, max: mean, zeros: 0, nans: Number.isNaN(mean) ? 0.5 : 0 };
      return [values.findIndex(({ name }) => name === `#${layer}`), { mean, ...rest }] as const;
    });
    const sums = new ParameterSums(explorer.network, 'gradient', new Map(summaries));
    const overlay = new Overlay('gradient', { network: explorer.network, measures: null, sums }, scene);
    const box = (name: string) => boxOf(scene, at(explorer.network, name))!;
    return { overlay, fill: (name: string) => overlay.fill(box(name), look.theme), box };
  }

  test('of gradients goes by powers of ten: a vanished one is cold, one without parameters has no colour', async () => {
    const { overlay, fill, box } = await gradients(1e-2, 1e-4, 1e-8, 0);
    expect([fill('a'), fill('b'), fill('c'), fill('d')]).toEqual(['#ff0000', '#ffffff', '#0000ff', '#0000ff']);
    expect(fill('e')).toBeNull();
    expect([overlay.amountText(overlay.most), overlay.text(box('c'))]).toEqual(['0.01', '1e-8']);
    expect(overlay.hasExploded).toBe(false);
  });

  test('of gradients shows what has exploded apart from what is largest', async () => {
    const { overlay, fill, box } = await gradients(NaN, Infinity, 2e4, 3);
    expect([fill('a'), fill('b'), fill('c'), fill('d')]).toEqual(['#ff00ff', '#ff00ff', '#ff00ff', '#ff0000']);
    expect(['a', 'b', 'c'].map((name) => overlay.text(box(name)))).toEqual(['NaN', '∞', '20000']);
    expect([overlay.most, overlay.hasExploded]).toEqual([3, true]);
  });
});

describe('on a card', () => {
  /** The texts that a drawing holds, where every box bears a note. */
  async function textsOf(lines: string[], note: string | null): Promise<string[]> {
    const explorer = new Explorer(new Network(networkOf(lines)));
    explorer.closeAll();
    const scene = await sceneFor(explorer);
    const svg = svgOf(
      scene,
      { ...look, note: ({ card }) => (card.kind === 'terminal' ? null : note) },
      wholeOf(scene),
      'net',
    );
    return [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);
  }
  const NETWORK = ['g/p = Dense(x, #w)', 'g/q = Relu(g/p)', 'a_layer_with_quite_a_long_name = Dense(g/q, #v)'];

  test('stands all that is known, where there is room', async () => {
    const texts = await textsOf(NETWORK, null);
    expect(texts).toContain('2 ops · 12 params');
  });

  test('an operator says its name as far as its title does not', async () => {
    const texts = await textsOf(['2/Flatten = Flatten(x)', 'y = Exp(2/Flatten)'], null);
    expect(texts.filter((text) => /^(2|Flatten|Exp)/.test(text))).toEqual(['Flatten', '2', 'Exp']);
  });

  test('a note leaves out values as a whole, and the middle of names', async () => {
    const texts = await textsOf(NETWORK, '1.25 k');
    expect(texts.filter((text) => /ops|params/.test(text))).toEqual(['2 ops']);
    expect((await textsOf(NETWORK, '1.25 k and a lot more')).filter((text) => text.includes('ops'))).toEqual([]);
    const cut = texts.filter((text) => text.includes('…'));
    for (const text of cut) expect(text).toMatch(/^a_l.*….*name$/);
    expect(cut).toHaveLength(2);
  });
});

describe('a viewport', () => {
  const viewport = () => Object.assign(new Viewport(), { width: 800, height: 600 });

  test('keeps the point under the pointer when it zooms', () => {
    const view = viewport();
    const before = view.toWorld(300, 200);
    view.zoomAt(300, 200, 2.5);
    expect(view.toWorld(300, 200)).toEqual(before);
  });

  test('fits a drawing into its middle, never larger than it is', () => {
    const view = viewport();
    view.fit({ x: 0, y: 0, width: 4000, height: 100 });
    const { x, width } = view.seen;
    expect(x).toBeLessThan(0);
    expect(x + width / 2).toBeCloseTo(2000);
    view.fit({ x: 0, y: 0, width: 40, height: 10 });
    expect(view.zoom).toBe(1);
  });

  test('moves only as far as needed to reveal something', () => {
    const view = viewport();
    view.reveal({ x: 300, y: 200, width: 100, height: 50 });
    expect([view.x, view.y]).toEqual([0, 0]);
    view.reveal({ x: 900, y: 200, width: 100, height: 50 });
    expect(view.x).toBeGreaterThan(200);
    expect(view.y).toBe(0);
  });
});

describe('texts', () => {
  test('have three digits', () => {
    expect([12, 431_080, 60_040_384].map(countText)).toEqual(['12', '431 k', '60 M']);
    expect([0.0123, 4.567].map(millisecondsText)).toEqual(['12.3 µs', '4.57 ms']);
  });

  test('lose their middle where they are too long', () => {
    const fitted = fitText('encoder_layer_12_attention_output', 100, 10);
    expect(textWidth(fitted, 10)).toBeLessThanOrEqual(100);
    expect(fitted).toMatch(/^encod.*….*utput$/);
    expect(fitText('short', 100, 10)).toBe('short');
  });
});
