/** What readers have marked on the curves: a sign and its text at the step, as one more trace of each run. */
import type { Position } from './axis.js';
import type { Trace } from './figure.js';
import type { Run } from './runs.js';
import type { Curve } from './series.js';

/** A longer text is cut in the chart, and whole at the pointer. */
const LABEL_LENGTH = 20;

/** A mark stands at the first point that was logged at its step or later. */
export function markTrace(run: Run, curve: Curve, x: Position, y: Float64Array, color: string): Trace[] {
  const marks = (run.header.marks ?? []).flatMap((mark) => {
    const at = curve.steps.findIndex((step) => step >= mark.step);
    return at < 0 ? [] : [{ ...mark, at }];
  });
  if (marks.length === 0) {
    return [];
  }
  return [
    {
      name: shown(run.name),
      x: Float64Array.from(marks, ({ at }) => x(at)),
      y: Float64Array.from(marks, ({ at }) => y[at]),
      type: 'scatter',
      mode: 'markers+text',
      opacity: 1,
      line: { color, width: 0 },
      marker: { color, size: 9, symbol: 'diamond' },
      customdata: Float64Array.from(marks, ({ step }) => step),
      text: marks.map(({ text }) => shown(cut(text))),
      hovertext: marks.map(({ text }) => shown(text)),
      textposition: 'top center',
      hovertemplate: '%{hovertext}',
    },
  ];
}

const cut = (text: string) => (text.length > LABEL_LENGTH ? `${text.slice(0, LABEL_LENGTH - 1)}…` : text);
/** Plotly takes some tags; here all is text. */
const shown = (text: string) => text.replaceAll('<', '&lt;');
