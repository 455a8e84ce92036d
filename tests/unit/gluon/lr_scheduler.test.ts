import { expect, test } from 'vitest';
import { lrScheduler } from 'gluonlab';

test('a factor scheduler reduces the rate every step updates, down to a floor', () => {
  const scheduler = new lrScheduler.FactorScheduler(2, { factor: 0.5, baseLr: 1, stopFactorLr: 0.3 });
  expect([1, 2, 3, 4, 5, 6].map((update) => scheduler.rate(update))).toEqual([1, 1, 0.5, 0.5, 0.3, 0.3]);
});

test('the same update gives the same rate in any order', () => {
  const scheduler = new lrScheduler.FactorScheduler(2, { factor: 0.5, baseLr: 1 });
  expect([5, 1, 5].map((update) => scheduler.rate(update))).toEqual([0.25, 1, 0.25]);
});

test('a cosine goes from baseLr to finalLr', () => {
  const scheduler = new lrScheduler.CosineScheduler(10, { baseLr: 1, finalLr: 0.2 });
  expect(scheduler.rate(0)).toBe(1);
  expect(scheduler.rate(5)).toBeCloseTo(0.6);
  expect(scheduler.rate(10)).toBeCloseTo(0.2);
  expect(scheduler.rate(99)).toBeCloseTo(0.2);
});

test('a warm-up rises to baseLr', () => {
  const scheduler = new lrScheduler.PolyScheduler(100, { baseLr: 1, warmupSteps: 4, warmupBeginLr: 0.5 });
  expect([0, 2, 4].map((update) => scheduler.rate(update))).toEqual([0.5, 0.75, 1]);
});

test('wrong values are refused', () => {
  expect(() => new lrScheduler.FactorScheduler(0)).toThrow(
    'FactorScheduler: step is 0, expected a whole number from 1',
  );
  expect(() => new lrScheduler.FactorScheduler(1, { factor: 2 })).toThrow('factor is 2, expected at most 1');
  expect(() => new lrScheduler.MultiFactorScheduler([5, 3])).toThrow(
    'step is [5,3], expected a list of rising numbers',
  );
  expect(() => new lrScheduler.CosineScheduler(5, { warmupSteps: 5 })).toThrow(
    'expected a whole number above warmupSteps',
  );
  expect(() => new lrScheduler.CosineScheduler(5, { warmupBeginLr: 1 })).toThrow(
    'warmupBeginLr 1 is above baseLr 0.01',
  );
  expect(() => new lrScheduler.CosineScheduler(5, { warmupMode: 'slow' as never })).toThrow(
    'allowed are linear, constant',
  );
  expect(() => new lrScheduler.CosineScheduler(5, { lr: 1 } as never)).toThrow(
    "unknown option 'lr', allowed are finalLr",
  );
});
