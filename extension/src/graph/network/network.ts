/**
 * One graph, indexed for a reader: its tree of groups, who makes and takes each value, the edges of each group, and the
 * networks inside its nodes (bodies of loops and branches). It never changes.
 */
import type { ModelGraph } from 'gluonlab/messages';
import { hierarchyOf } from './hierarchy.js';
import { pathOf } from './items.js';
import type { GroupItem, Item, OperatorItem } from './items.js';
import { levelsOf } from './levels.js';
import type { Level } from './levels.js';
import { totalsOf } from './totals.js';
import type { Totals } from './totals.js';
import { wiresOf } from './wires.js';
import type { Wires } from './wires.js';

/** Where a network is inside another: in this operator, by this attribute. */
export interface Owner {
  network: Network;
  operator: OperatorItem;
  attribute: string;
}

export class Network {
  readonly root: GroupItem;
  /** By id. */
  readonly items: readonly Item[];

  constructor(
    readonly graph: ModelGraph,
    /** Null for the outermost one. */
    readonly owner: Owner | null = null,
  ) {
    this.wires = wiresOf(graph);
    const { root, items } = hierarchyOf(graph, this.wires);
    this.root = root;
    this.items = items;
    this.levels = levelsOf(items, this.wires);
    this.totals = totalsOf(graph, items, this.wires);
  }

  level(group: GroupItem): Level {
    return this.levels.get(group)!;
  }

  totalsOf(item: Item): Totals {
    return this.totals[item.id];
  }

  /** What an operator takes as parameters. */
  parametersOf({ node }: OperatorItem): number[] {
    const values = node.inputs.filter((value) => value >= 0).map((value) => this.wires.origins[value]);
    return [...new Set(values)].filter((value) => this.graph.values[value].tensor !== undefined);
  }

  producer(value: number): Item | null {
    return this.items[this.wires.producers[value]] ?? null;
  }

  consumers(value: number): Item[] {
    return (this.wires.consumers[value] ?? []).map((id) => this.items[id]);
  }

  /** Values that an item takes from others, without parameters. */
  inputsOf(item: Item): number[] {
    switch (item.kind) {
      case 'operator':
        return [...new Set(item.node.inputs)].filter((value) => this.producer(value) !== null);
      case 'output':
        return [item.value];
      case 'group':
        return this.level(item).inputs;
      case 'input':
        return [];
    }
  }

  /** Values that an item makes for others. */
  outputsOf(item: Item): number[] {
    switch (item.kind) {
      case 'operator':
        return item.node.outputs.filter((value) => value >= 0);
      case 'input':
        return [item.value];
      case 'group':
        return this.level(item).outputs;
      case 'output':
        return [];
    }
  }

  /** The network in an attribute of an operator. */
  inner(operator: OperatorItem, attribute: string): Network {
    const key = `${operator.id} ${attribute}`;
    let network = this.inners.get(key);
    if (network === undefined) {
      network = new Network(operator.node.subgraphs![attribute], { network: this, operator, attribute });
      this.inners.set(key, network);
    }
    return network;
  }

  /** This network and those inside its operators, an outer one before the inner ones. */
  *nested(): Generator<Network> {
    yield this;
    for (const item of this.items) {
      if (item.kind === 'operator') {
        for (const attribute of Object.keys(item.node.subgraphs ?? {})) yield* this.inner(item, attribute).nested();
      }
    }
  }

  private readonly wires: Wires;
  private readonly levels: Map<GroupItem, Level>;
  private readonly totals: Totals[];
  private readonly inners = new Map<string, Network>();
}

/** The way to an item from the outermost network: 'decoder/Loop.body/MatMul'. */
export function pathIn({ owner }: Network, item: Item): string {
  const path = pathOf(item);
  return owner === null ? path : `${pathIn(owner.network, owner.operator)}.${owner.attribute}/${path}`;
}
