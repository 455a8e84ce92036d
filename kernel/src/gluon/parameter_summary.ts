// A parameter in a few numbers, for whoever looks at all of a network while it trains. The engine computes them and the browser
// reads them, so it needs neither Node nor a browser.

export interface ParameterSummary {
  /** Of the absolute values. */
  mean: number;
  /** Square root of the sum of squares. */
  norm: number;
  min: number;
  max: number;
  /** Shares of the elements, from 0 to 1. */
  zeros: number;
  nans: number;
}

/** The order of the numbers where summaries travel as rows. One NaN makes a mean, norm, min and max NaN. */
export const summaryColumns = [
  'mean',
  'norm',
  'min',
  'max',
  'zeros',
  'nans',
] as const satisfies readonly (keyof ParameterSummary)[];

/** Summaries by parameter, from one row for each. */
export function summariesOf(parameters: readonly string[], rows: Float32Array): Map<string, ParameterSummary> {
  const summary = (row: number) =>
    Object.fromEntries(summaryColumns.map((column, i) => [column, rows[row * summaryColumns.length + i]]));
  return new Map(parameters.map((name, row) => [name, summary(row) as unknown as ParameterSummary]));
}
