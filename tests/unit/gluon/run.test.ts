// What a training logs, and what is read back from its files.
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync, appendFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { nd, onRunEvent, run, runs, StoredRun, type RunEvent } from 'gluonlab';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'gluonlab-runs-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

const quiet = (name: string, options = {}) => run(name, { dir, system: false, ...options });
const linesOf = (file: string) =>
  readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe('a run', () => {
  test('is read back as it was logged', async () => {
    const lenet = quiet('LeNet 5', { config: { lr: 0.1 }, notes: 'first try', tags: ['baseline'] });
    expect(lenet.id).toMatch(/^lenet-5-\d{8}-\d{6}-[0-9a-f]{4}$/);
    lenet.log({ 'train/loss': 2.5, accuracy: nd.array([0.5]) });
    lenet.log({ 'train/loss': NaN }, 7);
    lenet.log({ 'train/loss': -Infinity });
    lenet.update({ config: { layers: 5 }, notes: 'second thoughts' });
    lenet.finish();
    const [stored] = await runs(dir);
    expect(stored).toMatchObject({ id: lenet.id, name: 'LeNet 5', notes: 'second thoughts', ended: true });
    expect(stored.config).toEqual({ lr: 0.1, layers: 5 });
    expect(stored.header.tags).toEqual(['baseline']);
    expect(stored.metrics).toEqual(['train/loss', 'accuracy']);
    const { steps, values } = await stored.points('train/loss');
    expect([...steps]).toEqual([0, 7, 8]);
    expect([...values]).toEqual([2.5, NaN, -Infinity]);
    expect([...(await stored.points('train/loss', 1, 2)).steps]).toEqual([7]);
    await expect(stored.points('loss')).rejects.toThrow("has no series 'loss', it has logged train/loss, accuracy");
  });

  test('writes what was logged soon, without another call', async () => {
    const soon = quiet('soon');
    soon.log({ loss: 1 });
    soon.log({ loss: 2 });
    await vi.waitFor(async () => expect(await (await StoredRun.open(soon.folder)).count('loss')).toBe(2));
    soon.finish();
  });

  test('keeps a logged array though its owner disposes it or writes into it', async () => {
    const kept = quiet('kept');
    const loss = nd.array([1]);
    kept.log({ loss });
    kept.log({ loss });
    loss.set(9);
    loss.dispose();
    kept.finish();
    expect([...(await (await StoredRun.open(kept.folder)).points('loss')).values]).toEqual([1, 1]);
  });

  test('tells listeners of its start, each point once, and its end', () => {
    const events: RunEvent[] = [];
    const stop = onRunEvent((event) => events.push(event));
    const one = quiet('one');
    for (let i = 0; i < 100; ++i) one.log({ loss: i });
    one.finish();
    stop();
    quiet('two').finish();
    expect(events[0]).toMatchObject({ type: 'start', header: { id: one.id }, folder: one.folder });
    expect(events.at(-1)).toEqual({ type: 'end', id: one.id });
    let next = 0;
    for (const { first, rows } of events.flatMap((event) => (event.type === 'points' ? event.blocks : []))) {
      expect(first).toBe(next);
      next += rows.length / 3;
    }
    expect(next).toBe(100);
  });

  test('logs the machine once a second, also in a loop that never yields', async () => {
    const busy = run('busy', { dir });
    const end = performance.now() + 1100;
    while (performance.now() < end) busy.log({ loss: 1 });
    busy.finish();
    const stored = await StoredRun.open(busy.folder);
    expect(stored.metrics).toContain('system/cpu (%)');
    const { values } = await stored.points('system/memory (MB)');
    expect(values[0]).toBeGreaterThan(10);
  });

  test('refuses wrong calls', () => {
    const strict = quiet('strict');
    expect(() => strict.log({ loss: nd.zeros([3]) })).toThrow(
      "metric 'loss' has shape (3), expected one number; take its mean(), or run.histogram",
    );
    expect(() => strict.log({ loss: '1' as never })).toThrow(
      "metric 'loss' is string, expected a number or an NDArray",
    );
    expect(() => strict.log({ loss: 1 }, NaN)).toThrow('step is NaN, expected a number');
    strict.log({ loss: 1 });
    expect(() => strict.text('loss', 'low')).toThrow("'loss' is logged as scalar already, not as text");
    expect(() => strict.image('x', nd.zeros([2, 5, 5]))).toThrow(
      'the image has shape (2, 5, 5), expected (height, width)',
    );
    expect(() => strict.update({ note: 'x' } as never)).toThrow("run.update: unknown option 'note'");
    strict.finish();
    expect(() => strict.log({ loss: 1 })).toThrow("run 'strict' is finished");
    expect(() => run('', { dir })).toThrow('name is "", expected a text');
    expect(() => run('x', { folder: dir } as never)).toThrow("run: unknown option 'folder', allowed are dir, config");
    expect(() => run('x', { dir, config: { n: 1n } })).toThrow('run: JSON cannot hold the config');
    writeFileSync(join(dir, 'file'), '');
    expect(() => run('x', { dir: join(dir, 'file') })).toThrow(/^run: cannot write/);
  });
});

describe('entries', () => {
  test('a histogram counts every finite value between its edges', async () => {
    const one = quiet('one');
    one.histogram('weights', nd.array([-1, 0, 0, 1, NaN, Infinity]));
    one.finish();
    const [entry] = await (await StoredRun.open(one.folder)).entries('weights');
    const { edges, counts } = entry as { edges: number[]; counts: number[] };
    expect([edges[0], edges.at(-1)]).toEqual([-1, 1]);
    expect(counts).toHaveLength(edges.length - 1);
    expect(counts.reduce((sum, count) => sum + count)).toBe(4);
    expect([counts[0], counts.at(-1)]).toEqual([1, 1]);
  });

  test('belong to the step that was logged last', async () => {
    const one = quiet('one');
    one.log({ loss: 1 });
    one.log({ loss: 2 });
    one.text('sample', 'to be');
    one.log({ loss: 3 });
    one.text('sample', 'or not', 9);
    one.finish();
    const entries = await (await StoredRun.open(one.folder)).entries('sample');
    expect(entries.map(({ s }) => s)).toEqual([1, 9]);
    expect(entries[0]).toMatchObject({ text: 'to be' });
  });
});

describe('a tracked loop', () => {
  test('makes each item a step that several logs share, and each loop an epoch', async () => {
    const lenet = quiet('lenet');
    for (let epoch = 0; epoch < 2; ++epoch) {
      for (const item of lenet.track([1, 2, 3])) {
        lenet.log({ loss: item });
        lenet.log({ rate: 0.1 });
      }
      lenet.log({ accuracy: 0.5 });
    }
    lenet.finish();
    const stored = await StoredRun.open(lenet.folder);
    const steps = async (name: string) => [...(await stored.points(name)).steps];
    expect(await steps('loss')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await steps('rate')).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await steps('accuracy')).toEqual([2, 5]);
    const epochs = await stored.points('epoch');
    expect([...epochs.steps].map((step, i) => [step, epochs.values[i]])).toEqual([
      [0, 0],
      [3, 1],
      [3, 1],
      [6, 2],
    ]);
  });

  test('counts samples by the first array of a batch', async () => {
    const lenet = run('lenet', { dir });
    async function* batches() {
      const end = performance.now() + 1100;
      while (performance.now() < end) yield await Promise.resolve([nd.zeros([32, 2]), nd.zeros([32])]);
    }
    let count = 0;
    for await (const _batch of lenet.track(batches())) lenet.log({ loss: ++count });
    lenet.finish();
    const { values } = await (await StoredRun.open(lenet.folder)).points('system/samples per second');
    expect(values[0]).toBeGreaterThan(count * 32 * 0.5);
  });

  test('ends when the panel asks to stop, and says so', () => {
    let flow: Int32Array = new Int32Array();
    const stop = onRunEvent((event) => event.type === 'start' && (flow = event.flow));
    const lenet = quiet('lenet');
    stop();
    const seen: number[] = [];
    for (const item of lenet.track([1, 2, 3])) {
      seen.push(item);
      if (item === 2) Atomics.store(flow, 0, 2);
    }
    expect(seen).toEqual([1, 2]);
    expect(lenet.shouldStop).toBe(true);
    expect([...lenet.track([4])]).toEqual([]);
    lenet.finish();
  });

  test('refuses what cannot be iterated', () => {
    const lenet = quiet('lenet');
    expect(() => lenet.track(null as never)).toThrow('run.track: null cannot be iterated');
    lenet.finish();
  });
});

describe('a resumed run', () => {
  test('goes on behind its last whole records', async () => {
    const first = quiet('lenet', { config: { lr: 0.1 } });
    for (const _ of first.track([1, 2])) first.log({ loss: 1 });
    first.text('sample', 'a');
    first.finish();
    const series = [...(await StoredRun.open(first.folder)).series.values()];
    const fileOf = (name: string) => join(first.folder, `${series.find((info) => info.name === name)!.n}`);
    truncateSync(`${fileOf('loss')}.points`, 24 + 5);
    appendFileSync(`${fileOf('sample')}.jsonl`, '{"s":3,"te');
    appendFileSync(join(first.folder, 'run.jsonl'), '{"na');

    const second = quiet('lenet', { resume: true, config: { lr: 0.01 }, notes: 'longer', tags: ['b'] });
    expect(second.id).toBe(first.id);
    expect(second.step).toBe(3);
    second.log({ loss: 2 });
    second.text('sample', 'b');
    expect((await StoredRun.open(second.folder)).ended).toBe(false);
    second.finish();
    const stored = await StoredRun.open(second.folder);
    const { steps, values } = await stored.points('loss');
    expect([[...steps], [...values]]).toEqual([
      [0, 3],
      [1, 2],
    ]);
    expect((await stored.entries('sample')).map((entry) => (entry as { text: string }).text)).toEqual(['a', 'b']);
    expect(stored.header).toMatchObject({ config: { lr: 0.01 }, notes: 'longer', tags: ['b'] });
    expect(stored.ended).toBe(true);
  });

  test('is begun if there is none, unless an id was given', () => {
    quiet('fresh', { resume: true }).finish();
    expect(readdirSync(dir)).toHaveLength(1);
    expect(() => quiet('fresh', { resume: 'gone' })).toThrow("there is no run 'gone' in");
  });

  test('must be finished', () => {
    const open = quiet('lenet');
    expect(() => quiet('lenet', { resume: true })).toThrow('is not finished, it cannot be resumed');
    open.finish();
  });
});

describe('files that make no sense', () => {
  const folderWith = (...lines: string[]) => {
    const folder = mkdtempSync(join(dir, 'bad-'));
    writeFileSync(join(folder, 'run.jsonl'), lines.join('\n'));
    return folder;
  };
  const header = '{"v":1,"run":"r","id":"r","created":5,"config":{}}';

  test.each([
    ['an empty file', [''], 'is empty, expected the header of a run'],
    ['another version', ['{"v":7}'], 'is a run of version 7, this gluonlab reads version 1'],
    ['no JSON', ['hello'], 'line 1: expected the header of a run, got hello'],
    ['a header without id', ['{"v":1,"run":"r","created":5}'], 'a header needs the texts id and run, and created'],
    ['a time that is none', ['{"v":1,"run":"r","id":"r","created":1e300}'], 'and created, a time in milliseconds'],
  ])('%s is refused by a sentence', async (_, lines, sentence) => {
    await expect(StoredRun.open(folderWith(...lines))).rejects.toThrow(sentence);
  });

  test('broken lines, strange series and a torn end are passed over', async () => {
    const folder = folderWith(
      header,
      'nonsense',
      '{"series":true,"name":"loss","kind":"scalar","n":0}',
      '{"series":true,"name":"evil","kind":"scalar","n":"../../etc/passwd"}',
      '[1]',
      '{"name":"<b>r</b>"}',
      '{"name":',
    );
    writeFileSync(join(folder, '0.points'), new Uint8Array(Float64Array.of(1, 2, 3, 4).buffer));
    const stored = await StoredRun.open(folder);
    expect(stored.metrics).toEqual(['loss']);
    expect(stored.name).toBe('<b>r</b>');
    expect([...(await stored.points('loss')).values]).toEqual([3]);
    expect(stored.ended).toBe(false);
  });

  test('entries that make no sense are passed over', async () => {
    const folder = folderWith(header, '{"series":true,"name":"w","kind":"histogram","n":0}');
    const entries = [
      { s: 1, t: 0, edges: [0, 1], counts: [1, 2] },
      { s: 2, t: 0, edges: [], counts: [] },
      { s: 'x', t: 0, edges: [0, 1], counts: [1] },
      { s: 4, t: 0, edges: [0, 1], counts: [1] },
    ];
    writeFileSync(join(folder, '0.jsonl'), entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    expect(await (await StoredRun.open(folder)).entries('w')).toEqual([entries[3]]);
  });

  test('are left out of the list, and a line of the header says its version', async () => {
    folderWith('{"v":7}');
    const good = quiet('good');
    good.finish();
    expect((await runs(dir)).map(({ name }) => name)).toEqual(['good']);
    expect(linesOf(join(good.folder, 'run.jsonl'))[0]).toMatchObject({ v: 1, run: 'good', id: good.id });
    expect(await runs(join(dir, 'nowhere'))).toEqual([]);
  });
});
