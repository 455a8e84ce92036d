/**
 * Siblings that are alike and numbered ('layer.0' to 'layer.11') become one series, so that a deep network reads as what it
 * is: a block, twelve times. Not where a path leaves the series and comes back: the series would stand in its own way.
 */
import type { GroupItem, Item } from './items.js';
import { childAround, newGroup, operatorsOf } from './items.js';
import type { Signatures } from './signatures.js';
import type { Wires } from './wires.js';

const SHORTEST_SERIES = 3;

export function gatherSeries(group: GroupItem, leaves: readonly Item[], signatures: Signatures, wires: Wires): void {
  const successors = (child: Item) => successorsIn(group, child, leaves, wires);
  for (const run of runsOfAlike(group, signatures)) {
    if (run.length === group.children.length) {
      group.isSeries = true;
    } else if (!comesBack(run, successors)) {
      gather(group, run);
    }
  }
}

function runsOfAlike(group: GroupItem, signatures: Signatures): GroupItem[][] {
  const byStem = new Map<string, GroupItem[][]>();
  for (const child of group.children) {
    if (child.kind !== 'group') {
      continue;
    }
    const stem = child.name.replace(/\d+/g, '#');
    const runs = byStem.get(stem) ?? [];
    byStem.set(stem, runs);
    const last = runs.at(-1);
    if (last !== undefined && signatures.of(last[0]) === signatures.of(child)) {
      last.push(child);
    } else {
      runs.push([child]);
    }
  }
  return [...byStem.values()].flat().filter((run) => run.length >= SHORTEST_SERIES);
}

/** Whether what the run makes comes back to it through other children of the group. */
function comesBack(run: readonly Item[], successors: (child: Item) => Item[]): boolean {
  const members = new Set(run);
  const seen = new Set<Item>();
  const next = run.flatMap(successors).filter((child) => !members.has(child));
  for (let child = next.pop(); child !== undefined; child = next.pop()) {
    if (members.has(child)) {
      return true;
    }
    if (!seen.has(child)) {
      seen.add(child);
      next.push(...successors(child));
    }
  }
  return false;
}

function successorsIn(group: GroupItem, child: Item, leaves: readonly Item[], wires: Wires): Item[] {
  const siblings = new Set<Item>();
  for (const { node } of operatorsOf(child)) {
    for (const consumer of node.outputs.flatMap((value) => wires.consumers[value] ?? [])) {
      const sibling = childAround(group, leaves[consumer]);
      if (sibling !== null && sibling !== child) {
        siblings.add(sibling);
      }
    }
  }
  return [...siblings];
}

function gather(group: GroupItem, run: GroupItem[]): void {
  const place = group.children.indexOf(run[0]);
  const members = new Set<Item>(run);
  const series = newGroup(`${run[0].name} … ${run.at(-1)!.name}`, run);
  series.isSeries = true;
  series.parent = group;
  group.children = group.children.filter((child) => !members.has(child));
  group.children.splice(place, 0, series);
}
