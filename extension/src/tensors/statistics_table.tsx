/** Statistics of a tensor: numbers and a histogram. The Graph panel and the Tensors viewer show it. */
import type { TensorStatistics } from 'gluonlab/messages';
import type { TranslationBundle } from '@jupyterlab/translation';
import { numberText } from '../graph/drawing/text.js';

export function StatisticsTable({ statistics, trans }: { statistics: TensorStatistics; trans: TranslationBundle }) {
  const { count, mean, deviation, min, max, zeros, nans, infinities, histogram } = statistics;
  const rows: [string, string][] = [
    [trans.__('elements'), count.toLocaleString('en')],
    [trans.__('mean ± deviation'), `${numberText(mean)} ± ${numberText(deviation)}`],
    [trans.__('range'), `${numberText(min)} … ${numberText(max)}`],
    [trans.__('zeros'), zeros.toLocaleString('en')],
  ];
  if (nans > 0) rows.push([trans.__('NaN'), nans.toLocaleString('en')]);
  if (infinities > 0) rows.push([trans.__('infinite'), infinities.toLocaleString('en')]);
  return (
    <div className="gluonlab-Statistics">
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
          <title>{`${numberText(edges[k])} … ${numberText(edges[k + 1])}: ${count}`}</title>
        </rect>
      ))}
    </svg>
  );
}
