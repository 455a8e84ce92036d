/** What is known of the elements of one array: numbers and a histogram. */
import type { TensorStatistics } from 'gluonlab/messages';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ParamsEntry } from '../model_files/mxnet/params.js';
import { shapeText } from './model.js';
import type { Elements as State } from './model.js';

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
      {elements instanceof Error && <p role="alert">{elements.message}</p>}
      {elements !== 'reading' && !(elements instanceof Error) && <Statistics statistics={elements} trans={trans} />}
    </section>
  );
}

function Statistics({ statistics, trans }: { statistics: TensorStatistics; trans: TranslationBundle }) {
  const { count, mean, deviation, min, max, zeros, nans, infinities } = statistics;
  const facts: [string, string][] = [
    [trans.__('elements'), count.toLocaleString('en')],
    [trans.__('mean'), digits(mean)],
    [trans.__('deviation'), digits(deviation)],
    [trans.__('smallest'), digits(min)],
    [trans.__('largest'), digits(max)],
    [trans.__('zeros'), zeros.toLocaleString('en')],
    [trans.__('NaN'), nans.toLocaleString('en')],
    [trans.__('infinite'), infinities.toLocaleString('en')],
  ];
  return (
    <div className="gluonlab-Tensors-statistics">
      <Histogram statistics={statistics} trans={trans} />
      <dl>
        {facts.map(([term, text]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const WIDTH = 360;
const HEIGHT = 96;

function Histogram({ statistics, trans }: { statistics: TensorStatistics; trans: TranslationBundle }) {
  const { edges, counts } = statistics.histogram;
  const most = Math.max(1, ...counts);
  const width = WIDTH / counts.length;
  return (
    <figure>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={trans.__('Histogram')} preserveAspectRatio="none">
        {counts.map((count, i) => {
          const height = (HEIGHT * count) / most;
          return (
            <rect key={i} x={i * width} y={HEIGHT - height} width={Math.max(0.5, width - 1)} height={height}>
              <title>{`${digits(edges[i])} … ${digits(edges[i + 1])}: ${count.toLocaleString('en')}`}</title>
            </rect>
          );
        })}
      </svg>
      <figcaption>
        <span>{digits(statistics.min)}</span>
        <span>{digits(statistics.max)}</span>
      </figcaption>
    </figure>
  );
}

const digits = (value: number): string => String(Number(value.toPrecision(5)));
