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
  /** Text behind the bar. */
  note: string;
  ended: boolean;
  /** All of it in one line. */
  text: string;
}

export type ProgressSink = (state: ProgressState) => void;

const DRAW_MS = 100;
const BAR_WIDTH = 20;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];
let sink: ProgressSink = drawInTerminal;
let bars = 0;

/** Sends bars elsewhere; null: back to the terminal. */
export function setProgressSink(next: ProgressSink | null): void {
  sink = next ?? drawInTerminal;
}

function drawInTerminal({ text, ended }: ProgressState): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${text}\x1b[K${ended ? '\n' : ''}`);
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
    sink({ id, label, done, total, elapsedMs, note, ended, text: line(label, done, total, elapsedMs, note) });
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

function line(label: string, done: number, total: number | null, elapsedMs: number, note: string): string {
  const seconds = elapsedMs / 1000;
  const rate = done > 0 && seconds > 0 ? done / seconds : null;
  const perSecond = rate === null ? '' : `, ${rate >= 100 ? rate.toFixed(0) : rate.toPrecision(3)} it/s`;
  const head = label === '' ? '' : `${label}: `;
  const tail = note === '' ? '' : ` ${note}`;
  if (total === null) return `${head}${done} [${clock(seconds)}${perSecond}]${tail}`;
  const part = total === 0 ? 1 : Math.min(1, done / total);
  const left = rate === null ? '' : `<${clock((total - done) / rate)}`;
  const percent = `${Math.floor(100 * part)}%`.padStart(4);
  return `${head}${percent} |${bar(part)}| ${done}/${total} [${clock(seconds)}${left}${perSecond}]${tail}`;
}

function bar(part: number): string {
  const eighths = Math.floor(part * BAR_WIDTH * 8);
  return ('█'.repeat(eighths >> 3) + EIGHTHS[eighths & 7]).padEnd(BAR_WIDTH);
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}
