import { expect, test } from 'vitest';
import { autograd, gluon, GluonError, init, nd, type NDArray } from 'gluonlab';

const { Block, nn, Parameter } = gluon;

class Net extends Block {
  hidden = new nn.Dense(4);
  branches = [new nn.Dense(3), new nn.Dense(3)];
  scale = new Parameter('scale', { shape: [3] });
  override forward(x: NDArray): NDArray {
    const h = this.hidden(x);
    return this.branches[0](h).add(this.branches[1](h)).mul(this.scale.data());
  }
}

function initialized(): Net {
  const net = new Net();
  net.initialize();
  return net;
}

test('a block is called like a function and is an instance of its class', () => {
  const net = initialized();
  expect(net(nd.ones([2, 5])).shape).toEqual([2, 3]);
  expect(net).toBeInstanceOf(Net);
  expect(net).toBeInstanceOf(Block);
  expect(typeof net).toBe('function');
});

test('blocks and parameters in fields, also in lists, are found by structural name', () => {
  expect([...initialized().collectParams().keys()]).toEqual([
    'scale',
    'hidden.weight',
    'hidden.bias',
    'branches.0.weight',
    'branches.0.bias',
    'branches.1.weight',
    'branches.1.bias',
  ]);
});

test('collectParams selects by regular expression, a text from the start of the name', () => {
  const net = initialized();
  expect([...net.collectParams('.*weight').keys()]).toHaveLength(3);
  expect([...net.collectParams('weight').keys()]).toHaveLength(0);
  expect([...net.collectParams(/bias$/).keys()]).toHaveLength(3);
});

test('a block that stands in two places shares its parameters', () => {
  const shared = new nn.Dense(2, { inUnits: 2 });
  const net = new nn.Sequential(shared, shared);
  expect([...net.collectParams().keys()]).toEqual(['0.weight', '0.bias']);
});

test('the shape of a weight is known after the first call', () => {
  const net = initialized();
  expect(net.hidden.weight.shape).toEqual([4, 0]);
  net(nd.ones([2, 5]));
  expect(net.hidden.weight.shape).toEqual([4, 5]);
});

test('the first call inside record gives gradients', () => {
  const net = new nn.Dense(1);
  net.initialize(new init.One());
  const loss = autograd.record(() => net(nd.array([[1, 2]])).sum());
  loss.backward();
  expect(net.weight.grad().arraySync()).toEqual([[1, 2]]);
});

test('a net that was not initialized says so and where', () => {
  expect(() => new Net()(nd.ones([2, 5]))).toThrow(
    "parameter 'weight' has no values yet: call initialize() on the net first\n  layer net.hidden (Dense)",
  );
});

test('an error inside a layer names the path of the layer', () => {
  const net = initialized();
  net(nd.ones([2, 5]));
  let error: GluonError | null = null;
  try {
    net(nd.ones([2, 6]));
  } catch (caught) {
    error = caught as GluonError;
  }
  expect(error).toBeInstanceOf(GluonError);
  expect(error!.layer).toBe('net.hidden');
  expect(error!.message).toContain('layer net.hidden (Dense)');
  expect(error!.message.match(/layer/g)).toHaveLength(1);
});

test('nested containers give nested paths', () => {
  const inner = new nn.Sequential(new nn.Dense(2, { inUnits: 3 }));
  const net = new nn.HybridSequential(new nn.Flatten(), inner);
  net.initialize();
  expect(() => net(nd.ones([1, 4]))).toThrow('layer hybridSequential.1.0 (Dense)');
});

test('hooks run before and after forward until they are detached', () => {
  const net = new nn.Dense(2, { inUnits: 2 });
  net.initialize();
  const seen: string[] = [];
  const before = net.registerForwardPreHook((_block, [x]) => seen.push(`in ${(x as NDArray).shape.join()}`));
  const after = net.registerForwardHook((_block, _inputs, y) => seen.push(`out ${(y as NDArray).shape.join()}`));
  net(nd.ones([3, 2]));
  before.detach();
  after.detach();
  net(nd.ones([3, 2]));
  expect(seen).toEqual(['in 3,2', 'out 3,2']);
});

test('summary lists layers, output shapes and parameters', () => {
  const net = new nn.Sequential(new nn.Dense(8), new nn.Dense(2));
  net.initialize();
  const summary = net.summary(nd.ones([1, 3]));
  expect(summary.totalParameters).toBe(3 * 8 + 8 + 8 * 2 + 2);
  expect(summary.toString()).toMatchInlineSnapshot(`
    "Layer (type)  Output shape  Parameters
    ======================================
    input         (1, 3)                 0
    0 (Dense)     (1, 8)                32
    1 (Dense)     (1, 2)                18
    Sequential    (1, 2)                 0
    --------------------------------------
    Parameters: 50, trainable: 50"
  `);
});

test('a block prints as the tree of its blocks', () => {
  const net = new nn.Sequential(
    new nn.Conv2D(6, { kernelSize: 5 }),
    new nn.Sequential(new nn.Dense(10, { inUnits: 84 })),
  );
  expect(net.toString()).toMatchInlineSnapshot(`
    "Sequential(
      (0): Conv2D(6, kernelSize=(5, 5), strides=(1, 1), padding=(0, 0))
      (1): Sequential(
        (0): Dense(84 -> 10, linear)
      )
    )"
  `);
});

test('sequential has length, indices, iteration and slices', () => {
  const blocks = [new nn.Dense(1), new nn.Dense(2), new nn.Dense(3)];
  const net = new nn.Sequential();
  net.add(...blocks);
  expect(net.length).toBe(3);
  expect(net[1]).toBe(blocks[1]);
  expect([...net]).toEqual(blocks);
  expect([...net.slice(1)]).toEqual(blocks.slice(1));
});

test('apply visits every block, children first', () => {
  const names: string[] = [];
  initialized().apply((block) => names.push(block.constructor.name));
  expect(names).toEqual(['Dense', 'Dense', 'Dense', 'Net']);
});

test('cast changes the element type of all parameters', () => {
  const net = new nn.Dense(2, { inUnits: 2 });
  net.initialize();
  net.cast('float64');
  expect(net.weight.data().dtype).toBe('float64');
  expect(net(nd.ones([1, 2], { dtype: 'float64' })).dtype).toBe('float64');
});

test('initialize keeps values unless forceReinit is set', () => {
  const net = new nn.Dense(2, { inUnits: 2 });
  net.initialize(new init.One());
  net.initialize(new init.Zero());
  expect(net.weight.data().sum().item()).toBe(4);
  net.initialize(new init.Zero(), { forceReinit: true });
  expect(net.weight.data().sum().item()).toBe(0);
});

test('a block with open shapes that cannot infer them says so', () => {
  class Scale extends Block {
    factor = new Parameter('factor', { shape: [0] });
    override forward(x: NDArray): NDArray {
      return x.mul(this.factor.data());
    }
  }
  const net = new Scale();
  net.initialize();
  expect(() => net(nd.ones([2]))).toThrow("the shape of 'factor' is not known and Scale does not override inferShape");
});

test('hybridize says that it is not there yet', () => {
  expect(() => new nn.Dense(1).hybridize()).toThrow(expect.objectContaining({ code: 'notYet' }));
});

test('unknown options are refused with the allowed ones', () => {
  expect(() => new nn.Dense(2, { units: 3 } as never)).toThrow(
    "Dense: unknown option 'units', allowed are activation, useBias, flatten, dtype, weightInitializer, biasInitializer, inUnits",
  );
  expect(() => new nn.Dense(2).initialize(undefined, { ctx: 1 } as never)).toThrow("initialize: unknown option 'ctx'");
});
