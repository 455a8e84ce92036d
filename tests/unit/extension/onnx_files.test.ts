// The reader of ONNX files against what Python's onnx package reads (graphs.json), and against files that lie.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '@gluonlab/jupyterlab/dist/model_files/byte_source.js';
import type { ByteSource } from '@gluonlab/jupyterlab/dist/model_files/byte_source.js';
import { readOnnx } from '@gluonlab/jupyterlab/dist/model_files/onnx/model.js';
import type { ModelGraph } from 'gluonlab/messages';
import {
  concat,
  field,
  functionProto,
  graph,
  graphAttribute,
  intsAttribute,
  model,
  node,
  tensor,
  varint,
} from './onnx_bytes.js';

interface Judged {
  nodes: number;
  ops: Record<string, number>;
  inputs: string[];
  outputs: string[];
  tensors: number;
  parameters: number;
  tensorsByName?: Record<string, [string, ...number[]]>;
  /** Type and extents of the nodes' results, by the shape inference of the onnx package; null: not even it knows. */
  values?: Record<string, [string, ...(number | string | null)[]]>;
}

const FOLDER = new URL('../../golden/models/onnx/', import.meta.url);
const judged = JSON.parse(readFileSync(new URL('graphs.json', FOLDER), 'utf8')) as Record<string, Judged>;
const bytesOf = (name: string) => readFileSync(new URL(`${name}.onnx`, FOLDER));
const golden = (name: string) => readOnnx(new MemorySource(`${name}.onnx`, bytesOf(name)), name);
const read = (bytes: Uint8Array) => readOnnx(new MemorySource('net.onnx', bytes), 'net');

const tensorsOf = ({ values }: ModelGraph) => values.filter((value) => value.tensor !== undefined);
const namesOf = ({ values }: ModelGraph, indices: number[]) => indices.map((i) => (i < 0 ? '' : values[i].name));
const nodeOf = (net: ModelGraph, op: string) => net.nodes.find((one) => one.op === op)!;

function count(names: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  names.forEach((name) => (counts[name] = (counts[name] ?? 0) + 1));
  return counts;
}

/** A file that says how much of it was read. */
class CountedSource implements ByteSource {
  readonly name = 'net.onnx';
  bytesRead = 0;

  constructor(
    readonly size: number,
    private readonly content: (offset: number, length: number) => Uint8Array,
  ) {}

  read(offset: number, length: number): Promise<Uint8Array> {
    this.bytesRead += length;
    return Promise.resolve(this.content(offset, length));
  }
}

describe.each(Object.keys(judged))('%s', (name) => {
  test('has the operators, values and weights that the onnx package finds', async () => {
    const net = await golden(name);
    const expected = judged[name];
    expect(net.nodes.length).toBe(expected.nodes);
    expect(count(net.nodes.map((one) => one.op))).toEqual(expected.ops);
    expect(namesOf(net, net.inputs)).toEqual(expected.inputs);
    expect(namesOf(net, net.outputs)).toEqual(expected.outputs);
    const tensors = tensorsOf(net);
    expect(tensors.length).toBe(expected.tensors);
    const sizes = tensors.map(({ shape }) => (shape as number[]).reduce((product, extent) => product * extent, 1));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(expected.parameters);
    if (expected.tensorsByName !== undefined) {
      const found = tensors.map(({ name: own, dtype, shape }) => [own, [dtype, ...shape!]] as const);
      expect(Object.fromEntries(found)).toEqual(expected.tensorsByName);
    }
  });
});

describe.each(Object.keys(judged).filter((name) => judged[name].values !== undefined))('%s', (name) => {
  test('has the shapes that the onnx package infers', async () => {
    const net = await golden(name);
    const byName = new Map(net.values.map((value) => [value.name, value]));
    for (const [value, [dtype, ...shape]] of Object.entries(judged[name].values!)) {
      const found = byName.get(value)!;
      // Where the judge has no number, ours may be one.
      const comparable = found.shape?.map((extent, axis) => (typeof shape[axis] === 'number' ? extent : shape[axis]));
      expect([value, found.dtype, ...(comparable ?? [])]).toEqual([value, dtype, ...shape]);
    }
  });
});

test('every golden model is judged', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.onnx'));
  expect(files.map((file) => file.slice(0, -'.onnx'.length)).sort()).toEqual(Object.keys(judged).sort());
});

describe('scopes', () => {
  test('are the module paths in names of the TorchScript exporter', async () => {
    const net = await golden('transformer_encoder.ts17');
    expect(net.nodes.find(({ name }) => name === '/l/self_attn/MatMul')!.scope).toEqual(['l', 'self_attn']);
  });

  test('split a list of modules from its index', async () => {
    const net = await golden('big_10000');
    const scope = net.nodes.find(({ name }) => name === '/encoder/layer.3/attention/self/query/MatMul')!.scope;
    expect(scope).toEqual(['encoder', 'layer', '3', 'attention', 'self', 'query']);
  });

  test('are the metadata of the dynamo exporter', async () => {
    const net = await golden('transformer_encoder.dynamo21');
    expect(net.nodes.find(({ name }) => name === 'node_squeeze')!.scope).toEqual(['l', 'self_attn']);
  });
});

describe('what a node says', () => {
  test('attributes read as a person writes them', async () => {
    const net = await golden('lenet.ts12');
    expect(nodeOf(net, 'Conv').attributes).toEqual({
      dilations: '[1, 1]',
      group: '1',
      kernel_shape: '[5, 5]',
      pads: '[2, 2, 2, 2]',
      strides: '[1, 1]',
    });
  });

  test('a symbolic extent keeps its name', async () => {
    const net = await golden('lenet.ts12');
    expect(net.values[net.inputs[0]]).toMatchObject({ dtype: 'float32', shape: ['batch', 1, 28, 28] });
  });

  test('negative attributes survive the ten bytes of a varint', async () => {
    const net = await read(
      model({ nodes: [node('Squeeze', ['x'], ['y'], [intsAttribute('axes', [-1, 3])])], inputs: ['x'] }),
    );
    expect(net.nodes[0].attributes).toEqual({ axes: '[-1, 3]' });
  });

  test('an optional input that is left out is -1', async () => {
    const net = await read(model({ nodes: [node('Clip', ['x', '', 'max'], ['y'])], inputs: ['x', 'max'] }));
    expect(net.nodes[0].inputs).toEqual([0, -1, 1]);
  });
});

describe('tensors', () => {
  const weight = Uint8Array.from({ length: 16 }, (_, i) => i);

  test('are indexed: their bytes lie where the graph says', async () => {
    const bytes = model({ tensors: [tensor('w', [2, 2], weight)] });
    const [{ tensor: stored }] = tensorsOf(await read(bytes));
    expect(stored).toMatchObject({ bytes: 16, file: '', encoding: 'raw' });
    expect(bytes.subarray(stored!.offset, stored!.offset + 16)).toEqual(weight);
  });

  test('as packed integers are varints', async () => {
    const packed = concat(varint(3), varint(-1), varint(300));
    const bytes = model({ tensors: [concat(field(1, 3), field(2, 7), field(7, packed), field(8, 'axes'))] });
    const [{ dtype, shape, tensor: stored }] = tensorsOf(await read(bytes));
    expect({ dtype, shape, ...stored }).toMatchObject({ dtype: 'int64', shape: [3], bytes: 13, encoding: 'varint' });
    expect(bytes.subarray(stored!.offset, stored!.offset + 13)).toEqual(packed);
  });

  test('in another file keep its name and offset', async () => {
    const entry = (key: string, value: string) => field(13, concat(field(1, key), field(2, value)));
    const external = concat(
      field(1, 2),
      field(2, 1),
      field(8, 'w'),
      entry('location', 'net.data'),
      entry('offset', '6000000000'),
      entry('length', '8'),
      field(14, 1),
    );
    const [{ tensor: stored }] = tensorsOf(await read(model({ tensors: [external] })));
    expect(stored).toEqual({ bytes: 8, file: 'net.data', offset: 6_000_000_000, encoding: 'raw' });
  });

  test('a file of 6 GB opens by reading less than 2 MB of it', async () => {
    const count = 3;
    const data = 2 ** 31;
    const head = (dims: number[], length: number) =>
      concat(
        ...dims.map((extent) => field(1, extent)),
        field(2, 1),
        field(8, `w${dims[0]}`),
        concat(varint(9 * 8 + 2), varint(length)),
      );
    const heads = Array.from({ length: count }, (_, i) => {
      const inner = head([i + 1, data / 4], data);
      return concat(varint(5 * 8 + 2), varint(inner.length + data), inner);
    });
    const body = heads.reduce((size, part) => size + part.length + data, 0);
    const prefix = concat(field(1, 8), varint(7 * 8 + 2), varint(body));
    const pieces = [{ at: 0, bytes: prefix }];
    let at = prefix.length;
    for (const bytes of heads) {
      pieces.push({ at, bytes });
      at += bytes.length + data;
    }
    const source = new CountedSource(at, (offset, length) => {
      const bytes = new Uint8Array(length);
      for (const piece of pieces) {
        const from = Math.max(offset, piece.at);
        const to = Math.min(offset + length, piece.at + piece.bytes.length);
        if (from < to) {
          bytes.set(piece.bytes.subarray(from - piece.at, to - piece.at), from - offset);
        }
      }
      return bytes;
    });
    const net = await readOnnx(source, 'net');
    expect(tensorsOf(net).map(({ tensor: stored }) => stored!.bytes)).toEqual([data, data, data]);
    expect(tensorsOf(net)[2].tensor!.offset).toBeGreaterThan(2 ** 32);
    expect(source.bytesRead).toBeLessThan(2 * 2 ** 20);
  });
});

describe('graphs in graphs', () => {
  const branch = (op: string) => graph({ nodes: [node(op, ['x'], ['r'])], outputs: ['r'] });

  test('a branch is a subgraph, and what it takes from outside is its input', async () => {
    const attributes = [graphAttribute('then_branch', branch('Relu')), graphAttribute('else_branch', branch('Neg'))];
    const net = await read(
      model({ nodes: [node('If', ['c'], ['y'], attributes)], inputs: ['c', 'x'], outputs: ['y'] }),
    );
    const { then_branch: then, else_branch: other } = net.nodes[0].subgraphs!;
    expect([then.nodes[0].op, other.nodes[0].op]).toEqual(['Relu', 'Neg']);
    expect(namesOf(then, then.inputs)).toEqual(['x']);
    expect(namesOf(then, then.outputs)).toEqual(['r']);
  });

  test('a weight that a branch takes from outside is a parameter of the branch', async () => {
    const branch = graph({ nodes: [node('Mul', ['x', 'w'], ['r'])], outputs: ['r'] });
    const nodes = [node('If', ['c'], ['y'], [graphAttribute('then_branch', branch)])];
    const weight = tensor('w', [2], new Uint8Array(8));
    const net = await read(model({ nodes, tensors: [weight], inputs: ['c', 'x'], outputs: ['y'] }));
    const { then_branch: then } = net.nodes[0].subgraphs!;
    expect(namesOf(then, then.inputs)).toEqual(['x']);
    expect(tensorsOf(then)).toEqual(tensorsOf(net));
  });

  test('a function of the file is its nodes, with the call as their scope', async () => {
    const body = functionProto('Swish', ['a'], ['b'], [node('Sigmoid', ['a'], ['s']), node('Mul', ['a', 's'], ['b'])]);
    const call = node('Swish', ['x'], ['y'], [], 'own');
    const net = await read(model({ nodes: [call, node('Relu', ['y'], ['z'])], inputs: ['x'], outputs: ['z'] }, [body]));
    expect(net.nodes.map(({ op, scope }) => [op, scope])).toEqual([
      ['Sigmoid', ['Swish_y']],
      ['Mul', ['Swish_y']],
      ['Relu', []],
    ]);
    const [sigmoid, mul, relu] = net.nodes;
    expect(mul.inputs).toEqual([net.inputs[0], sigmoid.outputs[0]]);
    expect(relu.inputs).toEqual(mul.outputs);
  });

  test('a function that calls itself ends', async () => {
    const body = functionProto('Again', ['a'], ['b'], [node('Again', ['a'], ['b'], [], 'own')]);
    const net = await read(model({ nodes: [node('Again', ['x'], ['y'], [], 'own')], inputs: ['x'] }, [body]));
    expect(net.nodes.map(({ op }) => op)).toEqual(['own.Again']);
  });

  test('nodes out of order are put in order', async () => {
    const net = await read(model({ nodes: [node('Relu', ['a'], ['b']), node('Neg', ['x'], ['a'])], inputs: ['x'] }));
    expect(net.nodes.map(({ op }) => op)).toEqual(['Neg', 'Relu']);
  });
});

describe('a bad file gives a sentence', () => {
  const cases: [string, Uint8Array, RegExp][] = [
    ['empty', new Uint8Array(0), /net\.onnx: the file is empty/],
    ['a text', new TextEncoder().encode('{"nodes": []}'), /net\.onnx: offset \d+: /],
    ['no graph', field(1, 8), /offset 0: the file holds no graph/],
    [
      'a length of 2 GB',
      concat(field(1, 8), varint(7 * 8 + 2), varint(2 ** 31)),
      /offset 2: field 7 takes 2147483648 bytes, 0 are left/,
    ],
    ['a negative length', concat(varint(7 * 8 + 2), varint(-5)), /field 7 takes -5 bytes/],
    ['a varint without an end', new Uint8Array(20).fill(0xff), /offset 0: the key of a field does not end/],
    [
      'a name that is not UTF-8',
      field(7, field(1, concat(field(4, Uint8Array.of(0xff)), field(2, 'y')))),
      /the text of field 4 is not UTF-8/,
    ],
    [
      'a cycle',
      model({ nodes: [node('Neg', ['b'], ['a']), node('Relu', ['a'], ['b'])] }),
      /'Neg_a', 'Relu_b' wait for each other: a cycle/,
    ],
    [
      'two nodes with one result',
      model({ nodes: [node('Neg', ['x'], ['a']), node('Abs', ['x'], ['a'])] }),
      /'a' is the result of 'Abs_a', and of another/,
    ],
    [
      'a negative extent',
      model({ tensors: [tensor('w', [-3], new Uint8Array(4))] }),
      /the tensor 'w' has shape \(-3\)/,
    ],
  ];
  test.each(cases)('%s', async (_, bytes, sentence) => {
    await expect(read(bytes)).rejects.toThrow(sentence);
  });

  test('subgraphs a thousand deep', async () => {
    let inner = graph({ nodes: [node('Neg', ['x'], ['y'])] });
    for (let depth = 0; depth < 1000; depth++) {
      inner = graph({ nodes: [node('If', ['c'], ['y'], [graphAttribute('then_branch', inner)])] });
    }
    await expect(read(field(7, inner))).rejects.toThrow(/messages are nested deeper than 64/);
  });

  test('cut anywhere, a model gives a sentence or a graph, and never anything else', async () => {
    const whole = bytesOf('mlp.mxnet13');
    for (let end = 0; end < whole.length; end += 7) {
      await read(whole.subarray(0, end)).catch((error: Error) => expect(error.name).toBe('ModelFileError'));
    }
  });

  test('with any byte changed, a model gives a sentence or a graph', async () => {
    const whole = bytesOf('mlp.mxnet13');
    for (let at = 0; at < whole.length; at += 5) {
      const changed = Uint8Array.from(whole);
      changed[at] ^= 0xff;
      await read(changed).catch((error: Error) => expect(error.name).toBe('ModelFileError'));
    }
  });
});
