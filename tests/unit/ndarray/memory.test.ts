// What frees arrays, and what a use after that does. Counted, not timed.
import { autograd, engine, nd, NDArray, tidy } from 'gluonlab';
import { describe, expect, test } from 'vitest';

const MB = 2 ** 20;

describe('a loop that never yields', () => {
  test('of a million small operations keeps memory bounded', () => {
    const b = nd.ones([10]);
    let x = nd.ones([10]);
    const before = process.memoryUsage().rss;
    for (let i = 0; i < 1_000_000; ++i) x = x.add(b);
    expect(x.at(0).item()).toBe(1_000_001);
    expect(process.memoryUsage().rss - before).toBeLessThan(200 * MB);
    expect(engine.stats().liveArrays).toBeLessThan(200_000);
  });

  test('of big arrays keeps memory bounded', () => {
    const b = nd.ones([256, 1024]);
    let x = nd.ones([256, 1024]);
    for (let i = 0; i < 2000; ++i) x = x.add(b);
    x.waitToRead();
    expect(engine.stats().bytesPeak).toBeLessThan(1500 * MB);
  });
});

describe('dispose', () => {
  test('frees at once, and later uses say so', () => {
    const before = engine.stats().bytesInUse;
    const x = nd.zeros([1024, 1024]);
    x.waitToRead();
    expect(engine.stats().bytesInUse - before).toBeGreaterThanOrEqual(4 * MB);
    x.dispose();
    expect(engine.stats().bytesInUse - before).toBeLessThan(MB);
    expect(x.isDisposed).toBe(true);
    expect(() => x.shape).toThrow('the array has been disposed');
    expect(() => x.add(1)).toThrow('the array has been disposed');
    expect(() => nd.ones([2]).add(x)).toThrow('the array has been disposed');
    expect(() => x.item()).toThrow('the array has been disposed');
    expect(() => x.dispose()).not.toThrow();
    expect(String(x)).toBe('<NDArray disposed>');
  });

  test('happens at the end of a `using` scope', () => {
    let seen: NDArray;
    {
      using x = nd.ones([3]);
      seen = x;
    }
    expect(seen.isDisposed).toBe(true);
  });
});

describe('tidy', () => {
  test('frees what is made inside, except what is returned', () => {
    let inner: NDArray | null = null;
    const result = tidy(() => {
      inner = nd.ones([3]);
      return { sum: inner.add(1), list: [inner.add(2)] };
    });
    expect(inner!.isDisposed).toBe(true);
    expect(result.sum.arraySync()).toEqual([2, 2, 2]);
    expect(result.list[0].arraySync()).toEqual([3, 3, 3]);
  });

  test('frees everything when the function throws', () => {
    let inner: NDArray | null = null;
    expect(() =>
      tidy(() => {
        inner = nd.ones([3]);
        throw new Error('mine');
      }),
    ).toThrow('mine');
    expect(inner!.isDisposed).toBe(true);
  });

  test('leaves recorded graphs whole', () => {
    const x = nd.array([1, 2, 3]);
    x.attachGrad();
    const loss = tidy(() => autograd.record(() => x.mul(x).mul(2).sum()));
    loss.backward();
    expect(x.grad!.arraySync()).toEqual([4, 8, 12]);
  });
});

test('memory beyond the limit is an error with figures, and the engine stays usable', () => {
  engine.setMemoryLimit(engine.stats().bytesInUse + 8 * MB);
  try {
    expect(() => nd.zeros([4096, 4096])).toThrow(/cannot allocate 64 MB: the memory limit is reached \(in use/);
  } finally {
    engine.setMemoryLimit(0);
  }
  expect(nd.ones([2]).add(1).arraySync()).toEqual([2, 2]);
});
