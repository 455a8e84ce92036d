// How a network becomes a tree of groups with edges, against facts that are counted from the graph itself.
import { describe, expect, test } from 'vitest';
import { Network } from '@gluonlab/jupyterlab/dist/graph/network/network.js';
import { isInside, operatorsOf, pathOf } from '@gluonlab/jupyterlab/dist/graph/network/items.js';
import type { GroupItem, Item } from '@gluonlab/jupyterlab/dist/graph/network/items.js';
import { isPort, valueOfPort } from '@gluonlab/jupyterlab/dist/graph/network/levels.js';
import { kindOf } from '@gluonlab/jupyterlab/dist/graph/network/op_kind.js';
import { golden, GOLDEN_NETWORKS, networkOf, randomNetwork } from './network_samples.js';

const groupsOf = (network: Network) => network.items.filter((item) => item.kind === 'group');
const childNames = (group: Item) => (group as GroupItem).children.map(({ name }) => name);
const itemAt = (network: Network, path: string) => network.items.find((item) => pathOf(item) === path)!;

describe('groups', () => {
  test('follow the scopes of the nodes', () => {
    const network = new Network(networkOf(['a/p = Conv(x)', 'a/q = Relu(a/p)', 'b = Add(a/q, x)']));
    expect(childNames(network.root)).toEqual(['x', 'a', 'b', 'b']);
    expect(childNames(itemAt(network, 'a'))).toEqual(['p', 'q']);
  });

  test('with one child give their place to it, and its name tells where it was', () => {
    const network = new Network(networkOf(['a/b/p = Conv(x)', 'a/b/q = Relu(a/b/p)', 'c/d/r = Relu(a/b/q)']));
    expect(childNames(network.root)).toEqual(['x', 'a/b', 'c/d/r', 'c/d/r']);
  });

  test('that are alike and numbered become a series', () => {
    const layer = (k: number, from: string) => [
      `net/l.${k}/p = Conv(${from}, #w${k})`,
      `net/l.${k}/q = Relu(net/l.${k}/p)`,
    ];
    const lines = [...layer(0, 'x'), ...layer(1, 'net/l.0/q'), ...layer(2, 'net/l.1/q'), ...layer(3, 'net/l.2/q')];
    const network = new Network(networkOf([...lines, 'net/end = Relu(net/l.3/q)', 'y = Exp(net/end)']));
    const [series, end] = (itemAt(network, 'net') as GroupItem).children;
    expect(series).toMatchObject({ name: 'l.0 … l.3', isSeries: true });
    expect(childNames(series)).toEqual(['l.0', 'l.1', 'l.2', 'l.3']);
    expect(end.name).toBe('end');
  });

  test('that differ in an attribute or in their wiring are no series', () => {
    const lines = [0, 1, 2].flatMap((k) => [
      `l.${k}/p = Conv(x)`,
      `l.${k}/q = Add(l.${k}/p, ${k === 1 ? 'x' : `l.${k}/p`})`,
    ]);
    const network = new Network(networkOf([...lines, 'y = Sum(l.0/q, l.1/q, l.2/q)']));
    expect(groupsOf(network).map(({ name }) => name)).toEqual(['net', 'l.0', 'l.1', 'l.2']);
  });

  test('are no series where a path leaves them and comes back', () => {
    const lines = [0, 1, 2].flatMap((k) => {
      const from = k === 0 ? 'x' : `between${k - 1}`;
      return [`l.${k}/p = Conv(${from})`, `l.${k}/q = Relu(l.${k}/p)`, `between${k} = Exp(l.${k}/q)`];
    });
    const network = new Network(networkOf(lines));
    expect(network.root.children.filter(({ kind }) => kind === 'group').map(({ name }) => name)).toEqual([
      'l.0',
      'l.1',
      'l.2',
    ]);
  });

  test('are found in a long row of operators without scopes', () => {
    const block = (k: number) => [
      `c${k} = Conv(${k === 0 ? 'x' : `a${k - 1}`})`,
      `r${k} = Relu(c${k})`,
      `a${k} = Add(r${k}, c${k})`,
    ];
    const lines = Array.from({ length: 10 }, (_, k) => block(k)).flat();
    const network = new Network(networkOf(['first = Exp(x)', ...lines, 'last = Log(a9)']));
    const [series] = network.root.children.filter(({ kind }) => kind === 'group');
    expect(series).toMatchObject({ name: 'block 1 … block 10', isSeries: true });
    expect(network.totalsOf(series).operators).toBe(30);
  });

  test('hold operators by what their name says more than the groups, also in lists of modules', async () => {
    const network = new Network(await golden('big_10000'));
    const operators = network.items.filter((item) => item.kind === 'operator');
    expect(operators.map(pathOf).filter((path) => path.includes('layer.'))).toEqual([]);
    const product = operators.find(({ node }) => node.name === '/encoder/layer.3/attention/self/query/MatMul')!;
    expect([product.name, product.parent?.name]).toEqual(['MatMul', 'query']);
  });

  test('of a deep transformer are its parts, and its equal layers one series', async () => {
    const network = new Network(await golden('big_10000'));
    expect(childNames(network.root)).toEqual(['input', 'embeddings', 'encoder/layer', 'decoder', 'head', 'output']);
    const encoder = itemAt(network, 'encoder/layer');
    expect(encoder.kind === 'group' && encoder.isSeries && encoder.children.length).toBe(102);
  });
});

describe.each(GOLDEN_NETWORKS)('of %s', (name) => {
  test('every operator is in the tree once, or only hands a parameter on', async () => {
    const graph = await golden(name);
    const network = new Network(graph);
    const drawn = [...operatorsOf(network.root)].map(({ index }) => index);
    const handing = graph.nodes.flatMap(({ op, inputs }, index) => {
      return op === 'Identity' && graph.values[inputs[0]].tensor !== undefined ? [index] : [];
    });
    expect([...drawn, ...handing].sort((a, b) => a - b)).toEqual([...graph.nodes.keys()]);
  });

  test('no group has a single child', async () => {
    for (const group of groupsOf(new Network(await golden(name)))) {
      expect(group.children.length).toBeGreaterThan(1);
    }
  });
});

/** From the producer through ports to the consumer, over the edges of the groups. */
function isConnected(network: Network, from: Item, to: Item, value: number): boolean {
  const flows = groupsOf(network).flatMap((group) => network.level(group).edges.map((edge) => ({ group, ...edge })));
  const carrying = flows.filter(({ values }) => values.includes(value));
  const leaves = carrying.filter((edge) => !isPort(edge.from) && isInside(from, network.items[edge.from]));
  const reaches = carrying.filter((edge) => !isPort(edge.to) && isInside(to, network.items[edge.to]));
  return leaves.some((edge) => edge.from === from.id) && reaches.some((edge) => edge.to === to.id);
}

describe('edges', () => {
  test('of a group end at its children or at ports of what they carry', () => {
    const network = new Network(randomNetwork(120, 7, 4));
    for (const group of groupsOf(network)) {
      const children = new Set(group.children.map(({ id }) => id));
      for (const { from, to, values } of network.level(group).edges) {
        for (const end of [from, to]) {
          expect(isPort(end) ? values.includes(valueOfPort(end)) : children.has(end)).toBe(true);
        }
      }
    }
  });

  test('connect whoever makes a value with everyone who takes it', () => {
    const graph = randomNetwork(60, 3, 3);
    const network = new Network(graph);
    graph.nodes.forEach((node, index) => {
      for (const value of node.inputs) {
        expect(isConnected(network, network.producer(value)!, network.items[index], value)).toBe(true);
      }
    });
  });

  test('are as many in all groups as the borders between producer and consumer', () => {
    const graph = randomNetwork(100, 11, 4);
    const network = new Network(graph);
    const depth = (item: Item) => pathLength(item);
    const carried = groupsOf(network).flatMap((group) => network.level(group).edges.flatMap(({ values }) => values));
    const counted = new Set<string>();
    graph.nodes.forEach((node, index) => {
      for (const value of node.inputs) {
        crossings(network, network.producer(value)!, network.items[index]).forEach((way) =>
          counted.add(`${value} ${way}`),
        );
      }
    });
    graph.outputs.forEach((value) => {
      const output = network.items.find((item) => item.kind === 'output' && item.value === value)!;
      crossings(network, network.producer(value)!, output).forEach((way) => counted.add(`${value} ${way}`));
    });
    expect(depth(network.root)).toBe(0);
    expect(carried.length).toBe(counted.size);
  });
});

const pathLength = (item: Item): number => (item.parent === null ? 0 : 1 + pathLength(item.parent));

/** Out of each group around the producer, across, into each group around the consumer. */
function crossings(network: Network, from: Item, to: Item): string[] {
  const ways: string[] = [];
  let [source, target] = [from, to];
  while (source.parent !== target.parent) {
    if (pathLength(source) >= pathLength(target)) {
      ways.push(`out of ${source.parent!.id} from ${source.id}`);
      source = source.parent!;
    } else {
      ways.push(`into ${target.parent!.id} to ${target.id}`);
      target = target.parent!;
    }
  }
  return [...ways, `${source.id} to ${target.id}`];
}

describe('totals', () => {
  test('count a shared parameter once in a group', () => {
    const network = new Network(networkOf(['a/p = Conv(x, #w)', 'a/q = Conv(a/p, #w)', 'b = Conv(a/q, #v)']));
    expect(network.totalsOf(itemAt(network, 'a'))).toMatchObject({ operators: 2, parameters: 12, bytes: 48 });
    expect(network.totalsOf(network.root)).toMatchObject({ operators: 3, parameters: 24, bytes: 96 });
  });

  test('of LeNet are those of its paper-sized layers', async () => {
    const network = new Network(await golden('lenet.ts12'));
    const sizes = [6 * 25 + 6, 16 * 6 * 25 + 16, 120 * 400 + 120, 84 * 120 + 84, 10 * 84 + 10];
    expect(network.totalsOf(network.root).parameters).toBe(sizes.reduce((sum, size) => sum + size));
  });

  test('of a ResNet-152 see its parameters through the operators that hand them on', async () => {
    const network = new Network(await golden('resnet152_noweights'));
    expect(network.totalsOf(network.root).operators).toBe(515);
    expect(network.totalsOf(network.root).parameters / 1e6).toBeCloseTo(60.0, 0);
  });
});

test('a network inside a node is a network of its own', () => {
  const graph = networkOf(['loop = Loop(x)']);
  graph.nodes[0].subgraphs = { body: networkOf(['p = Conv(i)', 'q = Relu(p)']) };
  const network = new Network(graph);
  const [, loop] = network.root.children;
  const body = loop.kind === 'operator' ? network.inner(loop, 'body') : null;
  expect(body?.owner).toMatchObject({ network, operator: loop, attribute: 'body' });
  expect(childNames(body!.root)).toEqual(['i', 'p', 'q', 'q']);
});

test.each([
  ['Conv', 'convolution'],
  ['BatchNorm', 'normalization'],
  ['GlobalAveragePool', 'pooling'],
  ['FullyConnected', 'dense'],
  ['Softmax', 'activation'],
  ['LSTM', 'recurrent'],
  ['_contrib_interleaved_matmul_selfatt_qk', 'dense'],
  ['elemwise_add', 'arithmetic'],
  ['ReduceMean', 'reduction'],
  ['Embedding', 'lookup'],
  ['_foreach', 'control'],
  ['MyOwnOperator', 'other'],
])('the operator %s is of the kind %s', (op, kind) => {
  expect(kindOf(op)).toBe(kind);
});
