/** What is known of the selection, beside the drawing: facts, the ways to producers and consumers, and what can be done. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { exampleText } from '../example.js';
import type { Explorer } from '../explorer.js';
import { factsOf, factsText } from '../facts.js';
import type { Fact } from '../facts.js';
import type { GraphModel } from '../model.js';
import { pathOf } from '../network/items.js';
import type { Item } from '../network/items.js';
import type { TraceDirection } from '../network/trace.js';
import { ExampleInput } from './example_input.js';
import { Statistics } from './statistics.js';
import { Usage } from './usage.js';

interface Props {
  model: GraphModel;
  trans: TranslationBundle;
}

/** What a parameter may have statistics of. */
const SAVED = ['values'] as const;
const TRAINED = ['values', 'gradient'] as const;

/** So many consumers of a value are named; a mask may have thousands. */
const NAMED_TARGETS = 12;

export function Details({ model, copy, trans }: Props & { copy: (text: string) => void }) {
  const explorer = model.explorer!;
  const { network, place, selection } = explorer;
  const [measures, sums] = [model.measuresOf(network), model.sumsOf(network)];
  const { graph } = network;
  const isWhole = network.owner === null && place === network.root;
  const inputs = graph.inputs.map((value) => graph.values[value]);
  const facts = factsOf(selection, { network, place, measures, sums, trans });
  return (
    <div className="gluonlab-Graph-details">
      <h2>{facts.title}</h2>
      <p className="gluonlab-Graph-subtitle">{facts.subtitle}</p>
      <div className="gluonlab-Graph-actions">
        <ItemActions explorer={explorer} trans={trans} />
        <button onClick={() => copy(factsText(facts))}>{trans.__('Copy as text')}</button>
      </div>
      {selection === null && isWhole && graph.inputs.length > 0 && (
        <ExampleInput key={exampleText(inputs)} source={model.source} inputs={inputs} trans={trans} />
      )}
      {explorer.selectedItem !== null && <TraceChoice model={model} trans={trans} />}
      {facts.sections.map((section) => (
        <section key={section.title}>
          <h3>{section.title}</h3>
          <dl>
            {section.facts.map((fact, k) => (
              <FactRow key={k} fact={fact} model={model} trans={trans} />
            ))}
          </dl>
        </section>
      ))}
      {selection === null && <Usage trans={trans} />}
    </div>
  );
}

function ItemActions({ explorer, trans }: { explorer: Explorer; trans: TranslationBundle }) {
  const item = explorer.selectedItem;
  if (item?.kind === 'group') {
    return (
      <>
        <button onClick={() => explorer.toggle(item)}>
          {explorer.isOpen(item) ? trans.__('Close') : trans.__('Open')}
        </button>
        <button onClick={() => explorer.enter(item)}>{trans.__('Enter')}</button>
      </>
    );
  }
  if (item?.kind === 'operator') {
    return Object.keys(item.node.subgraphs ?? {}).map((attribute) => (
      <button key={attribute} onClick={() => explorer.enterInner(item, attribute)}>
        {trans.__('Enter %1', attribute)}
      </button>
    ));
  }
  return null;
}

function TraceChoice({ model, trans }: Props) {
  const directions: [TraceDirection, string][] = [
    ['upstream', trans.__('Depends on')],
    ['downstream', trans.__('Leads to')],
    ['both', trans.__('Both')],
  ];
  return (
    <div className="gluonlab-Graph-trace" role="group" aria-label={trans.__('Trace')}>
      {directions.map(([direction, text]) => {
        const isOn = model.traceDirection === direction;
        return (
          <button key={direction} aria-pressed={isOn} onClick={() => model.setTrace(isOn ? null : direction)}>
            {text}
          </button>
        );
      })}
    </div>
  );
}

function FactRow({ fact, model, trans }: Props & { fact: Fact }) {
  const { label, text, targets = [], parameter } = fact;
  const { source } = model;
  const explorer = model.explorer!;
  const value = parameter === undefined ? undefined : explorer.network.graph.values[parameter];
  return (
    <div>
      <dt title={label}>{label}</dt>
      <dd>
        {text}
        {targets.slice(0, NAMED_TARGETS).map((item) => (
          <button
            key={item.id}
            className="gluonlab-Graph-link"
            title={pathOf(item)}
            onClick={() => explorer.reveal(item)}
          >
            {targetText(item)}
          </button>
        ))}
        {targets.length > NAMED_TARGETS && <span>{trans.__('and %1 more', targets.length - NAMED_TARGETS)}</span>}
        {value !== undefined &&
          (source.training === null ? SAVED : TRAINED).map((of) => (
            <Statistics key={`${value.name} ${of}`} source={source} parameter={value} of={of} trans={trans} />
          ))}
      </dd>
    </div>
  );
}

function targetText(item: Item): string {
  return item.kind === 'operator' && item.name !== item.node.op ? `${item.node.op} ${item.name}` : item.name;
}
