/** Statistics of a parameter, read when somebody asks for them: its elements may be many megabytes away. */
import type { TranslationBundle } from '@jupyterlab/translation';
import type { GraphValue } from 'gluonlab/messages';
import { useState } from 'react';
import { StatisticsTable } from '../../tensors/statistics_table.js';
import type { GraphSource, TensorStatistics } from '../source.js';

interface Props {
  source: GraphSource;
  parameter: GraphValue;
  trans: TranslationBundle;
}

type State = 'unread' | 'reading' | TensorStatistics | Error;

export function Statistics({ source, parameter, trans }: Props) {
  const [state, setState] = useState<State>('unread');
  const read = () => {
    setState('reading');
    source.statistics(parameter).then(setState, (error: Error) => setState(error));
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
