/**
 * What a Graph panel draws: operators, the inputs and outputs of the network, and groups of them. Ids number the items of
 * one network: operators first, in their order in the graph, then inputs, outputs and groups.
 */
import type { GraphNode } from 'gluonlab/messages';

interface Named {
  id: number;
  name: string;
  /** Null for the outermost group, and for operators that only hand a parameter on: they are not drawn. */
  parent: GroupItem | null;
}

export interface OperatorItem extends Named {
  kind: 'operator';
  /** In the graph's nodes; the same as `id`. */
  index: number;
  node: GraphNode;
}

export interface TerminalItem extends Named {
  kind: 'input' | 'output';
  /** In the graph's values. */
  value: number;
}

export interface GroupItem extends Named {
  kind: 'group';
  /** In the order of their first operators. */
  children: Item[];
  /** All children are alike: 'layer.0' to 'layer.11'. */
  isSeries: boolean;
}

export type Item = OperatorItem | TerminalItem | GroupItem;

export function newGroup(name: string, children: Item[] = []): GroupItem {
  const group: GroupItem = { kind: 'group', id: -1, name, parent: null, children, isSeries: false };
  for (const child of children) {
    child.parent = group;
  }
  return group;
}

/** From the item itself outwards; the outermost group is last. */
export function* ancestors(item: Item): Generator<Item> {
  for (let at: Item | null = item; at !== null; at = at.parent) {
    yield at;
  }
}

/** The names of the groups around an item and its own, without the outermost: 'encoder/layer.0/MatMul'. */
export function pathOf(item: Item): string {
  const names = [...ancestors(item)].slice(0, -1).map(({ name }) => name);
  return names.reverse().join('/');
}

export function isInside(item: Item, group: Item): boolean {
  for (const at of ancestors(item)) {
    if (at === group) {
      return true;
    }
  }
  return false;
}

/** The child of a group that an item is or is in; null for an item elsewhere. */
export function childAround(group: GroupItem, item: Item): Item | null {
  for (const at of ancestors(item)) {
    if (at.parent === group) {
      return at;
    }
  }
  return null;
}

/** The operators in an item, in their order. */
export function* operatorsOf(item: Item): Generator<OperatorItem> {
  if (item.kind === 'operator') {
    yield item;
  } else if (item.kind === 'group') {
    for (const child of item.children) {
      yield* operatorsOf(child);
    }
  }
}
