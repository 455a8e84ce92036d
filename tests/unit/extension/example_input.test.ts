// For which inputs a network is shown: what a person may write, and what files make of it.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { exampleText, parseExample } from '@gluonlab/jupyterlab/dist/graph/example.js';
import { Network } from '@gluonlab/jupyterlab/dist/graph/network/network.js';
import { MemorySource } from '@gluonlab/jupyterlab/dist/model_files/byte_source.js';
import { FileSource } from '@gluonlab/jupyterlab/dist/model_files/file_source.js';

describe('a text', () => {
  const image = { dtype: 'float32', shape: [1, 3, 224, 224] };
  const accepted: [text: string, example: object[]][] = [
    ['float32 1×3×224×224', [image]],
    ['1x3x224x224', [{ ...image, dtype: null }]],
    ['1 x 3 x 224 x 224', [{ ...image, dtype: null }]],
    ['float32 [1, 3, 224, 224]', [image]],
    ['(1, 3, 224, 224)', [{ ...image, dtype: null }]],
    ['bfloat16(5,)', [{ dtype: 'bfloat16', shape: [5] }]],
    [
      'int64 batch×10; float32 scalar',
      [
        { dtype: 'int64', shape: ['batch', 10] },
        { dtype: 'float32', shape: [] },
      ],
    ],
    [
      '2×?×8; ?',
      [
        { dtype: null, shape: [2, null, 8] },
        { dtype: null, shape: null },
      ],
    ],
    [
      '; 4',
      [
        { dtype: null, shape: null },
        { dtype: null, shape: [4] },
      ],
    ],
    ['int32 past_length + 1×8', [{ dtype: 'int32', shape: ['past_length + 1', 8] }]],
  ];
  test.each(accepted)('%s is an example', (text, example) => {
    expect(parseExample(text)).toEqual(example);
  });

  test.each(['1×3×-224', '1××3', '3×4a?', '1e400×2', '99999999999999999999', '1×?b'])('%s is none', (text) => {
    expect(() => parseExample(text)).toThrow(/is no shape: write extents like 1×3×224×224, and ; between inputs$/);
  });

  test('that the panel writes is read as it was meant', () => {
    const inputs = [image, { dtype: null, shape: ['batch', null] }, { dtype: 'int64', shape: [] }];
    expect(parseExample(exampleText(inputs))).toEqual(inputs);
  });
});

describe('a file', () => {
  const golden = (name: string) => readFileSync(new URL(`../../golden/models/${name}`, import.meta.url));
  const sourceOf = (file: string, ...beside: string[]) => {
    const files = [file, ...beside];
    const base = (path: string) => path.split('/').at(-1)!;
    return new FileSource(
      {
        open: (name) => Promise.resolve(new MemorySource(name, golden(files.find((path) => base(path) === name)!))),
        list: () => Promise.resolve(files.map(base)),
      },
      base(file),
    );
  };
  const shapesOf = async (source: FileSource, which: 'inputs' | 'outputs') => {
    const graph = await source.graph();
    return graph[which].map((value) => graph.values[value].shape);
  };

  test('of MXNet that says nothing of its inputs has all shapes and costs by an example', async () => {
    const source = sourceOf('lenet-symbol.json', 'lenet-0000.params');
    expect(await shapesOf(source, 'inputs')).toEqual([null]);
    await source.setExample(parseExample('7×1×28×28'));
    expect([await shapesOf(source, 'inputs'), await shapesOf(source, 'outputs')]).toEqual([
      [[7, 1, 28, 28]],
      [[7, 10]],
    ]);
    const network = new Network(await source.graph());
    expect(network.totalsOf(network.root).withoutFlops).toBe(0);
    await source.setExample(null);
    expect(await shapesOf(source, 'inputs')).toEqual([null]);
  });

  test('of ONNX has a number for the names of its extents, wherever they stand', async () => {
    const source = sourceOf('onnx/big_10000.onnx');
    expect(await shapesOf(source, 'inputs')).toEqual([['batch', 'sequence', 8]]);
    await source.setExample(parseExample('2×5×8'));
    expect(await shapesOf(source, 'outputs')).toEqual([[2, 5, 8]]);
    const { values } = await source.graph();
    expect(values.filter(({ shape }) => shape?.includes('batch'))).toEqual([]);
    await source.setExample(parseExample('batch×5×?'));
    expect(await shapesOf(source, 'outputs')).toEqual([['batch', 5, 8]]);
  });

  test('says what does not fit, and is shown as before', async () => {
    const source = sourceOf('onnx/big_10000.onnx');
    const refused = (text: string) => expect(source.setExample(parseExample(text))).rejects;
    await refused('2×5×9').toThrow("'input' is float32 batch×sequence×8 in the file, float32 2×5×9 does not fit");
    await refused('2×8').toThrow(/float32 2×8 does not fit/);
    await refused('2×5×8; 1').toThrow('the network has 1 inputs, the example 2');
    expect(await shapesOf(source, 'inputs')).toEqual([['batch', 'sequence', 8]]);
  });
});
