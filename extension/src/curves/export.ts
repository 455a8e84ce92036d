/** The curves as files: every point as CSV or JSON, the charts as they are drawn as SVG or PNG. */
import type { RunHeader } from 'gluonlab/messages';
import type { Picture } from './chart.js';
import { xMetric } from './model.js';
import type { CurvesModel } from './model.js';
import type { Run } from './runs.js';

const COLUMNS = 2;
const TITLE_HEIGHT = 24;

export interface ExportedCurve {
  steps: number[];
  seconds: number[];
  values: number[];
  /** Over another metric: what that was at the same steps. */
  x?: number[];
}

export interface ExportedRun extends RunHeader {
  /** The metric of the x axis, if it shows one. */
  x?: string;
  metrics: Record<string, ExportedCurve>;
}

/**
 * The shown runs and their points in the kernel's files, all of them up to a million of each metric. Where the x axis is a
 * metric: the points that have an x.
 */
export async function exportedRuns(model: CurvesModel): Promise<ExportedRun[]> {
  const x = xMetric(model.settings.xAxis);
  const runs = x === null ? model.shownRuns : model.shownRuns.filter((run) => run.metrics.has(x));
  return Promise.all(runs.map((run) => exportedRun(model, run, x)));
}

async function exportedRun(model: CurvesModel, run: Run, x: string | null): Promise<ExportedRun> {
  const curves = [...run.metrics.keys()].map(async (name): Promise<[string, ExportedCurve]> => {
    const { steps, times, values, xs } = await model.feed.whole(run, name, x);
    const seconds = Array.from(times, (ms) => ms / 1000);
    return [name, { steps: [...steps], seconds, values: [...values], ...(xs && { x: [...xs] }) }];
  });
  const metrics = Object.fromEntries(await Promise.all(curves));
  return { ...run.header, ...(x !== null && { x }), metrics };
}

/** One line for each point; the last column is headed by the metric of the x axis, if it shows one. */
export function asCsv(runs: readonly ExportedRun[]): string {
  const x = runs.find((run) => run.x !== undefined)?.x;
  const heading = ['run', 'id', 'metric', 'step', 'seconds', 'value', ...(x === undefined ? [] : [`x: ${x}`])];
  const lines = runs.flatMap(({ id, run, metrics }) =>
    Object.entries(metrics).flatMap(([name, curve]) =>
      curve.values.map((value, i) => {
        const xs = curve.x === undefined ? [] : [curve.x[i]];
        return [run, id, name, curve.steps[i], curve.seconds[i], value, ...xs];
      }),
    ),
  );
  return [heading, ...lines].map((cells) => `${cells.map(field).join(',')}\r\n`).join('');
}

/** As RFC 4180 quotes; a text that a spreadsheet would take for a formula is made harmless. */
function field(value: string | number): string {
  const text = typeof value === 'string' && /^[=+\-@]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** All charts on one sheet. */
export function composeSvg(
  charts: readonly ({ name: string } & Picture)[],
  { background, text }: { background: string; text: string },
): { svg: string; width: number; height: number } {
  const cellWidth = Math.max(1, ...charts.map(({ width }) => width));
  const cellHeight = Math.max(1, ...charts.map(({ height }) => height)) + TITLE_HEIGHT;
  const columns = Math.min(COLUMNS, charts.length) || 1;
  const width = cellWidth * columns;
  const height = cellHeight * Math.ceil(charts.length / columns);
  const cells = charts.map(({ name, svg }, i) => {
    const [x, y] = [(i % columns) * cellWidth, Math.floor(i / columns) * cellHeight];
    const title = `<text x="12" y="17" font-family="sans-serif" font-size="13" font-weight="600" fill="${escaped(text)}">${escaped(name)}</text>`;
    return `<g transform="translate(${x} ${y})">${title}<g transform="translate(0 ${TITLE_HEIGHT})">${svg}</g></g>`;
  });
  const sheet = `<rect width="100%" height="100%" fill="${escaped(background)}"/>`;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${sheet}${cells.join('')}</svg>`;
  return { svg, width, height };
}

const escaped = (text: string) => text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);

/** Twice the size in pixels, for sharp screens. */
export async function asPng({ svg, width, height }: { svg: string; width: number; height: number }): Promise<Blob> {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
  try {
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [2 * width, 2 * height];
    canvas.getContext('2d')!.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob === null ? reject(new Error('the browser gives no picture')) : resolve(blob))),
    );
  } finally {
    URL.revokeObjectURL(image.src);
  }
}

/** Hands a file to the browser. */
export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
