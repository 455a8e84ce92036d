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

/** Summaries by parameter, from a row of float32 for each; throws a RangeError when there are not so many. */
export function summariesOf(
  parameters: readonly string[],
  buffer: ArrayBuffer | ArrayBufferView,
): Map<string, ParameterSummary> {
  const width = summaryColumns.length;
  const bytes = parameters.length * width * Float32Array.BYTES_PER_ELEMENT;
  if (buffer.byteLength !== bytes) {
    throw new RangeError(`summaries of ${parameters.length} parameters need ${bytes} bytes, got ${buffer.byteLength}`);
  }
  const view = ArrayBuffer.isView(buffer) ? buffer : new Uint8Array(buffer);
  const rows = new Float32Array(view.buffer.slice(view.byteOffset, view.byteOffset + bytes) as ArrayBuffer);
  const summary = (row: number) =>
    Object.fromEntries(summaryColumns.map((column, i) => [column, rows[row * width + i]]));
  return new Map(parameters.map((name, row) => [name, summary(row) as unknown as ParameterSummary]));
}
