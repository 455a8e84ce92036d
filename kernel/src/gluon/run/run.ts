// Runs: what a training logs, kept in append-only files beside the notebook and told to listeners as it comes.
//
//   const run = mx.run('lenet', { config: { learningRate: 0.01 } });
//   for await (const [x, y] of run.track(loader)) { ...  run.log({ 'train/loss': l.mean() }); }
//   run.log({ 'val/accuracy': accuracy });  run.histogram('dense0', w);  run.image('input', x0);  run.finish();
//
// Points are written in batches, at most every 50 ms. A pause asked for in the panel takes effect at the next log or step.
import { resolve } from 'node:path';
import { GluonError } from '../errors.js';
import { encodePng } from '../io/png.js';
import { NDArray } from '../ndarray.js';
import { checkOptions } from '../options.js';
import { tell } from './events.js';
import { flowOf, newFlow, sleepWhilePaused } from './flow.js';
import { histogramOf } from './histogram.js';
import { checkedMetrics, eachRecord, recordsOf, type Metrics, type PendingPoint } from './metrics.js';
import { pixelsOf } from './pixels.js';
import { change, jsonOf, openRun, type RunOptions, type RunUpdate } from './run_options.js';
import type { RunHeader, SeriesEntry, SeriesKind } from './run_file.js';
import type { RunWriter } from './run_writer.js';
import { SystemSampler } from './system.js';
import { EventFile } from './tensorboard/event_file.js';
import type { SummaryValue } from './tensorboard/event.js';
import { Track } from './track.js';

const FLUSH_MS = 50;
const SYSTEM_MS = 1000;
const live = new Map<string, Run>();

process.on('exit', () => {
  for (const run of live.values()) run.flush();
});

export class Run {
  /** Folder of its files. */
  readonly folder: string;
  private readonly header: RunHeader;
  private readonly writer: RunWriter;
  private readonly events: EventFile | null;
  private readonly system: SystemSampler | null;
  private readonly systemTimer: NodeJS.Timeout | null = null;
  private readonly flow = newFlow();
  private readonly kinds = new Map<string, SeriesKind>();
  private pending: PendingPoint[] = [];
  private logged = 0;
  private nextStep: number;
  /** The step of the tracked loop; null outside of one that has begun. */
  private trackedStep: number | null = null;
  private epoch: number;
  private lastFlush = 0;
  private timer: NodeJS.Timeout | null = null;

  constructor(name: string, options: RunOptions = {}) {
    const { writer, header } = openRun(name, options, (id) => live.has(id));
    this.writer = writer;
    this.header = header;
    this.folder = resolve(writer.folder);
    this.nextStep = writer.lastStep + 1;
    this.epoch = writer.lastValue('epoch') ?? 0;
    this.events = options.tensorboard === true ? new EventFile(this.folder) : null;
    this.system = options.system === false ? null : new SystemSampler();
    if (this.system !== null) this.systemTimer = setInterval(() => this.logSystem(), SYSTEM_MS).unref();
    live.set(this.id, this);
    this.tellHeader();
  }

  get id(): string {
    return this.header.id;
  }
  get name(): string {
    return this.header.run;
  }
  get config(): Readonly<Record<string, unknown>> {
    return this.header.config;
  }
  /** The step that a log without one belongs to. */
  get step(): number {
    return this.trackedStep ?? this.nextStep;
  }
  /** Someone asked in the panel that the training stop: leave the loop. A tracked loop ends by itself. */
  get shouldStop(): boolean {
    return flowOf(this.flow) === 'stop';
  }

  /**
   * Adds a point to the curve of each metric. Without `step`: the step of the tracked loop, else one more than the last.
   * Arrays are copied now and read later, so a loop is not held up. Sleeps while the panel asks to pause.
   */
  log(metrics: Metrics, step: number = this.step): void {
    this.checkLive();
    checkStep(step);
    const kept = checkedMetrics(metrics);
    for (const name of Object.keys(kept)) this.claim(name, 'scalar');
    if (this.trackedStep === null) this.nextStep = step + 1;
    ++this.logged;
    this.add(step, kept);
    this.logSystem();
    this.holdWhilePaused();
  }

  /**
   * Logs how the values of an array are spread: weights, gradients, activations. Blocks until they are there. Without
   * `step`, here as for images and texts: the step that was logged last.
   */
  histogram(name: string, values: NDArray | ArrayLike<number>, step: number = this.latestStep): void {
    const histogram = histogramOf(values instanceof NDArray ? numbersOf(values) : values);
    this.addEntry(name, 'histogram', step, histogram, { histogram });
  }

  /**
   * Logs an image of shape (height, width), or with 1, 3 or 4 channels before or behind these. Integers are taken as 0 to
   * 255, other numbers as 0 to 1.
   */
  image(name: string, image: NDArray, step: number = this.latestStep): void {
    const pixels = pixelsOf(image);
    const { width, height, channels } = pixels;
    const png = encodePng(pixels);
    this.addEntry(name, 'image', step, { width, height }, { png, width, height, channels });
  }

  /** Logs a text: a sample of what the network writes, a remark. */
  text(name: string, text: string, step: number = this.latestStep): void {
    if (typeof text !== 'string')
      throw new GluonError(`run.text: '${name}' is ${typeof text}, expected a text`, 'value');
    this.addEntry(name, 'text', step, { text }, { text });
  }

  /**
   * Ties a loop to this run: `for await (const [x, y] of run.track(loader))`, or `for` where the source allows it. Each item
   * is a step, each loop an epoch, samples per second are counted, a pause holds the loop and a stop ends it.
   */
  track<T>(source: Iterable<T> | AsyncIterable<T>): Track<T> {
    return new Track(
      {
        beginEpoch: () => this.logEpoch(),
        beginStep: (samples) => this.beginStep(samples),
        endEpoch: () => this.endEpoch(),
      },
      source,
    );
  }

  /** Adds to the config, or replaces notes or tags. */
  update(update: RunUpdate): void {
    this.checkLive();
    checkOptions('run.update', update, ['config', 'notes', 'tags']);
    const { writer, header } = this;
    change({ writer, header }, JSON.parse(jsonOf(update)) as RunUpdate);
    this.tellHeader();
  }

  /** Writes what was logged so far. It happens by itself; needed only to read the files at once. */
  flush(): void {
    if (this.timer !== null) clearTimeout(this.timer);
    this.timer = null;
    this.lastFlush = Date.now();
    if (this.pending.length > 0) {
      const records = recordsOf(this.pending);
      this.pending = [];
      const blocks = [...records].map(([name, rows]) => {
        for (const { step, time, value } of eachRecord(rows)) this.addEvent(time, step, name, { scalar: value });
        return { name, first: this.writer.points(name, rows), rows };
      });
      tell({ type: 'points', id: this.id, blocks });
    }
    this.events?.flush();
  }

  /** Marks the run as complete. */
  finish(): void {
    if (!live.has(this.id)) return;
    this.flush();
    live.delete(this.id);
    if (this.systemTimer !== null) clearInterval(this.systemTimer);
    this.writer.change({ end: Date.now() });
    tell({ type: 'end', id: this.id });
  }
  [Symbol.dispose](): void {
    this.finish();
  }

  toString(): string {
    return `Run ${this.name} (${this.logged} points, ${this.folder})`;
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }

  private get latestStep(): number {
    return this.trackedStep ?? Math.max(0, this.nextStep - 1);
  }

  private add(step: number, metrics: Metrics): void {
    this.pending.push({ s: step, t: this.now(), m: metrics });
    if (Date.now() - this.lastFlush >= FLUSH_MS) this.flush();
    else this.timer ??= setTimeout(() => this.flush(), FLUSH_MS).unref();
  }

  /** Where an epoch begins on the axis of steps: the panel draws curves over epochs by it. */
  private logEpoch(): void {
    this.checkLive();
    this.claim('epoch', 'scalar');
    this.add(this.nextStep, { epoch: this.epoch });
  }

  private beginStep(samples: number): boolean {
    this.holdWhilePaused();
    if (this.shouldStop) return false;
    this.trackedStep = this.nextStep++;
    this.system?.count(samples);
    return true;
  }

  private endEpoch(): void {
    if (this.shouldStop || !live.has(this.id)) return;
    ++this.epoch;
    this.logEpoch();
  }

  private addEntry(name: string, kind: SeriesKind, step: number, content: object, value: SummaryValue): void {
    this.checkLive();
    checkStep(step);
    this.claim(name, kind);
    const entry = { s: step, t: this.now(), ...content } as SeriesEntry;
    const count = this.writer.entry(name, kind, entry, 'png' in value ? value.png : undefined);
    this.addEvent(entry.t, step, name, value);
    tell({ type: 'entry', id: this.id, name, kind, count });
  }

  private addEvent(ms: number, step: number, tag: string, value: SummaryValue): void {
    this.events?.add(this.header.created + ms, step, tag, value);
  }

  private logSystem(): void {
    const readings = this.system?.read();
    if (readings) this.add(this.latestStep, readings);
  }

  private holdWhilePaused(): void {
    if (flowOf(this.flow) !== 'pause') return;
    this.flush();
    sleepWhilePaused(this.flow);
  }

  /** A name is logged as one kind only. */
  private claim(name: string, kind: SeriesKind): void {
    const known = this.kinds.get(name) ?? this.writer.kindOf(name) ?? kind;
    if (known !== kind) throw new GluonError(`run: '${name}' is logged as ${known} already, not as ${kind}`, 'value');
    this.kinds.set(name, kind);
  }

  private checkLive(): void {
    if (live.has(this.id)) return;
    throw new GluonError(`run '${this.name}' is finished, nothing can be logged any more`, 'value');
  }

  /** Milliseconds since the run was created. */
  private now(): number {
    return Date.now() - this.header.created;
  }

  private tellHeader(): void {
    tell({ type: 'start', header: { ...this.header }, folder: this.folder, flow: this.flow });
  }
}

function numbersOf(array: NDArray): ArrayLike<number> {
  const data = array.dataSync();
  return data instanceof BigInt64Array ? Float64Array.from(data, Number) : data;
}

function checkStep(step: number): void {
  if (!Number.isFinite(step)) throw new GluonError(`run: step is ${String(step)}, expected a number`, 'value');
}
