/**
 * The edges inside each group, between its children as boxes. An edge between operators deep in two groups is one edge of
 * the group that holds both, and leaves and enters the groups on its way through ports in their borders.
 */
import type { GroupItem, Item } from './items.js';
import { ancestors } from './items.js';
import type { Wires } from './wires.js';

/** An end of an edge: the id of a child, or `portOf(value)` for the border of the group. */
export type End = number;

export const portOf = (value: number): End => -1 - value;
export const valueOfPort = (end: End): number => -1 - end;
export const isPort = (end: End): boolean => end < 0;

export interface LevelEdge {
  from: End;
  to: End;
  /** What flows along it. */
  values: number[];
}

export interface Level {
  /** Values that enter the group and leave it, in the order of their first use. */
  inputs: number[];
  outputs: number[];
  edges: LevelEdge[];
}

export function levelsOf(items: readonly Item[], wires: Wires): Map<GroupItem, Level> {
  const builder = new LevelBuilder(items);
  for (let id = 0; id < items.length; id++) {
    const item = items[id];
    const taken = item.kind === 'operator' ? new Set(item.node.inputs) : item.kind === 'output' ? [item.value] : [];
    for (const value of taken) {
      const producer = wires.producers[value] ?? -1;
      if (producer >= 0) {
        builder.connect(items[producer], item, value);
      }
    }
  }
  return builder.levels;
}

class LevelBuilder {
  readonly levels = new Map<GroupItem, Level>();

  constructor(items: readonly Item[]) {
    for (const item of items) {
      if (item.kind === 'group') {
        this.levels.set(item, { inputs: [], outputs: [], edges: [] });
        this.known.set(item, new Map());
      }
    }
  }

  connect(producer: Item, consumer: Item, value: number): void {
    const outer = new Set(ancestors(producer));
    let to = consumer;
    while (!outer.has(to.parent!)) {
      this.add(to.parent!, portOf(value), to.id, value);
      to = to.parent!;
    }
    const meeting = to.parent!;
    let from = producer;
    while (from.parent !== meeting) {
      this.add(from.parent!, from.id, portOf(value), value);
      from = from.parent!;
    }
    this.add(meeting, from.id, to.id, value);
  }

  private add(group: GroupItem, from: End, to: End, value: number): void {
    const level = this.levels.get(group)!;
    const known = this.known.get(group)!;
    const key = `${from} ${to}`;
    const edge = known.get(key);
    if (edge !== undefined) {
      if (!edge.values.includes(value)) edge.values.push(value);
      return;
    }
    const added = { from, to, values: [value] };
    known.set(key, added);
    level.edges.push(added);
    if (isPort(from) && !level.inputs.includes(value)) level.inputs.push(value);
    if (isPort(to) && !level.outputs.includes(value)) level.outputs.push(value);
  }

  private readonly known = new Map<GroupItem, Map<string, LevelEdge>>();
}
