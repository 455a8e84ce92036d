/**
 * Numbers that are equal for items that compute alike: the same operators with the same attributes and parameter shapes,
 * in the same groups, wired the same way. Names do not count.
 */
import type { GraphNode, ModelGraph } from 'gluonlab/messages';
import type { Item } from './items.js';
import { operatorsOf } from './items.js';
import type { Wires } from './wires.js';

export class Signatures {
  constructor(
    private readonly graph: ModelGraph,
    private readonly wires: Wires,
  ) {}

  of(item: Item): number {
    let signature = this.known.get(item);
    if (signature === undefined) {
      signature = this.intern(this.describe(item));
      this.known.set(item, signature);
    }
    return signature;
  }

  private describe(item: Item): string {
    switch (item.kind) {
      case 'operator':
        return this.describeNode(item.node);
      case 'group':
        return `${item.children.map((child) => this.of(child)).join(' ')}|${this.describeWires(item)}`;
      case 'input':
      case 'output':
        return item.kind;
    }
  }

  private describeNode(node: GraphNode): string {
    const parameters = node.inputs.map((value) => {
      const { tensor, dtype, shape } = this.graph.values[this.wires.origins[value]] ?? {};
      return tensor === undefined ? '' : `${dtype}${shape?.join('x')}`;
    });
    return JSON.stringify([node.op, node.attributes, parameters, node.outputs.length]);
  }

  /** Each input of each operator: how far back in the group it is made, or which value from outside it is. */
  private describeWires(group: Item): string {
    const places = new Map([...operatorsOf(group)].map(({ id }, place) => [id, place]));
    const outside = new Map<number, number>();
    const wires: string[] = [];
    for (const { id, node } of operatorsOf(group)) {
      for (const value of node.inputs) {
        const producer = this.wires.producers[value] ?? -1;
        const place = places.get(producer);
        if (place !== undefined) {
          wires.push(`${places.get(id)! - place}.${this.graph.nodes[producer].outputs.indexOf(value)}`);
        } else if (producer >= 0) {
          outside.set(value, outside.get(value) ?? outside.size);
          wires.push(`o${outside.get(value)}`);
        }
      }
      wires.push(';');
    }
    return wires.join(' ');
  }

  private intern(description: string): number {
    const number = this.numbers.get(description) ?? this.numbers.size;
    this.numbers.set(description, number);
    return number;
  }

  private readonly known = new WeakMap<Item, number>();
  private readonly numbers = new Map<string, number>();
}
