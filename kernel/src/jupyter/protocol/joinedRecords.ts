/** The records of one metric of a run, each with the value that another metric, its x, had at its step. */

import { RECORD_NUMBERS } from '../../gluon/run/run_file.js';
import type { Records, StoredRun } from '../../gluon/run/stored_run.js';
import { StepJoin } from '../stepJoin.js';
import type { LoggedColumns } from '../stepJoin.js';

export interface JoinedRecords extends Records {
  /** NaN: x was not logged at that step. */
  xs: Float64Array;
}

/** Up to the record with index `to`. It begins with the first record, for steps may count anew. */
export async function* joinedRecords(
  run: StoredRun,
  name: string,
  x: string,
  to: number,
): AsyncGenerator<JoinedRecords> {
  const join = new StepJoin();
  const partsOfX = run.records(x, 0, await run.count(x));
  try {
    for await (const { rows, first } of run.records(name, 0, to)) {
      const points = columnsOf(rows);
      const xs = new Float64Array(points.steps.length);
      let next = join.fill(points, 0, xs);
      while (next < xs.length) {
        const part = await partsOfX.next();
        join.feed(part.done === true ? null : columnsOf(part.value.rows));
        next = join.fill(points, next, xs);
      }
      yield { rows, first, xs };
    }
  } finally {
    await partsOfX.return(undefined);
  }
}

function columnsOf(rows: Float64Array): LoggedColumns {
  const count = rows.length / RECORD_NUMBERS;
  const columns = { steps: new Float64Array(count), times: new Float64Array(count), values: new Float64Array(count) };
  for (let i = 0, row = 0; i < count; i++, row += RECORD_NUMBERS) {
    columns.steps[i] = rows[row];
    columns.times[i] = rows[row + 1];
    columns.values[i] = rows[row + 2];
  }
  return columns;
}
