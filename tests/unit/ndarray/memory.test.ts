// What frees arrays, and what a use after that does. Counted, not timed.
import { autograd, engine, nd, NDArray, tidy } from 'gluonlab';
import { describe, expect, test } from 'vitest';

const MB = 2 ** 20;

/** The most that a loop without a turn of the event loop holds above its start. */
function mostAbove(steps: number, read: () => number, body: () => void): number {
  const before = read();
  let most = 0;
  for (let i = 0; i < steps; ++i) {
    body();
    if (i % 16 === 0) most = Math.max(most, read() - before);
  }
  return most;
}

describe('a loop that never yields', () => {
  const small = nd.ones([10]);
  const big = nd.ones([256, 1024]); // 1 MB
  const inUse = () => engine.stats().bytesInUse;
  const recorded = (x: NDArray) => {
    x.attachGrad();
    return () => autograd.record(() => x.mul(2).add(1).mul(x).tanh().sum()).backward();
  };

  test('of a million small operations keeps memory bounded', () => {
    let x = nd.ones([10]);
    const most = mostAbove(
      1_000_000,
      () => process.memoryUsage.rss(),
      () => (x = x.add(small)),
    );
    expect(x.at(0).item()).toBe(1_000_001);
    expect(most).toBeLessThan(200 * MB);
    expect(engine.stats().liveArrays).toBeLessThan(200_000);
  });

  test('of recorded small operations does', () => {
    expect(mostAbove(30_000, inUse, recorded(nd.ones([10])))).toBeLessThan(50 * MB);
  });

  test('of operations on arrays of 1 MB does', () => {
    let x = nd.ones([256, 1024]);
    expect(mostAbove(400, inUse, () => (x = x.add(big)))).toBeLessThan(200 * MB);
  });

  test('of recorded ones does', () => {
    expect(mostAbove(100, inUse, recorded(nd.ones([256, 1024])))).toBeLessThan(200 * MB);
  });

  test('that drops 1 MB at every turn does, also where something small of it is kept', () => {
    const kept: NDArray[] = [];
    const turn = () => {
      const x = nd.ones([256, 1024]);
      if (kept.length < 400) kept.push(x.sum());
    };
    expect(mostAbove(400, inUse, turn)).toBeLessThan(200 * MB);
  });
});

describe('dispose', () => {
  test('frees at once, and later uses say so', () => {
    const x = nd.zeros([1024, 1024]);
    x.waitToRead();
    const before = engine.stats().bytesInUse;
    x.dispose();
    expect(before - engine.stats().bytesInUse).toBeGreaterThanOrEqual(4 * MB);
    expect(x.isDisposed).toBe(true);
    expect(() => x.shape).toThrow('the array has been disposed');
    expect(() => x.add(1)).toThrow('_plus_scalar: input 0 has been disposed');
    expect(() => nd.ones([2]).add(x)).toThrow('broadcast_add: input 1 has been disposed');
    expect(() => nd.concat([nd.ones([2]), x])).toThrow('Concat: input 1 has been disposed');
    expect(() => nd.relu(nd.ones([2]), { out: x })).toThrow('relu: out has been disposed');
    expect(() => nd.invoke('relu', [x])).toThrow('relu: input 0 has been disposed');
    expect(() => x.backward()).toThrow('backward: heads: array 0 has been disposed');
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
  // Below what is asked for, so that no garbage that the retry finds can make room.
  engine.setMemoryLimit(32 * MB);
  try {
    const attempt = () => nd.zeros([4096, 4096]);
    expect(attempt).toThrow(/cannot allocate 64 MB: the memory limit is reached \(in use/);
    expect(attempt).toThrow(expect.objectContaining({ name: 'OutOfMemoryError', code: 'memory' }));
  } finally {
    engine.setMemoryLimit(0);
  }
  expect(nd.ones([2]).add(1).arraySync()).toEqual([2, 2]);
});
