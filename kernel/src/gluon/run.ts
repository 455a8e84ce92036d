// Runs: the metrics of a training, kept in an append-only file beside the notebook and told to listeners as they come.
//
//   const run = mx.run('lenet', { config: { learningRate: 0.01 } });
//   run.log({ loss: l.mean() });  ...  run.finish();
//
// File <dir>/<id>.jsonl: a header line, one line per point, an end line. Points are written in batches: at most every 50 ms.
import { randomBytes } from 'node:crypto';
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pause } from './autograd.js';
import { GluonError } from './errors.js';
import { keep, NDArray } from './ndarray.js';
import { checkOptions } from './options.js';

/** First line of a run file. `created` in milliseconds since 1970. */
export interface RunHeader {
  v: 1;
  run: string;
  id: string;
  created: number;
  config: Record<string, unknown>;
}

/** One logged point: step, milliseconds since the run was created, metrics (non-finite numbers as text). */
export interface RunPoint {
  s: number;
  t: number;
  m: Record<string, number | string>;
}

export type RunEvent =
  | { type: 'start'; header: RunHeader }
  /** `first`: index of the first of these points in the run. */
  | { type: 'points'; id: string; first: number; points: RunPoint[] }
  | { type: 'end'; id: string };

export interface RunOptions {
  /** Folder of the run files. Default: .gluonlab/runs under the working directory. */
  dir?: string;
  /** Anything JSON can hold, to tell runs apart. */
  config?: Record<string, unknown>;
}

/** A number, or an array with one element that is read when the point is written. */
export type Metrics = Record<string, number | NDArray>;

const FLUSH_MS = 50;
const listeners = new Set<(event: RunEvent) => void>();
const live = new Set<Run>();

/** Calls `listener` at every start, batch of points and end of any run. Returns the function that stops it. */
export function onRunEvent(listener: (event: RunEvent) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const tell = (event: RunEvent): void => {
  for (const listener of listeners) listener(event);
};

process.on('exit', () => {
  for (const run of live) run.flush();
});

interface PendingPoint {
  s: number;
  t: number;
  m: Metrics;
}

export class Run {
  readonly id: string;
  readonly file: string;
  private readonly created = Date.now();
  private pending: PendingPoint[] = [];
  private written = 0;
  private nextStep = 0;
  private lastFlush = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    readonly name: string,
    options: RunOptions = {},
  ) {
    checkOptions('run', options, ['dir', 'config']);
    const { dir = join('.gluonlab', 'runs'), config = {} } = options;
    if (typeof name !== 'string' || name.trim() === '') {
      throw new GluonError(`run: name is ${JSON.stringify(name)}, expected a text`, 'value');
    }
    this.id = `${slug(name)}-${timestamp(this.created)}-${randomBytes(2).toString('hex')}`;
    this.file = resolve(dir, `${this.id}.jsonl`);
    const header: RunHeader = { v: 1, run: name, id: this.id, created: this.created, config };
    try {
      mkdirSync(resolve(dir), { recursive: true });
      writeFileSync(this.file, `${JSON.stringify(header)}\n`, { flag: 'wx' });
    } catch (cause) {
      throw new GluonError(`run: cannot write ${this.file}: ${(cause as Error).message}`, 'value');
    }
    live.add(this);
    tell({ type: 'start', header });
  }

  /** Adds a point. Without `step`: one more than the last. Arrays are copied now and read later, so a loop is not held up. */
  log(metrics: Metrics, step: number = this.nextStep): void {
    if (!live.has(this))
      throw new GluonError(`run '${this.name}' is finished, nothing can be logged any more`, 'value');
    if (!Number.isFinite(step)) throw new GluonError(`run.log: step is ${step}, expected a number`, 'value');
    const kept: Metrics = {};
    for (const [name, value] of Object.entries(metrics)) kept[name] = checkedMetric(name, value);
    this.nextStep = step + 1;
    this.pending.push({ s: step, t: Date.now() - this.created, m: kept });
    if (Date.now() - this.lastFlush >= FLUSH_MS) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), FLUSH_MS).unref();
  }

  /** Writes what was logged so far. It happens by itself; needed only to read the file at once. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.lastFlush = Date.now();
    if (this.pending.length === 0) return;
    const points = this.pending.map(({ s, t, m }) => ({ s, t, m: readMetrics(m) }));
    this.pending = [];
    appendFileSync(this.file, points.map((point) => `${JSON.stringify(point)}\n`).join(''));
    tell({ type: 'points', id: this.id, first: this.written, points });
    this.written += points.length;
  }

  /** Marks the run as complete. */
  finish(): void {
    if (!live.has(this)) return;
    this.flush();
    live.delete(this);
    appendFileSync(this.file, `${JSON.stringify({ end: Date.now() })}\n`);
    tell({ type: 'end', id: this.id });
  }

  toString(): string {
    return `Run ${this.name} (${this.written + this.pending.length} points, ${this.file})`;
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }
}

/** Starts a run. Its curves grow in the Training curves panel while it is logged to. */
export function run(name: string, options?: RunOptions): Run {
  return new Run(name, options);
}

function checkedMetric(name: string, value: number | NDArray): number | NDArray {
  if (typeof value === 'number') return value;
  if (!(value instanceof NDArray)) {
    throw new GluonError(`run.log: metric '${name}' is ${typeof value}, expected a number or an NDArray`, 'value');
  }
  if (value.size !== 1) {
    const shape = value.shape.join(', ');
    throw new GluonError(
      `run.log: metric '${name}' has shape (${shape}), expected one number; take its mean()`,
      'shape',
    );
  }
  // A copy: the caller may dispose the array or write into it before the point is read.
  return keep(pause(() => value.copy()));
}

function readMetrics(metrics: Metrics): Record<string, number | string> {
  const read: Record<string, number | string> = {};
  for (const [name, value] of Object.entries(metrics)) {
    const number = typeof value === 'number' ? value : itemOf(value);
    read[name] = Number.isFinite(number) ? number : String(number);
  }
  return read;
}

// Work that failed shows as NaN in the curve; its error reaches the user where the array itself is read.
function itemOf(array: NDArray): number {
  try {
    return array.item();
  } catch {
    return NaN;
  } finally {
    array.dispose();
  }
}

function slug(name: string): string {
  const text = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return text === '' ? 'run' : text.slice(0, 60);
}

/** YYYYMMDD-HHMMSS, local time. */
function timestamp(ms: number): string {
  const date = new Date(ms);
  const two = (value: number) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}${two(date.getMonth() + 1)}${two(date.getDate())}`;
  return `${day}-${two(date.getHours())}${two(date.getMinutes())}${two(date.getSeconds())}`;
}
