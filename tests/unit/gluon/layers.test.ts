import { expect, test } from 'vitest';
import { autograd, gluon, init, nd, type NDArray } from 'gluonlab';

const { nn } = gluon;

function shapeAfter(layer: gluon.Block, shape: number[]): number[] {
  layer.initialize();
  return layer(nd.ones(shape)).shape;
}

test.each<[string, gluon.Block, number[], number[]]>([
  ['Dense', new nn.Dense(4), [2, 3, 5], [2, 4]],
  ['Dense on the last axis', new nn.Dense(4, { flatten: false }), [2, 3, 5], [2, 3, 4]],
  ['Conv1D', new nn.Conv1D(4, { kernelSize: 3 }), [2, 3, 10], [2, 4, 8]],
  ['Conv2D', new nn.Conv2D(4, { kernelSize: [3, 5], strides: 2, padding: [1, 2] }), [2, 3, 8, 8], [2, 4, 4, 4]],
  ['Conv2D in groups', new nn.Conv2D(6, { kernelSize: 1, groups: 3 }), [2, 3, 8, 8], [2, 6, 8, 8]],
  [
    'Conv2DTranspose',
    new nn.Conv2DTranspose(4, { kernelSize: 4, strides: 2, padding: 1 }),
    [2, 3, 8, 8],
    [2, 4, 16, 16],
  ],
  ['MaxPool2D', new nn.MaxPool2D(), [2, 3, 8, 8], [2, 3, 4, 4]],
  ['MaxPool2D rounding up', new nn.MaxPool2D({ poolSize: 3, strides: 2, ceilMode: true }), [1, 1, 6, 6], [1, 1, 3, 3]],
  ['AvgPool1D', new nn.AvgPool1D({ poolSize: 2 }), [2, 3, 8], [2, 3, 4]],
  ['GlobalAvgPool2D', new nn.GlobalAvgPool2D(), [2, 3, 8, 8], [2, 3, 1, 1]],
  ['BatchNorm', new nn.BatchNorm(), [2, 3, 8, 8], [2, 3, 8, 8]],
  ['LayerNorm', new nn.LayerNorm(), [2, 3, 8], [2, 3, 8]],
  ['Embedding', new nn.Embedding(10, 4), [2, 3], [2, 3, 4]],
  ['Flatten', new nn.Flatten(), [2, 3, 8], [2, 24]],
  ['PReLU', new nn.PReLU({ inChannels: 3 }), [2, 3, 8], [2, 3, 8]],
])('%s', (_name, layer, input, output) => {
  expect(shapeAfter(layer, input)).toEqual(output);
});

test('dropout acts in training alone and keeps the mean', () => {
  const layer = new nn.Dropout(0.25);
  const x = nd.ones([100, 100]);
  expect(layer(x).sum().item()).toBe(10_000);
  const y = autograd.record(() => layer(x));
  expect(y.mean().item()).toBeCloseTo(1, 1);
  const values = new Set(y.dataSync() as Float32Array);
  expect([...values].sort()).toEqual([0, Math.fround(4 / 3)]);
});

test('batch norm gathers running statistics in training and uses them in prediction', () => {
  const layer = new nn.BatchNorm({ momentum: 0.5, inChannels: 1 });
  layer.initialize();
  const x = nd.array([[1], [3]]);
  autograd.record(() => layer(x));
  expect(layer.running_mean.data().item()).toBeCloseTo(1);
  expect(layer.running_var.data().item()).toBeCloseTo(1);
  expect((layer(x).arraySync() as number[][])[1][0]).toBeCloseTo(2, 3);
});

test('a lambda wraps a function or an operator by name', () => {
  expect(new nn.Lambda((x: NDArray) => x.add(1))(nd.ones([2])).arraySync()).toEqual([2, 2]);
  expect(new nn.Lambda('square')(nd.full([2], 3)).arraySync()).toEqual([9, 9]);
  expect(() => new nn.Lambda('no such operator')).toThrow(
    '"no such operator" is neither a function nor an operator of nd',
  );
});

test('activations have the values their formulas give', () => {
  const x = nd.array([-1, 2]);
  const close = (layer: gluon.Block, expected: number[]) => {
    layer.initialize();
    (layer(x).dataSync() as Float32Array).forEach((value, i) => expect(value).toBeCloseTo(expected[i], 5));
  };
  close(new nn.Activation('relu'), [0, 2]);
  close(new nn.Activation('softsign'), [-0.5, 2 / 3]);
  close(new nn.LeakyReLU(0.1), [-0.1, 2]);
  close(new nn.PReLU(), [-0.25, 2]);
  close(new nn.ELU(2), [2 * Math.expm1(-1), 2]);
  close(new nn.Swish(), [-1 / (1 + Math.E), 2 / (1 + Math.exp(-2))]);
});

test('half precision leaves batch statistics in float32', () => {
  const layer = new nn.BatchNorm({ inChannels: 2 });
  layer.initialize();
  layer.cast('float16');
  expect(layer.running_mean.data().dtype).toBe('float32');
});

test('an initializer for the weight wins over that of the net', () => {
  const layer = new nn.Dense(1, { inUnits: 2, weightInitializer: new init.Constant(3), biasInitializer: 'ones' });
  layer.initialize(new init.Zero());
  expect(layer(nd.ones([1, 2])).item()).toBe(7);
});

test('wrong arguments are refused', () => {
  expect(() => new nn.Dense(0)).toThrow('Dense: units is 0, expected a whole number from 1');
  expect(() => new nn.Dense(1, { activation: 'rel' as never })).toThrow(
    "Dense: activation is 'rel', allowed are relu, sigmoid",
  );
  expect(() => new nn.Conv2D(4, {} as never)).toThrow('Conv2D: the option kernelSize is missing');
  expect(() => new nn.Conv2D(4, { kernelSize: [3] })).toThrow(
    'Conv2D: kernelSize is [3], expected a number or 2 of them',
  );
  expect(() => new nn.Conv2D(4, { kernelSize: 3, groups: 3 })).toThrow('Conv2D: 3 groups do not divide 4 channels');
  expect(() => new nn.Conv2D(4, { kernelSize: 3, layout: 'NHWC' })).toThrow("layout is 'NHWC', allowed is NCHW");
  expect(() => new nn.MaxPool2D({ countIncludePad: true } as never)).toThrow(
    "MaxPool2D: unknown option 'countIncludePad'",
  );
  expect(() => new nn.Dropout(1)).toThrow('Dropout: rate is 1, expected 0 <= rate < 1');
  expect(() => new nn.Activation('elu' as never)).toThrow("activation is 'elu'");
  expect(() => new nn.LeakyReLU(-1)).toThrow('alpha is -1');
  expect(() => new nn.Sequential(3 as never)).toThrow('Sequential.add: 3 is not a Block');
});

test('an input of the wrong shape is refused with the layer', () => {
  const conv = new nn.Conv2D(4, { kernelSize: 3 });
  conv.initialize();
  expect(() => conv(nd.ones([2, 8, 8]))).toThrow(
    'Conv2D: the input has shape (2, 8, 8), expected 4 axes: NCHW\n  layer conv2D (Conv2D)',
  );
});
