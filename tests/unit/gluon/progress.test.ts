import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { progress, setProgressSink, type ProgressState } from 'gluonlab';

afterEach(() => setProgressSink(null));

function watch(): ProgressState[] {
  const states: ProgressState[] = [];
  setProgressSink((state) => states.push(state));
  return states;
}

test('a bar gives the items and ends at its total', () => {
  const states = watch();
  expect([...progress([1, 2, 3], { label: 'epoch 1' })]).toEqual([1, 2, 3]);
  expect(states[0]).toMatchObject({ done: 0, total: 3, label: 'epoch 1', ended: false });
  expect(states.at(-1)).toMatchObject({ done: 3, total: 3, ended: true });
  expect(states.at(-1)!.text).toMatch(/^epoch 1: 100% \|█{20}\| 3\/3 \[0:00<0:00/);
  expect(new Set(states.map(({ id }) => id)).size).toBe(1);
});

test('an asynchronous source is followed too', async () => {
  const states = watch();
  async function* source() {
    yield await Promise.resolve('a');
    yield await Promise.resolve('b');
  }
  const seen: string[] = [];
  for await (const item of progress(source())) seen.push(item);
  expect(seen).toEqual(['a', 'b']);
  expect(states.at(-1)).toMatchObject({ done: 2, total: null, ended: true });
});

test('a note stands behind the bar', () => {
  const states = watch();
  const bar = progress([1], { total: 1 });
  for (const _item of bar) bar.note('loss 0.5');
  expect(states.at(-1)!.text).toMatch(/loss 0\.5$/);
});

test('leaving the loop ends the bar', () => {
  const states = watch();
  for (const item of progress([1, 2, 3])) if (item === 2) break;
  expect(states.at(-1)).toMatchObject({ done: 1, ended: true });
});

test('what cannot be iterated is refused', () => {
  expect(() => progress(null as never)).toThrow('progress: null cannot be iterated');
  expect(() => progress([], { name: 'x' } as never)).toThrow(
    "progress: unknown option 'name', allowed are total, label",
  );
});

describe('outside a notebook', () => {
  const library = resolve(import.meta.dirname, '../../../kernel/dist/gluon/index.js');
  const script = `import { progress } from '${library}'; for (const i of progress([1, 2], { label: 'epoch' })) ;`;
  const node = [process.execPath, '--input-type=module', '-e', script];

  test('a log file gets a line at the end', () => {
    const { stderr } = spawnSync(node[0], node.slice(1), { encoding: 'utf8' });
    expect(stderr).toMatch(/^epoch: 100% \|█{20}\| 2\/2 \[.*\]\n$/);
  });

  test('a terminal sees one line that is drawn over', () => {
    const quoted = node.map((part) => `'${part.replaceAll("'", `'\\''`)}'`).join(' ');
    const { stdout } = spawnSync('script', ['-qec', quoted, '/dev/null'], { encoding: 'utf8' });
    const drawn = stdout.split('\r').filter((text) => text.includes('epoch'));
    // Each line erases what is behind it.
    expect(drawn[0]).toBe(`epoch:   0% |${' '.repeat(20)}| 0/2 [0:00]\u001b[K`);
    expect(drawn.at(-1)).toMatch(/^epoch: 100% \|█{20}\| 2\/2 /);
    expect(stdout.trimEnd().split('\n')).toHaveLength(1);
  });
});
