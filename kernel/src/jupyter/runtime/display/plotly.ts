/**
 * A plotly.js figure as the bundle that JupyterLab, Notebook and VS Code draw. Typed arrays and NDArrays become plain lists, as
 * JSON needs them; front ends without plotly show what the figure holds as text.
 */

import type { MimeBundle } from '../../threads.js';

/** https://plotly.com/javascript/reference: one object per trace, and the layout around them. */
export interface PlotlyFigure {
  data: readonly Readonly<Record<string, unknown>>[];
  layout?: Readonly<Record<string, unknown>>;
  config?: Readonly<Record<string, unknown>>;
  frames?: readonly unknown[];
}

export const plotlyMime = 'application/vnd.plotly.v1+json';

export function plotlyBundle(figure: PlotlyFigure): MimeBundle {
  if (!Array.isArray(figure?.data)) {
    throw new TypeError('display.plotly takes a figure { data: [...traces], layout? }; data is no list');
  }
  const { data, layout = {}, config, frames } = plain(figure) as PlotlyFigure;
  return { [plotlyMime]: { data, layout, config, frames }, 'text/plain': summary(data, layout) };
}

/** `value` with every array of numbers, whatever its class, as a list. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return Array.from(value as unknown as Iterable<number | bigint>, plain);
  if (Array.isArray(value)) return value.map(plain);
  const { arraySync } = value as { arraySync?: () => unknown };
  if (typeof arraySync === 'function') return arraySync.call(value);
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

function summary(data: PlotlyFigure['data'], layout: Readonly<Record<string, unknown>>): string {
  const { title } = layout;
  const text = typeof title === 'string' ? title : (title as { text?: unknown } | undefined)?.text;
  const traces = data.map(({ type = 'scatter', name, x, y, z }) => {
    const longest = Math.max(...[x, y, z].map((list) => (Array.isArray(list) ? list.length : 0)));
    return `${String(type)}${typeof name === 'string' ? ` '${name}'` : ''} of ${longest}`;
  });
  return `Plotly figure${typeof text === 'string' ? ` '${text}'` : ''}: ${traces.join(', ') || 'no traces'}`;
}
