import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { nd, onRunEvent, run, type RunEvent } from 'gluonlab';

const dir = mkdtempSync(join(tmpdir(), 'gluonlab-runs-'));
afterAll(() => rmSync(dir, { recursive: true }));

const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('a run file has a header, points and an end', () => {
  const lenet = run('LeNet 5', { dir, config: { lr: 0.1 } });
  expect(lenet.id).toMatch(/^lenet-5-\d{8}-\d{6}-[0-9a-f]{4}$/);
  lenet.log({ loss: 2.5, accuracy: nd.array([0.5]) });
  lenet.log({ loss: NaN }, 7);
  lenet.log({ loss: -Infinity });
  lenet.finish();
  const [header, first, second, third, end] = linesOf(lenet.file);
  expect(header).toMatchObject({ v: 1, run: 'LeNet 5', id: lenet.id, config: { lr: 0.1 } });
  expect(first).toMatchObject({ s: 0, m: { loss: 2.5, accuracy: 0.5 } });
  expect(second).toMatchObject({ s: 7, m: { loss: 'NaN' } });
  expect(third).toMatchObject({ s: 8, m: { loss: '-Infinity' } });
  expect(end).toEqual({ end: expect.any(Number) as number });
});

test('listeners hear the start, the points once each, and the end', () => {
  const events: RunEvent[] = [];
  const stop = onRunEvent((event) => events.push(event));
  const one = run('one', { dir });
  for (let i = 0; i < 100; ++i) one.log({ loss: i });
  one.finish();
  stop();
  run('two', { dir }).finish();
  expect(events[0]).toMatchObject({ type: 'start', header: { id: one.id } });
  expect(events.at(-1)).toEqual({ type: 'end', id: one.id });
  const points = events.flatMap((event) => (event.type === 'points' ? [event] : []));
  let next = 0;
  for (const { first, points: batch } of points) {
    expect(first).toBe(next);
    next += batch.length;
  }
  expect(next).toBe(100);
});

test('what was logged is written soon without another call', async () => {
  const quiet = run('quiet', { dir });
  quiet.log({ loss: 1 });
  quiet.log({ loss: 2 });
  await vi.waitFor(() => expect(linesOf(quiet.file)).toHaveLength(3));
  quiet.finish();
});

test('a logged array may be disposed or overwritten by its owner', () => {
  const kept = run('kept', { dir });
  const loss = nd.array([1]);
  kept.log({ loss });
  kept.log({ loss });
  loss.set(9);
  loss.dispose();
  kept.finish();
  expect(linesOf(kept.file)[2]).toMatchObject({ m: { loss: 1 } });
});

test('wrong calls are refused', () => {
  const strict = run('strict', { dir });
  expect(() => strict.log({ loss: nd.zeros([3]) })).toThrow(
    "metric 'loss' has shape (3), expected one number; take its mean()",
  );
  expect(() => strict.log({ loss: '1' as never })).toThrow("metric 'loss' is string, expected a number or an NDArray");
  strict.finish();
  expect(() => strict.log({ loss: 1 })).toThrow("run 'strict' is finished");
  expect(() => run('', { dir })).toThrow('name is "", expected a text');
  expect(() => run('x', { folder: dir } as never)).toThrow("run: unknown option 'folder', allowed are dir, config");
  writeFileSync(join(dir, 'file'), '');
  expect(() => run('x', { dir: join(dir, 'file') })).toThrow(/^run: cannot write/);
});
