/** Histograms of one name over the steps as a map of densities: x the step, y the value, colour the share of the values. */
import type { HistogramEntry } from 'gluonlab/messages';
import { axisStyle, plainLayout } from './figure.js';
import type { ChartTheme } from './figure.js';

const ROWS = 64;
/** More histograms than these are drawn as every second, third, ... one. */
const COLUMNS = 200;

export interface HistogramMap {
  steps: number[];
  /** Middle of each row. */
  values: number[];
  /** `shares[row][column]`: part of all values, 0 to 1. */
  shares: number[][];
}

export function histogramMap(entries: readonly HistogramEntry[]): HistogramMap {
  const stride = Math.ceil(entries.length / COLUMNS);
  const shown = entries.filter((_, i) => (entries.length - 1 - i) % stride === 0);
  const low = Math.min(...shown.map(({ edges }) => edges[0]));
  const high = Math.max(...shown.map(({ edges }) => edges[edges.length - 1]));
  const width = (high - low) / ROWS;
  const columns = shown.map((entry) => rebinned(entry, low, width));
  return {
    steps: shown.map(({ s }) => s),
    values: Array.from({ length: ROWS }, (_, row) => low + (row + 0.5) * width),
    shares: Array.from({ length: ROWS }, (_, row) => columns.map((column) => column[row])),
  };
}

/** Spreads the counts of a histogram evenly over each of its bins. */
function rebinned({ edges, counts }: HistogramEntry, low: number, width: number): number[] {
  const rows = new Array<number>(ROWS).fill(0);
  const total = counts.reduce((sum, count) => sum + count, 0) || 1;
  const rowOf = (value: number) => Math.min(ROWS - 1, Math.max(0, Math.floor((value - low) / width)));
  counts.forEach((count, bin) => {
    const [from, to] = [edges[bin], edges[bin + 1]];
    for (let row = rowOf(from); row <= rowOf(to); row++) {
      const overlap = Math.min(to, low + (row + 1) * width) - Math.max(from, low + row * width);
      if (overlap > 0) {
        rows[row] += (count * overlap) / (to - from) / total;
      }
    }
  });
  return rows;
}

export function histogramFigure(entries: readonly HistogramEntry[], color: string, theme: ChartTheme) {
  const { steps, values, shares } = histogramMap(entries);
  const trace = {
    type: 'heatmap',
    x: steps,
    y: values,
    z: shares,
    colorscale: [
      [0, theme.background],
      [1, color],
    ],
    showscale: false,
    hovertemplate: 'step %{x}<br>value %{y:.4~g}<br>%{z:.1%} of all<extra></extra>',
  };
  const layout = {
    ...plainLayout(theme),
    xaxis: { ...axisStyle(theme), title: { text: 'step', standoff: 6, font: { color: theme.faintText } } },
    yaxis: { ...axisStyle(theme), nticks: 6, exponentformat: 'e' },
  };
  return { traces: [trace], layout };
}
