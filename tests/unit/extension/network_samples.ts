/** Networks for the tests of the Graph panel: the golden files, and small or random ones made up here. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MemorySource } from '@gluonlab/jupyterlab/dist/model_files/byte_source.js';
import { readOnnx } from '@gluonlab/jupyterlab/dist/model_files/onnx/model.js';
import type { GraphNode, GraphValue, ModelGraph } from 'gluonlab/messages';

export const GOLDEN_NETWORKS = ['lenet.ts12', 'lstm.ts14', 'transformer_encoder.ts17', 'resnet152_noweights'];

export function golden(name: string): Promise<ModelGraph> {
  const bytes = readFileSync(path.join(import.meta.dirname, '../../golden/models/onnx', `${name}.onnx`));
  return readOnnx(new MemorySource(`${name}.onnx`, bytes), name);
}

/** 'scope/of/name = op(input, ...)': one operator with one result, which is called as it is. `#name` is a parameter. */
export function networkOf(lines: readonly string[], outputs: readonly string[] = []): ModelGraph {
  const values: GraphValue[] = [];
  const indices = new Map<string, number>();
  const valueOf = (name: string) => {
    if (!indices.has(name)) {
      const tensor = { bytes: 48, file: '', offset: 0, encoding: 'raw' } as const;
      indices.set(name, values.length);
      values.push({ name, dtype: 'float32', shape: [4, 3], ...(name.startsWith('#') && { tensor }) });
    }
    return indices.get(name)!;
  };
  const nodes = lines.map((line): GraphNode => {
    const [, name, op, taken] = /^(\S+) = (\w+)\((.*)\)$/.exec(line)!;
    const inputs = taken.split(', ').filter(Boolean).map(valueOf);
    const scope = name.split('/').slice(0, -1);
    return { name, op, scope, attributes: {}, inputs, outputs: [valueOf(name)] };
  });
  const made = new Set(nodes.flatMap((node) => node.outputs));
  const inputs = [...values.keys()].filter((value) => !made.has(value) && values[value].tensor === undefined);
  const results = outputs.length > 0 ? outputs.map(valueOf) : nodes.at(-1)!.outputs;
  return { name: 'net', format: 'onnx', properties: {}, nodes, values, inputs, outputs: results };
}

/** The same numbers for the same seed (Lehmer 1951). */
export function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** A random network without scopes; each operator takes one to three earlier values, mostly recent ones. */
export function randomNetwork(count: number, seed: number, scopes = 0): ModelGraph {
  const random = randomNumbers(seed);
  const names: string[] = [];
  const lines = Array.from({ length: count }, (_, k) => {
    const recent = () => Math.max(0, k - 1 - Math.floor(random() ** 3 * 30));
    const taken = new Set(Array.from({ length: 1 + Math.floor(3 * random()) }, recent));
    const depth = Math.floor(scopes * random());
    const scope = Array.from({ length: depth }, (_, level) => `s${level}${Math.floor(2 * random())}/`).join('');
    names.push(`${scope}n${k}`);
    return `${scope}n${k} = Op${Math.floor(5 * random())}(${k === 0 ? 'x' : [...taken].map((i) => names[i]).join(', ')})`;
  });
  return networkOf(lines);
}
