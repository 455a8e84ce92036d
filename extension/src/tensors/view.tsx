/** How the arrays of a file are shown: search and totals above, a table that sorts by its heads, the selected array below. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { ReactWidget, UseSignal } from '@jupyterlab/ui-components';
import { bytesText } from '../graph/drawing/text.js';
import type { ParamsEntry } from '../model_files/mxnet/params.js';
import { Elements } from './elements_view.js';
import { shapeText, sizeOf, TensorsModel } from './model.js';
import type { Column } from './model.js';
import '../../style/statistics.css';
import '../../style/tensors.css';

export { TensorsModel };

interface Props {
  model: TensorsModel;
  trans: TranslationBundle;
}

/** A table of more rows would take the browser long; the search finds what is not shown. */
const MAX_ROWS = 2000;

export function createView(model: TensorsModel, trans: TranslationBundle): ReactWidget {
  const view = ReactWidget.create(
    <UseSignal signal={model.changed}>{() => <TensorsView model={model} trans={trans} />}</UseSignal>,
  );
  view.addClass('gluonlab-Tensors-view');
  return view;
}

function TensorsView({ model, trans }: Props) {
  if (model.problem !== null) {
    return (
      <p className="gluonlab-Notice" role="alert">
        {trans.__('This file cannot be shown:')} <br />
        {model.problem}
      </p>
    );
  }
  if (model.entries === null) {
    return <p className="gluonlab-Notice">{trans.__('Reading the list of tensors…')}</p>;
  }
  const shown = model.shown;
  return (
    <>
      <div className="gluonlab-Tensors-toolbar">
        <input
          type="search"
          placeholder={trans.__('Search name, shape or type')}
          aria-label={trans.__('Search')}
          value={model.query}
          onChange={(event) => model.search(event.target.value)}
        />
        <span role="status">{totals(shown, trans)}</span>
      </div>
      <div className="gluonlab-Tensors-list">
        <Table model={model} shown={shown} trans={trans} />
      </div>
      {model.selected !== null && <Elements entry={model.selected} elements={model.elements} trans={trans} />}
    </>
  );
}

function Table({ model, shown, trans }: Props & { shown: ParamsEntry[] }) {
  const columns: [Column, string][] = [
    ['name', trans.__('Name')],
    ['shape', trans.__('Shape')],
    ['dtype', trans.__('Type')],
    ['size', trans.__('Elements')],
    ['bytes', trans.__('Bytes')],
  ];
  const rest = shown.length - MAX_ROWS;
  return (
    <table aria-label={trans.__('Tensors')}>
      <thead>
        <tr>
          {columns.map(([column, title]) => (
            <th key={column} scope="col" aria-sort={ariaSort(model, column)} data-column={column}>
              <button onClick={() => model.sortBy(column)}>{title}</button>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {shown.slice(0, MAX_ROWS).map((entry, i) => (
          <Row key={i} entry={entry} model={model} />
        ))}
        {rest > 0 && (
          <tr>
            <td colSpan={columns.length}>{trans.__('%1 more: search for them', rest.toLocaleString('en'))}</td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function Row({ entry, model }: { entry: ParamsEntry; model: TensorsModel }) {
  const select = () => void model.select(entry);
  const kind = entry.storage === 'dense' ? (entry.dtype ?? '') : `${entry.dtype} ${entry.storage}`;
  return (
    <tr aria-selected={model.selected === entry} onClick={select}>
      <th scope="row">
        <button onClick={select}>{entry.name}</button>
      </th>
      <td>{shapeText(entry)}</td>
      <td>{kind}</td>
      <td>{sizeOf(entry).toLocaleString('en')}</td>
      <td>{entry.bytes.toLocaleString('en')}</td>
    </tr>
  );
}

function ariaSort({ order }: TensorsModel, column: Column): 'ascending' | 'descending' | 'none' {
  return order.column !== column ? 'none' : order.isDescending ? 'descending' : 'ascending';
}

function totals(entries: readonly ParamsEntry[], trans: TranslationBundle): string {
  const sum = (of: (entry: ParamsEntry) => number) => entries.reduce((total, entry) => total + of(entry), 0);
  const elements = sum(sizeOf).toLocaleString('en');
  return trans.__('%1 tensors, %2 elements, %3', entries.length, elements, bytesText(sum((entry) => entry.bytes)));
}
