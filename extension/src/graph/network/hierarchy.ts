/**
 * The tree of groups of a network: from the scopes of its nodes, and where a group holds many operators side by side, from
 * the blocks that repeat in it. A group with one child would only be a box around a box: the child takes its place.
 */
import type { ModelGraph } from 'gluonlab/messages';
import { scopeOfPath } from '../../model_files/scope.js';
import { newGroup } from './items.js';
import type { GroupItem, Item, OperatorItem, TerminalItem } from './items.js';
import { gatherRepeats } from './repeats.js';
import { gatherSeries } from './series.js';
import { Signatures } from './signatures.js';
import type { Wires } from './wires.js';

export interface Hierarchy {
  root: GroupItem;
  /** By id. */
  items: Item[];
}

export function hierarchyOf(graph: ModelGraph, wires: Wires): Hierarchy {
  const leaves: Item[] = [...operators(graph), ...terminals(graph)];
  leaves.forEach((item, id) => (item.id = id));
  const drawn = leaves.filter(({ id }) => !wires.hidden.has(id));
  const root = scopeTree(graph.name, drawn);
  const signatures = new Signatures(graph, wires);
  forEachGroup(root, (group) => gatherRepeats(group, signatures));
  dissolveSingles(root);
  dissolveWhole(root);
  forEachGroup(root, (group) => gatherSeries(group, leaves, signatures, wires));
  const items = [...leaves];
  number(root, items);
  return { root, items };
}

function operators(graph: ModelGraph): OperatorItem[] {
  return graph.nodes.map((node, index) => {
    return { kind: 'operator', id: index, index, node, name: localName(node.name, node.scope), parent: null };
  });
}

function terminals(graph: ModelGraph): TerminalItem[] {
  const terminal = (kind: 'input' | 'output') => (value: number) => {
    return { kind, id: -1, value, name: graph.values[value].name, parent: null };
  };
  return [...graph.inputs.map(terminal('input')), ...graph.outputs.map(terminal('output'))];
}

/** The part of a node's name that its scope does not say already. */
function localName(name: string, scope: readonly string[]): string {
  const bare = name.replace(/^\//, '');
  if (scope.length > 0 && scopeOfPath(name).join('/') === scope.join('/')) {
    return bare.slice(bare.lastIndexOf('/') + 1) || bare;
  }
  for (const separator of ['/', '.', '_', '::']) {
    const prefix = scope.join(separator) + separator;
    if (scope.length > 0 && bare.startsWith(prefix) && bare.length > prefix.length) {
      return bare.slice(prefix.length);
    }
  }
  return bare;
}

/** Groups stand where their first operator stands: inputs first, then operators in their order, outputs last. */
function scopeTree(name: string, leaves: readonly Item[]): GroupItem {
  const root = newGroup(name);
  const inner = new Map<GroupItem, Map<string, GroupItem>>();
  const groupIn = (parent: GroupItem, scope: string): GroupItem => {
    const known = inner.get(parent) ?? new Map<string, GroupItem>();
    inner.set(parent, known);
    let group = known.get(scope);
    if (group === undefined) {
      group = newGroup(scope);
      adopt(parent, group);
      known.set(scope, group);
    }
    return group;
  };
  const order = { input: 0, operator: 1, output: 2, group: 3 };
  for (const leaf of [...leaves].sort((a, b) => order[a.kind] - order[b.kind] || a.id - b.id)) {
    const scope = leaf.kind === 'operator' ? leaf.node.scope : [];
    adopt(scope.reduce(groupIn, root), leaf);
  }
  return root;
}

function adopt(parent: GroupItem, child: Item): void {
  child.parent = parent;
  parent.children.push(child);
}

/** Inner groups first. */
function forEachGroup(group: GroupItem, visit: (group: GroupItem) => void): void {
  for (const child of [...group.children]) {
    if (child.kind === 'group') {
      forEachGroup(child, visit);
    }
  }
  visit(group);
}

function dissolveSingles(group: GroupItem): void {
  group.children = group.children.map((child) => {
    if (child.kind !== 'group') {
      return child;
    }
    dissolveSingles(child);
    return child.children.length === 1 ? promoted(child) : child;
  });
}

/** A group of all operators is the network itself. */
function dissolveWhole(root: GroupItem): void {
  const [first, ...others] = root.children.filter(({ kind }) => kind === 'operator' || kind === 'group');
  if (first?.kind === 'group' && others.length === 0) {
    for (const child of first.children) {
      child.parent = root;
    }
    root.children.splice(root.children.indexOf(first), 1, ...first.children);
    dissolveWhole(root);
  }
}

function promoted(single: GroupItem): Item {
  const [only] = single.children;
  only.parent = single.parent;
  only.name = `${single.name}/${only.name}`;
  return only;
}

function number(group: GroupItem, items: Item[]): void {
  group.id = items.length;
  items.push(group);
  for (const child of group.children) {
    if (child.kind === 'group') {
      number(child, items);
    }
  }
}
