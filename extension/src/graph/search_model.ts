/** What is searched in a network, what was found, and at which of the finds the reader is. */
import { Signal } from '@lumino/signaling';
import type { Item } from './network/items.js';
import type { Network } from './network/network.js';
import { SearchIndex } from './search.js';
import type { Find } from './search.js';

export class SearchModel {
  readonly changed = new Signal<this, void>(this);

  get query(): string {
    return this.currentQuery;
  }

  /** In the order in which they are shown. */
  get found(): readonly Find[] {
    return this.currentFound;
  }

  /** To ask whether an item is among them, or a find is in a network inside it. */
  get foundSet(): ReadonlySet<Item> {
    return this.currentFoundSet;
  }

  /** Where the reader is among the finds; -1: at none. */
  get position(): number {
    return this.currentPosition;
  }

  /** The network in which is searched, with those inside. */
  setNetwork(network: Network): void {
    if (network !== this.network) {
      this.network = network;
      this.index = null;
      this.find(this.currentQuery);
    }
  }

  setQuery(query: string): void {
    this.find(query);
    this.changed.emit();
  }

  /** Goes to another find, around the ends; null where there is none. */
  step(by: 1 | -1): Find | null {
    const { length } = this.currentFound;
    if (length === 0) {
      return null;
    }
    const from = this.currentPosition < 0 && by < 0 ? 0 : this.currentPosition;
    return this.goTo((from + by + length) % length);
  }

  goTo(position: number): Find {
    this.currentPosition = position;
    this.changed.emit();
    return this.currentFound[position];
  }

  private find(query: string): void {
    this.currentQuery = query;
    this.currentPosition = -1;
    if (query.trim() === '' || this.network === null) {
      this.currentFound = [];
    } else {
      this.index ??= new SearchIndex(this.network);
      this.currentFound = this.index.find(query);
    }
    this.currentFoundSet = new Set(this.currentFound.flatMap(({ network, item }) => [item, ...holders(network)]));
  }

  private network: Network | null = null;
  private index: SearchIndex | null = null;
  private currentQuery = '';
  private currentFound: Find[] = [];
  private currentFoundSet: ReadonlySet<Item> = new Set();
  private currentPosition = -1;
}

/** The operators that a network is inside. */
function holders({ owner }: Network): Item[] {
  return owner === null ? [] : [owner.operator, ...holders(owner.network)];
}
