// Readers of -symbol.json and .params against what the real MXNet says of its own files, and against files that lie.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MemorySource } from '@gluonlab/jupyterlab/dist/model_files/byte_source.js';
import { elementsOf } from '@gluonlab/jupyterlab/dist/model_files/elements.js';
import { readParams } from '@gluonlab/jupyterlab/dist/model_files/mxnet/params.js';
import { readSymbol } from '@gluonlab/jupyterlab/dist/model_files/mxnet/symbol.js';
import type { ModelGraph } from 'gluonlab/messages';

const GOLDEN = new URL('../../golden/', import.meta.url).pathname;
const PARAMS = `${GOLDEN}files/params/`;
const BAD = `${GOLDEN}files/bad/`;
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'));
const paramsOf = (path: string) =>
  readParams(new MemorySource(path.slice(path.lastIndexOf('/') + 1), readFileSync(path)));

interface Safetensor {
  dtype: string;
  shape: number[];
  data_offsets: [number, number];
}

/** Bytes of each tensor of a safetensors file, by name. */
function safetensors(path: string): Map<string, { shape: number[]; bytes: Uint8Array }> {
  const file = readFileSync(path);
  const start = 8 + Number(file.readBigUInt64LE(0));
  const header = JSON.parse(file.toString('utf8', 8, start)) as Record<string, Safetensor>;
  const tensors = Object.entries(header).filter(([name]) => name !== '__metadata__');
  return new Map(
    tensors.map(
      ([
        name,
        {
          shape,
          data_offsets: [from, to],
        },
      ]) => [name, { shape, bytes: file.subarray(start + from, start + to) }],
    ),
  );
}

describe('.params', () => {
  const files = readdirSync(PARAMS).filter((file) => /\.(params|nd|v0|npz)$/.test(file));

  test.each(files)('%s lists the arrays that MXNet has written', async (file) => {
    const entries = await paramsOf(PARAMS + file);
    const { arrays, names } = json(`${PARAMS}${file}.json`);
    if (names?.length > 0) {
      const found = file.includes('sparse.npz')
        ? entries.map(({ name }) => name.split('/')[0])
        : entries.map(({ name }) => name);
      expect([...new Set(found)].sort()).toEqual([...names].sort());
    }
    const kinds = ['dense', 'row_sparse', 'csr'];
    const expected = arrays?.map((array: any) => ({
      shape: array.shape,
      dtype: array.dtype,
      storage: kinds[array.stype ?? 0],
    }));
    if (expected !== undefined) {
      expect(entries.map(({ shape, dtype, storage }) => ({ shape, dtype, storage }))).toEqual(expected);
    }
  });

  test.each(files)('%s: each dense array has its elements where the list says', async (file) => {
    const content = readFileSync(PARAMS + file);
    const expected = safetensors(`${PARAMS}${file}.safetensors`);
    const dense = (await paramsOf(PARAMS + file)).filter(
      ({ storage, data, name }) => storage === 'dense' && data && expected.has(name),
    );
    for (const { name, shape, dtype, data } of dense) {
      const bytes = content.subarray(data!.offset, data!.offset + data!.bytes);
      expect(shape).toEqual(expected.get(name)!.shape);
      expect(elementsOf(bytes, dtype, 'raw')).toEqual(elementsOf(expected.get(name)!.bytes, dtype, 'raw'));
    }
  });

  const bad = json(`${BAD}manifest.json`).files as { file: string; what: string; must: string }[];
  // What is wrong with the indices of a sparse array is not seen without reading them.
  const lies = bad.filter(
    ({ file, must }) => file.endsWith('.params') && must.startsWith('raise') && !/^(csr|rsp)_/.test(file),
  );
  test.each(lies)('$file ($what) gives a sentence with the offset', async ({ file }) => {
    await expect(paramsOf(BAD + file)).rejects.toThrow(new RegExp(`^${file}: offset \\d+: `));
  });

  test('names that are special in JavaScript are plain names', async () => {
    const names = (await paramsOf(`${BAD}name_proto.params`)).map(({ name }) => name);
    expect(names).toContain('__proto__');
  });
});

const folders = [
  `${GOLDEN}models/`,
  ...readdirSync(`${GOLDEN}files/symbols`).map((folder) => `${GOLDEN}files/symbols/${folder}/`),
];
const symbols = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => file.endsWith('-symbol.json'))
    .map((file) => ({ folder, name: file.slice(0, -'-symbol.json'.length), label: folder.replace(GOLDEN, '') + file })),
);

/** The graph with its parameters, the inputs having the shapes that MXNet was given. */
async function readGolden(folder: string, name: string): Promise<ModelGraph> {
  const symbol = json(`${folder}${name}-symbol.json`);
  for (const { name: input, shape } of json(`${folder}${name}.json`).inputs ?? []) {
    const variable = symbol.nodes.find((node: any) => node.name === input);
    const key = variable.attr ? 'attr' : 'attrs';
    variable[key] = { ...variable[key], __shape__: `(${shape.join(', ')},)` };
  }
  const file = `${name}-0000.params`;
  const parameters = existsSync(folder + file) ? { file, entries: await paramsOf(folder + file) } : undefined;
  return readSymbol(JSON.stringify(symbol), `${name}-symbol.json`, name, parameters);
}

describe('-symbol.json', () => {
  test.each(symbols)('$label has the nodes, arguments and output shapes that MXNet lists', async ({ folder, name }) => {
    const net = await readGolden(folder, name);
    const { nodes } = json(`${folder}${name}-symbol.json`);
    expect(net.nodes.map((node) => node.name)).toEqual(
      nodes.filter((node: any) => node.op !== 'null').map((node: any) => node.name),
    );
    const meta = json(`${folder}${name}.json`);
    const variables = net.values.filter((_, value) => !net.nodes.some((node) => node.outputs.includes(value)));
    const listed = [
      ...(meta.arguments ?? meta.list_arguments ?? []),
      ...(meta.auxiliary_states ?? meta.list_auxiliary_states ?? []),
    ];
    if (listed.length > 0) {
      const added = /v0\.8_bn_no_aux|save_000800/.test(name) ? ['moving_mean', 'moving_var'] : [];
      const expected = listed.filter((own) => !added.some((suffix) => own.endsWith(suffix)));
      expect(variables.map((value) => value.name).sort()).toEqual(expected.sort());
    }
    const shapes = meta.outputs?.map(({ shape }: any) => shape) ?? meta.infer_shape?.out;
    net.outputs.forEach((output, i) => {
      const { shape } = net.values[output];
      // What our rules do not know is open, and never something else.
      const comparable = shape?.map((extent, axis) => extent ?? shapes?.[i][axis]);
      if (comparable && shapes) {
        expect(comparable).toEqual(shapes[i]);
      }
    });
  });

  test('nearly all outputs have their shape', async () => {
    let [known, all] = [0, 0];
    for (const { folder, name } of symbols.filter(({ label }) => !label.includes('handmade'))) {
      const net = await readGolden(folder, name);
      all += net.outputs.length;
      known += net.outputs.filter((output) =>
        net.values[output].shape?.every((extent) => typeof extent === 'number'),
      ).length;
    }
    expect(known / all).toBeGreaterThan(0.97);
  });

  test('blocks are the scopes', async () => {
    const net = await readGolden(`${GOLDEN}models/`, 'transformer_interleaved');
    expect(net.nodes.find(({ name }) => name === 'enc0_dense0_fwd')!.scope).toEqual(['enc0', 'dense0']);
    const second = await readGolden(`${GOLDEN}files/symbols/2.0.0b1/`, 'v2_cnn');
    expect(second.nodes.find(({ op }) => op === 'Convolution')!.scope).toEqual(['body', '0']);
  });

  test('the body of a loop is a subgraph', async () => {
    const net = await readGolden(`${GOLDEN}models/`, 'control_foreach');
    const { body } = net.nodes.find(({ op }) => op === '_foreach')!.subgraphs!;
    expect(body.nodes.map(({ op }) => op)).toContain('FullyConnected');
  });

  test('parameters are no inputs, and lie in the file beside the symbol', async () => {
    const net = await readGolden(`${GOLDEN}models/`, 'lenet');
    expect(net.inputs.map((input) => net.values[input].name)).toEqual(['data']);
    const weight = net.values.find(({ name }) => name === 'conv0_weight')!;
    expect(weight).toMatchObject({
      shape: [20, 1, 5, 5],
      dtype: 'float32',
      tensor: { bytes: 2000, file: 'lenet-0000.params' },
    });
  });

  test('a chain of 20000 nodes opens', () => {
    const text = readFileSync(`${BAD}chain_20000-symbol.json`, 'utf8');
    expect(readSymbol(text, 'chain', 'chain').nodes.length).toBeGreaterThan(19_990);
  });

  // MXNet refuses also what its operators refuse; those graphs can still be looked at.
  const semantic = /^(unknown_attr|attr_|inputs_too_many|arg_nodes|version_string|foreach_no|head_output)/;
  const bad = json(`${BAD}manifest.json`).files as { file: string; what: string; must: string }[];
  const lies = bad.filter(
    ({ file, must }) => file.endsWith('-symbol.json') && must.startsWith('raise') && !semantic.test(file),
  );
  test.each(lies)('$file ($what) gives a sentence', ({ file }) => {
    const text = readFileSync(BAD + file, 'utf8');
    expect(() => readSymbol(text, file, 'bad')).toThrow(new RegExp(`^${file}: `));
  });

  test('an index that is wrong is named with what is allowed', () => {
    const text = readFileSync(`${BAD}forward-symbol.json`, 'utf8');
    expect(() => readSymbol(text, 'forward-symbol.json', 'bad')).toThrowErrorMatchingInlineSnapshot(
      `[ModelFileError: forward-symbol.json: node 0: ('a') inputs: node 1, allowed are none: nodes come before their users]`,
    );
  });
});
