/**
 * Layouts of a group and of all open groups in it, inner ones first because they are boxes of the outer ones. Each group is
 * laid out alone, so an edge that enters or leaves it meets its border at a port.
 */
import { cardOf, terminalCard } from '../drawing/card.js';
import type { GroupItem, Item } from '../network/items.js';
import type { Layout, LayoutInput } from './layout.js';
import type { LayoutEngine } from './layout_engine.js';
import { isPort, portOf } from '../network/levels.js';
import type { End } from '../network/levels.js';
import type { Network } from '../network/network.js';

/** Around the contents of an open group, and above them for its name. */
export const GROUP_PADDING = 18;
export const GROUP_HEADER = 30;

/** What is to be drawn. */
export interface Extent {
  network: Network;
  /** The group that fills the panel. */
  place: GroupItem;
  isOpen(group: GroupItem): boolean;
}

export interface Arrangement {
  group: GroupItem;
  /** The boxes of the layout: ports in, children, ports out. */
  ends: End[];
  layout: Layout;
  /** The open groups among the children, by id. */
  inner: Map<number, Arrangement>;
}

export function arrange(extent: Extent, engine: LayoutEngine, signal: AbortSignal): Promise<Arrangement> {
  return arrangeGroup(extent, extent.place, engine, signal);
}

/** A row of ports keeps its distance by itself. */
export function innerTop({ ends }: Arrangement): number {
  return GROUP_HEADER + (isPort(ends[0]) ? 0 : GROUP_PADDING);
}

export function innerBottom({ ends }: Arrangement): number {
  return isPort(ends.at(-1)!) ? 0 : GROUP_PADDING;
}

export function outerSize(arrangement: Arrangement): { width: number; height: number } {
  const { width, height } = arrangement.layout;
  return { width: width + 2 * GROUP_PADDING, height: height + innerTop(arrangement) + innerBottom(arrangement) };
}

async function arrangeGroup(
  extent: Extent,
  group: GroupItem,
  engine: LayoutEngine,
  signal: AbortSignal,
): Promise<Arrangement> {
  const open = group.children.filter((child) => child.kind === 'group' && extent.isOpen(child)) as GroupItem[];
  const arranged = await Promise.all(open.map((child) => arrangeGroup(extent, child, engine, signal)));
  const inner = new Map(arranged.map((arrangement) => [arrangement.group.id, arrangement]));
  const { inputs, outputs } = extent.network.level(group);
  const ends = [...inputs.map(portOf), ...group.children.map(({ id }) => id), ...outputs.map(portOf)];
  const layout = await engine.layout(layoutInput(extent, group, inner), signal);
  return { group, ends, layout, inner };
}

function layoutInput({ network, place }: Extent, group: GroupItem, inner: Map<number, Arrangement>): LayoutInput {
  const { inputs, outputs, edges } = network.level(group);
  const portSize = (value: number) => (group === place ? terminalCard(network, value) : { width: 0, height: 0 });
  const childSize = (child: Item) => {
    const arranged = inner.get(child.id);
    return arranged === undefined ? cardOf(network, child) : outerSize(arranged);
  };
  const sizes = [...inputs.map(portSize), ...group.children.map(childSize), ...outputs.map(portSize)];
  const children = new Map(group.children.map(({ id }, k) => [id, inputs.length + k]));
  const entrances = new Map(inputs.map((value, k) => [portOf(value), k]));
  const exits = new Map(outputs.map((value, k) => [portOf(value), inputs.length + children.size + k]));
  return {
    widths: sizes.map(({ width }) => width),
    heights: sizes.map(({ height }) => height),
    entrances: inputs.length,
    exits: outputs.length,
    edges: edges.map(({ from, to }) => [
      (children.get(from) ?? entrances.get(from))!,
      (children.get(to) ?? exits.get(to))!,
    ]),
  };
}
