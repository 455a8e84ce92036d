// A progress bar around any iterable, updated in place.
//
//   for await (const [x, y] of mx.progress(loader, { label: 'epoch 1' })) ...
//
// Where it is drawn is a matter of the host: a notebook kernel installs a sink; else it is the terminal, if there is one.
import { GluonError } from './errors.js';
import { checkOptions } from './options.js';

export interface ProgressOptions {
  /** Number of items. Default: the iterable's length or size, if it has one. */
  total?: number;
  label?: string;
}

/** What a sink draws. */
export interface ProgressState {
  /** The same for all states of one bar. */
  id: string;
  label: string;
  done: number;
  /** null when nobody knows. */
  total: number | null;
  elapsedMs: number;
  /** How far it is, in numbers: `3/10 [0:01<0:02, 3 it/s]`. */
  counts: string;
  /** Text behind the bar. */
  note: string;
  ended: boolean;
  /** All of it in one line. */
  text: string;
}

export type ProgressSink = (state: ProgressState) => void;

const DRAW_MS = 100;
/** Between two lines where lines cannot be drawn over. */
const LINE_MS = 10_000;
const BAR_WIDTH = 20;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
let sink: ProgressSink = drawInTerminal;
let bars = 0;

/** Sends bars elsewhere; null: back to the terminal. */
export function setProgressSink(next: ProgressSink | null): void {
  sink = next ?? drawInTerminal;
}

let lastLine = 0;

/** In a terminal a bar is drawn over itself; a log file gets a line now and then, and one at the end. */
function drawInTerminal({ text, elapsedMs, ended }: ProgressState): void {
  if (process.stderr.isTTY) {
    process.stderr.write(`\r${text}\x1b[K${ended ? '\n' : ''}`);
  } else if (ended || (elapsedMs >= LINE_MS && performance.now() - lastLine >= LINE_MS)) {
    lastLine = performance.now();
    process.stderr.write(`${text}\n`);
  }
}

export class Progress<T> {
  private readonly id = `progress-${process.pid}-${++bars}`;
  private readonly total: number | null;
  private readonly label: string;
  private noteText = '';
  private done = 0;
  private start = 0;
  private drawn = 0;

  constructor(
    private readonly source: Iterable<T> | AsyncIterable<T>,
    options: ProgressOptions = {},
  ) {
    checkOptions('progress', options, ['total', 'label']);
    if (source === null || source === undefined || !(Symbol.iterator in source || Symbol.asyncIterator in source)) {
      throw new GluonError(`progress: ${String(source)} cannot be iterated`, 'value');
    }
    this.total = options.total ?? lengthOf(source);
    this.label = options.label ?? '';
  }

  /** Text behind the bar, such as the current loss. */
  note(text: string): void {
    this.noteText = text;
  }

  *[Symbol.iterator](): Generator<T> {
    if (!(Symbol.iterator in this.source)) {
      throw new GluonError('progress: the source gives its items one await at a time: use `for await`', 'value');
    }
    this.begin();
    try {
      for (const item of this.source) {
        yield item;
        this.step();
      }
    } finally {
      this.draw(true);
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T> {
    this.begin();
    try {
      for await (const item of this.source) {
        yield item;
        this.step();
      }
    } finally {
      this.draw(true);
    }
  }

  private begin(): void {
    this.done = 0;
    this.start = performance.now();
    this.draw(false);
  }

  private step(): void {
    ++this.done;
    if (performance.now() - this.drawn >= DRAW_MS) this.draw(false);
  }

  private draw(ended: boolean): void {
    this.drawn = performance.now();
    const { id, label, done, total, noteText: note } = this;
    const elapsedMs = this.drawn - this.start;
    const counts = countsOf(done, total, elapsedMs / 1000);
    const text = line(label, done, total, counts, note);
    sink({ id, label, done, total, elapsedMs, counts, note, ended, text });
  }
}

/** Wraps an iterable in a progress bar; `for` or `for await` as for the iterable itself. */
export function progress<T>(source: Iterable<T> | AsyncIterable<T>, options?: ProgressOptions): Progress<T> {
  return new Progress(source, options);
}

function lengthOf(source: object): number | null {
  const { length, size } = source as { length?: unknown; size?: unknown };
  return typeof length === 'number' ? length : typeof size === 'number' ? size : null;
}

function countsOf(done: number, total: number | null, seconds: number): string {
  const rate = done > 0 && seconds > 0 ? done / seconds : null;
  const perSecond = rate === null ? '' : `, ${rate >= 100 ? rate.toFixed(0) : rate.toPrecision(3)} it/s`;
  if (total === null) return `${done} [${clock(seconds)}${perSecond}]`;
  const left = rate === null ? '' : `<${clock((total - done) / rate)}`;
  return `${done}/${total} [${clock(seconds)}${left}${perSecond}]`;
}

function line(label: string, done: number, total: number | null, counts: string, note: string): string {
  const head = label === '' ? '' : `${label}: `;
  const tail = note === '' ? '' : ` ${note}`;
  if (total === null) return `${head}${counts}${tail}`;
  const part = total === 0 ? 1 : Math.min(1, done / total);
  const percent = `${Math.floor(100 * part)}%`.padStart(4);
  return `${head}${percent} |${bar(part)}| ${counts}${tail}`;
}

function bar(part: number): string {
  const eighths = Math.floor(part * BAR_WIDTH * 8);
  return ('█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7]).padEnd(BAR_WIDTH);
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
