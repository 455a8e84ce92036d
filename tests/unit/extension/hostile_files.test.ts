// Model files that are damaged, byte by byte: whatever is broken, a reader gets a network or a sentence, and soon.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { MemorySource, ModelFileError } from '@gluonlab/jupyterlab/dist/model_files/byte_source.js';
import { FileSource } from '@gluonlab/jupyterlab/dist/model_files/file_source.js';
import type { ModelFolder } from '@gluonlab/jupyterlab/dist/model_files/model_folder.js';
import { ParamsFile } from '@gluonlab/jupyterlab/dist/model_files/params_file.js';
import { Explorer } from '@gluonlab/jupyterlab/dist/graph/explorer.js';
import { Network } from '@gluonlab/jupyterlab/dist/graph/network/network.js';
import { SearchIndex } from '@gluonlab/jupyterlab/dist/graph/search.js';
import {
  concat,
  field,
  functionProto,
  graph as graphProto,
  graphAttribute,
  intsAttribute,
  model,
  node,
  sparseTensor,
  tensor,
} from './onnx_bytes.js';
import { randomNumbers } from './network_samples.js';

const golden = (name: string) => readFileSync(new URL(`../../golden/models/${name}`, import.meta.url));

/** With a branch, a function, a sparse tensor, and elements in each of the fields that hold them. */
function everythingOfOnnx(): Uint8Array {
  const weight = tensor('w', [2, 2], new Uint8Array(Float32Array.of(1, -2, 3, 4).buffer));
  const packed = concat(field(1, 3), field(2, 26), field(8, 'p'), field(5, Uint8Array.of(0x1b)));
  const branch = graphProto({ nodes: [node('Neg', ['x'], ['z'])], outputs: ['z'] });
  const nodes = [
    node('MatMul', ['x', 'w'], ['a'], [intsAttribute('axes', [0, 1])]),
    node('If', ['a'], ['b'], [graphAttribute('then_branch', branch)]),
    node('Own', ['b', 's', 'p'], ['y'], [], 'own'),
  ];
  const sparseTensors = [sparseTensor(tensor('s', [1], new Uint8Array(4)), [3])];
  const own = functionProto('Own', ['i'], ['o'], [node('Relu', ['i'], ['o'])]);
  return model({ nodes, tensors: [weight, packed], sparseTensors, inputs: ['x'], outputs: ['y'] }, [own]);
}

/** Other files of the folder are as they should be. */
const folderWith = (files: Record<string, Uint8Array>): ModelFolder => ({
  open: (name) =>
    Object.hasOwn(files, name)
      ? Promise.resolve(new MemorySource(name, files[name]))
      : Promise.reject(new ModelFileError(`${name}: there is no such file`)),
  list: () => Promise.resolve(Object.keys(files)),
});

/** Does all that a panel does with a network before it is arranged, and reads its parameters. */
async function openNetwork(file: string, files: Record<string, Uint8Array>): Promise<void> {
  const source = new FileSource(folderWith(files), file);
  const network = new Network(await source.graph());
  new Explorer(network).openAll();
  new SearchIndex(network).find('a 2');
  for (const value of network.graph.values) if (value.tensor !== undefined) await source.statistics(value);
}

async function openParameters(file: string, files: Record<string, Uint8Array>): Promise<void> {
  const params = new ParamsFile(folderWith(files), file);
  for (const entry of await params.entries()) if (entry.data !== undefined) await params.statistics(entry);
}

type Open = (file: string, files: Record<string, Uint8Array>) => Promise<void>;
const symbol = { 'net-symbol.json': golden('np_net-symbol.json'), 'net-0000.params': golden('np_net-0000.params') };
const small = golden('np_net-0000.params');
const FORMATS: [string, Open, Record<string, Uint8Array>][] = [
  ['net.onnx', openNetwork, { 'net.onnx': everythingOfOnnx() }],
  ['net-symbol.json', openNetwork, symbol],
  ['net.params', openParameters, { 'net.params': small }],
  ['net.npz.params', openParameters, { 'net.npz.params': golden('../files/npz/small.npz') }],
];

/** What came of opening it: undefined, or the error. */
const outcome = (opened: Promise<void>) => opened.then(() => undefined).catch((error: unknown) => error);

describe.each(FORMATS)('%s', (file, open, files) => {
  const whole = files[file];
  const isSentence = (error: unknown) =>
    error === undefined || (error instanceof ModelFileError && /^.{8,400}$/s.test(error.message));

  test('opens as it is', async () => {
    expect(await outcome(open(file, files))).toBeUndefined();
  });

  test('cut at any byte gives a sentence', async () => {
    for (let length = 0; length < whole.length; length++) {
      const error = await outcome(open(file, { ...files, [file]: whole.subarray(0, length) }));
      expect(isSentence(error), `cut at ${length}: ${String(error)}`).toBe(true);
    }
  });

  test('with any byte changed gives a network or a sentence', async () => {
    const random = randomNumbers(11);
    for (let at = 0; at < whole.length; at++) {
      for (const byte of [0x00, 0x7f, 0xff, whole[at] ^ 0x80, Math.floor(256 * random())]) {
        const changed = Uint8Array.from(whole);
        changed[at] = byte;
        const error = await outcome(open(file, { ...files, [file]: changed }));
        expect(isSentence(error), `byte ${at} is ${byte}: ${String(error)}`).toBe(true);
      }
    }
  });
});
