/**
 * Statistics of a parameter, read when somebody asks for them, and again when somebody asks again: its elements may be many
 * megabytes away, and while it is trained they change.
 */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { GraphValue } from 'gluonlab/messages';
import { useState } from 'react';
import { StatisticsTable } from '../../tensors/statistics_table.js';
import type { GraphSource, SummaryKind, TensorStatistics } from '../source.js';

interface Props {
  source: GraphSource;
  parameter: GraphValue;
  of: SummaryKind;
  trans: TranslationBundle;
}

type State = null | TensorStatistics | Error;

export function Statistics({ source, parameter, of, trans }: Props) {
  const [state, setState] = useState<State>(null);
  const [isReading, setReading] = useState(false);
  const read = async () => {
    setReading(true);
    const answer = await source.statistics(parameter, of).catch((error: Error) => error);
    setState(answer);
    setReading(false);
  };
  const name = of === 'gradient' ? trans.__('of the gradient') : trans.__('statistics');
  return (
    <>
      <button className="gluonlab-Graph-link" disabled={isReading} onClick={() => void read()}>
        {isReading ? trans.__('reading…') : name}
      </button>
      {state instanceof Error && <p role="alert">{state.message}</p>}
      {state !== null && !(state instanceof Error) && <StatisticsTable statistics={state} trans={trans} />}
    </>
  );
}
