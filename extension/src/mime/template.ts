/**
 * The theme of JupyterLab as a template of plotly: what a figure does not set itself. Plotly draws SVG attributes and
 * cannot use CSS variables, so the colours are read when a figure is drawn.
 */
import { RUN_COLORS } from '../curves/model.js';

/** https://plotly.com/javascript/reference/layout/#layout-template */
export interface Template {
  layout: Record<string, unknown>;
}

/** `variable` gives the value of a CSS variable. */
export function themeTemplate(variable: (name: string) => string): Template {
  const axis = {
    gridcolor: variable('--jp-border-color2'),
    linecolor: variable('--jp-border-color1'),
    zerolinecolor: variable('--jp-border-color1'),
    automargin: true,
  };
  return {
    layout: {
      paper_bgcolor: 'rgba(0,0,0,0)',
      plot_bgcolor: 'rgba(0,0,0,0)',
      font: { family: variable('--jp-ui-font-family'), size: 12, color: variable('--jp-ui-font-color1') },
      colorway: Array.from({ length: RUN_COLORS }, (_, i) => variable(`--gluonlab-run-${i}`)),
      hoverlabel: { bgcolor: variable('--jp-layout-color1'), font: { color: variable('--jp-ui-font-color1') } },
      margin: { l: 56, r: 24, t: 48, b: 48 },
      xaxis: axis,
      yaxis: axis,
    },
  };
}

/** Plotly takes the buttons' colours from the layout only. */
export function modebarColours(variable: (name: string) => string): Record<string, string> {
  return {
    bgcolor: 'rgba(0,0,0,0)',
    color: variable('--jp-ui-font-color2'),
    activecolor: variable('--jp-brand-color1'),
  };
}
