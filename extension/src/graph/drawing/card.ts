/** What stands on a box, and how large that makes it. Sizes depend on as little as possible: alike blocks look alike. */
import type { GroupItem, Item, OperatorItem } from '../network/items.js';
import type { Network } from '../network/network.js';
import { kindOf } from '../network/op_kind.js';
import type { OpKind } from '../network/op_kind.js';
import { countText, fitText, shapeText, textWidth, typeText } from './text.js';
import { isWeight } from '../network/totals.js';

export const TITLE_SIZE = 12;
export const LINE_SIZE = 10;
export const LINE_HEIGHT = 14;
export const CARD_PADDING = 10;
/** For the mark of what has more inside. */
export const MARK_ROOM = 16;

const NARROWEST = 120;
const WIDEST = 240;
/** Widths come in such steps, so that 'layer.9' and 'layer.10' are equal. */
const WIDTH_STEP = 20;

/** A text with names in it, which may lose its middle; or values, of which some may be left out but none is cut. */
export type Line = string | string[];

export interface Card {
  kind: OpKind | 'terminal' | 'group';
  title: string;
  lines: Line[];
  /** There is more inside: a group, or an operator that holds a network. */
  hasInside: boolean;
  width: number;
  height: number;
}

export function cardOf(network: Network, item: Item): Card {
  switch (item.kind) {
    case 'operator':
      return operatorCard(network, item);
    case 'group':
      return groupCard(network, item);
    case 'input':
    case 'output':
      return terminalCard(network, item.value);
  }
}

/** Of an input or output, or of a value that enters or leaves the group that fills the panel. */
export function terminalCard(network: Network, value: number): Card {
  const { name } = network.graph.values[value];
  const lines = [typeText(network.graph.values[value])];
  return card('terminal', name, lines, { isNameCut: false, hasInside: false });
}

function operatorCard(network: Network, item: OperatorItem): Card {
  const { node } = item;
  // '2/Flatten' stands below 'Flatten': what it adds is the 2.
  const name = item.name.endsWith(`/${node.op}`) ? item.name.slice(0, -node.op.length - 1) : item.name;
  const parameters = network.parametersOf(item).map((value) => network.graph.values[value]);
  const shapes = parameters.filter(isWeight).map(shapeText);
  const lines = shapes.length > 0 ? [name, shapes.slice(0, 2)] : [name];
  return card(kindOf(node.op), node.op, lines, { isNameCut: true, hasInside: node.subgraphs !== undefined });
}

function groupCard(network: Network, group: GroupItem): Card {
  const { operators, parameters } = network.totalsOf(group);
  const { length } = group.children;
  const count = group.isSeries ? `${length} × ${operators / length} ops` : `${operators} ops`;
  const line = parameters > 0 ? [count, `${countText(parameters)} params`] : [count];
  return card('group', group.name, [line], { isNameCut: false, hasInside: true });
}

interface CardOptions {
  /** The first line is cut rather than makes the box wider. */
  isNameCut: boolean;
  hasInside: boolean;
}

function card(kind: Card['kind'], title: string, lines: Line[], { isNameCut, hasInside }: CardOptions): Card {
  const room = 2 * CARD_PADDING + (hasInside ? MARK_ROOM : 0);
  const widths = lines.map((line, k) => (isNameCut && k === 0 ? 0 : textWidth(joined(line), LINE_SIZE)));
  const wanted = Math.max(textWidth(title, TITLE_SIZE, true), ...widths) + room;
  const width = Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(wanted / WIDTH_STEP) * WIDTH_STEP));
  return {
    kind,
    title: fitText(title, width - room, TITLE_SIZE, true),
    lines,
    hasInside,
    width,
    height: 2 * CARD_PADDING + TITLE_SIZE + LINE_HEIGHT * lines.length,
  };
}

/** As much of a line as there is room for. */
export function fitLine(line: Line, room: number): string {
  if (typeof line === 'string') {
    return fitText(line, room, LINE_SIZE);
  }
  const kept = line.findLastIndex((_, k) => textWidth(joined(line.slice(0, k + 1)), LINE_SIZE) <= room);
  return joined(line.slice(0, kept + 1));
}

const joined = (line: Line): string => (typeof line === 'string' ? line : line.join(' · '));
