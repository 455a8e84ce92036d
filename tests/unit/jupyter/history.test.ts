// history_request: the tail, a range of lines, a search by pattern; and what earlier sessions have left on disk.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { History } from '../../../kernel/dist/jupyter/protocol/history.js';
import { HistoryFolder } from '../../../kernel/dist/jupyter/protocol/historyFolder.js';

function filled() {
  const history = new History(new HistoryFolder(undefined));
  ['a = 1', 'b = 2', 'a = 1', 'print(a)'].forEach((input, i) => history.add(i + 1, input));
  return history;
}
const inputs = (query: Parameters<History['query']>[0]) =>
  filled()
    .query(query)
    .map(([, , text]) => text);

test('the tail has the last n entries in order', () => {
  expect(filled().query({ hist_access_type: 'tail', n: 2 })).toEqual([
    [1, 3, 'a = 1'],
    [1, 4, 'print(a)'],
  ]);
});

test('output comes as a pair', () => {
  const history = new History(new HistoryFolder(undefined));
  history.setOutput(history.add(1, '6*7'), '42');
  expect(history.query({ hist_access_type: 'tail', output: true })).toEqual([[1, 1, ['6*7', '42']]]);
});

test('a range goes from start to before stop, in this session or none', () => {
  expect(inputs({ hist_access_type: 'range', start: 2, stop: 4 })).toEqual(['b = 2', 'a = 1']);
  expect(inputs({ hist_access_type: 'range', session: 1, start: 3 })).toEqual(['a = 1', 'print(a)']);
  expect(inputs({ hist_access_type: 'range', session: -1 })).toEqual([]);
});

test('a search takes * and ? as a shell does, everything else for itself', () => {
  expect(inputs({ hist_access_type: 'search', pattern: '? = *' })).toEqual(['a = 1', 'b = 2', 'a = 1']);
  expect(inputs({ hist_access_type: 'search', pattern: '*(a)' })).toEqual(['print(a)']);
  expect(inputs({ hist_access_type: 'search', pattern: 'a*', unique: true })).toEqual(['a = 1']);
  expect(inputs({ hist_access_type: 'search', pattern: '*', n: 1 })).toEqual(['print(a)']);
});

test('another kind of access is refused', () => {
  expect(() => inputs({ hist_access_type: 'all' })).toThrow(
    'hist_access_type must be "tail", "range" or "search", got "all"',
  );
});

describe('on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'gluonlab-history-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const session = () => new History(new HistoryFolder(folder));
  const all = (history: History) => history.query({ hist_access_type: 'tail', output: true });

  test('a later session sees the earlier ones before its own lines', () => {
    const first = session();
    first.setOutput(first.add(1, '6*7'), '42');
    const second = session();
    second.add(1, 'b');
    expect(all(second)).toEqual([
      [1, 1, ['6*7', '42']],
      [2, 1, ['b', null]],
    ]);
    expect(second.query({ hist_access_type: 'range', session: -1 })).toEqual([[1, 1, '6*7']]);
    expect(session().query({ hist_access_type: 'range', session: -2 })).toEqual([[1, 1, '6*7']]);
  });

  test('sessions side by side keep apart and see each other', () => {
    const [one, two] = [session(), session()];
    one.add(1, 'a');
    two.add(1, 'b');
    one.add(2, 'c');
    expect(all(two).map(([number, line]) => [number, line])).toEqual([
      [1, 1],
      [1, 2],
      [2, 1],
    ]);
  });

  test('a session without a cell leaves nothing behind', () => {
    all(session());
    expect(readdirSync(folder)).toEqual([]);
  });

  test('broken lines and files cost nothing but themselves', () => {
    const lines = ['nonsense', 'null', '{"line":1,"input":"kept"}', '{"line":"x","input":"y"}', '{"line":2,"inp'];
    writeFileSync(join(folder, '4.jsonl'), lines.join('\n'));
    writeFileSync(join(folder, '7.jsonl'), Buffer.from([0xff, 0, 0xfe]));
    writeFileSync(join(folder, 'other.txt'), 'not ours');
    const history = session();
    history.add(1, 'own');
    expect(all(history)).toEqual([
      [4, 1, ['kept', null]],
      [8, 1, ['own', null]],
    ]);
  });

  test('a folder that cannot be made costs the files only', () => {
    writeFileSync(join(folder, 'file'), '');
    const history = new History(new HistoryFolder(join(folder, 'file', 'history')));
    history.add(1, 'a');
    expect(all(history)).toEqual([[1, 1, ['a', null]]]);
  });

  test('the oldest sessions go when they are too many or too large', () => {
    for (let number = 1; number <= 1003; number++) writeFileSync(join(folder, `${number}.jsonl`), '');
    writeFileSync(join(folder, '2000.jsonl'), 'x'.repeat(10 << 20));
    writeFileSync(join(folder, '1999.jsonl'), 'x'.repeat(10 << 20));
    session().add(1, 'a');
    const left = readdirSync(folder).map((name) => parseInt(name));
    expect(left.sort((a, b) => a - b)).toEqual([2000, 2001]);
  });
});
