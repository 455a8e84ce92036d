/** Statistics of a parameter, read when somebody asks for them: its elements may be many megabytes away. */
import type { TranslationBundle } from '@jupyterlab/translation';
import { useState } from 'react';
import type { GraphSource, TensorStatistics } from '../source.js';

interface Props {
  source: GraphSource;
  /** In the graph's values. */
  parameter: number;
  trans: TranslationBundle;
}

type State = 'unread' | 'reading' | TensorStatistics | Error;

export function Statistics({ source, parameter, trans }: Props) {
  const [state, setState] = useState<State>('unread');
  const read = () => {
    setState('reading');
    source.statistics(parameter).then(setState, (error: unknown) => setState(new Error(String(error))));
  };
  if (state === 'unread' || state === 'reading') {
    return (
      <button className="gluonlab-Graph-link" disabled={state === 'reading'} onClick={read}>
        {state === 'reading' ? trans.__('reading…') : trans.__('statistics')}
      </button>
    );
  }
  if (state instanceof Error) {
    return <p role="alert">{state.message}</p>;
  }
  return <StatisticsTable statistics={state} trans={trans} />;
}

function StatisticsTable({ statistics, trans }: { statistics: TensorStatistics; trans: TranslationBundle }) {
  const { count, mean, deviation, min, max, zeros, nans, infinities, histogram } = statistics;
  const rows: [string, string][] = [
    [trans.__('elements'), count.toLocaleString('en')],
    [trans.__('mean ± deviation'), `${digits(mean)} ± ${digits(deviation)}`],
    [trans.__('range'), `${digits(min)} … ${digits(max)}`],
    [trans.__('zeros'), zeros.toLocaleString('en')],
  ];
  if (nans > 0) rows.push([trans.__('NaN'), nans.toLocaleString('en')]);
  if (infinities > 0) rows.push([trans.__('infinite'), infinities.toLocaleString('en')]);
  return (
    <div className="gluonlab-Graph-statistics">
      <Histogram histogram={histogram} trans={trans} />
      <dl>
        {rows.map(([label, text]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

const WIDTH = 240;
const HEIGHT = 64;

function Histogram({
  histogram: { edges, counts },
  trans,
}: Pick<TensorStatistics, 'histogram'> & { trans: TranslationBundle }) {
  const most = Math.max(1, ...counts);
  const width = WIDTH / counts.length;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={trans.__('Histogram')} preserveAspectRatio="none">
      {counts.map((count, k) => (
        <rect
          key={k}
          x={k * width}
          y={HEIGHT * (1 - count / most)}
          width={Math.max(0.5, width - 0.5)}
          height={(HEIGHT * count) / most}
        >
          <title>{`${digits(edges[k])} … ${digits(edges[k + 1])}: ${count}`}</title>
        </rect>
      ))}
    </svg>
  );
}

function digits(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(4))) : String(value);
}
