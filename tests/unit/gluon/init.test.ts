import { expect, test } from 'vitest';
import { init, nd, random } from 'gluonlab';

function filled(initializer: init.Initializer, shape: number[], name = 'weight'): Float32Array {
  const array = nd.zeros(shape);
  initializer.init(name, array);
  return array.dataSync() as Float32Array;
}

test('the same seed gives the same weights', () => {
  const draw = () => {
    random.seed(3);
    return filled(new init.Xavier(), [8, 8]);
  };
  expect(draw()).toEqual(draw());
});

test('xavier scales by the fans', () => {
  const largest = (values: Float32Array) => Math.max(...values.map(Math.abs));
  expect(largest(filled(new init.Xavier(), [100, 50]))).toBeLessThanOrEqual(Math.sqrt(3 / 75));
  expect(largest(filled(new init.Xavier(), [100, 50]))).toBeGreaterThan(0.9 * Math.sqrt(3 / 75));
});

test('orthogonal rows are orthogonal', () => {
  const array = nd.zeros([4, 6]);
  new init.Orthogonal({ scale: 1 }).init('weight', array);
  const gram = nd.dot(array, array, { transposeB: true }).dataSync() as Float32Array;
  gram.forEach((value, i) => expect(value).toBeCloseTo(i % 5 === 0 ? 1 : 0, 5));
});

test('initializers can be registered by name', () => {
  class Seven extends init.Initializer {
    override initWeight(_name: string, array: ReturnType<typeof nd.zeros>): void {
      array.set(7);
    }
  }
  init.register('seven', () => new Seven());
  expect(filled(init.createInitializer('Seven'), [2])).toEqual(new Float32Array([7, 7]));
});

test('wrong uses are refused', () => {
  expect(() => filled(new init.Xavier(), [5])).toThrow(
    "Xavier: parameter 'weight' has shape (5), expected at least two axes",
  );
  expect(() => filled(new init.Uniform(), [5], 'running_mean')).toThrow("there is no rule for the name 'running_mean'");
  expect(() => new init.Xavier({ rndType: 'normal' as never })).toThrow(
    "rndType is 'normal', allowed are uniform, gaussian",
  );
  expect(() => new init.Xavier({ magnitud: 2 } as never)).toThrow("Xavier: unknown option 'magnitud'");
});
