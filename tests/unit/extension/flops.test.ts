// FLOPs of nodes against numbers counted by hand, and of whole networks against published ones.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { MemorySource } from '@gluonlab/jupyterlab/dist/model_files/byte_source.js';
import { nodeFlops } from '@gluonlab/jupyterlab/dist/model_files/flops.js';
import { readOnnx } from '@gluonlab/jupyterlab/dist/model_files/onnx/model.js';
import type { GraphNode, GraphValue } from 'gluonlab/messages';

function flopsOf(
  op: string,
  inputs: GraphValue['shape'][],
  output: GraphValue['shape'],
  attributes = {},
): number | null {
  const values = [...inputs, output].map((shape) => ({ name: '', dtype: 'float32', shape }));
  const node: GraphNode = {
    name: op,
    op,
    scope: [],
    attributes,
    inputs: inputs.map((_, i) => i),
    outputs: [inputs.length],
  };
  return nodeFlops({ values }, node);
}

async function networkFlops(name: string): Promise<number> {
  const file = new URL(`../../golden/models/onnx/${name}.onnx`, import.meta.url);
  const net = await readOnnx(new MemorySource(name, readFileSync(file)), name);
  return net.nodes.reduce((sum, node) => sum + (nodeFlops(net, node) ?? 0), 0);
}

test('a convolution multiplies and adds each weight at each position', () => {
  expect(
    flopsOf(
      'Conv',
      [
        [1, 3, 8, 8],
        [4, 3, 3, 3],
      ],
      [1, 4, 6, 6],
    ),
  ).toBe(4 * 36 * 2 * 27);
  expect(flopsOf('Convolution', [[1, 3, 8, 8], [4, 3, 3, 3], [4]], [1, 4, 6, 6])).toBe(4 * 36 * (2 * 27 + 1));
});

test('a depthwise convolution has one input channel per output', () => {
  expect(
    flopsOf(
      'Conv',
      [
        [1, 4, 8, 8],
        [4, 1, 3, 3],
      ],
      [1, 4, 6, 6],
      { group: '4' },
    ),
  ).toBe(4 * 36 * 2 * 9);
});

test('a product of matrices', () => {
  expect(
    flopsOf(
      'MatMul',
      [
        [2, 3, 5],
        [5, 7],
      ],
      [2, 3, 7],
    ),
  ).toBe(2 * 3 * 7 * 2 * 5);
  expect(
    flopsOf(
      'Gemm',
      [
        [5, 3],
        [5, 7],
      ],
      [3, 7],
      { transA: '1' },
    ),
  ).toBe(3 * 7 * 2 * 5);
  expect(
    flopsOf(
      'FullyConnected',
      [
        [2, 5],
        [7, 5],
      ],
      [2, 7],
    ),
  ).toBe(2 * 7 * 2 * 5);
});

test('an LSTM has four products per step, also with all weights in one array', () => {
  const weights = 4 * 6 * (5 + 6);
  expect(
    flopsOf(
      'LSTM',
      [
        [3, 2, 5],
        [1, 24, 5],
        [1, 24, 6],
      ],
      [3, 1, 2, 6],
    ),
  ).toBe(3 * 2 * 2 * weights);
  const attributes = { mode: 'lstm', state_size: '6', num_layers: '1' };
  expect(flopsOf('RNN', [[3, 2, 5], [null]], [3, 2, 6], attributes)).toBe(3 * 2 * 2 * weights);
});

test('an open batch extent counts as one, any other open extent makes it unknown', () => {
  expect(flopsOf('Relu', [['batch', 4]], ['batch', 4])).toBe(4);
  expect(flopsOf('Relu', [[2, 'length']], [2, 'length'])).toBeNull();
  expect(flopsOf('Relu', [null], null)).toBeNull();
  expect(flopsOf('constructor', [[1]], [1])).toBeNull();
});

test('ResNet-152 takes the 11.5 billion multiply-adds that torchvision states', async () => {
  // torchvision: ResNet152_Weights, GFLOPS 11.51 (multiply-adds).
  expect((await networkFlops('resnet152_noweights')) / 2 / 1e9).toBeCloseTo(11.51, 1);
});
