/**
 * What is known of the selection, or of the network where nothing is selected: as data, which the panel shows and which is
 * copied as text.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { Selection } from './explorer.js';
import { bytesText, countText, millisecondsText, numberText, percentText, typeText } from './drawing/text.js';
import type { Measures } from './measures.js';
import { operatorsOf, pathOf } from './network/items.js';
import type { GroupItem, Item, OperatorItem } from './network/items.js';
import type { Network } from './network/network.js';
import type { ParameterSums } from './parameter_sums.js';

export interface Fact {
  label: string;
  text: string;
  /** The items that it speaks of. */
  targets?: Item[];
  /** The parameter that it speaks of, in the graph's values. */
  parameter?: number;
}

export interface FactSection {
  title: string;
  facts: Fact[];
}

export interface Facts {
  title: string;
  subtitle: string;
  /** Without empty ones. */
  sections: FactSection[];
}

export interface FactContext {
  network: Network;
  place: GroupItem;
  /** Null: nothing is measured in this network. */
  measures: Measures | null;
  /** Of the parameters that are watched; null: none are known. */
  sums: ParameterSums | null;
  trans: TranslationBundle;
}

export function factsOf(selection: Selection | null, context: FactContext): Facts {
  const facts =
    selection === null
      ? placeFacts(context)
      : selection.type === 'edge'
        ? edgeFacts(selection, context)
        : itemFacts(selection.item, context);
  return { ...facts, sections: facts.sections.filter((section) => section.facts.length > 0) };
}

export function factsText({ title, subtitle, sections }: Facts): string {
  const lines = sections.flatMap(({ title: heading, facts }) => [
    '',
    heading,
    ...facts.map(({ label, text }) => `  ${label}: ${text}`),
  ]);
  return [title, subtitle, ...lines].filter((line, k) => k > 1 || line !== '').join('\n') + '\n';
}

function placeFacts(context: FactContext): Facts {
  const { network, place, trans } = context;
  if (place !== network.root) {
    return groupFacts(place, context);
  }
  const { graph } = network;
  const properties = Object.entries(graph.properties).map(([label, text]) => ({ label, text }));
  return {
    title: graph.name,
    subtitle: graph.format,
    sections: [
      summarySection(place, context),
      { title: trans.__('Totals'), facts: totals(place, context) },
      { title: trans.__('Inputs'), facts: graph.inputs.map((value) => incoming(value, context)) },
      { title: trans.__('Outputs'), facts: graph.outputs.map((value) => incoming(value, context)) },
      { title: trans.__('Properties'), facts: properties },
      { title: trans.__('Operators'), facts: operatorCounts(place) },
    ],
  };
}

function itemFacts(item: Item, context: FactContext): Facts {
  switch (item.kind) {
    case 'operator':
      return operatorFacts(item, context);
    case 'group':
      return groupFacts(item, context);
    case 'input':
    case 'output':
      return terminalFacts(item.value, item.kind, context);
  }
}

function operatorFacts(item: OperatorItem, context: FactContext): Facts {
  const { network, trans } = context;
  const { node } = item;
  const others = network.inputsOf(item);
  return {
    title: node.op,
    subtitle: node.name,
    sections: [
      summarySection(item, context),
      {
        title: trans.__('Attributes'),
        facts: Object.entries(node.attributes).map(([label, text]) => ({ label, text })),
      },
      { title: trans.__('Inputs'), facts: others.map((value) => incoming(value, context)) },
      {
        title: trans.__('Parameters'),
        facts: network.parametersOf(item).map((value) => parameterFact(value, context)),
      },
      { title: trans.__('Outputs'), facts: network.outputsOf(item).map((value) => outgoing(value, context)) },
      { title: trans.__('Totals'), facts: totals(item, context) },
    ],
  };
}

function groupFacts(group: GroupItem, context: FactContext): Facts {
  const { network, trans } = context;
  return {
    title: group.name,
    subtitle: pathOf(group),
    sections: [
      summarySection(group, context),
      { title: trans.__('Totals'), facts: totals(group, context) },
      { title: trans.__('Inputs'), facts: network.inputsOf(group).map((value) => incoming(value, context)) },
      { title: trans.__('Outputs'), facts: network.outputsOf(group).map((value) => outgoing(value, context)) },
      { title: trans.__('Operators'), facts: operatorCounts(group) },
    ],
  };
}

function terminalFacts(value: number, kind: 'input' | 'output', context: FactContext): Facts {
  const { trans, network } = context;
  const fact = kind === 'input' ? outgoing(value, context) : incoming(value, context);
  return {
    title: network.graph.values[value].name,
    subtitle: kind === 'input' ? trans.__('input of the network') : trans.__('output of the network'),
    sections: [{ title: kind === 'input' ? trans.__('Goes to') : trans.__('Comes from'), facts: [fact] }],
  };
}

function edgeFacts({ values }: Selection & { type: 'edge' }, context: FactContext): Facts {
  const { network, trans } = context;
  const { graph } = network;
  return {
    title: values.length === 1 ? graph.values[values[0]].name : trans.__('%1 values', values.length),
    subtitle: trans.__('edge'),
    sections: [
      { title: trans.__('Comes from'), facts: values.map((value) => incoming(value, context)) },
      { title: trans.__('Goes to'), facts: values.map((value) => outgoing(value, context)) },
    ],
  };
}

/** A value and who makes it. */
function incoming(value: number, { network }: FactContext): Fact {
  const producer = network.producer(value);
  const { name } = network.graph.values[value];
  return { label: name, text: typeText(network.graph.values[value]), targets: producer === null ? [] : [producer] };
}

/** A value and who takes it. */
function outgoing(value: number, { network }: FactContext): Fact {
  const { name } = network.graph.values[value];
  return { label: name, text: typeText(network.graph.values[value]), targets: network.consumers(value) };
}

function parameterFact(value: number, { network, sums }: FactContext): Fact {
  const parameter = network.graph.values[value];
  const summary = sums?.ofParameter(value);
  const mean = summary === undefined ? '' : `, |x| ${numberText(summary.mean)}`;
  return { label: parameter.name, text: typeText(parameter) + mean, parameter: value };
}

/** Of the parameters of an item, as they are while it is trained. */
function summarySection(item: Item, { sums, trans }: FactContext): FactSection {
  const summary = sums?.of(item);
  const title = sums?.kind === 'gradient' ? trans.__('Gradients') : trans.__('Weights');
  if (summary === undefined) {
    return { title, facts: [] };
  }
  const { mean, norm, min, max, zeros, nans } = summary;
  return {
    title,
    facts: [
      { label: trans.__('mean of |x|'), text: numberText(mean) },
      { label: trans.__('norm'), text: numberText(norm) },
      { label: trans.__('smallest'), text: numberText(min) },
      { label: trans.__('largest'), text: numberText(max) },
      { label: trans.__('zeros'), text: percentText(zeros) },
      { label: trans.__('NaN'), text: percentText(nans) },
    ],
  };
}

function totals(item: Item, { network, measures, trans }: FactContext): Fact[] {
  const { operators, parameters, bytes, flops, withoutFlops } = network.totalsOf(item);
  const measure = measures?.of(item);
  const facts: Fact[] = [];
  if (item.kind === 'group') {
    facts.push({ label: trans.__('operators'), text: String(operators) });
  }
  if (parameters > 0) {
    facts.push({ label: trans.__('parameters'), text: `${countText(parameters)} (${bytesText(bytes)})` });
  }
  if (flops > 0) {
    const atLeast = withoutFlops > 0 ? '≥ ' : '';
    facts.push({ label: trans.__('FLOPs'), text: `${atLeast}${countText(flops)}` });
  }
  if (measure !== undefined) {
    facts.push({ label: trans.__('forward'), text: millisecondsText(measure.timeMs) });
    if (measure.backwardMs !== null) {
      facts.push({ label: trans.__('backward'), text: millisecondsText(measure.backwardMs) });
    }
    facts.push({ label: trans.__('memory'), text: bytesText(measure.bytes) });
    facts.push({ label: trans.__('calls'), text: String(measure.calls) });
  }
  return facts;
}

/** The most frequent first. */
function operatorCounts(group: GroupItem): Fact[] {
  const counts = new Map<string, number>();
  for (const { node } of operatorsOf(group)) {
    counts.set(node.op, (counts.get(node.op) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1]).map(([label, count]) => ({ label, text: String(count) }));
}
