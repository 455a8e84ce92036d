import { expect, test } from 'vitest';
import { autograd, gluon, init, lrScheduler, nd, optimizer, random, waitall, type NDArray } from 'gluonlab';

const { nn, Parameter, Trainer } = gluon;

function parameter(name: string, value: number): gluon.Parameter {
  const made = new Parameter(name, { shape: [1], init: new init.Constant(value) });
  made.initialize();
  return made;
}

function backward(...parameters: gluon.Parameter[]): void {
  autograd.record(() => parameters.reduce<NDArray>((sum, p) => sum.add(p.data().mul(2)), nd.zeros([1]))).backward();
}

test('a step is gradient times rate over batch size', () => {
  const w = parameter('weight', 1);
  backward(w);
  new Trainer([w], 'sgd', { learningRate: 0.1 }).step(4);
  expect(w.data().item()).toBeCloseTo(1 - (0.1 * 2) / 4);
});

test('momentum carries on', () => {
  const w = parameter('weight', 0);
  const trainer = new Trainer([w], 'sgd', { learningRate: 1, momentum: 0.5 });
  for (let i = 0; i < 2; ++i) {
    backward(w);
    trainer.step(2);
  }
  expect(w.data().item()).toBeCloseTo(-1 - 1.5);
});

test('factors of a parameter scale its rate', () => {
  const [a, b] = [parameter('a', 0), parameter('b', 0)];
  b.lrMult = 0.5;
  backward(a, b);
  new Trainer([a, b], 'sgd', { learningRate: 1 }).step(1);
  expect([a.data().item(), b.data().item()]).toEqual([-2, -1]);
});

test.each(['sgd', 'nag', 'adam', 'adamw', 'rmsprop'])('%s learns a line', (name) => {
  random.seed(1);
  const net = new nn.Dense(1);
  net.initialize(new init.Normal(0.1));
  const trainer = new Trainer(net.collectParams(), name, { learningRate: 0.05 });
  const criterion = new gluon.loss.L2Loss();
  const x = nd.array([[-1], [0], [1], [2]]);
  const y = x.mul(2).add(1);
  for (let i = 0; i < 300; ++i) {
    autograd.record(() => criterion(net(x), y)).backward();
    trainer.step(4);
  }
  expect(net.weight.data().item()).toBeCloseTo(2, 1);
  expect(net.bias!.data().item()).toBeCloseTo(1, 1);
});

test('all weights of plain optimizers are updated by one call', () => {
  const calls: unknown[] = [];
  class Counting extends optimizer.SGD {
    protected override step(updates: readonly optimizer.Update[]): void {
      calls.push(updates.length);
      super.step(updates);
    }
  }
  const parameters = [parameter('a', 0), parameter('b', 0), parameter('c', 0)];
  backward(...parameters);
  new Trainer(parameters, new Counting({ learningRate: 1 })).step(1);
  expect(calls).toEqual([3]);
});

test('a gradient that was not written since the last step is an error', () => {
  const [used, unused] = [parameter('used', 0), parameter('unused', 0)];
  const trainer = new Trainer([used, unused], 'sgd', { learningRate: 1 });
  backward(used);
  expect(() => trainer.step(1)).toThrow('the gradients of unused were not written since the last step');
  backward(used);
  trainer.step(1, { ignoreStaleGrad: true });
  expect([used.data().item(), unused.data().item()]).toEqual([-2, 0]);
});

test('parameters without gradient are left alone', () => {
  const [w, frozen] = [parameter('w', 0), parameter('frozen', 5)];
  frozen.gradReq = 'null';
  backward(w);
  new Trainer([w, frozen], 'sgd', { learningRate: 1 }).step(1);
  expect(frozen.data().item()).toBe(5);
});

test('a scheduler sets the rate, and it alone', () => {
  const w = parameter('weight', 0);
  const trainer = new Trainer([w], 'sgd', {
    lrScheduler: new lrScheduler.FactorScheduler(1, { baseLr: 1, factor: 0.5 }),
  });
  const rates: number[] = [];
  for (let i = 0; i < 3; ++i) {
    backward(w);
    trainer.step(1);
    rates.push(trainer.learningRate);
  }
  expect(rates).toEqual([1, 0.5, 0.25]);
  expect(() => trainer.setLearningRate(1)).toThrow('the rate is set by the lrScheduler');
});

test('the rate can be changed', () => {
  const w = parameter('weight', 0);
  const trainer = new Trainer([w], 'sgd', { learningRate: 1 });
  trainer.setLearningRate(0.25);
  backward(w);
  trainer.step(1);
  expect(trainer.learningRate).toBe(0.25);
  expect(w.data().item()).toBe(-0.5);
});

test('half-precision weights keep a float32 copy with multiPrecision', () => {
  const w = parameter('weight', 1);
  w.cast('float16');
  const trainer = new Trainer([w], 'sgd', { learningRate: 1e-4, multiPrecision: true });
  for (let i = 0; i < 20; ++i) {
    backward16(w);
    trainer.step(1);
  }
  expect(w.data().item()).toBeCloseTo(1 - 20 * 2e-4, 3);
});

function backward16(w: gluon.Parameter): void {
  autograd.record(() => w.data().mul(2)).backward();
}

test('wrong arguments are refused', () => {
  const w = parameter('weight', 0);
  expect(() => new Trainer([w], 'sdg')).toThrow(
    'optimizer is "sdg", allowed are sgd, ccsgd, nag, adam, adamw, rmsprop',
  );
  expect(() => new Trainer([w], 'sgd', { lr: 1 })).toThrow("SGD: unknown option 'lr', allowed are momentum");
  expect(() => new Trainer([w], 'sgd', { learningRate: -1 })).toThrow(
    'SGD: learningRate is -1, expected a number from 0',
  );
  expect(() => new Trainer([w], new optimizer.SGD(), {})).toThrow('options belong to the optimizer');
  expect(() => new Trainer([], 'sgd')).toThrow('there are no parameters');
  expect(() => new Trainer(undefined as never, 'sgd')).toThrow('parameters are missing');
  expect(() => new Trainer([w], 'sgd').step(0)).toThrow('batchSize is 0, expected a number above 0');
  expect(() => new Trainer([new Parameter('open', { shape: [0] })], 'sgd').step(1)).toThrow(
    "parameter 'open' has no values yet",
  );
});

test('a queued step uses the gradients of its own backward pass', () => {
  const train = (settle: () => void) => {
    random.seed(7);
    const net = new nn.Sequential(new nn.Dense(512, { activation: 'relu' }), new nn.Dense(512));
    net.initialize(new init.Xavier());
    const trainer = new Trainer(net.collectParams(), 'sgd', { learningRate: 0.1 });
    const x = nd.random.normal({ shape: [128, 512] });
    const losses: NDArray[] = [];
    for (let i = 0; i < 8; ++i) {
      const loss = autograd.record(() => net(x).square().mean());
      loss.backward();
      trainer.step(1);
      losses.push(loss);
      settle();
    }
    return losses.map((loss) => loss.item());
  };
  expect(train(() => {})).toEqual(train(waitall));
});
