// Moving in a chart by keys and wheel: which range follows.
import { describe, expect, test } from 'vitest';
import { panned, rangeAfterKey, rangeAfterWheel, scaled } from '@gluonlab/jupyterlab/dist/curves/navigation.js';

const wheel = (turn: Partial<WheelEvent>) => ({
  ctrlKey: false,
  metaKey: false,
  shiftKey: false,
  deltaX: 0,
  deltaY: 0,
  ...turn,
});

describe('a range', () => {
  test('moves by a part of its length', () => {
    expect(panned([10, 20], 0.5)).toEqual([15, 25]);
  });

  test('grows and shrinks around a fixed place', () => {
    expect(scaled([10, 20], 0.5, 0)).toEqual([10, 15]);
    expect(scaled([10, 20], 2, 0.5)).toEqual([5, 25]);
  });
});

describe('keys', () => {
  test.each([
    ['ArrowRight', [11, 21]],
    ['ArrowLeft', [9, 19]],
    ['+', [11, 19]],
    ['-', [8.75, 21.25]],
    ['0', null],
    ['a', undefined],
  ])('%s of the range 10 to 20 gives %j', (key, expected) => {
    expect(rangeAfterKey(key, [10, 20], true)).toEqual(expected);
  });

  test('only zoom in where nothing is zoomed', () => {
    const moved = (key: string) => rangeAfterKey(key, [10, 20], false);
    expect([moved('ArrowLeft'), moved('ArrowRight'), moved('-')]).toEqual([undefined, undefined, undefined]);
    expect(moved('+')).toEqual([11, 19]);
  });
});

describe('the wheel', () => {
  const after = (turn: Partial<WheelEvent>, isZoomed = true) =>
    rangeAfterWheel(wheel(turn), [10, 20], isZoomed, 0.25, 400);

  test('scrolls the panel by itself', () => {
    expect(after({ deltaY: 100 })).toBeUndefined();
  });

  test('zooms around the pointer with Ctrl', () => {
    const [low, high] = after({ ctrlKey: true, deltaY: -100 })!;
    expect(high - low).toBeLessThan(10);
    expect(low + 0.25 * (high - low)).toBeCloseTo(12.5, 12);
  });

  test('moves a zoom with Shift or sideways, and nothing where nothing is zoomed', () => {
    expect(after({ shiftKey: true, deltaY: 100 })).toEqual([12.5, 22.5]);
    expect(after({ deltaX: -40, deltaY: 10 })).toEqual([9, 19]);
    expect(after({ deltaX: -40 }, false)).toBeUndefined();
  });
});
