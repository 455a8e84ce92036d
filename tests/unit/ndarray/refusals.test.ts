// What arrays and autograd are given by mistake, one sentence for each. TypeScript refuses most of it; a cell that is not
// checked does not.
import { autograd, cpu, GluonError, nd, tidy } from 'gluonlab';
import { expect, test } from 'vitest';

const x = nd.ones([2, 3]);
const any = (value: unknown) => value as never;

const refusals: [what: string, call: () => unknown, message: string][] = [
  ['an axis where options belong', () => x.sum(any(0)), 'sum: options are the number 0, expected an object like'],
  ['null for options', () => x.sum(any(null)), 'sum: options are null, expected an object like { axis: ... }'],
  ['a list for options', () => x.tile(any([2])), 'tile: options are a list, expected an object like { reps: ... }'],
  ['arrays one by one instead of a list', () => nd.concat(any(x), any(x)), 'Concat: inputs are an NDArray, expected a'],
  [
    'a number in a list of arrays',
    () => nd.concat([x, any(3)]),
    'Concat: input 1 is the number 3, expected an NDArray',
  ],
  ['a text as operand', () => x.add(any('1')), 'broadcast_add: input 1 is a string, expected an NDArray'],
  ['a number for out', () => nd.relu(x, { out: any(1) }), 'relu: out is the number 1, expected an NDArray or a list'],
  ['more elements than there can be', () => nd.zeros([2 ** 31, 2 ** 31, 4]), 'has more than 2^56 elements'],
  ['the same without values', () => nd.empty([2 ** 31, 2 ** 31, 4]), 'has more than 2^56 elements'],
  ['a tiling beyond them', () => nd.tile(x, { reps: [2 ** 31, 2 ** 31] }), 'tile: shape'],
  [
    'NaN in an integer array',
    () => nd.array([1, NaN], { dtype: 'int64' }),
    'an element is NaN, which int64 cannot hold',
  ],
  ['infinity likewise', () => nd.array([Infinity], { dtype: 'uint8' }), 'an element is Infinity, which uint8 cannot'],
  ['NaN to fill integers with', () => nd.full([2], NaN, { dtype: 'int8' }), 'the value is NaN, which int8 cannot hold'],
  ['a text to write', () => x.set(any('1')), 'set: the value is a string, expected a number or an NDArray'],
  ['a number to write into', () => x.copyTo(any(1)), 'copyTo: the target is a number, expected an NDArray'],
  [
    'a kernel with a hole',
    () => nd.pooling(nd.ones([1, 1, 4, 4]), { kernel: [null, 2] }),
    'Pooling: kernel is (None, 2), allowed are',
  ],
  ['a hole in a list', () => nd.array(any([1, null])), 'array: an element is null, expected numbers'],
  ['a DataView', () => nd.array(any(new DataView(new ArrayBuffer(8)))), 'the data is a DataView, allowed are typed'],
  ['64 bits without sign', () => nd.array(any(new BigUint64Array(1))), 'the data is a BigUint64Array, allowed are'],
  ['a number for a shape', () => nd.array([1], { shape: any(1) }), 'array: shape is 1, expected a list of whole'],
  ['a negative extent', () => nd.empty([-1]), 'empty: shape is (-1), expected a list of whole numbers from 0'],
  ['an unknown dtype', () => nd.zeros([1], { dtype: any('float128') }), "dtype is 'float128', allowed are float32"],
  ['six elements as one', () => x.reshape([]), 'reshape: cannot reshape (2, 3) to (), which has one element'],
  ['a device without number', () => cpu(-1), 'cpu: the number of the device is -1, expected a whole number from 0'],
  ['no function', () => autograd.record(any(5)), 'autograd.record: expected a function, number was given'],
  ['no function to tidy', () => tidy(any(5)), 'tidy: expected a function, number was given'],
  ['an unknown option of record', () => autograd.record(() => 1, any({ train: true })), "unknown option 'train'"],
  ['an unknown option of pause', () => autograd.pause(() => 1, any({ train: true })), "unknown option 'train'"],
  ['an unknown option of backward', () => x.backward(null, any({ retain: true })), "unknown option 'retain', allowed"],
  ['an unknown option of grad', () => autograd.grad([x], [x], any({ create: true })), "unknown option 'create'"],
  ['a head that is no list', () => autograd.backward(any(x)), 'backward: heads: expected a list of NDArrays'],
  [
    'a head that is no array',
    () => autograd.backward([any(1)]),
    'backward: heads: item 0 is number, expected an NDArray',
  ],
];

test.each(refusals)('%s: refused', (_what, call, message) => {
  expect(call).toThrow(GluonError);
  expect(call).toThrow(message);
});

test('a Function that returns no arrays says which method did', () => {
  class Broken extends autograd.Function {
    forward() {
      return any(1);
    }
    backward() {
      return any(1);
    }
  }
  expect(() => new Broken().apply(x)).toThrow(
    'Function.forward returned number, expected an NDArray or a list of them',
  );
});
