// Training runs on their way to the browser: files, live points, chosen points, the answers of the control comm.
import { existsSync, mkdtempSync, mkdirSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nd, onRunEvent, run } from 'gluonlab';
import { unpackJoined, unpackPoints } from 'gluonlab/messages';
import type { RunHeader, RunSummary, TelemetryMessage } from 'gluonlab/messages';
import { ControlComm } from '../../../kernel/dist/jupyter/protocol/control.js';
import { M4 } from '../../../kernel/dist/jupyter/protocol/m4.js';
import { runResponders } from '../../../kernel/dist/jupyter/protocol/runRequests.js';
import { RunStore } from '../../../kernel/dist/jupyter/protocol/runStore.js';
import { RunWatch } from '../../../kernel/dist/jupyter/protocol/runWatch.js';
import { Telemetry } from '../../../kernel/dist/jupyter/protocol/telemetry.js';

let folder: string;
let store: RunStore;
let telemetry: Telemetry;
let control: ControlComm;
let watch: RunWatch;
/** What the watch told, as 'appeared ID'. */
let changes: string[];
let sent: { event: string; data: unknown; buffers: Uint8Array[] }[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gluonlab-runs-'));
  store = new RunStore(folder);
  sent = [];
  telemetry = new Telemetry((event, data, buffers) => sent.push({ event, data, buffers }));
  const state = () => ({ answer: { device: 'cpu(0)', memory: 1 } });
  changes = [];
  watch = new RunWatch(folder, (change, id) => changes.push(`${change} ${id}`));
  control = new ControlComm({ ...runResponders(store, telemetry, watch), state });
});
afterEach(() => {
  telemetry.flush();
  watch.close();
  rmSync(folder, { recursive: true, force: true });
  vi.useRealTimers();
});

/** A run that this kernel logs to. */
function liveRun(name: string, dir = join(folder, '.gluonlab', 'runs')) {
  const stop = onRunEvent((event) => store.add(event));
  const begun = run(name, { dir, system: false });
  return { begun, stop };
}

function finishedRun(name: string, log: (begun: ReturnType<typeof run>) => void = () => {}) {
  const begun = run(name, { dir: join(folder, '.gluonlab', 'runs'), system: false });
  log(begun);
  begun.finish();
  return Object.assign(begun, { created: Date.now() });
}

async function ask(request: string, more: object = {}) {
  const { answer, buffers } = await control.answer({ v: 1, id: 7, request, ...more });
  if (!answer.ok) throw new Error(answer.error);
  return { answer: answer as unknown as Record<string, any>, buffers };
}

describe('M4', () => {
  const rowsOf = (values: number[]) => Float64Array.from(values.flatMap((value, i) => [10 * i, 100 * i, value]));
  const records = (values: number[], most: number, chunk = values.length) => {
    const m4 = new M4(0, values.length, most);
    const rows = rowsOf(values);
    for (let first = 0; first < values.length; first += chunk) {
      m4.add(rows.subarray(3 * first, 3 * (first + chunk)), first);
    }
    const chosen = m4.finish();
    return unpackPoints(chosen.length / 4, chosen.buffer as ArrayBuffer);
  };

  test('gives a short curve whole', () => {
    const { indices, steps, times, values } = records([3, 1, 2], 10);
    expect([[...indices], [...steps], [...times], [...values]]).toEqual([
      [0, 1, 2],
      [0, 10, 20],
      [0, 100, 200],
      [3, 1, 2],
    ]);
  });

  test.each([100_000, 32_768, 77])('keeps every peak of a long curve that comes %i points at a time', (chunk) => {
    const values = new Array<number>(100_000).fill(0);
    values[12_345] = 7;
    values[54_321] = -7;
    const { indices } = records(values, 400, chunk);
    expect(indices.length).toBeLessThanOrEqual(400);
    expect([...indices]).toEqual(expect.arrayContaining([0, 12_345, 54_321, 99_999]));
    expect(indices.every((index, i) => i === 0 || index > indices[i - 1])).toBe(true);
  });

  test('over another metric keeps what lies leftmost and rightmost too, and passes over what has no x', () => {
    const count = 10_000;
    const xs = new Float64Array(count).fill(1);
    xs[123] = -5;
    xs[4_567] = 5;
    xs.fill(NaN, 9_000);
    const m4 = new M4(0, count, 600, true);
    m4.add(rowsOf(new Array<number>(count).fill(0)), 0, xs);
    const chosen = m4.finish();
    const { indices, steps, xs: kept } = unpackJoined(chosen.length / 5, chosen.buffer as ArrayBuffer);
    expect(indices.length).toBeLessThanOrEqual(600);
    expect([...indices]).toEqual(expect.arrayContaining([0, 123, 4_567, 8_999]));
    expect([indices.at(-1), steps.at(-1)]).toEqual([8_999, 89_990]);
    expect([Math.min(...kept), Math.max(...kept)]).toEqual([-5, 5]);
  });

  test('passes over what is no finite number', () => {
    expect([...records([NaN, 1, Infinity, 2], 10).indices]).toEqual([1, 3]);
    expect([...records([NaN, NaN], 10).indices]).toEqual([]);
  });
});

describe('the runs of a folder', () => {
  test('are those of earlier kernels and live ones, newest first, with what was logged', async () => {
    const old = finishedRun('old', (one) => one.log({ loss: 1 }));
    await vi.waitFor(() => expect(Date.now()).toBeGreaterThan(old.created));
    const { begun, stop } = liveRun('live');
    begun.log({ loss: 1, accuracy: 0 });
    begun.text('sample', 'a');
    begun.flush();
    const { answer } = await ask('runs');
    const runs = answer.runs as RunSummary[];
    expect(runs.map(({ header, live, ended }) => [header.id, live, ended])).toEqual([
      [begun.id, true, false],
      [old.id, false, true],
    ]);
    expect(runs[0].series).toEqual([
      { name: 'loss', kind: 'scalar', count: 1 },
      { name: 'accuracy', kind: 'scalar', count: 1 },
      { name: 'sample', kind: 'text', count: 1 },
    ]);
    begun.finish();
    stop();
  });

  test('include a live run that lies in a folder of its own', async () => {
    const elsewhere = join(folder, 'elsewhere');
    const { begun, stop } = liveRun('far', elsewhere);
    begun.log({ loss: 4 });
    begun.finish();
    stop();
    expect((await ask('runs')).answer.runs).toHaveLength(1);
    const { answer } = await ask('points', { run: begun.id, name: 'loss', from: 0, to: 10, most: 10 });
    expect(answer.count).toBe(1);
  });

  test('are live elsewhere as long as their files grow', async () => {
    const other = run('other', { dir: join(folder, '.gluonlab', 'runs'), system: false });
    other.log({ loss: 1 });
    other.flush();
    const only = async () => ((await ask('runs')).answer.runs as RunSummary[])[0];
    expect(await only()).toMatchObject({ live: false, elsewhere: true, ended: false });
    await expect(ask('delete', { run: other.id })).rejects.toThrow('is still logged to');
    const minuteAgo = Date.now() / 1000 - 60;
    for (const name of readdirSync(other.folder)) utimesSync(join(other.folder, name), minuteAgo, minuteAgo);
    expect(await only()).toMatchObject({ live: false, elsewhere: false, ended: false });
    other.finish();
    expect(await only()).toMatchObject({ live: false, elsewhere: false, ended: true });
  });

  test('that cannot be read say why, beside the others', async () => {
    const good = finishedRun('good');
    const bad = join(folder, '.gluonlab', 'runs', 'bad');
    mkdirSync(bad);
    writeFileSync(join(bad, 'run.jsonl'), '{"v":9}');
    mkdirSync(join(folder, '.gluonlab', 'runs', 'empty'));
    const { answer } = await ask('runs');
    expect((answer.runs as RunSummary[]).map(({ header }) => header.id)).toEqual([good.id]);
    expect(answer.unreadable).toEqual([
      { id: 'bad', problem: `${join(bad, 'run.jsonl')} is a run of version 9, this gluonlab reads version 1` },
    ]);
  });
});

describe('a run that another process begins', () => {
  const runs = () => join(folder, '.gluonlab', 'runs');
  const told = (...expected: string[]) => vi.waitFor(() => expect(changes).toEqual(expected));

  test('is told when someone has asked for the runs, in a folder that is there', async () => {
    const before = finishedRun('before');
    expect((await ask('runs')).answer.runs).toHaveLength(1);
    const { id } = finishedRun('after');
    await told(`appeared ${id}`);
    rmSync(join(runs(), before.id), { recursive: true });
    await told(`appeared ${id}`, `deleted ${before.id}`);
  });

  test('is told in a folder that is made for it', async () => {
    await ask('runs');
    const first = finishedRun('first');
    await told(`appeared ${first.id}`);
    const second = finishedRun('second');
    await told(`appeared ${first.id}`, `appeared ${second.id}`);
  });

  test('is told when its first file is there, not before', async () => {
    mkdirSync(join(runs(), 'slow'), { recursive: true });
    await ask('runs');
    const { id } = finishedRun('quick');
    await told(`appeared ${id}`);
    writeFileSync(join(runs(), 'slow', 'run.jsonl'), '{"v":1,"run":"slow","id":"slow","created":0,"config":{}}\n');
    await told(`appeared ${id}`, 'appeared slow');
  });
});

describe('the control comm', () => {
  test('gives the points of a range, with their indices', async () => {
    const { id } = finishedRun('r', (one) => [3, 2, 1].forEach((loss) => one.log({ loss })));
    const { answer, buffers } = await ask('points', { run: id, name: 'loss', from: 1, to: 3, most: 100 });
    const { indices, steps, values } = unpackPoints(answer.count as number, buffers[0]);
    expect([[...indices], [...steps], [...values]]).toEqual([
      [1, 2],
      [1, 2],
      [2, 1],
    ]);
  });

  test('gives the points of a range over another metric, those at whose steps both were logged', async () => {
    const { id } = finishedRun('r', (one) => {
      for (let i = 0; i < 6; i++) one.log({ loss: 10 - i, ...(i % 2 === 0 && { tokens: 100 * i }) });
    });
    const range = { run: id, name: 'loss', from: 1, to: 6, most: 100 };
    const { answer, buffers } = await ask('points', { ...range, x: 'tokens' });
    const { indices, steps, values, xs } = unpackJoined(answer.count as number, buffers[0]);
    expect([[...indices], [...steps], [...values], [...xs]]).toEqual([
      [2, 4],
      [2, 4],
      [8, 6],
      [200, 400],
    ]);
    await expect(ask('points', { ...range, x: 'rate' })).rejects.toThrow(
      "has no series 'rate', it has logged loss, tokens",
    );
    await expect(ask('points', { ...range, x: 7 })).rejects.toThrow('x must be a text, got 7');
  });

  test('gives histograms, images and texts', async () => {
    const { id } = finishedRun('r', (one) => {
      one.histogram('w', [1, 2]);
      one.image('x', nd.zeros([2, 3]));
      one.text('s', 'hello');
    });
    expect((await ask('entries', { run: id, name: 'w' })).answer.entries).toMatchObject([
      { s: 0, edges: { length: 49 } },
    ]);
    expect((await ask('entries', { run: id, name: 's' })).answer.entries).toMatchObject([{ text: 'hello' }]);
    expect((await ask('entries', { run: id, name: 'x' })).answer.entries).toMatchObject([{ width: 3, height: 2 }]);
    const { buffers } = await ask('image', { run: id, name: 'x', index: 0 });
    expect(Buffer.from(buffers[0]).toString('latin1', 1, 4)).toBe('PNG');
  });

  test('renames a run and keeps its notes, which every window hears', async () => {
    const { id } = finishedRun('r');
    const { answer } = await ask('edit', { run: id, name: 'better', notes: 'with momentum' });
    expect(answer.header).toMatchObject({ id, run: 'better', notes: 'with momentum' });
    telemetry.flush();
    expect((sent.at(-1)!.data as TelemetryMessage).events).toEqual([
      { type: 'run', header: answer.header as RunHeader, live: false },
    ]);
    const again = new RunStore(folder);
    expect((await again.list()).runs[0].header.run).toBe('better');
  });

  test('marks steps of a run, in their order, and takes away a mark without text', async () => {
    const { id } = finishedRun('r');
    const mark = async (step: unknown, text: unknown) => {
      const { answer } = await ask('edit', { run: id, mark: { step, text } });
      return (answer.header as RunHeader).marks;
    };
    await mark(200, 'lower rate');
    expect(await mark(100, 'a spike')).toEqual([
      { step: 100, text: 'a spike' },
      { step: 200, text: 'lower rate' },
    ]);
    expect(await mark(200, 'rate / 10')).toContainEqual({ step: 200, text: 'rate / 10' });
    expect(await mark(100, '')).toEqual([{ step: 200, text: 'rate / 10' }]);
    expect((await new RunStore(folder).list()).runs[0].header.marks).toEqual([{ step: 200, text: 'rate / 10' }]);
    await expect(mark('x', 'y')).rejects.toThrow('mark.step must be a number, got "x"');
  });

  test('deletes a finished run and refuses a live one', async () => {
    const { begun, stop } = liveRun('r');
    await expect(ask('delete', { run: begun.id })).rejects.toThrow('is still logged to: stop it first');
    begun.finish();
    stop();
    await ask('delete', { run: begun.id });
    expect(existsSync(begun.folder)).toBe(false);
  });

  test('asks a training to pause or stop', async () => {
    const { begun, stop } = liveRun('r');
    await ask('flow', { run: begun.id, flow: 'stop' });
    expect(begun.shouldStop).toBe(true);
    expect((await ask('runs')).answer.runs).toMatchObject([{ flow: 'stop' }]);
    await expect(ask('flow', { run: begun.id, flow: 'dance' })).rejects.toThrow('one of go, pause, stop, got "dance"');
    begun.finish();
    stop();
    await expect(ask('flow', { run: begun.id, flow: 'go' })).rejects.toThrow('is not logged to by this kernel');
  });

  test.each([
    ['an unknown request', { request: 'dance' }, 'request must be one of runs, points, entries, image'],
    ['no request', null, 'got undefined'],
    ['a name from all objects', { request: 'toString' }, 'got "toString"'],
    ['points without a range', { request: 'points', run: 'r', name: 'loss' }, 'from must be an index, got undefined'],
    [
      'a path that leaves the folder',
      { request: 'entries', run: '../../etc', name: 'x' },
      'there is no run "../../etc"',
    ],
    ['the folder above', { request: 'delete', run: '..' }, 'there is no run ".."'],
    ['a run that is no text', { request: 'delete', run: {} }, 'there is no run {}'],
  ])('refuses %s', async (_, data, sentence) => {
    const { answer } = await control.answer(data);
    expect(answer.ok ? '' : answer.error).toContain(sentence);
  });
});

describe('telemetry', () => {
  const header: RunHeader = { v: 1, run: 'r', id: 'r', created: 0, config: {} };
  const start = () =>
    telemetry.add({ type: 'start', header, folder: '', flow: new Int32Array(new SharedArrayBuffer(4)) });
  const points = (name: string, first: number) =>
    telemetry.add({ type: 'points', id: 'r', blocks: [{ name, first, rows: Float64Array.of(first, 0, 1) }] });

  test('opens once, gathers the points of each series and counts its messages', () => {
    vi.useFakeTimers();
    start();
    for (let i = 0; i < 10; i++) {
      points('loss', i);
      points('accuracy', i);
    }
    vi.advanceTimersByTime(50);
    points('loss', 10);
    telemetry.add({ type: 'end', id: 'r' });
    vi.advanceTimersByTime(50);
    expect(sent.map(({ event }) => event)).toEqual(['open', 'msg', 'msg']);
    const [first, second] = sent.slice(1).map(({ data }) => data as TelemetryMessage);
    expect(first).toEqual({
      v: 1,
      seq: 1,
      events: [
        { type: 'run', header, live: true },
        { type: 'points', id: 'r', name: 'loss', first: 0, count: 10 },
        { type: 'points', id: 'r', name: 'accuracy', first: 0, count: 10 },
      ],
    });
    expect([...unpackPoints(10, sent[1].buffers[0], 0).steps]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect([second.seq, second.events.map(({ type }) => type)]).toEqual([2, ['points', 'end']]);
  });

  test('sends at most twenty messages a second', () => {
    vi.useFakeTimers();
    start();
    for (let i = 0; i < 1000; i++) {
      points('loss', i);
      vi.advanceTimersByTime(1);
    }
    expect(sent.filter(({ event }) => event === 'msg').length).toBeLessThanOrEqual(21);
  });

  test('of the wrong size is refused', () => {
    expect(() => unpackPoints(2, new ArrayBuffer(24), 0)).toThrow('2 points of 3 numbers need 48 bytes, got 24');
  });
});
