import { expect, test } from 'vitest';
import { metric, nd } from 'gluonlab';

const scores = nd.array([
  [0.1, 0.9],
  [0.8, 0.2],
  [0.3, 0.7],
]);

test('accuracy counts right answers over all batches', () => {
  const accuracy = new metric.Accuracy();
  expect(accuracy.get()).toEqual(['accuracy', NaN]);
  accuracy.update([nd.array([1, 0, 0])], [scores]);
  accuracy.update(nd.array([1, 0, 1], { dtype: 'int32' }), scores);
  expect(accuracy.get()).toEqual(['accuracy', 5 / 6]);
  accuracy.reset();
  expect(accuracy.get()[1]).toBeNaN();
});

test('accuracy along another axis', () => {
  const accuracy = new metric.Accuracy({ axis: -1 });
  accuracy.update(nd.array([[1, 0, 1]]), scores.reshape([1, 3, 2]));
  expect(accuracy.get()[1]).toBe(1);
});

test('resetLocal starts get again while getGlobal goes on', () => {
  const mae = new metric.MAE();
  mae.update(nd.array([1]), nd.array([3]));
  mae.resetLocal();
  mae.update(nd.array([1]), nd.array([2]));
  expect(mae.get()).toEqual(['mae', 1]);
  expect(mae.getGlobal()).toEqual(['mae', 1.5]);
});

test('the mean of losses', () => {
  const loss = new metric.Loss();
  loss.update(null, nd.array([1, 2, 6]));
  expect(loss.get()).toEqual(['loss', 3]);
});

test('several metrics as one', () => {
  const both = new metric.CompositeEvalMetric([new metric.Accuracy(), new metric.F1()]);
  both.update(nd.array([1, 0, 0]), scores);
  expect(both.get()[0]).toEqual(['accuracy', 'f1']);
  expect(both.get()[1][0]).toBeCloseTo(2 / 3);
  expect(both.get()[1][1]).toBeCloseTo(2 / 3);
});

test('arrays that do not fit are refused', () => {
  expect(() => new metric.Accuracy().update(nd.array([1]), scores)).toThrow(
    'Accuracy.update: labels have shape (1), predictions (3, 2); expected one label per prediction',
  );
  expect(() => new metric.Accuracy().update([1] as never, scores)).toThrow('expected NDArrays or lists of them');
  expect(() => new metric.Accuracy().update([], [scores])).toThrow('0 label arrays for 1 prediction arrays');
  expect(() => new metric.CrossEntropy().update(nd.array([0, 1, 2]), scores)).toThrow(
    'label 2 at [2], allowed are 0 to 1',
  );
  expect(() => new metric.F1().update(nd.array([0, 1, 2]), scores)).toThrow('label 2 at [2], allowed are 0 and 1');
  expect(() => new metric.TopKAccuracy({ topK: 1 })).toThrow('topK is 1, expected a whole number from 2');
  expect(() => new metric.F1({ average: 'mean' as never })).toThrow("average is 'mean', allowed are macro, micro");
});
