/** Reads the colours of the current JupyterLab theme; plotly draws SVG attributes and cannot use CSS variables. */
import type { ChartTheme } from './figure.js';
import { RUN_COLORS } from './model.js';

export function chartTheme(node: HTMLElement): ChartTheme {
  const style = getComputedStyle(node);
  const value = (name: string) => style.getPropertyValue(name).trim();
  return {
    background: value('--jp-layout-color1'),
    text: value('--jp-ui-font-color1'),
    faintText: value('--jp-ui-font-color2'),
    grid: value('--jp-border-color2'),
    accent: value('--jp-brand-color1'),
    fontFamily: value('--jp-ui-font-family'),
    runs: Array.from({ length: RUN_COLORS }, (_, i) => value(`--gluonlab-run-${i}`)),
  };
}
