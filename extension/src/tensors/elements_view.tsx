/** What is known of the elements of one array: numbers and a histogram. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ParamsEntry } from '../model_files/mxnet/params.js';
import { shapeText } from './model.js';
import type { Elements as State } from './model.js';
import { StatisticsTable } from './statistics_table.js';

interface Props {
  entry: ParamsEntry;
  elements: State;
  trans: TranslationBundle;
}

export function Elements({ entry, elements, trans }: Props) {
  return (
    <section className="gluonlab-Tensors-elements" aria-label={trans.__('Elements of %1', entry.name)}>
      <h3>
        {entry.name} <small>{`${entry.dtype ?? ''} ${shapeText(entry)}`}</small>
      </h3>
      {elements === 'reading' && <p>{trans.__('Reading…')}</p>}
      {elements instanceof Error && (
        <p className="gluonlab-Notice" role="alert">
          {elements.message}
        </p>
      )}
      {elements !== 'reading' && !(elements instanceof Error) && (
        <StatisticsTable statistics={elements} trans={trans} />
      )}
    </section>
  );
}
