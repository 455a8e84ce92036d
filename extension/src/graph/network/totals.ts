/** What an item counts: operators, parameters, operations; a group counts what is in it, a shared parameter once. */
import type { GraphValue, ModelGraph } from 'gluonlab/messages';
import { nodeFlops } from '../../model_files/flops.js';
import type { Item } from './items.js';
import { ancestors } from './items.js';
import type { Wires } from './wires.js';

export interface Totals {
  operators: number;
  /** Elements of the weights. */
  parameters: number;
  /** Of the weights, in bytes. */
  bytes: number;
  /** Floating-point operations of one execution, of the operators for which they are known. */
  flops: number;
  /** Operators for which they are not. */
  withoutFlops: number;
}

export function totalsOf(graph: ModelGraph, items: readonly Item[], { consumers }: Wires): Totals[] {
  const totals = items.map((): Totals => ({ operators: 0, parameters: 0, bytes: 0, flops: 0, withoutFlops: 0 }));
  graph.nodes.forEach((node, id) => {
    const flops = nodeFlops(graph, node);
    for (const { id: around } of ancestors(items[id])) {
      totals[around].operators++;
      totals[around].flops += flops ?? 0;
      totals[around].withoutFlops += flops === null ? 1 : 0;
    }
  });
  graph.values.forEach((value, index) => {
    if (isWeight(value)) {
      const holders = new Set(consumers[index].flatMap((id) => [...ancestors(items[id])]));
      for (const { id } of holders) {
        totals[id].parameters += elementCount(value) ?? 0;
        totals[id].bytes += value.tensor!.bytes;
      }
    }
  });
  return totals;
}

/** Integers of 32 and 64 bits are shapes and indices, not weights; those of 8 bits are quantized weights. */
export function isWeight({ tensor, dtype }: GraphValue): boolean {
  return tensor !== undefined && !/^(u?int(32|64)|bool|str)/.test(dtype ?? '');
}

/** Null where an extent is not a number. */
export function elementCount({ shape }: GraphValue): number | null {
  if (!shape?.every((extent) => typeof extent === 'number')) {
    return null;
  }
  return shape.reduce((product: number, extent) => product * extent, 1);
}
