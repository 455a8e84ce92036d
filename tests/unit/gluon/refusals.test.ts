// What networks, losses, optimizers and data are given by mistake, one sentence for each.
import { gluon, GluonError, lrScheduler, metric, nd, optimizer } from 'gluonlab';
import { expect, test } from 'vitest';

const { nn, loss, data } = gluon;
const any = (value: unknown) => value as never;
const x = nd.ones([2, 3]);

function dense(): InstanceType<typeof nn.Dense> {
  const layer = new nn.Dense(2);
  layer.initialize();
  return layer;
}

const refusals: [what: string, call: () => unknown, message: string][] = [
  ['a list of numbers as input', () => dense()(any([1, 2])), 'input 0 is or holds the number 1, expected NDArrays'],
  ['no input', () => dense()(), 'Dense: input 0 is missing, expected an NDArray'],
  ['half a regular expression', () => dense().collectParams('('), "collectParams: '(' is no regular expression"],
  ['a number to select by', () => dense().collectParams(any(5)), 'collectParams: select is number, expected a text'],
  [
    'a text as momentum',
    () => new nn.BatchNorm({ momentum: any('a') }),
    "momentum is 'a', expected a number from 0 to 1",
  ],
  ['a negative epsilon', () => new nn.LayerNorm({ epsilon: -1 }), 'LayerNorm: epsilon is -1, expected a number from 0'],
  ['options for a number', () => new nn.ELU(any({ alpha: 1 })), 'ELU: alpha is [object Object], expected a number'],
  ['no prediction', () => new loss.L2Loss()(undefined, x), 'L2Loss: the prediction is missing, expected an NDArray'],
  ['no label', () => new loss.L2Loss()(x), 'L2Loss: the label is missing, expected an NDArray'],
  ['a list as label', () => new loss.L2Loss()(x, any([1, 2])), 'L2Loss: the label is object, expected an NDArray'],
  [
    'a yes/no label of 7',
    () => new loss.SigmoidBCELoss()(nd.ones([2]), nd.array([1, 7])),
    'the label at position [1] is 7, allowed are numbers from 0 to 1',
  ],
  [
    'a rate in quotes',
    () => optimizer.create('sgd', { learningRate: any('0.1') }),
    "learningRate is '0.1', expected a",
  ],
  ['a decay of 2', () => new optimizer.Adam({ beta1: 2 }), 'Adam: beta1 is 2, expected a number from 0 to 1'],
  ['a momentum of NaN', () => new optimizer.SGD({ momentum: NaN }), 'SGD: momentum is NaN, expected a number from 0'],
  ['a negative base rate', () => new lrScheduler.FactorScheduler(1, { baseLr: -1 }), 'baseLr is -1, expected a number'],
  ['no topK', () => new metric.TopKAccuracy(any(undefined)), 'topK is undefined, expected a whole number from 2'],
  [
    'a label beyond the classes',
    () => new metric.TopKAccuracy({ topK: 2 }).update(nd.array([0, 3]), x),
    'TopKAccuracy.update: label 3 at [1], allowed are 0 to 2',
  ],
  [
    'NaN as a class',
    () => new metric.Accuracy().update(nd.array([0, NaN]), x),
    'Accuracy.update: the label at [1] is NaN, expected a class',
  ],
  [
    'a deviation of 0',
    () => new data.vision.transforms.Normalize(0, [1, 0]),
    'std is 1, 0, expected numbers other than',
  ],
  ['a number for a folder', () => new data.vision.MNIST({ root: any(5) }), 'MNIST: root is 5, expected the path of a'],
  ['nothing to save', () => nd.save('nothing.params', any(null)), 'save: arrays are null, expected NDArrays in a list'],
];

test.each(refusals)('%s: refused', (_what, call, message) => {
  expect(call).toThrow(GluonError);
  expect(call).toThrow(message);
});

test('with a sample weight, labels may be outside 0 to 1', () => {
  const criterion = new loss.SigmoidBCELoss();
  expect(criterion(nd.zeros([2]), nd.array([1, -1]), nd.array([1, 0])).arraySync()).toEqual([Math.fround(Math.LN2), 0]);
});

test("ccsgd, MXNet's former name, is sgd", () => {
  expect(optimizer.create('ccSGD')).toBeInstanceOf(optimizer.SGD);
});

test('acronyms at the start of a class are lower case in a path', () => {
  expect(() => new loss.KLDivLoss()(nd.ones([2, 3]), nd.ones([2, 4]))).toThrow('layer klDivLoss (KLDivLoss)');
});
