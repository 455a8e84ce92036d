// Writes the files of a run (run_file.ts), from its header on or behind what an earlier process has written.
import {
  appendFileSync,
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  entriesFile,
  imageFile,
  pointsFile,
  RECORD_BYTES,
  RECORD_NUMBERS,
  RUN_FILE,
  type RunChange,
  type RunHeader,
  type SeriesEntry,
  type SeriesInfo,
  type SeriesKind,
} from './run_file.js';
import { StoredRun } from './stored_run.js';

interface WrittenSeries extends SeriesInfo {
  /** Records in its file. */
  count: number;
  /** Step and value of the last one that was found when the run was resumed. */
  last: { step: number; value: number } | null;
}

export class RunWriter {
  private readonly series = new Map<string, WrittenSeries>();

  private constructor(readonly folder: string) {}

  static create(folder: string, header: RunHeader): RunWriter {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, RUN_FILE), `${JSON.stringify(header)}\n`, { flag: 'wx' });
    return new RunWriter(folder);
  }

  /** Goes on behind the last whole record of each file. */
  static resume(stored: StoredRun): RunWriter {
    const writer = new RunWriter(stored.folder);
    cutTornLine(join(stored.folder, RUN_FILE));
    for (const info of stored.series.values()) {
      const state = info.kind === 'scalar' ? lastRecord(stored.folder, info.n) : lastEntry(stored.folder, info.n);
      writer.series.set(info.name, { ...info, ...state });
    }
    writer.change({ resumed: Date.now() });
    return writer;
  }

  /** The highest step of what was resumed; -1 if nothing was. */
  get lastStep(): number {
    return Math.max(-1, ...[...this.series.values()].map(({ last }) => last?.step ?? -1));
  }

  lastValue(name: string): number | undefined {
    return this.series.get(name)?.last?.value;
  }

  change(change: RunChange): void {
    appendFileSync(join(this.folder, RUN_FILE), `${JSON.stringify(change)}\n`);
  }

  /** The kind under which a name is logged, if it is. */
  kindOf(name: string): SeriesKind | undefined {
    return this.series.get(name)?.kind;
  }

  /** Appends records to a scalar series and gives the index of the first. */
  points(name: string, rows: Float64Array): number {
    const series = this.seriesOf(name, 'scalar');
    const first = series.count;
    appendFileSync(join(this.folder, pointsFile(series.n)), new Uint8Array(rows.buffer));
    series.count += rows.length / RECORD_NUMBERS;
    return first;
  }

  /** Appends an entry and gives how many there are now. */
  entry(name: string, kind: SeriesKind, entry: SeriesEntry, png?: Uint8Array): number {
    const series = this.seriesOf(name, kind);
    // The pixels first: a line that names them must find them.
    if (png !== undefined) writeFileSync(join(this.folder, imageFile(series.n, series.count)), png);
    appendFileSync(join(this.folder, entriesFile(series.n)), `${JSON.stringify(entry)}\n`);
    return ++series.count;
  }

  private seriesOf(name: string, kind: SeriesKind): WrittenSeries {
    let series = this.series.get(name);
    if (series === undefined) {
      const n = Math.max(-1, ...[...this.series.values()].map((other) => other.n)) + 1;
      series = { name, kind, n, count: 0, last: null };
      this.series.set(name, series);
      this.change({ series: true, name, kind, n });
    }
    return series;
  }
}

type SeriesState = Pick<WrittenSeries, 'count' | 'last'>;

function lastRecord(folder: string, n: number): SeriesState {
  const file = openSync(join(folder, pointsFile(n)), 'a+');
  try {
    const count = Math.floor(fstatSync(file).size / RECORD_BYTES);
    ftruncateSync(file, count * RECORD_BYTES);
    if (count === 0) return { count, last: null };
    const record = new Float64Array(RECORD_NUMBERS);
    readSync(file, new Uint8Array(record.buffer), 0, RECORD_BYTES, (count - 1) * RECORD_BYTES);
    return { count, last: { step: record[0], value: record[2] } };
  } finally {
    closeSync(file);
  }
}

function lastEntry(folder: string, n: number): SeriesState {
  const file = join(folder, entriesFile(n));
  const lines = cutTornLine(file);
  const step = lines.length === 0 ? NaN : Number((JSON.parse(lines[lines.length - 1]) as { s?: unknown }).s);
  return { count: lines.length, last: Number.isFinite(step) ? { step, value: NaN } : null };
}

/** Takes away what stands behind the last line end, and gives the lines. */
function cutTornLine(file: string): string[] {
  let bytes: Buffer;
  try {
    bytes = readFileSync(file);
  } catch {
    return [];
  }
  const whole = bytes.lastIndexOf(0x0a) + 1;
  if (whole < bytes.length) truncateSync(file, whole);
  return bytes.toString('utf8', 0, whole).split('\n').slice(0, -1);
}
