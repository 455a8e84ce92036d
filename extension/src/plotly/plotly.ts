/**
 * plotly.js, fetched when the first chart is drawn: 1.4 MB that nobody pays who looks at none. Only the calls that are made
 * are declared here; the package carries no types.
 */
export interface PlotlyElement extends HTMLElement {
  /** As it is drawn; on a date axis the ends are texts. */
  layout: { xaxis: { range?: [unknown, unknown] } };
  on(event: 'plotly_relayout', listener: (change: Record<string, unknown>) => void): void;
  on(event: 'plotly_hover', listener: (data: { xvals?: unknown[]; points: { customdata: number }[] }) => void): void;
  on(event: 'plotly_unhover', listener: () => void): void;
}

export interface Plotly {
  react(
    element: HTMLElement,
    traces: readonly object[],
    layout: Record<string, unknown>,
    config: Record<string, unknown>,
  ): Promise<PlotlyElement>;
  purge(element: HTMLElement): void;
  /** A picture as an address. */
  toImage(element: HTMLElement, options: { format: 'svg'; width: number; height: number }): Promise<string>;
  Fx: {
    hover(
      element: HTMLElement,
      at: { xval: unknown } | { curveNumber: number; pointNumber: number }[],
      subplot: string,
      isSilent: boolean,
    ): void;
    unhover(element: HTMLElement): void;
  };
}

export async function loadPlotly(): Promise<Plotly> {
  const module = await import('plotly.js-cartesian-dist-min');
  return module.default;
}
