// Summaries of all parameters of a network, computed by the engine: what is read from it is one row of numbers for each.
import { pause } from '../autograd.js';
import { unwatched } from '../call_watch.js';
import type { Parameter } from '../gluon/parameter.js';
import { nd } from '../nd.js';
import { tidy, type NDArray } from '../ndarray.js';
import { summaryColumns, type ParameterSummary } from '../parameter_summary.js';

export interface SummaryTable {
  parameters: string[];
  /** In the order of the parameters, each in the order of `summaryColumns`. */
  rows: Float32Array;
}

/** The engine stacks a limited number of arrays in one call. */
const ROWS_OF_A_CALL = 1000;

/** Of the values, or of the gradients of the last backward. Parameters without them, or without elements, are left out. */
export function summarize(parameters: ReadonlyMap<string, Parameter>, of: 'values' | 'gradient'): SummaryTable {
  const arrays = [...parameters].flatMap(([name, parameter]) => {
    const values = parameter.isInitialized ? parameter.data() : null;
    const array = of === 'gradient' ? (values?.grad ?? null) : values;
    return array === null || array.size === 0 ? [] : [[name, array] as const];
  });
  const rows = new Float32Array(arrays.length * summaryColumns.length);
  for (let from = 0; from < arrays.length; from += ROWS_OF_A_CALL) {
    const part = arrays.slice(from, from + ROWS_OF_A_CALL);
    const read = () => nd.stack(part.map(([, array]) => rowOf(array))).dataSync();
    rows.set(
      unwatched(() => pause(() => tidy(read))),
      from * summaryColumns.length,
    );
  }
  return { parameters: arrays.map(([name]) => name), rows };
}

/** In float32 throughout: sums of squares leave the range of float16. */
function rowOf(array: NDArray): NDArray {
  const x = array.dtype === 'float32' ? array : array.astype('float32');
  const numbers: Record<keyof ParameterSummary, NDArray> = {
    mean: x.abs().mean(),
    norm: x.norm(),
    min: x.min(),
    max: x.max(),
    zeros: x.equal(0).mean(),
    nans: x.notEqual(x).mean(),
  };
  return nd.stack(summaryColumns.map((column) => numbers[column].reshape([])));
}
