import { autograd, GluonError, nd, NDArray } from 'gluonlab';
import { describe, expect, test } from 'vitest';

const variable = (values: number[]) => {
  const x = nd.array(values);
  x.attachGrad();
  return x;
};

describe('backward', () => {
  test('fills attached gradients', () => {
    const x = variable([1, 2, 3]);
    const y = autograd.record(() => x.mul(x).sum());
    y.backward();
    expect(x.grad!.arraySync()).toEqual([2, 4, 6]);
  });

  test('keeps the identity of the gradient array', () => {
    const x = variable([1, 2]);
    const grad = x.grad;
    for (let i = 0; i < 2; ++i) autograd.record(() => x.mul(3).sum()).backward();
    expect(x.grad).toBe(grad);
    expect(grad!.arraySync()).toEqual([3, 3]);
  });

  test("accumulates with 'add', and starts anew with 'write'", () => {
    const x = nd.array([1, 2]);
    x.attachGrad('add');
    for (let i = 0; i < 3; ++i) autograd.record(() => x.mul(2).sum()).backward();
    expect(x.grad!.arraySync()).toEqual([6, 6]);
  });

  test('takes head gradients', () => {
    const x = variable([1, 2, 3]);
    autograd.record(() => x.mul(x)).backward(nd.array([1, 0, 10]));
    expect(x.grad!.arraySync()).toEqual([2, 0, 60]);
  });

  test('adds what arrives on several ways', () => {
    const x = variable([3]);
    autograd.record(() => x.add(x).mul(x)).backward();
    expect(x.grad!.arraySync()).toEqual([12]);
  });

  test('walks a graph twice only when told to keep it', () => {
    const x = variable([1]);
    const y = autograd.record(() => x.mul(x));
    y.backward(null, { retainGraph: true });
    y.backward();
    expect(() => y.backward()).toThrow('the graph was freed by an earlier backward');
  });

  test('refuses what was not recorded', () => {
    expect(() => nd.ones([1]).backward()).toThrow('head 0 of shape (1,) was not recorded');
  });

  test('goes through a hundred thousand operations', () => {
    const x = variable([1]);
    const y = autograd.record(() => {
      let z: NDArray = x;
      for (let i = 0; i < 100_000; ++i) z = z.add(1);
      return z;
    });
    y.backward();
    expect(x.grad!.arraySync()).toEqual([1]);
  });
});

describe('recording', () => {
  test('pause leaves no trace', () => {
    const x = variable([2]);
    const y = autograd.record(() => x.mul(autograd.pause(() => x.mul(x))));
    y.backward();
    expect(x.grad!.arraySync()).toEqual([4]);
  });

  test('train mode follows record, trainMode and predictMode', () => {
    expect(autograd.isTraining()).toBe(false);
    expect(autograd.record(() => [autograd.isRecording(), autograd.isTraining()])).toEqual([true, true]);
    expect(autograd.record(() => autograd.isTraining(), { trainMode: false })).toBe(false);
    expect(autograd.record(() => autograd.predictMode(() => autograd.isTraining()))).toBe(false);
    expect(autograd.trainMode(() => [autograd.isRecording(), autograd.isTraining()])).toEqual([false, true]);
  });

  test('refuses a function that returns a promise, and stops recording', () => {
    expect(() => autograd.record(() => Promise.resolve(1))).toThrow('returned a promise');
    expect(autograd.isRecording()).toBe(false);
  });

  test('detach cuts the graph', () => {
    const x = variable([2]);
    autograd.record(() => x.mul(x.mul(x).detach())).backward();
    expect(x.grad!.arraySync()).toEqual([4]);
  });

  test('refuses to write a recorded array in place', () => {
    const x = variable([1, 2]);
    autograd.record(() => {
      const y = x.mul(2);
      expect(() => y.iadd(1)).toThrow('part of a recorded graph');
      expect(() => x.iadd(1)).toThrow(GluonError);
    });
  });

  test('notices that a saved array was written before backward', () => {
    const x = variable([1, 2]);
    const w = nd.array([3, 4]);
    const y = autograd.record(() => x.mul(w).sum());
    w.iadd(1);
    expect(() => y.backward()).toThrow('was written in place after it was recorded');
  });
});

describe('grad', () => {
  test('returns gradients and leaves attached ones alone', () => {
    const x = variable([1, 2, 3]);
    const y = autograd.record(() => x.mul(x).sum());
    const [dx] = autograd.grad([y], [x]);
    expect(dx.arraySync()).toEqual([2, 4, 6]);
    expect(x.grad!.arraySync()).toEqual([0, 0, 0]);
  });

  test('of intermediate results too', () => {
    const x = variable([2]);
    const [dy] = autograd.record(() => {
      const y = x.mul(x);
      return autograd.grad([y.mul(y)], [y]);
    });
    expect(dy.arraySync()).toEqual([8]);
  });

  test('with createGraph gives gradients of gradients', () => {
    const x = variable([1, 2]);
    const second = autograd.record(() => {
      const y = x.mul(x).mul(x).sum();
      const [dx] = autograd.grad([y], [x], { createGraph: true });
      return dx.sum();
    });
    second.backward();
    expect(x.grad!.arraySync()).toEqual([6, 12]);
  });
});

describe('Function', () => {
  class Cube extends autograd.Function {
    forward(x: NDArray) {
      this.saveForBackward(x);
      return x.mul(x).mul(x);
    }
    backward(dy: NDArray) {
      const [x] = this.savedTensors;
      return dy.mul(x).mul(x).mul(30); // ten times too much, to be told from the real one
    }
  }

  test('has the gradient it defines', () => {
    const x = variable([1, 2]);
    autograd.record(() => new Cube().apply(x).sum()).backward();
    expect(x.grad!.arraySync()).toEqual([30, 120]);
  });

  test('can be applied once', () => {
    const cube = new Cube();
    cube.apply(nd.ones([1]));
    expect(() => cube.apply(nd.ones([1]))).toThrow('applied once');
  });

  test('an error in backward reaches the caller as it is', () => {
    class Bad extends Cube {
      override backward(): NDArray {
        throw new RangeError('mine');
      }
    }
    const x = variable([1]);
    const y = autograd.record(() => new Bad().apply(x));
    expect(() => y.backward()).toThrow(RangeError);
  });
});
