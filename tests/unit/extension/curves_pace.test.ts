// When the Training curves draw: live data with pauses, what the reader does at once.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Pace } from '@gluonlab/jupyterlab/dist/curves/pace.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Draws that take a second each. */
function slowDraws() {
  const began: number[] = [];
  const pace = new Pace(async () => {
    began.push(Date.now());
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    return 1_000;
  });
  return { pace, began };
}

test('live data takes a fifth of the time', async () => {
  const { pace, began } = slowDraws();
  const data = setInterval(() => pace.soon(), 50);
  await vi.advanceTimersByTimeAsync(20_000);
  clearInterval(data);
  const distances = began.slice(1).map((time, i) => time - began[i]);
  expect(new Set(distances)).toEqual(new Set([5_000]));
});

test('what the reader does in a pause is drawn at once', async () => {
  const { pace, began } = slowDraws();
  pace.soon();
  await vi.advanceTimersByTimeAsync(1_500);
  pace.soon();
  await vi.advanceTimersByTimeAsync(500);
  expect(began).toHaveLength(1);
  const acted = Date.now();
  pace.now();
  await vi.advanceTimersByTimeAsync(0);
  expect(began).toHaveLength(2);
  expect(began[1]).toBe(acted);
});

test('what the reader does while something is drawn is drawn right after it', async () => {
  const { pace, began } = slowDraws();
  pace.soon();
  await vi.advanceTimersByTimeAsync(500);
  pace.now();
  pace.soon();
  await vi.advanceTimersByTimeAsync(501);
  expect(began).toHaveLength(2);
  expect(began[1] - began[0]).toBeLessThan(1_010);
});

test('nothing is drawn after the end', async () => {
  const { pace, began } = slowDraws();
  pace.soon();
  pace.dispose();
  pace.now();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(began).toEqual([]);
});
