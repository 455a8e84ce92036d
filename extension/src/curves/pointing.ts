/** Where a reader points in one chart, so that the others show the same place. */
import type { Trace } from './figure.js';

export interface Place {
  /** Position on the x axis. */
  x: unknown;
  /** Of the point that lies nearest. Over another metric a curve may pass one x several times: there the step says where. */
  step: number;
}

/** Plotly's name of a point in a chart. */
export interface DrawnPoint {
  curveNumber: number;
  pointNumber: number;
}

/** The point of each curve that was logged at the nearest step. */
export function nearestPoints(traces: readonly Trace[], step: number): DrawnPoint[] {
  return traces.flatMap(({ customdata: steps, hoverinfo, mode }, curveNumber) => {
    if (hoverinfo === 'skip' || mode === 'markers+text' || steps.length === 0) {
      return [];
    }
    const distance = (i: number) => Math.abs(steps[i] - step);
    const pointNumber = steps.reduce((nearest, _, i) => (distance(i) < distance(nearest) ? i : nearest), 0);
    return [{ curveNumber, pointNumber }];
  });
}
