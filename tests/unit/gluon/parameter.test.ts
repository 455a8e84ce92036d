import { expect, test } from 'vitest';
import { autograd, gluon, init, nd } from 'gluonlab';

const { Parameter } = gluon;

test('a parameter of known shape has values after initialize', () => {
  const parameter = new Parameter('w', { shape: [2, 3], init: 'ones' });
  parameter.initialize();
  expect(parameter.data().arraySync()).toEqual([
    [1, 1, 1],
    [1, 1, 1],
  ]);
});

test('a name ending in bias starts at zero, in gamma at one, others as weights', () => {
  for (const [name, value] of [
    ['bias', 0],
    ['gamma', 1],
    ['anything', 5],
  ] as const) {
    const parameter = new Parameter(name, { shape: [2] });
    parameter.initialize(new init.Constant(5));
    expect(parameter.data().arraySync()).toEqual([value, value]);
  }
});

test('data before the shape is known says how it becomes known', () => {
  const parameter = new Parameter('weight', { shape: [4, 0] });
  parameter.initialize();
  expect(() => parameter.data()).toThrow(
    "parameter 'weight' has shape (4, 0) and gets its values at the first forward",
  );
});

test('a shape can be filled in but not changed', () => {
  const parameter = new Parameter('weight', { shape: [4, 0] });
  parameter.shape = [4, 7];
  expect(() => (parameter.shape = [4, 8])).toThrow("parameter 'weight' has shape (4, 7), it cannot become (4, 8)");
});

test('setData keeps the array and its gradient', () => {
  const parameter = new Parameter('weight', { shape: [2] });
  parameter.initialize();
  const array = parameter.data();
  parameter.setData([3, 4]);
  expect(parameter.data()).toBe(array);
  expect(array.arraySync()).toEqual([3, 4]);
  expect(parameter.grad().arraySync()).toEqual([0, 0]);
});

test('gradReq add accumulates until zeroGrad', () => {
  const parameter = new Parameter('weight', { shape: [1], gradReq: 'add', init: 'ones' });
  parameter.initialize();
  for (let i = 0; i < 2; ++i) autograd.record(() => parameter.data().mul(3).sum()).backward();
  expect(parameter.grad().item()).toBe(6);
  parameter.zeroGrad();
  expect(parameter.grad().item()).toBe(0);
});

test('a parameter without gradient says why there is none', () => {
  const parameter = new Parameter('weight', { shape: [1], gradReq: 'null' });
  parameter.initialize();
  expect(() => parameter.grad()).toThrow("parameter 'weight' keeps no gradient, its gradReq is 'null'");
});

test('a constant keeps its value and has no gradient', () => {
  const constant = new gluon.Constant('table', [[1, 2]]);
  expect(constant.data().arraySync()).toEqual([[1, 2]]);
  expect(constant.gradReq).toBe('null');
  constant.initialize(new init.Zero());
  expect(constant.data().arraySync()).toEqual([[1, 2]]);
});

test('wrong options are refused', () => {
  expect(() => new Parameter('w', { gradReq: 'sum' as never })).toThrow(
    "gradReq is 'sum', allowed are write, add, null",
  );
  expect(() => new Parameter('w', { shape: [-1] })).toThrow("parameter 'w': shape is -1");
  expect(() => new Parameter('w', { shape: [1], init: 'xaver' }).initialize()).toThrow(
    'initializer is "xaver", allowed',
  );
  expect(() => new Parameter('w', { dtype: 'float31' as never })).toThrow("dtype is 'float31'");
});

test('parameters made inside tidy live on', async () => {
  const { tidy } = await import('gluonlab');
  const net = new gluon.nn.Dense(2);
  net.initialize();
  tidy(() => net(nd.ones([1, 3])));
  expect(net.weight.data().shape).toEqual([2, 3]);
  expect(net.weight.grad().shape).toEqual([2, 3]);
});
