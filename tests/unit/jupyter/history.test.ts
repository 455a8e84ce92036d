// history_request: the tail, a range of lines, a search by pattern.
import { expect, test } from 'vitest';
import { History } from '../../../kernel/dist/jupyter/protocol/history.js';

function filled() {
  const history = new History();
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
  const history = new History();
  history.add(1, '6*7').output = '42';
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
