/**
 * Finds items of a network and of those inside its operators, by name, operator, shape, type or attribute. Every word of a
 * query must be somewhere in what is known of an item; shapes may be typed as '1x20x24' or '1,20,24'. Names and operators
 * come before the rest.
 */
import { pathOf } from './network/items.js';
import type { Item, OperatorItem } from './network/items.js';
import type { Network } from './network/network.js';
import { typeText } from './drawing/text.js';

/** An item, and the network that it is drawn in. */
export interface Find {
  network: Network;
  item: Item;
}

interface Entry {
  find: Find;
  /** Both normalized. */
  name: string;
  rest: string;
}

export class SearchIndex {
  constructor(outermost: Network) {
    this.entries = [...outermost.nested()].flatMap((network) =>
      network.items.filter(({ parent }) => parent !== null).map((item) => entryOf(network, item)),
    );
  }

  find(query: string): Find[] {
    const words = normalized(query).split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      return [];
    }
    const inName = (entry: Entry) => words.every((word) => entry.name.includes(word));
    const found = this.entries.filter(({ name, rest }) =>
      words.every((word) => name.includes(word) || rest.includes(word)),
    );
    return [...found.filter(inName), ...found.filter((entry) => !inName(entry))].map(({ find }) => find);
  }

  private readonly entries: Entry[];
}

function entryOf(network: Network, item: Item): Entry {
  return { find: { network, item }, name: normalized(nameOf(item)), rest: normalized(restOf(network, item)) };
}

function nameOf(item: Item): string {
  return item.kind === 'operator' ? `${item.node.op} ${item.node.name} ${pathOf(item)}` : pathOf(item);
}

function restOf(network: Network, item: Item): string {
  switch (item.kind) {
    case 'operator':
      return operatorText(network, item);
    case 'input':
    case 'output':
      return typeText(network.graph.values[item.value]);
    case 'group':
      return '';
  }
}

function operatorText(network: Network, { node }: OperatorItem): string {
  const attributes = Object.entries(node.attributes).map(([key, value]) => `${key}=${value}`);
  const indices = [...node.inputs, ...node.outputs].filter((value) => value >= 0);
  const values = indices.map((value) => network.graph.values[value]);
  const types = values.map((value) => `${value.name} ${typeText(value)}`);
  return [...attributes, ...types].join(' ');
}

/** Lower case, and one way to write a shape. */
function normalized(text: string): string {
  const withCrosses = text.toLowerCase().replace(/(?<=[\w?])(, *|×)(?=[\w?])|(?<=[\d?])x(?=[\d?])/g, '×');
  return withCrosses.replace(/[()[\]]/g, '');
}
