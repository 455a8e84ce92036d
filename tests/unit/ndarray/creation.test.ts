import { gpu, nd } from 'gluonlab';
import { describe, expect, test } from 'vitest';

describe('nd.array', () => {
  test('takes nested lists and makes float32', () => {
    const x = nd.array([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(x.shape).toEqual([2, 3]);
    expect(x.dtype).toBe('float32');
    expect(x.arraySync()).toEqual([
      [1, 2, 3],
      [4, 5, 6],
    ]);
  });

  test('takes typed arrays with a shape, and numbers', async () => {
    const x = nd.array(new Uint8Array([1, 2, 3, 4]), { shape: [2, 2], dtype: 'uint8' });
    expect(await x.data()).toEqual(new Uint8Array([1, 2, 3, 4]));
    expect(nd.array(3.5).item()).toBe(3.5);
    expect(nd.array(3.5).shape).toEqual([]);
  });

  test.each(['float32', 'float64', 'float16', 'bfloat16', 'int8', 'uint8', 'int32', 'int64', 'bool'] as const)(
    'keeps small whole numbers in %s',
    (dtype) => {
      const values = dtype === 'bool' ? [true, false, true] : [0, 1, 100];
      expect(nd.array(values, { dtype }).arraySync()).toEqual(values);
    },
  );

  test('refuses ragged lists and says where', () => {
    expect(() => nd.array([[1, 2], [3]])).toThrow(
      'array: the lists are ragged: data[0] has shape (2), data[1] has (1)',
    );
  });

  test('refuses an unknown option, dtype and device', () => {
    expect(() => nd.array([1], { dtyp: 'int32' } as object)).toThrow(
      "unknown option 'dtyp', allowed are dtype, device, shape",
    );
    expect(() => nd.array([1], { dtype: 'float' as never })).toThrow("dtype is 'float', allowed are float32");
    expect(() => nd.array([1], { device: gpu(0) })).toThrow('device is gpu(0), this engine has cpu(0)');
  });

  test('refuses a shape that does not fit', () => {
    expect(() => nd.array(new Float32Array(5), { shape: [2, 3] })).toThrow(
      'shape (2, 3) takes 6 elements, the data has 5',
    );
  });

  test('holds zero elements', () => {
    const x = nd.array([], {});
    expect(x.shape).toEqual([0]);
    expect(x.arraySync()).toEqual([]);
  });
});

describe('writing in place', () => {
  test('set broadcasts and converts', () => {
    const x = nd.zeros([2, 3], { dtype: 'int32' });
    x.set(nd.array([1, 2, 3]));
    expect(x.arraySync()).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test('set writes a block', () => {
    const x = nd.zeros([3, 3]);
    x.set(7, { begin: [1, 0], end: [2, 2] });
    expect(x.arraySync()).toEqual([
      [0, 0, 0],
      [7, 7, 0],
      [0, 0, 0],
    ]);
  });

  test('at gives one item of the first axis', () => {
    const x = nd.array([
      [1, 2],
      [3, 4],
    ]);
    expect(x.at(-1).arraySync()).toEqual([3, 4]);
    expect(() => x.at(2)).toThrow('index 2 is outside [-2, 2) of shape (2, 2)');
  });
});
