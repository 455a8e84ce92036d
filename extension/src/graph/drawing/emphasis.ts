/** What stands out in a scene: the selection, what flows into it and out of it, and what a search has found. */
import type { Extent } from '../layout/arrangement.js';
import type { Selection } from '../explorer.js';
import { isInside } from '../network/items.js';
import type { Item } from '../network/items.js';
import type { Network } from '../network/network.js';
import type { Box, Route, Scene } from './scene.js';
import type { Trace } from '../network/trace.js';

export type Role = 'selected' | 'upstream' | 'downstream' | 'found';

export interface Emphasis {
  boxes: Map<Box, Role>;
  routes: Map<Route, Role>;
  /** Everything else is faint. */
  isExclusive: boolean;
}

export const NO_EMPHASIS: Emphasis = { boxes: new Map(), routes: new Map(), isExclusive: false };

export function emphasisOf(
  scene: Scene,
  { network }: Extent,
  selection: Selection | null,
  trace: Trace | null,
  found: ReadonlySet<Item>,
): Emphasis {
  const emphasis: Emphasis = { boxes: new Map(), routes: new Map(), isExclusive: trace !== null };
  const item = selection?.type === 'item' ? selection.item : null;
  for (const box of scene.boxes) {
    const role = boxRole(box, item, trace, found);
    if (role !== null) emphasis.boxes.set(box, role);
  }
  if (selection?.type === 'edge') {
    const { from, to, values } = selection;
    const selected = scene.routes.find(
      (route) => route.from === from && route.to === to && route.values[0] === values[0],
    );
    if (selected !== undefined) emphasis.routes.set(selected, 'selected');
  } else if (item !== null) {
    const flows = trace === null ? neighbourFlows(network, item) : traceFlows(network, item, trace);
    for (const route of scene.routes) {
      const role = routeRole(network, route, flows);
      if (role !== null) emphasis.routes.set(route, role);
    }
  }
  return emphasis;
}

function boxRole({ item }: Box, selected: Item | null, trace: Trace | null, found: ReadonlySet<Item>): Role | null {
  if (item === null) return null;
  if (item === selected) return 'selected';
  if (trace?.upstream.has(item)) return 'upstream';
  if (trace?.downstream.has(item)) return 'downstream';
  return found.has(item) ? 'found' : null;
}

/** Values that flow, and the items that they reach on the way that stands out. */
interface Flows {
  upstream: Map<number, Item[]>;
  downstream: Map<number, Item[]>;
}

function neighbourFlows(network: Network, item: Item): Flows {
  return {
    upstream: new Map(network.inputsOf(item).map((value) => [value, [item]])),
    downstream: new Map(network.outputsOf(item).map((value) => [value, network.consumers(value)])),
  };
}

function traceFlows(network: Network, item: Item, { upstream, downstream }: Trace): Flows {
  const flows = (members: ReadonlySet<Item>, targets: (consumer: Item) => boolean) => {
    const values = [...members].filter(({ kind }) => kind !== 'group').flatMap((member) => network.outputsOf(member));
    return new Map(values.map((value) => [value, network.consumers(value).filter(targets)]));
  };
  return {
    upstream: flows(upstream, (consumer) => upstream.has(consumer) || isInside(consumer, item)),
    downstream: new Map([
      ...network.outputsOf(item).map((value) => [value, network.consumers(value)] as const),
      ...flows(downstream, (consumer) => downstream.has(consumer)),
    ]),
  };
}

function routeRole(network: Network, route: Route, { upstream, downstream }: Flows): Role | null {
  const reaches = (flows: Map<number, Item[]>) =>
    route.values.some((value) => {
      const targets = flows.get(value) ?? [];
      return targets.some((target) => leadsTo(route, target, network.producer(value)));
    });
  return reaches(upstream) ? 'upstream' : reaches(downstream) ? 'downstream' : null;
}

/** Whether the way of a value from its producer to a consumer has this route on it. */
function leadsTo({ from, to }: Route, target: Item, producer: Item | null): boolean {
  const starts = from === null || (producer !== null && isInside(producer, from));
  return starts && (to === null ? from !== null && !isInside(target, from.parent!) : isInside(target, to));
}
