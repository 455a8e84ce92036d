// Model files as the panels get them: over a real HTTP server, with what lies beside them, and the statistics of a tensor.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { MemorySource, ModelFileError } from '@gluonlab/jupyterlab/dist/model_files/byte_source.js';
import { elementsOf } from '@gluonlab/jupyterlab/dist/model_files/elements.js';
import { FileSource } from '@gluonlab/jupyterlab/dist/model_files/file_source.js';
import { openUrl } from '@gluonlab/jupyterlab/dist/model_files/http_source.js';
import { checkInside } from '@gluonlab/jupyterlab/dist/model_files/read_file.js';
import type { ModelFolder } from '@gluonlab/jupyterlab/dist/model_files/model_folder.js';
import { ParamsFile } from '@gluonlab/jupyterlab/dist/model_files/params_file.js';
import { typeText } from '@gluonlab/jupyterlab/dist/graph/drawing/text.js';
import { TensorsModel } from '@gluonlab/jupyterlab/dist/tensors/model.js';
import { tensorStatistics } from 'gluonlab/messages';
import { model, node, sparseTensor, tensor } from './onnx_bytes.js';
import type { GraphParts } from './onnx_bytes.js';

const GOLDEN = new URL('../../golden/models/', import.meta.url).pathname;
const CONTENT = Uint8Array.from({ length: 200_000 }, (_, i) => (i * 7) % 251);

/** A server that knows ranges at /ranges, as Tornado does, and none at /whole. */
const server = createServer((request, response) => {
  response.setHeader('Connection', 'close'); // A connection that is used again may just be closing.
  const range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '');
  if (request.url === '/missing') {
    response.writeHead(404, 'Not Found').end();
  } else if (request.url === '/empty') {
    response.writeHead(416).end();
  } else if (range === null || request.url === '/whole') {
    response.writeHead(200).end(CONTENT);
  } else {
    const [from, to] = [Number(range[1]), Math.min(Number(range[2]), CONTENT.length - 1)];
    const isWhole = from === 0 && to === CONTENT.length - 1;
    served.push(to - from + 1);
    response.writeHead(
      isWhole ? 200 : 206,
      isWhole ? {} : { 'Content-Range': `bytes ${from}-${to}/${CONTENT.length}` },
    );
    response.end(CONTENT.subarray(from, to + 1));
  }
});
const served: number[] = [];
let origin = '';
beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

const open = (path: string) => openUrl('net.onnx', origin + path, (url, init) => fetch(url, init));

describe('a file behind a URL', () => {
  test('is read in ranges: only what is asked for travels', async () => {
    const source = await open('/ranges');
    served.length = 0;
    expect(source.size).toBe(CONTENT.length);
    expect(await source.read(150_000, 100)).toEqual(CONTENT.slice(150_000, 150_100));
    expect(served).toEqual([100]);
  });

  test('may be read whole, which the server answers without a range', async () => {
    expect(await (await open('/ranges')).read(0, CONTENT.length)).toEqual(CONTENT);
  });

  test('of a server that knows no ranges comes whole', async () => {
    const source = await open('/whole');
    expect(source.size).toBe(CONTENT.length);
    expect(await source.read(10, 5)).toEqual(CONTENT.slice(10, 15));
  });

  test('may be empty', async () => {
    expect((await open('/empty')).size).toBe(0);
  });

  test('that is missing gives a sentence', async () => {
    await expect(open('/missing')).rejects.toThrow('net.onnx: the server answered 404 Not Found');
  });
});

test.each(['../other/weights', '/etc/passwd', 'a/../../b', 'C:\\weights', 'drive:weights', ''])(
  "a model may not read '%s' for its tensors",
  (name) => {
    expect(() => checkInside(name)).toThrow(/allowed are files in the folder of the model/);
  },
);

test('a model may read a file below its folder', () => {
  expect(checkInside('./data/weights.bin')).toBe('data/weights.bin');
});

/** A folder of this machine. */
const folder = (path: string): ModelFolder => ({
  open: (name) =>
    existsSync(path + name)
      ? Promise.resolve(new MemorySource(name, readFileSync(path + name)))
      : Promise.reject(new ModelFileError(`${name}: there is no such file`)),
  list: () => Promise.resolve(readdirSync(path)),
});

describe('statistics of a parameter', () => {
  test('are those of its elements in the file', async () => {
    const source = new FileSource(folder(GOLDEN), 'mlp-symbol.json');
    const { values } = await source.graph();
    const parameter = values.find(({ tensor }) => tensor !== undefined)!;
    const { count, min, max, histogram } = await source.statistics(parameter);
    const { offset, bytes } = parameter.tensor!;
    const file = readFileSync(`${GOLDEN}mlp-0000.params`);
    const elements = Array.from({ length: bytes / 4 }, (_, i) => file.readFloatLE(offset + 4 * i));
    expect({ count, min, max }).toEqual({
      count: elements.length,
      min: Math.min(...elements),
      max: Math.max(...elements),
    });
    expect(histogram.counts.reduce((sum, one) => sum + one)).toBe(elements.length);
  });

  test('of a tensor in a file that is not there say which file', async () => {
    const source = new FileSource(folder(`${GOLDEN}onnx/`), 'resnet152_noweights.onnx');
    const { values } = await source.graph();
    const parameter = values.find(({ tensor }) => tensor !== undefined && tensor.file !== '')!;
    await expect(source.statistics(parameter)).rejects.toThrow(
      new RegExp(`^${parameter.tensor!.file}: there is no such file`),
    );
  });

  type Judged = [dtype: string, shape: number[], elements: (number | 'nan' | 'inf' | '-inf')[]];
  const special = { nan: NaN, inf: Infinity, '-inf': -Infinity };
  const judged = JSON.parse(readFileSync(`${GOLDEN}../files/onnx/element_types.json`, 'utf8')) as Record<
    string,
    Judged
  >;

  test.each(Object.keys(judged))(
    'of all element types of ONNX are those that its own package reads: %s',
    async (name) => {
      const source = new FileSource(folder(`${GOLDEN}../files/onnx/`), 'element_types.onnx');
      const parameter = (await source.graph()).values.find((value) => value.name === name)!;
      const [dtype, shape, texts] = judged[name];
      expect([parameter.dtype, parameter.shape]).toEqual([dtype, shape]);
      const elements = texts.map((text) => (typeof text === 'number' ? text : special[text]));
      const { bytes, offset, encoding } = parameter.tensor!;
      const stored = readFileSync(`${GOLDEN}../files/onnx/element_types.onnx`).subarray(offset, offset + bytes);
      const read = [...elementsOf(stored, dtype, encoding)].slice(0, elements.length); // The last byte may hold more.
      expect(read).toEqual(elements);
      expect(await source.statistics(parameter)).toEqual(
        tensorStatistics(elementsOf(stored, dtype, encoding).subarray(0, 15)),
      );
    },
  );

  test('of texts say that there are none', async () => {
    const source = new FileSource(folder(`${GOLDEN}../files/onnx/`), 'element_types.onnx');
    const texts = (await source.graph()).values.find(({ name }) => name === 'STRING_typed')!;
    expect([texts.dtype, texts.shape]).toEqual(['str', [2]]);
    await expect(source.statistics(texts)).rejects.toThrow(/'STRING_typed' has no elements in the file/);
  });

  /** Of the weight #w of a network in memory. */
  async function statisticsOfWeight(parts: GraphParts) {
    const bytes = model({ nodes: [node('Neg', ['w'], ['y'])], outputs: ['y'], ...parts });
    const memory: ModelFolder = {
      open: (name) => Promise.resolve(new MemorySource(name, bytes)),
      list: () => Promise.resolve([]),
    };
    const source = new FileSource(memory, 'net.onnx');
    const weight = (await source.graph()).values.find(({ name }) => name === 'w')!;
    return { weight, statistics: await source.statistics(weight) };
  }

  test('of a sparse tensor are those of the elements that are stored', async () => {
    const stored = new Uint8Array(Float32Array.of(1, -3).buffer);
    const sparseTensors = [sparseTensor(tensor('w', [2], stored), [4, 5])];
    const { weight, statistics } = await statisticsOfWeight({ sparseTensors });
    expect(typeText(weight)).toBe('float32 4×5 sparse');
    expect(statistics).toMatchObject({ count: 2, min: -3, max: 1, mean: -1, zeros: 0 });
  });

  test('of more elements than a browser holds say how many there are', async () => {
    const tensors = [tensor('w', [2 ** 20, 2 ** 12], Uint8Array.of(1), 26)];
    await expect(statisticsOfWeight({ tensors })).rejects.toThrow(/'w' has 4294967296 elements, .* up to 268435456/);
  });

  // Largest, smallest above zero, and what else ONNX's tables say of the types (0x7f, 0x80, 0x7c, 0xfc).
  const ofBytes: [dtype: string, dataType: number, bytes: number[], numbers: object][] = [
    ['float8_e4m3fn', 17, [0x7e, 0xfe, 0x01, 0x7f, 0x80], { max: 448, min: -448, nans: 1, zeros: 1 }],
    ['float8_e4m3fnuz', 18, [0x7f, 0xff, 0x01, 0x80, 0x00], { max: 240, min: -240, nans: 1, zeros: 1 }],
    [
      'float8_e5m2',
      19,
      [0x7b, 0xfb, 0x7c, 0xfc, 0x7d, 0x80],
      { max: 57344, min: -57344, infinities: 2, nans: 1, zeros: 1 },
    ],
    ['float8_e5m2fnuz', 20, [0x7f, 0xff, 0x80, 0x00], { max: 57344, min: -57344, nans: 1, infinities: 0, zeros: 1 }],
    ['float4_e2m1fn', 23, [0xf7, 0x81], { count: 4, max: 6, min: -6, zeros: 1, nans: 0 }],
    ['float8_e8m0fnu', 24, [127, 128, 126, 0xff], { max: 2, min: 0.5, nans: 1 }],
  ];
  test.each(ofBytes)('of %s elements are numbers', async (_, dataType, bytes, numbers) => {
    const count = dataType === 23 ? 2 * bytes.length : bytes.length;
    const tensors = [tensor('w', [count], Uint8Array.from(bytes), dataType)];
    expect((await statisticsOfWeight({ tensors })).statistics).toMatchObject(numbers);
  });

  const smallest: [dtype: string, dataType: number, number: number][] = [
    ['float8_e4m3fn', 17, 2 ** -9],
    ['float8_e4m3fnuz', 18, 2 ** -10],
    ['float8_e5m2', 19, 2 ** -16],
    ['float8_e5m2fnuz', 20, 2 ** -17],
    ['float8_e8m0fnu', 24, 2 ** -126],
  ];
  test.each(smallest)('of %s reach down to its smallest number', async (_, dataType, number) => {
    const { statistics } = await statisticsOfWeight({ tensors: [tensor('w', [1], Uint8Array.of(1), dataType)] });
    expect(statistics.max).toBe(number);
  });

  describe('in a compressed .npz', () => {
    const name = 'compressed.npz';
    const content = readFileSync(`${GOLDEN}../files/npz/${name}`);
    const open = (bytes: Uint8Array) => {
      const memory = { open: () => Promise.resolve(new MemorySource(name, bytes)), list: () => Promise.resolve([]) };
      return new ParamsFile(memory, name);
    };

    test('are those of the elements that NumPy has written', async () => {
      const file = open(content);
      const entries = await file.entries();
      expect(entries.map((entry) => [entry.name, entry.dtype, entry.shape, entry.bytes])).toEqual([
        ['long', 'float32', [50, 100], 20_000],
        ['half', 'float16', [4], 8],
        ['whole', 'int64', [3], 24],
        ['scalar', 'float64', [], 8],
        ['empty', 'float32', [0, 3], 0],
      ]);
      const [long, half, whole, scalar, empty] = await Promise.all(entries.map((entry) => file.statistics(entry)));
      const elements = Array.from({ length: 5000 }, (_, n) => Math.fround(((n * 7919) % 10007) / 10007));
      expect([long.count, long.min, long.max]).toEqual([5000, Math.min(...elements), Math.max(...elements)]);
      expect(long.mean).toBeCloseTo(elements.reduce((sum, element) => sum + element) / 5000, 12);
      expect(half).toMatchObject({ count: 4, min: -2, max: 0.5, nans: 1, infinities: 1 });
      expect(whole).toMatchObject({ count: 3, min: -2, max: 3 });
      expect(scalar).toMatchObject({ count: 1, mean: 2.5 });
      expect(empty.count).toBe(0);
    });

    test('say what is wrong with it where it is damaged', async () => {
      const [long] = await open(content).entries();
      const { offset, bytes, deflated } = long.data!;
      const damaged = Uint8Array.from(content);
      damaged.fill(0xff, offset + bytes / 2);
      await expect(open(damaged).statistics(long)).rejects.toThrow(
        /^long: what is compressed in it cannot be unpacked/,
      );
      await expect(open(content.subarray(0, -1)).entries()).rejects.toThrow(/no directory at its end/);
      const more = { ...long, data: { offset, bytes, deflated: { ...deflated!, bytes: deflated!.bytes + 1 } } };
      await expect(open(content).statistics(more)).rejects.toThrow(
        "'long' has 20128 bytes when it is unpacked, expected 20129",
      );
      const bomb = { ...long, data: { offset, bytes, deflated: { ...deflated!, bytes: 2 ** 40 } } };
      await expect(open(content).statistics(bomb)).rejects.toThrow(/'long' takes 1099511627776 bytes/);
    });
  });

  test('of float16 elements are numbers', async () => {
    const source = new FileSource(folder(`${GOLDEN}onnx/`), 'cnn_float16.ts17.onnx');
    const { values } = await source.graph();
    const parameter = values.find(({ name }) => name === '0.weight')!;
    const { count, nans, deviation } = await source.statistics(parameter);
    expect([count, nans]).toEqual([108, 0]);
    expect(deviation).toBeGreaterThan(0.05);
    expect(deviation).toBeLessThan(0.5);
  });
});

test('the newest checkpoint beside a symbol holds its parameters, and a broken one is told', async () => {
  const symbol = readFileSync(`${GOLDEN}mlp-symbol.json`);
  const beside = (files: Record<string, Uint8Array>): ModelFolder => ({
    open: (name) => Promise.resolve(new MemorySource(name, files[name])),
    list: () => Promise.resolve(Object.keys(files)),
  });
  const params = readFileSync(`${GOLDEN}mlp-0000.params`);
  const files = {
    'mlp-symbol.json': symbol,
    'mlp-0002.params': params,
    'mlp-0010.params': params,
    'other-0099.params': params,
  };
  const { properties } = await new FileSource(beside(files), 'mlp-symbol.json').graph();
  expect(properties.Parameters).toBe('mlp-0010.params');
  const broken = { 'mlp-symbol.json': symbol, 'mlp-0000.params': params.subarray(0, 100) };
  const net = await new FileSource(beside(broken), 'mlp-symbol.json').graph();
  expect(net.nodes.length).toBeGreaterThan(0);
  expect(net.properties.Parameters).toMatch(/^mlp-0000\.params: offset \d+: /);
});

describe('the Tensors viewer', () => {
  const shown = (model: TensorsModel) => model.shown.map(({ name }) => name.replace('arg:', ''));

  test('searches by name, shape and type, and sorts by any column', async () => {
    const model = new TensorsModel(new ParamsFile(folder(GOLDEN), 'lenet-0000.params'));
    await model.load();
    expect(model.entries!.length).toBe(8);
    model.search('conv weight');
    expect(shown(model)).toEqual(['conv0_weight', 'conv1_weight']);
    model.search('(120,');
    model.sortBy('bytes');
    expect(shown(model)).toEqual(['dense0_weight']);
    model.search('');
    expect(shown(model)[0]).toBe('dense1_bias');
    model.sortBy('bytes');
    expect(shown(model)[0]).toBe('dense0_weight');
    model.sortBy('bytes');
    expect(model.order.column).toBeNull();
  });

  test('reads the elements of an array when it is selected', async () => {
    const model = new TensorsModel(new ParamsFile(folder(GOLDEN), 'lenet-0000.params'));
    await model.load();
    await model.select(model.entries![0]);
    expect(model.elements).toMatchObject({
      count: model.entries![0].shape!.reduce((size, extent) => size * extent, 1),
    });
  });

  test('says what is wrong with a file', async () => {
    const model = new TensorsModel(new ParamsFile(folder(GOLDEN), 'lenet-symbol.json'));
    await model.load();
    expect(model.entries).toBeNull();
    expect(model.problem).toMatch(/lenet-symbol\.json: offset 0: .* this is no \.params file/);
  });
});
