/**
 * Where a reader is in a network: which group fills the panel, which groups are open, what is selected. No DOM. `changed`
 * says whether boxes have to be arranged anew ('arrangement') or only drawn anew ('look').
 */
import { Signal } from '@lumino/signaling';
import type { Extent } from './layout/arrangement.js';
import { ancestors, isInside, pathOf } from './network/items.js';
import type { GroupItem, Item, OperatorItem } from './network/items.js';
import type { Network } from './network/network.js';

/** An item, or an edge: what flows, from where to where (null: across the border of a group). */
export type Selection =
  { type: 'item'; item: Item } | { type: 'edge'; from: Item | null; to: Item | null; values: number[] };

/** One step of the way from the outermost network to where the reader is. */
export interface Crumb {
  label: string;
  network: Network;
  place: GroupItem;
}

/** Groups open by themselves, outermost first, as long as no more boxes than this are seen. */
const OPENED_BOXES = 24;

export class Explorer implements Extent {
  readonly changed = new Signal<this, 'arrangement' | 'look'>(this);

  constructor(network: Network) {
    this.currentNetwork = network;
    this.currentPlace = network.root;
    this.openSome(network);
  }

  get network(): Network {
    return this.currentNetwork;
  }

  get place(): GroupItem {
    return this.currentPlace;
  }

  get selection(): Selection | null {
    return this.currentSelection;
  }

  get selectedItem(): Item | null {
    return this.currentSelection?.type === 'item' ? this.currentSelection.item : null;
  }

  isOpen(group: GroupItem): boolean {
    return this.open.has(group);
  }

  /** As it is now, however the reader goes on. */
  get extent(): Extent {
    const open = new Set(this.open);
    return { network: this.currentNetwork, place: this.currentPlace, isOpen: (group) => open.has(group) };
  }

  /** Goes back to an earlier extent. */
  restore({ network, place, isOpen }: Extent): void {
    for (const item of network.items) {
      if (item.kind === 'group') this.setOpen(item, isOpen(item));
    }
    this.goTo(network, place);
  }

  /** Opens a group in its place or closes it. */
  toggle(group: GroupItem): void {
    this.setOpen(group, !this.open.has(group));
    this.keepSelectionVisible();
    this.changed.emit('arrangement');
  }

  openAll(): void {
    this.setAll(true);
  }

  closeAll(): void {
    this.setAll(false);
  }

  /** Lets a group fill the panel. */
  enter(group: GroupItem): void {
    this.goTo(this.currentNetwork, group);
  }

  /** Lets the network in an attribute of an operator (the body of a loop) fill the panel. */
  enterInner(operator: OperatorItem, attribute: string): void {
    this.visit(this.currentNetwork.inner(operator, attribute));
    this.goTo(this.currentNetwork, this.currentPlace);
  }

  /** What a double click or Enter does: opens a group or closes it, enters the network in an operator. */
  activate(item: Item): void {
    if (item.kind === 'group') {
      this.toggle(item);
    } else if (item.kind === 'operator') {
      const [attribute] = Object.keys(item.node.subgraphs ?? {});
      if (attribute !== undefined) this.enterInner(item, attribute);
    }
  }

  /** Goes one step out and selects what was left; false where there is no outside. */
  leave(): boolean {
    const { owner } = this.currentNetwork;
    const left = this.currentPlace;
    if (left.parent !== null) {
      this.goTo(this.currentNetwork, left.parent, left);
    } else if (owner !== null) {
      const { network, operator } = owner;
      this.goTo(network, operator.parent!, operator);
    } else {
      return false;
    }
    return true;
  }

  goTo(network: Network, place: GroupItem, selected: Item | null = null): void {
    this.currentNetwork = network;
    this.currentPlace = place;
    this.currentSelection = selected === null ? null : { type: 'item', item: selected };
    this.changed.emit('arrangement');
  }

  get crumbs(): Crumb[] {
    const crumbs: Crumb[] = [];
    let network: Network | null = this.currentNetwork;
    let place: GroupItem | null = this.currentPlace;
    while (network !== null) {
      for (let at: GroupItem | null = place; at !== null; at = at.parent) {
        crumbs.unshift({ label: this.crumbLabel(network, at), network, place: at });
      }
      place = network.owner?.operator.parent ?? null;
      network = network.owner?.network ?? null;
    }
    return crumbs;
  }

  select(selection: Selection | null): void {
    this.currentSelection = selection;
    this.changed.emit('look');
  }

  selectItem(item: Item): void {
    this.select({ type: 'item', item });
  }

  /** Selects an item and opens what hides it, from outside if it is not in the group that fills the panel. */
  reveal(item: Item, network = this.currentNetwork): void {
    if (network !== this.currentNetwork) {
      this.visit(network);
    }
    if (!isInside(item, this.currentPlace) || item === this.currentPlace) {
      this.currentPlace = this.currentNetwork.root;
    }
    for (const around of ancestors(item)) {
      if (
        around !== item &&
        around !== this.currentPlace &&
        around.kind === 'group' &&
        isInside(around, this.currentPlace)
      ) {
        this.open.add(around);
      }
    }
    this.currentSelection = { type: 'item', item };
    this.changed.emit('arrangement');
  }

  /** The box that is seen for an item: itself, or the outermost closed group around it; null outside of the place. */
  representative(item: Item): Item | null {
    let seen: Item | null = null;
    for (const around of ancestors(item)) {
      if (around === this.currentPlace) {
        return seen;
      }
      if (seen === null || (around.kind === 'group' && !this.open.has(around))) {
        seen = around;
      }
    }
    return null;
  }

  /** Opens in this network what was open in an earlier one of the same names. */
  resume(before: Explorer): void {
    const opened = new Set([...before.open].map(pathOf));
    this.open.clear();
    for (const item of this.currentNetwork.items) {
      if (item.kind === 'group' && opened.has(pathOf(item))) {
        this.open.add(item);
      }
    }
  }

  private visit(network: Network): void {
    if (!this.seen.has(network)) {
      this.openSome(network);
    }
    this.currentNetwork = network;
    this.currentPlace = network.root;
  }

  private setAll(isOpen: boolean): void {
    for (const item of this.currentNetwork.items) {
      if (item.kind === 'group' && item !== this.currentPlace && isInside(item, this.currentPlace)) {
        this.setOpen(item, isOpen);
      }
    }
    this.keepSelectionVisible();
    this.changed.emit('arrangement');
  }

  private setOpen(group: GroupItem, isOpen: boolean): void {
    if (isOpen) {
      this.open.add(group);
    } else {
      this.open.delete(group);
    }
  }

  /** Level by level, as long as the boxes of a whole level are few. */
  private openSome(network: Network): void {
    this.seen.add(network);
    let level: Item[] = network.root.children;
    let boxes = level.length;
    for (let groups = groupsIn(level); groups.length > 0; groups = groupsIn(level)) {
      level = groups.flatMap(({ children }) => children);
      boxes += level.length;
      if (boxes > OPENED_BOXES) {
        return;
      }
      groups.forEach((group) => this.open.add(group));
    }
  }

  private keepSelectionVisible(): void {
    const item = this.selectedItem;
    const seen = item === null ? null : this.representative(item);
    this.currentSelection = seen === null ? null : { type: 'item', item: seen };
  }

  private crumbLabel({ owner }: Network, place: GroupItem): string {
    return place.parent === null && owner !== null ? `${owner.operator.name}.${owner.attribute}` : place.name;
  }

  private currentNetwork: Network;
  private currentPlace: GroupItem;
  private currentSelection: Selection | null = null;
  private readonly open = new Set<GroupItem>();
  private readonly seen = new Set<Network>();
}

const groupsIn = (items: readonly Item[]) => items.filter((item) => item.kind === 'group');
