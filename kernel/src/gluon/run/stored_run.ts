// A run as it lies on disk, read back: what it is, and the points of its series. A torn last record is left out; what makes
// no sense is refused by a sentence that names the file and the line.
import { readFileSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import {
  entriesFile,
  imageFile,
  pointsFile,
  RECORD_BYTES,
  RECORD_NUMBERS,
  RUN_FILE,
  type Mark,
  type RunHeader,
  type SeriesEntry,
  type SeriesInfo,
  type SeriesKind,
} from './run_file.js';

/** Columns of a scalar series. */
export interface SeriesPoints {
  steps: Float64Array;
  /** Milliseconds since the run was created. */
  times: Float64Array;
  values: Float64Array;
}

/** Whole records of step, milliseconds, value; `first`: index of the first in its series. */
export interface Records {
  rows: Float64Array;
  first: number;
}

/** Records read at once: 768 kB. */
const CHUNK = 32_768;
const KINDS: readonly string[] = ['scalar', 'histogram', 'image', 'text'] satisfies SeriesKind[];

type Line = Record<string, unknown>;

export class StoredRun {
  private constructor(
    readonly folder: string,
    readonly header: RunHeader,
    readonly series: ReadonlyMap<string, SeriesInfo>,
    /** Whether the run was finished. */
    readonly ended: boolean,
  ) {}

  /** Reads what is known of a run, not its points. */
  static async open(folder: string): Promise<StoredRun> {
    return StoredRun.parse(folder, await readFile(join(folder, RUN_FILE), 'utf8'));
  }
  static openSync(folder: string): StoredRun {
    return StoredRun.parse(folder, readFileSync(join(folder, RUN_FILE), 'utf8'));
  }

  private static parse(folder: string, text: string): StoredRun {
    const file = join(folder, RUN_FILE);
    const [first, ...rest] = parseLines(text, file);
    const header = checkedHeader(first, file);
    const series = new Map<string, SeriesInfo>();
    let ended = false;
    for (const line of rest) {
      if (line.series === true) {
        const info = checkedSeries(line);
        if (info !== null) series.set(info.name, info);
      } else if (typeof line.name === 'string') header.run = line.name;
      else if (typeof line.notes === 'string') header.notes = line.notes;
      else if (isMark(line.mark)) header.marks = withMark(header.marks ?? [], line.mark);
      else if (Array.isArray(line.tags)) header.tags = line.tags.map(String);
      else if (isRecord(line.config)) header.config = { ...header.config, ...line.config };
      else if (line.end !== undefined || line.resumed !== undefined) ended = line.end !== undefined;
    }
    return new StoredRun(folder, header, series, ended);
  }

  get id(): string {
    return this.header.id;
  }
  get name(): string {
    return this.header.run;
  }
  get config(): Record<string, unknown> {
    return this.header.config;
  }
  get notes(): string {
    return this.header.notes ?? '';
  }
  /** Names of what was logged as numbers. */
  get metrics(): string[] {
    return [...this.series.values()].filter(({ kind }) => kind === 'scalar').map(({ name }) => name);
  }

  /** How many whole records a series has. */
  async count(name: string): Promise<number> {
    const { kind, n } = this.find(name);
    if (kind !== 'scalar') return (await this.entries(name)).length;
    const { size } = await stat(join(this.folder, pointsFile(n))).catch(() => ({ size: 0 }));
    return Math.floor(size / RECORD_BYTES);
  }

  /** The numbers logged under a name, from index `from` up to `to`. Default: all. */
  async points(name: string, from = 0, to = Infinity): Promise<SeriesPoints> {
    const end = Math.min(to, await this.count(name));
    const count = Math.max(0, end - from);
    const points = {
      steps: new Float64Array(count),
      times: new Float64Array(count),
      values: new Float64Array(count),
    };
    for await (const { rows, first } of this.records(name, from, end)) {
      for (let row = 0, i = first - from; row < rows.length; row += RECORD_NUMBERS, ++i) {
        points.steps[i] = rows[row];
        points.times[i] = rows[row + 1];
        points.values[i] = rows[row + 2];
      }
    }
    return points;
  }

  /** The records of a scalar series in order, some at a time; `rows` is valid until the next are asked for. */
  async *records(name: string, from = 0, to = Infinity): AsyncGenerator<Records> {
    if (to <= from) return;
    const file = await open(join(this.folder, pointsFile(this.find(name, 'scalar').n)), 'r');
    try {
      const chunk = new Float64Array(Math.min(CHUNK, to - from) * RECORD_NUMBERS);
      const bytes = new Uint8Array(chunk.buffer);
      for (let first = from; first < to;) {
        const wanted = Math.min(CHUNK, to - first) * RECORD_BYTES;
        const { bytesRead } = await file.read(bytes, 0, wanted, first * RECORD_BYTES);
        const count = Math.floor(bytesRead / RECORD_BYTES);
        if (count === 0) return;
        yield { rows: chunk.subarray(0, count * RECORD_NUMBERS), first };
        first += count;
      }
    } finally {
      await file.close();
    }
  }

  /** The histograms, images or texts logged under a name. */
  async entries(name: string): Promise<SeriesEntry[]> {
    const file = join(this.folder, entriesFile(this.find(name).n));
    return parseLines(await readFile(file, 'utf8').catch(() => ''), file).filter(isEntry);
  }

  /** The PNG file of an image that was logged. */
  async image(name: string, index: number): Promise<Uint8Array> {
    return readFile(join(this.folder, imageFile(this.find(name, 'image').n, index)));
  }

  private find(name: string, kind?: SeriesKind): SeriesInfo {
    const info = this.series.get(name);
    if (info !== undefined && (kind === undefined || info.kind === kind)) return info;
    const names = [...this.series.keys()].join(', ') || 'nothing';
    throw new RangeError(`run ${this.id} has no ${kind ?? 'series'} '${name}', it has logged ${names}`);
  }
}

/** The lines that are JSON objects. Only the last may be torn; another that is broken is passed over, but not the header. */
function parseLines(text: string, file: string): Line[] {
  const parsed: Line[] = [];
  text.split('\n').forEach((line, i) => {
    if (line === '') return;
    try {
      const value: unknown = JSON.parse(line);
      if (isRecord(value)) parsed.push(value);
    } catch {
      if (i === 0) throw new RangeError(`${file}, line 1: expected the header of a run, got ${line.slice(0, 40)}`);
    }
  });
  return parsed;
}

function checkedHeader(line: Line | undefined, file: string): RunHeader {
  if (line === undefined) throw new RangeError(`${file} is empty, expected the header of a run`);
  if (line.v !== 1) {
    throw new RangeError(`${file} is a run of version ${JSON.stringify(line.v)}, this gluonlab reads version 1`);
  }
  const { id, run, created, config, notes, tags } = line;
  // The largest time that a Date can hold.
  const isTime = typeof created === 'number' && Math.abs(created) <= 8.64e15;
  if (typeof id !== 'string' || typeof run !== 'string' || !isTime) {
    throw new RangeError(`${file}, line 1: a header needs the texts id and run, and created, a time in milliseconds`);
  }
  return {
    v: 1,
    run,
    id,
    created,
    config: isRecord(config) ? config : {},
    ...(typeof notes === 'string' && { notes }),
    ...(Array.isArray(tags) && { tags: tags.map(String) }),
  };
}

function checkedSeries({ name, kind, n }: Line): SeriesInfo | null {
  if (typeof name !== 'string' || !KINDS.includes(kind as string) || !Number.isInteger(n) || (n as number) < 0)
    return null;
  return { name, kind: kind as SeriesKind, n: n as number };
}

function isEntry(line: Line): line is Line & SeriesEntry {
  const numbers = (value: unknown): value is number[] => Array.isArray(value) && value.every(Number.isFinite);
  const { edges, counts } = line;
  const isHistogram = numbers(edges) && numbers(counts) && counts.length > 0 && edges.length === counts.length + 1;
  const isImage = Number.isInteger(line.width) && Number.isInteger(line.height);
  return (
    Number.isFinite(line.s) && Number.isFinite(line.t) && (isHistogram || isImage || typeof line.text === 'string')
  );
}

const isMark = (value: unknown): value is Mark =>
  isRecord(value) && Number.isFinite(value.step) && typeof value.text === 'string';

function withMark(marks: readonly Mark[], mark: Mark): Mark[] {
  const others = marks.filter(({ step }) => step !== mark.step);
  return mark.text === '' ? others : [...others, mark].sort((a, b) => a.step - b.step);
}

const isRecord = (value: unknown): value is Line =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
