import { expect, test } from 'vitest';
import { gluon, nd, random, type NDArray } from 'gluonlab';

const { data } = gluon;
const numbers = (count: number) => new data.SimpleDataset(Array.from({ length: count }, (_, i) => i));
const valuesOf = (arrays: NDArray[]) => arrays.map((array) => Array.from(array.dataSync() as Float32Array));

test('a dataset can be transformed, filtered, cut and sharded', () => {
  const set = numbers(10);
  expect([...set.transform((x) => x * 2).take(3)]).toEqual([0, 2, 4]);
  expect([...set.filter((x) => x % 4 === 0)]).toEqual([0, 4, 8]);
  expect([0, 1, 2].map((i) => [...set.shard(3, i)])).toEqual([
    [0, 1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]);
  expect([...set.sample(new data.SequentialSampler(2, 5))]).toEqual([5, 6]);
});

test('parts of an item are the arguments of a transform', () => {
  const pairs = new data.ArrayDataset([1, 2], ['a', 'b']);
  expect([...pairs.transform((n, s) => `${n}${s}`)]).toEqual(['1a', '2b']);
  expect([...pairs.transformFirst((n) => -n)]).toEqual([
    [-1, 'a'],
    [-2, 'b'],
  ]);
});

test('an array dataset gives rows', () => {
  const set = new data.ArrayDataset(
    nd.array([
      [1, 2],
      [3, 4],
    ]),
    new Int32Array([5, 6]),
  );
  const [row, label] = set.get(1);
  expect(row.arraySync()).toEqual([3, 4]);
  expect(label).toBe(6);
});

test('a loader gives batches in order', async () => {
  const x = nd.arange(10).reshape([5, 2]);
  const loader = new data.DataLoader(new data.ArrayDataset(x, new Int32Array([0, 1, 2, 3, 4])), { batchSize: 2 });
  expect(loader.length).toBe(3);
  const batches: [number[], number[]][] = [];
  for await (const [rows, labels] of loader) {
    expect(labels.dtype).toBe('int32');
    batches.push([rows.shape, Array.from(labels.dataSync() as Int32Array)]);
  }
  expect(batches).toEqual([
    [
      [2, 2],
      [0, 1],
    ],
    [
      [2, 2],
      [2, 3],
    ],
    [[1, 2], [4]],
  ]);
  expect([...loader]).toHaveLength(3);
});

test('a batch made at once is that made of single items', () => {
  const set = new data.ArrayDataset(nd.random.uniform({ shape: [6, 3, 3, 1] }), new Float32Array([1, 2, 3, 4, 5, 6]));
  const { transforms } = data.vision;
  const transform = new transforms.Compose([new transforms.ToTensor(), new transforms.Normalize([0.1], [0.5])]);
  const load = (fn: (x: NDArray) => NDArray) =>
    [...new data.DataLoader(set.transformFirst(fn), { batchSize: 4 })].flat();
  const [atOnce, oneByOne] = [load(transform), load((x) => transform(x))];
  expect(valuesOf(atOnce)).toEqual(valuesOf(oneByOne));
});

test('the last batch is kept, discarded or begins the next epoch', () => {
  const epochs = (lastBatch: 'keep' | 'discard' | 'rollover') => {
    const sampler = new data.BatchSampler(new data.SequentialSampler(5), 2, lastBatch);
    return [[...sampler], [...sampler]].map((epoch) => epoch.map((batch) => batch.join('')));
  };
  expect(epochs('keep')).toEqual([
    ['01', '23', '4'],
    ['01', '23', '4'],
  ]);
  expect(epochs('discard')).toEqual([
    ['01', '23'],
    ['01', '23'],
  ]);
  expect(epochs('rollover')).toEqual([
    ['01', '23'],
    ['40', '12', '34'],
  ]);
});

test('shuffling is a permutation that the seed repeats', async () => {
  const loader = new data.DataLoader(numbers(50), { batchSize: 50, shuffle: true });
  const epoch = async () => {
    for await (const batch of loader) return Array.from(batch.dataSync() as Float32Array);
    throw new Error('no batch');
  };
  random.seed(5);
  const first = await epoch();
  const second = await epoch();
  random.seed(5);
  expect(await epoch()).toEqual(first);
  expect(second).not.toEqual(first);
  expect([...first].sort((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
});

test('items may be promises, and are asked for ahead', async () => {
  const asked: number[] = [];
  const set = numbers(6).transform((x) => {
    asked.push(x);
    return Promise.resolve(x);
  });
  const loader = new data.DataLoader(set, { batchSize: 2, prefetch: 1 });
  const batches: number[][] = [];
  for await (const batch of loader) {
    if (batches.length === 0) expect(asked).toEqual([0, 1, 2, 3]);
    batches.push(Array.from(batch.dataSync() as Float32Array));
  }
  expect(batches).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ]);
  expect(() => [...loader]).toThrow('the items are promises: use `for await`');
});

test('an error in an item arrives at the loop', async () => {
  const set = numbers(4).transform((x) => (x === 2 ? Promise.reject(new Error('broken item')) : Promise.resolve(x)));
  const read = async () => {
    for await (const _batch of new data.DataLoader(set, { batchSize: 1 }));
  };
  await expect(read()).rejects.toThrow('broken item');
});

test('wrong arguments are refused', () => {
  expect(() => numbers(3).get(3)).toThrow('SimpleDataset: there is no item 3, allowed are 0 to 2');
  expect(() => numbers(3).shard(2, 2)).toThrow('shard: index is 2, allowed are 0 to 1');
  expect(() => new data.ArrayDataset([1, 2], [1])).toThrow('the arrays have 2, 1 items, expected as many in each');
  expect(() => new data.DataLoader(numbers(3))).toThrow('the option batchSize is missing');
  expect(() => new data.DataLoader(numbers(3), { batchSize: 0 })).toThrow('batchSize is 0');
  expect(() => new data.DataLoader(numbers(3), { batchSize: 1, numWorkers: 2 } as never)).toThrow(
    "unknown option 'numWorkers'",
  );
  expect(() => new data.DataLoader([1, 2] as never, { batchSize: 1 })).toThrow(
    'the dataset is object, expected a Dataset',
  );
  const ragged = new data.SimpleDataset([nd.zeros([2]), nd.zeros([3])]);
  expect(() => [...new data.DataLoader(ragged, { batchSize: 2 })]).toThrow(
    'item 0 of the batch has shape (2), item 1 has (3)',
  );
  const words = new data.SimpleDataset(['a']);
  expect(() => [...new data.DataLoader(words, { batchSize: 1 })]).toThrow('an item is string');
});
