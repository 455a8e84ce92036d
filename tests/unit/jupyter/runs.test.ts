// Training runs on their way to the browser: files, live points, packed buffers, the answers of the control comm.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { packPoints, unpackPoints } from 'gluonlab/messages';
import type { RunHeader, RunPoint, TelemetryMessage } from 'gluonlab/messages';
import { ControlComm } from '../../../kernel/dist/jupyter/protocol/control.js';
import { parseRun, RunStore } from '../../../kernel/dist/jupyter/protocol/runStore.js';
import { Telemetry } from '../../../kernel/dist/jupyter/protocol/telemetry.js';

const header = (id: string, created = 0): RunHeader => ({ v: 1, run: id, id, created, config: {} });
const point = (s: number, m: RunPoint['m'] = { loss: 1 / (s + 1) }): RunPoint => ({ s, t: 10 * s, m });

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gluonlab-runs-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
  vi.useRealTimers();
});

function writeRun(id: string, ...lines: unknown[]) {
  mkdirSync(join(folder, '.gluonlab', 'runs'), { recursive: true });
  const text = lines.map((line) => (typeof line === 'string' ? line : `${JSON.stringify(line)}\n`)).join('');
  writeFileSync(join(folder, '.gluonlab', 'runs', `${id}.jsonl`), text);
}

test('points survive packing; what was not logged and what is no number is NaN', () => {
  const points = [point(0, { a: 1 }), point(1, { b: 'Infinity', a: 'NaN' }), point(2, { b: '-Infinity' })];
  const { metrics, buffer } = packPoints(points);
  const { steps, times, values } = unpackPoints({ count: 3, metrics }, buffer);
  expect(metrics).toEqual(['a', 'b']);
  expect([[...steps], [...times]]).toEqual([
    [0, 1, 2],
    [0, 10, 20],
  ]);
  expect(values.map((column) => [...column])).toEqual([
    [1, NaN, NaN],
    [NaN, Infinity, -Infinity],
  ]);
  expect(() => unpackPoints({ count: 2, metrics }, buffer)).toThrow('2 points of 2 metrics need 64 bytes, got 96');
});

test('a run file may end in the middle of a line', () => {
  const text = `${JSON.stringify(header('r'))}\n${JSON.stringify(point(0))}\n{"s":1,"t`;
  expect(parseRun(text)).toEqual({ header: header('r'), points: [point(0)], ended: false });
  expect(parseRun('')).toBeUndefined();
  expect(parseRun('{"v":2,"id":"x"}\n')).toBeUndefined();
  expect(parseRun('not json')).toBeUndefined();
});

test('runs of the folder and live ones are listed, newest first', async () => {
  writeRun('old', header('old', 1), point(0), { end: 9 });
  writeRun('broken', 'nonsense');
  const store = new RunStore(folder);
  store.add({ type: 'start', header: header('live', 2) });
  store.add({ type: 'points', id: 'live', first: 0, points: [point(0), point(1)] });
  store.add({ type: 'points', id: 'live', first: 1, points: [point(1), point(2)] });
  expect(await store.list()).toEqual([
    { header: header('live', 2), count: 3, ended: false },
    { header: header('old', 1), count: 1, ended: true },
  ]);
});

test('the control comm answers with the points from an index on', async () => {
  writeRun('r', header('r'), point(0), point(1), point(2));
  const control = new ControlComm(new RunStore(folder));
  const { answer, buffers } = await control.answer({ v: 1, id: 7, request: 'points', run: 'r', from: 1 });
  expect(answer).toEqual({ v: 1, id: 7, ok: true, run: 'r', first: 1, count: 2, metrics: ['loss'] });
  expect([...unpackPoints({ count: 2, metrics: ['loss'] }, buffers[0]).steps]).toEqual([1, 2]);
});

test('the control comm refuses what makes no sense, and paths that leave the folder', async () => {
  const control = new ControlComm(new RunStore(folder));
  const error = async (data: unknown) => {
    const { answer } = await control.answer(data);
    return answer.ok ? undefined : answer.error;
  };
  expect(await error({ id: 1, request: 'dance' })).toBe('request must be "runs" or "points", got "dance"');
  expect(await error(null)).toBe('request must be "runs" or "points", got undefined');
  expect(await error({ request: 'points', run: 'r' })).toContain('`from`, the index of the first point');
  expect(await error({ request: 'points', run: '../../etc/passwd', from: 0 })).toBe(
    'there is no run "../../etc/passwd" in this folder',
  );
});

test('telemetry opens once, gathers events and counts its messages', () => {
  vi.useFakeTimers();
  const sent: { event: string; data: unknown; buffers: Uint8Array[] }[] = [];
  const telemetry = new Telemetry(new RunStore(folder), (event, data, buffers) => sent.push({ event, data, buffers }));
  telemetry.add({ type: 'start', header: header('r') });
  for (let i = 0; i < 10; i++) telemetry.add({ type: 'points', id: 'r', first: i, points: [point(i)] });
  vi.advanceTimersByTime(50);
  telemetry.add({ type: 'points', id: 'r', first: 10, points: [point(10)] });
  telemetry.add({ type: 'end', id: 'r' });
  vi.advanceTimersByTime(50);
  expect(sent.map(({ event }) => event)).toEqual(['open', 'msg', 'msg']);
  const [first, second] = sent.slice(1).map(({ data }) => data as TelemetryMessage);
  expect(first).toEqual({
    v: 1,
    seq: 1,
    events: [
      { type: 'run', header: header('r') },
      { type: 'points', id: 'r', first: 0, count: 10, metrics: ['loss'] },
    ],
  });
  expect([...unpackPoints({ count: 10, metrics: ['loss'] }, sent[1].buffers[0]).steps]).toEqual([
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9,
  ]);
  expect([second.seq, second.events.map(({ type }) => type)]).toEqual([2, ['points', 'end']]);
});

test('telemetry sends at most twenty messages a second', () => {
  vi.useFakeTimers();
  let messages = 0;
  const telemetry = new Telemetry(new RunStore(folder), (event) => (messages += event === 'msg' ? 1 : 0));
  telemetry.add({ type: 'start', header: header('r') });
  for (let i = 0; i < 1000; i++) {
    telemetry.add({ type: 'points', id: 'r', first: i, points: [point(i)] });
    vi.advanceTimersByTime(1);
  }
  expect(messages).toBeLessThanOrEqual(21);
});
