/** The curves as files: every point as CSV or JSON, the charts as they are drawn as SVG or PNG. */
import type { Picture } from './chart.js';
import type { CurvesModel } from './model.js';

const COLUMNS = 2;
const TITLE_HEIGHT = 24;

/** The shown runs and their points in the kernel's files, all of them up to a million of each metric. */
export async function exportedRuns(model: CurvesModel) {
  return Promise.all(
    model.shownRuns.map(async (run) => ({
      ...run.header,
      metrics: Object.fromEntries(
        await Promise.all(
          [...run.metrics.keys()].map(async (name) => {
            const { steps, times, values } = await model.feed.whole(run, name);
            const seconds = Array.from(times, (ms) => ms / 1000);
            return [name, { steps: [...steps], seconds, values: [...values] }] as const;
          }),
        ),
      ),
    })),
  );
}

export type ExportedRun = Awaited<ReturnType<typeof exportedRuns>>[number];

/** One line for each point. */
export function asCsv(runs: readonly ExportedRun[]): string {
  const lines = runs.flatMap(({ id, run, metrics }) =>
    Object.entries(metrics).flatMap(([name, { steps, seconds, values }]) =>
      values.map((value, i) => [run, id, name, steps[i], seconds[i], value].map(field).join(',')),
    ),
  );
  return ['run,id,metric,step,seconds,value', ...lines, ''].join('\r\n');
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
