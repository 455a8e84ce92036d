/**
 * The drawing in words, for screen readers: the selected item, the groups around it and some siblings of each, as items of
 * a tree. A window on the tree and not the whole, which may have ten thousand items.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import { typeText } from './drawing/text.js';
import type { Explorer } from './explorer.js';
import { ancestors } from './network/items.js';
import type { GroupItem, Item } from './network/items.js';
import type { Network } from './network/network.js';

export interface OutlineEntry {
  item: Item;
  label: string;
  /** From 1. */
  level: number;
  /** From 1, among its siblings. */
  position: number;
  siblings: number;
  /** Null: cannot be opened. */
  isOpen: boolean | null;
  isSelected: boolean;
}

/** So many siblings before an item and after it. */
const NEARBY = 10;

export function outlineOf(explorer: Explorer, trans: TranslationBundle): OutlineEntry[] {
  const current = explorer.selectedItem ?? explorer.place.children[0];
  const chain = current === undefined ? [] : [...ancestors(current)].reverse();
  const path = chain.slice(chain.indexOf(explorer.place) + 1);
  return entriesOf(explorer, explorer.place, path, 1, trans);
}

function entriesOf(
  explorer: Explorer,
  group: GroupItem,
  path: readonly Item[],
  level: number,
  trans: TranslationBundle,
): OutlineEntry[] {
  const { children } = group;
  const at = Math.max(0, children.indexOf(path[0]));
  const first = Math.max(0, at - NEARBY);
  return children.slice(first, at + NEARBY + 1).flatMap((item, k) => {
    const isGroup = item.kind === 'group';
    const entry: OutlineEntry = {
      item,
      label: labelOf(explorer.network, item, trans),
      level,
      position: first + k + 1,
      siblings: children.length,
      isOpen: isGroup ? explorer.isOpen(item) : null,
      isSelected: item === explorer.selectedItem,
    };
    const isOnPath = item === path[0] || (path.length <= 1 && item === explorer.selectedItem);
    const inner = isGroup && entry.isOpen && isOnPath ? entriesOf(explorer, item, path.slice(1), level + 1, trans) : [];
    return [entry, ...inner];
  });
}

function labelOf(network: Network, item: Item, trans: TranslationBundle): string {
  switch (item.kind) {
    case 'operator':
      return [
        item.node.op,
        item.name,
        ...network.outputsOf(item).map((value) => typeText(network.graph.values[value])),
      ].join(', ');
    case 'group':
      return trans.__('group %1, %2 operators', item.name, network.totalsOf(item).operators);
    case 'input':
      return trans.__('input %1, %2', item.name, typeText(network.graph.values[item.value]));
    case 'output':
      return trans.__('output %1, %2', item.name, typeText(network.graph.values[item.value]));
  }
}
