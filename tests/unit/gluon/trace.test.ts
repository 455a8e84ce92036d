// The graph of a network from one forward pass, and what is measured of its operators.
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from 'vitest';
import * as mx from 'gluonlab';
import { watchCalls } from '../../../kernel/dist/gluon/call_watch.js';
import { LiveModels } from '../../../kernel/dist/gluon/trace/live_models.js';
import { recoverFromCutOff } from '../../../kernel/dist/gluon/cut_off.js';
import { undone } from '../../../kernel/dist/gluon/gluon/undo.js';
import { BackwardClock } from '../../../kernel/dist/gluon/trace/backward_clock.js';

const { nd, gluon, autograd, profiler } = mx;
const { nn } = gluon;

class Residual extends gluon.Block {
  body = new nn.Dense(8, { inUnits: 8 });
  override forward(x: mx.NDArray) {
    return this.body(x).add(x).mul(0.5);
  }
}

function lenet() {
  const net = new nn.Sequential(
    new nn.Conv2D(4, { kernelSize: 5, activation: 'tanh' }),
    new nn.MaxPool2D({ poolSize: 2 }),
    new nn.Flatten(),
    new nn.Dense(10),
  );
  net.initialize();
  return net;
}

const namesOf = ({ values }: mx.ModelGraph, indices: number[]) => indices.map((i) => values[i].name);

describe('the graph of a network', () => {
  test('has its operators in order, in the layers that call them', () => {
    const { nodes } = mx.graph(lenet(), nd.zeros([2, 1, 28, 28]));
    expect(nodes.map(({ op, scope }) => [op, scope.join('.')])).toEqual([
      ['Convolution', '0'],
      ['Activation', expect.stringMatching(/^0/)],
      ['Pooling', '1'],
      ['Flatten', '2'],
      ['FullyConnected', '3'],
    ]);
  });

  test('knows inputs, outputs and parameters by name, also when their shapes were open', () => {
    const net = lenet();
    const graph = mx.graph(net, nd.zeros([2, 1, 28, 28]));
    expect(namesOf(graph, graph.inputs)).toEqual(['data']);
    expect(graph.outputs.map((i) => graph.values[i].shape)).toEqual([[2, 10]]);
    const parameters = graph.values.filter(({ tensor }) => tensor !== undefined);
    expect(Object.fromEntries(parameters.map(({ name, shape }) => [name, shape]))).toEqual(
      Object.fromEntries([...net.collectParams()].map(([name, parameter]) => [name, [...parameter.shape!]])),
    );
    expect(parameters.find(({ name }) => name === '0.weight')!.tensor).toEqual({
      bytes: 400,
      file: null,
      offset: 0,
      encoding: 'raw',
    });
  });

  test('has the shapes that forward hooks see', () => {
    const net = lenet();
    const seen = new Map<string, number[]>();
    for (const [name, child] of net.children()) {
      child.registerForwardHook((_block, _inputs, output) => void seen.set(name, (output as mx.NDArray).shape));
    }
    const { nodes, values } = mx.graph(net, nd.zeros([2, 1, 28, 28]));
    for (const [name, shape] of seen) {
      const last = nodes.filter(({ scope }) => scope[0] === name).at(-1)!;
      expect(values[last.outputs[0]].shape).toEqual(shape);
    }
  });

  test('connects what operators give with what takes it, scalars and additions included', () => {
    const net = new Residual();
    net.initialize();
    const { nodes, inputs, outputs } = mx.graph(net, nd.ones([3, 8]));
    const [dense, add, mul] = nodes;
    expect(dense.scope).toEqual(['body']);
    expect(add.inputs).toEqual([dense.outputs[0], inputs[0]]);
    expect(mul.inputs).toEqual(add.outputs);
    expect(mul.attributes).toEqual({ scalar: '0.5' });
    expect(outputs).toEqual(mul.outputs);
  });

  test('is that of the last call when no inputs are given', () => {
    const net = lenet();
    net(nd.zeros([3, 1, 20, 20]));
    const graph = mx.graph(net);
    expect(graph.values[graph.inputs[0]].shape).toEqual([3, 1, 20, 20]);
  });

  test('of a network that was never called needs inputs', () => {
    expect(() => mx.graph(lenet())).toThrow(/Sequential was not called yet, .* give example inputs/);
  });

  test('holds together where an array is taken out of its history', () => {
    const net = new nn.Lambda((x: mx.NDArray) => x.square().detach().sqrt());
    const { nodes } = mx.graph(net, nd.ones([2]));
    expect(nodes.map(({ op }) => op)).toEqual(['square', 'sqrt']);
    expect(nodes[1].inputs).toEqual(nodes[0].outputs);
  });

  test('changes neither parameters nor running statistics', () => {
    const net = new nn.Sequential(new nn.Dense(4, { inUnits: 3 }), new nn.BatchNorm({ inChannels: 4 }));
    net.initialize();
    const before = [...net.collectParams().values()].map((parameter) => parameter.data().arraySync());
    mx.graph(net, nd.ones([5, 3]));
    expect([...net.collectParams().values()].map((parameter) => parameter.data().arraySync())).toEqual(before);
  });

  test('an error of forward says its layer, and nobody watches afterwards', () => {
    const net = lenet();
    net(nd.zeros([1, 1, 28, 28]));
    expect(() => mx.graph(net, nd.zeros([1, 1, 20, 20]))).toThrow(/layer sequential\.3/);
    expect(mx.graph(net, nd.zeros([1, 1, 28, 28])).nodes.length).toBe(5);
  });
});

describe('the graph of a network for an example input', () => {
  const models = new LiveModels(() => undefined);
  /** Made after `models`, which knows those made since. */
  const idOf = (net: mx.gluon.Block) => {
    const known = models.list();
    return known.find(({ type }) => type === net.constructor.name)!.id;
  };
  const float32 = (...shape: number[]) => ({ shape, dtype: 'float32' });

  test('leaves it as it was: not called, its open shapes open, its random numbers undrawn', () => {
    class Fresh extends nn.Sequential {}
    const net = new Fresh(new nn.Conv2D(4, { kernelSize: 3 }), new nn.BatchNorm(), new nn.Flatten(), new nn.Dense(2));
    net.initialize(new mx.init.Xavier());
    const before = [...net.collectParams()].map(([name, { shape, isDeferred }]) => [name, shape, isDeferred]);
    const { nodes, values, inputs, outputs } = models.graph(idOf(net), [float32(5, 3, 8, 8)]);
    expect(nodes.map(({ op }) => op)).toEqual(['Convolution', 'BatchNorm', 'Flatten', 'FullyConnected']);
    expect([inputs, outputs].map(([value]) => values[value].shape)).toEqual([
      [5, 3, 8, 8],
      [5, 2],
    ]);
    const weight = values.find(({ name }) => name === '3.weight')!;
    expect([weight.shape, weight.tensor?.bytes]).toEqual([[2, 4 * 6 * 6], 4 * 2 * 144]);
    expect([...net.collectParams()].map(([name, { shape, isDeferred }]) => [name, shape, isDeferred])).toEqual(before);
    expect(models.list().find(({ type }) => type === 'Fresh')!.inputs).toBeNull();

    const valuesOf = (seeded: () => void) => {
      mx.random.seed(3);
      seeded();
      net.initialize(new mx.init.Xavier(), { forceReinit: true });
      net(nd.ones([1, 1, 4, 4]));
      return net.collectParams().get('0.weight')!.data().arraySync();
    };
    class Other extends nn.Sequential {}
    const other = new Other(new nn.Dense(2));
    other.initialize(new mx.init.Xavier());
    const alone = valuesOf(() => undefined);
    expect(valuesOf(() => models.graph(idOf(other), [float32(1, 7)]))).toEqual(alone);
  });

  test('of one that was never initialized is there too', () => {
    class Bare extends nn.Sequential {}
    const net = new Bare(new nn.Dense(3));
    const { nodes } = models.graph(idOf(net), [float32(2, 4)]);
    expect(nodes.map(({ op }) => op)).toEqual(['FullyConnected']);
    expect(() => net(nd.ones([2, 4]))).toThrow(/call initialize\(\) on the net first/);
  });

  test('of one that was called has the inputs nested as in its last call, and the last call stays', () => {
    class Pair extends gluon.Block {
      body = new nn.Dense(2, { flatten: false });
      override forward(x: mx.NDArray, states: mx.NDArray[]) {
        return this.body(x).add(states[0]).add(states[1]);
      }
    }
    const net = new Pair();
    net.initialize();
    net(nd.ones([1, 3]), [nd.ones([1, 2]), nd.ones([1, 2])]);
    const { values, outputs } = models.graph(idOf(net), [float32(4, 3), float32(4, 2)]);
    expect(values[outputs[0]].shape).toEqual([4, 2]);
    const called = [float32(1, 3), [float32(1, 2), float32(1, 2)]];
    expect(models.list().find(({ type }) => type === 'Pair')!.inputs).toEqual(called);
  });

  test('says what does not fit, and leaves nothing behind', () => {
    class Strict extends nn.Sequential {}
    const net = new Strict(new nn.Dense(2, { inUnits: 3 }));
    net.initialize();
    expect(() => models.graph(idOf(net), [float32(1, 5)])).toThrow(/5/);
    expect(net(nd.ones([1, 3])).shape).toEqual([1, 2]);
  });
});

test('what an interrupt cuts off is undone afterwards, innermost first', () => {
  const done: string[] = [];
  const code = "undone(() => undone(() => { for (;;); }, () => done.push('inner')), () => done.push('outer'))";
  expect(() => runInNewContext(code, { undone, done }, { timeout: 20 }) as unknown).toThrow(/timed out/);
  expect(done).toEqual([]);
  recoverFromCutOff();
  expect(done).toEqual(['inner', 'outer']);
});

describe('a profiler', () => {
  afterEach(() => profiler.turnOff());

  test('counts the calls, times and bytes of each node of the graph', () => {
    const net = lenet();
    const x = nd.zeros([2, 1, 28, 28]);
    const { nodes, values } = mx.graph(net, x);
    profiler.turnOn();
    autograd.record(() => net(x));
    net(x);
    const measures = profiler.measuresOf(net);
    expect([...measures.keys()]).toEqual(nodes.map(({ name }) => name));
    for (const { name, outputs } of nodes) {
      const { calls, timeMs, bytes } = measures.get(name)!;
      expect(calls).toBe(2);
      expect(timeMs).toBeGreaterThan(0);
      const sizes = outputs.map((i) => (values[i].shape as number[]).reduce((product, extent) => product * extent, 4));
      expect(bytes).toBe(sizes.reduce((sum, size) => sum + size, 0));
    }
  });

  test('tells the time of backward apart, where one has run', () => {
    const net = new nn.Sequential(new nn.Dense(4, { inUnits: 3, activation: 'tanh' }), new nn.Dense(2, { inUnits: 4 }));
    net.initialize();
    profiler.turnOn();
    net(nd.ones([5, 3]));
    const backwards = () => [...profiler.measuresOf(net).values()].map(({ backwardMs }) => backwardMs);
    expect(backwards()).toEqual([null, null, null]);
    autograd
      .record(() =>
        net(nd.ones([5, 3]))
          .square()
          .mean(),
      )
      .backward();
    for (const backwardMs of backwards()) expect(backwardMs).toBeGreaterThan(0);
  });

  test('changes no gradient, with operators of several results and a Function between them', () => {
    class Twice extends autograd.Function {
      override forward(x: mx.NDArray) {
        return x.mul(2);
      }
      override backward(dy: mx.NDArray) {
        return dy.mul(2);
      }
    }
    const net = new nn.Sequential(
      new nn.Dense(6, { inUnits: 4 }),
      new nn.BatchNorm({ inChannels: 6 }),
      new nn.Lambda((x: mx.NDArray) => new Twice().apply(x).tanh()),
      new nn.Dense(3, { inUnits: 6 }),
    );
    net.initialize(new mx.init.Xavier());
    const x = mx.random.normal({ shape: [5, 4] });
    const gradients = () => {
      autograd.record(() => net(x).square().mean()).backward();
      const trained = [...net.collectParams().values()].filter(({ gradReq }) => gradReq !== 'null');
      return trained.map((parameter) => parameter.grad().arraySync());
    };
    const expected = gradients();
    profiler.turnOn();
    expect(gradients()).toEqual(expected);
  });

  test("takes a user's Function for one operator, and credits its backward to it", () => {
    const BACKWARD_MS = 100;
    class Slow extends autograd.Function {
      override forward(x: mx.NDArray) {
        return x.mul(2).mul(3);
      }
      override backward(dy: mx.NDArray) {
        const end = performance.now() + BACKWARD_MS;
        while (performance.now() < end);
        return dy.mul(6);
      }
    }
    const slow = new nn.Lambda((x: mx.NDArray) => new Slow().apply(x).tanh());
    const net = new nn.Sequential(new nn.Dense(3, { inUnits: 3 }), slow);
    net.initialize();
    const graph = mx.graph(net, nd.ones([2, 3]));
    expect(graph.nodes.map(({ op }) => op)).toEqual(['FullyConnected', 'Slow', 'tanh']);
    expect(graph.nodes[2].inputs).toEqual(graph.nodes[1].outputs);
    profiler.turnOn();
    autograd.record(() => net(nd.ones([2, 3])).mean()).backward();
    const measures = profiler.measuresOf(net);
    expect(measures.get('1.Slow')!.backwardMs).toBeGreaterThanOrEqual(BACKWARD_MS);
    for (const name of ['0.FullyConnected', '1.tanh']) expect(measures.get(name)!.backwardMs).toBeGreaterThan(0);
  });

  test('begins anew when it is turned on again, and sees nothing while it is off', () => {
    const net = lenet();
    profiler.turnOn();
    net(nd.zeros([1, 1, 28, 28]));
    profiler.turnOff();
    net(nd.zeros([1, 1, 28, 28]));
    expect(profiler.measuresOf(net).get('3.FullyConnected')!.calls).toBe(1);
    profiler.turnOn();
    expect(profiler.measuresOf(net).size).toBe(0);
  });

  test('gives the same results', () => {
    const net = lenet();
    const x = mx.random.uniform({ shape: [2, 1, 28, 28] });
    const expected = net(x).arraySync();
    profiler.turnOn();
    expect(net(x).arraySync()).toEqual(expected);
  });
});

test('the clock of backwards hears of each operator in reverse order, in each pass, and of each result', () => {
  const heard: string[] = [];
  const clock = new BackwardClock();
  watchCalls({
    begin: () => clock.forget(),
    end: (call) => clock.follow(call, (_, pass) => void heard.push(`${call.op} ${pass}`)),
    endBackward: () => clock.endPass(),
    alias: () => undefined,
  });
  try {
    class Negative extends autograd.Function {
      override forward(x: mx.NDArray) {
        return x.negative();
      }
      override backward(dy: mx.NDArray) {
        return dy.negative();
      }
    }
    const x = nd.ones([4, 6]);
    x.attachGrad();
    const y = autograd.record(() => {
      const [a, b] = nd.split(new Negative().apply(x.square()), { axis: 1, numOutputs: 2 });
      const constant = nd.ones([4, 3]).sqrt();
      return a.tanh().mul(b).add(constant);
    });
    y.backward(null, { retainGraph: true });
    y.backward(null, { retainGraph: true });
  } finally {
    watchCalls(null);
  }
  const pass = ['broadcast_add', 'broadcast_mul', 'tanh', 'SliceChannel', 'SliceChannel', 'Negative', 'square'];
  expect(heard).toEqual([0, 1].flatMap((number) => pass.map((op) => `${op} ${number}`)));
});
