import { expect, test } from 'vitest';
import { autograd, gluon, nd } from 'gluonlab';

const { loss } = gluon;

test('softmax cross entropy gives one number per sample and the textbook gradient', () => {
  const x = nd.array([
    [1, 2, 3],
    [0, 0, 0],
  ]);
  x.attachGrad();
  const l = autograd.record(() => new loss.SoftmaxCrossEntropyLoss()(x, nd.array([2, 0])));
  l.backward();
  const sum = Math.exp(1) + Math.exp(2) + Math.exp(3);
  const values = l.dataSync() as Float32Array;
  expect(values[0]).toBeCloseTo(Math.log(sum) - 3);
  expect(values[1]).toBeCloseTo(Math.log(3));
  const grad = x.grad!.dataSync() as Float32Array;
  [Math.exp(1) / sum, Math.exp(2) / sum, Math.exp(3) / sum - 1, -2 / 3, 1 / 3, 1 / 3].forEach((value, i) =>
    expect(grad[i]).toBeCloseTo(value),
  );
});

test('labels may be any numeric dtype', () => {
  const x = nd.array([[1, 2, 3]]);
  for (const dtype of ['float32', 'int32', 'uint8', 'int64'] as const) {
    expect(new loss.SoftmaxCELoss()(x, nd.array([1], { dtype })).item()).toBeCloseTo(1.4076, 3);
  }
});

test('labels outside the classes are refused with place and range', () => {
  const criterion = new loss.SoftmaxCrossEntropyLoss();
  const x = nd.zeros([2, 3]);
  expect(() => criterion(x, nd.array([0, 3]))).toThrow(
    'label 3 at position [1]: allowed are whole numbers from 0 to 2, the prediction has 3 classes',
  );
  expect(() => criterion(x, nd.array([-1, 0]))).toThrow('label -1 at position [0]');
  expect(() => criterion(x, nd.array([NaN, 0]))).toThrow('label NaN at position [0]');
  expect(() => criterion(x, nd.array([0.5, 0]))).toThrow('label 0.5 at position [0]');
});

test('a sample weight may mask labels outside the classes', () => {
  const criterion = new loss.SoftmaxCrossEntropyLoss();
  const masked = criterion(nd.zeros([2, 3]), nd.array([0, -1]), nd.array([[1], [0]]));
  expect(masked.arraySync()).toEqual([Math.fround(Math.log(3)), 0]);
});

test('NaN among the targets is refused', () => {
  for (const criterion of [new loss.L1Loss(), new loss.L2Loss(), new loss.HuberLoss(), new loss.SigmoidBCELoss()]) {
    expect(() =>
      criterion(
        nd.zeros([2, 2]),
        nd.array([
          [0, 1],
          [1, NaN],
        ]),
      ),
    ).toThrow('the label at position [1, 1] is NaN');
  }
});

test('labels take the shape and dtype of the prediction', () => {
  const criterion = new loss.L2Loss();
  expect(criterion(nd.zeros([2, 1]), nd.array([2, 4], { dtype: 'int32' })).arraySync()).toEqual([2, 8]);
  expect(() => criterion(nd.zeros([2, 1]), nd.array([1, 2, 3]))).toThrow(
    'the label has shape (3), expected 2 elements like the prediction, which has shape (2, 1)\n  layer l2Loss (L2Loss)',
  );
});

test('unknown options and wrong weights are refused', () => {
  expect(() => new loss.HuberLoss({ delta: 1 } as never)).toThrow(
    "HuberLoss: unknown option 'delta', allowed are rho, weight, batchAxis",
  );
  expect(() => new loss.HuberLoss({ rho: 0 })).toThrow('rho is 0');
  expect(() => new loss.L1Loss({ weight: 'x' as never })).toThrow('L1Loss: weight is string');
});
