/**
 * Keeps a RunStore equal to what the kernel has. On attach it asks for the runs and the points it lacks, then it follows
 * telemetry; where telemetry leaves a hole (page reload, dropped message, a run that was hidden) it asks for the hole.
 */
import { Signal } from '@lumino/signaling';
import { unpackJoined, unpackPoints } from 'gluonlab/messages';
import type { Ask, JoinedColumns, PointColumns, RequestName, TelemetryEvent, UnreadableRun } from 'gluonlab/messages';
import type { Answer } from '../comms/control.js';
import type { IKernelLink, Telemetry } from '../comms/tokens.js';
import { curveOf } from './joined_series.js';
import type { Run, RunStore } from './runs.js';
import { MOST_POINTS } from './series.js';
import type { Series } from './series.js';

/** `detached`: no kernel; `asking`: first answer outstanding; `ready`; `unanswered`: the last request failed. */
export type FeedState = 'detached' | 'asking' | 'ready' | 'unanswered';

/** Points of a zoomed part: enough for the widest chart. */
const DETAIL_POINTS = 4_000;

const WHOLE_POINTS = 1_000_000;

/** Between two looks at the runs of other kernels, which send no news. */
const LOOK_MS = 2_000;

export class RunFeed {
  /** Runs, points or the state changed. */
  readonly changed = new Signal<this, void>(this);

  constructor(
    private readonly store: RunStore,
    /** Points are asked only for runs that are wanted. */
    private readonly isWanted: (run: Run) => boolean,
  ) {}

  get state(): FeedState {
    return this.currentState;
  }

  /** Why the state is `unanswered`. */
  get problem(): string {
    return this.currentProblem;
  }

  /** Folders among the runs that cannot be read. */
  get unreadable(): readonly UnreadableRun[] {
    return this.currentUnreadable;
  }

  attach(link: IKernelLink): Promise<void> {
    this.detach();
    this.link = link;
    link.telemetry.connect(this.onTelemetry, this);
    link.restarted.connect(this.onRestarted, this);
    return this.synchronize();
  }

  detach(): void {
    this.link?.telemetry.disconnect(this.onTelemetry, this);
    this.link?.restarted.disconnect(this.onRestarted, this);
    this.link = null;
    this.forget();
    this.setState('detached');
  }

  /** Asks for the runs of the kernel and for every wanted point that is not here. */
  synchronize(): Promise<void> {
    this.synchronizing ??= this.askRuns().finally(() => {
      this.synchronizing = null;
      if (this.isBehind) {
        void this.synchronize();
      } else if (this.store.runs.some((run) => run.isElsewhere)) {
        clearTimeout(this.timer);
        this.timer = setTimeout(() => void this.synchronize(), LOOK_MS);
      }
    });
    return this.synchronizing;
  }

  /** Asks for the points of one run that are not here. */
  async complete(run: Run): Promise<void> {
    await Promise.all([...run.metrics].map(([name, series]) => this.completeSeries(run, name, series)));
  }

  /** Asks for the part of a long series with indices in `[from, to)` in more detail; `x`: over another metric. */
  refine(run: Run, name: string, x: string | null, from: number, to: number): Promise<void> {
    const source = x === null ? run.metric(name) : run.joined(name, x);
    return this.once(`detail ${run.id} ${name} ${x}`, async (link) => {
      const points = await this.pointsOver(link, x, { run: run.id, name, from, to, most: DETAIL_POINTS });
      source.detail = { from, to, points: curveOf(points) };
      this.changed.emit();
    });
  }

  /** Asks for the curve of a long series over another metric. */
  join(run: Run, name: string, x: string): Promise<void> {
    const joined = run.joined(name, x);
    return this.once(`joined ${run.id} ${name} ${x}`, async (link) => {
      const { pointsThere } = joined;
      const ask = { run: run.id, name, from: 0, to: run.metric(name).known, most: MOST_POINTS };
      joined.complete(await this.joined(link, { ...ask, x }), pointsThere);
      this.changed.emit();
    });
  }

  /** All points of a metric, up to a million; of a longer one those that draw its curve. `x`: over another metric. */
  async whole(run: Run, name: string, x: string | null): Promise<PointColumns & Partial<JoinedColumns>> {
    if (this.link === null) {
      throw new Error('there is no kernel that could be asked');
    }
    const ask = { run: run.id, name, from: 0, to: run.metric(name).known, most: WHOLE_POINTS };
    return this.pointsOver(this.link, x, ask);
  }

  /** Asks the kernel for something else; null if it gives no answer, and `problem` says why. */
  async ask<R extends RequestName>(request: R, ask: Ask<R>): Promise<Answer<R> | null> {
    let answer: Answer<R> | null = null;
    if (this.link !== null) {
      await this.during(this.link, async (link) => {
        answer = await link.ask(request, ask);
      });
    }
    return answer;
  }

  private async askRuns(): Promise<void> {
    this.isBehind = false;
    const { link } = this;
    if (link === null) {
      return;
    }
    if (this.state !== 'ready') {
      this.setState('asking');
    }
    const isAnswered = await this.during(link, async () => {
      const { answer } = await link.ask('runs', {});
      this.store.add(answer.runs.map(({ header }) => header));
      answer.runs.forEach((summary) => this.store.get(summary.header.id)!.update(summary));
      this.currentUnreadable = answer.unreadable;
      this.setState('ready');
    });
    if (isAnswered) {
      await Promise.all(this.store.runs.filter((run) => this.isWanted(run)).map((run) => this.complete(run)));
    }
  }

  private completeSeries(run: Run, name: string, series: Series): Promise<void> {
    if (series.count >= series.known) {
      return Promise.resolve();
    }
    return this.once(`points ${run.id} ${name}`, async (link) => {
      while (series.count < series.known) {
        const [from, to] = [series.count, series.known];
        series.complete(await this.points(link, { run: run.id, name, from, to, most: MOST_POINTS }), to);
        this.setState('ready');
      }
    });
  }

  private pointsOver(
    link: IKernelLink,
    x: string | null,
    ask: Ask<'points'>,
  ): Promise<PointColumns & Partial<JoinedColumns>> {
    return x === null ? this.points(link, ask) : this.joined(link, { ...ask, x });
  }

  private async points(link: IKernelLink, ask: Ask<'points'>): Promise<PointColumns> {
    const { count, buffer } = await this.askPoints(link, ask);
    return unpackPoints(count, buffer);
  }

  private async joined(link: IKernelLink, ask: Ask<'points'>): Promise<JoinedColumns> {
    const { count, buffer } = await this.askPoints(link, ask);
    return unpackJoined(count, buffer);
  }

  private async askPoints(link: IKernelLink, ask: Ask<'points'>) {
    const { answer, buffers } = await link.ask('points', ask);
    if (buffers.length !== 1) {
      throw new TypeError(`the points of ${ask.name} came with ${buffers.length} buffers, expected 1`);
    }
    return { count: answer.count, buffer: buffers[0] };
  }

  /** Does something about one thing only once at a time. */
  private once(what: string, act: (link: IKernelLink) => Promise<void>): Promise<void> {
    let running = this.running.get(what);
    if (running === undefined) {
      const { link } = this;
      running = (link === null ? Promise.resolve() : this.during(link, act).then(() => undefined)).finally(() =>
        this.running.delete(what),
      );
      this.running.set(what, running);
    }
    return running;
  }

  /** Runs a request; its failure becomes the state, unless another kernel is attached by then. */
  private async during(link: IKernelLink, act: (link: IKernelLink) => Promise<void>): Promise<boolean> {
    try {
      await act(link);
      return true;
    } catch (error) {
      if (link === this.link) {
        this.currentProblem = error instanceof Error ? error.message : String(error);
        this.setState('unanswered');
      }
      return false;
    }
  }

  private onTelemetry(_: unknown, { message, columns }: Telemetry): void {
    const isGap = this.lastSeq !== null && message.seq !== this.lastSeq + 1;
    this.lastSeq = message.seq;
    let block = 0;
    let isKnown = true;
    for (const event of message.events) {
      isKnown = this.apply(event, event.type === 'points' ? columns[block++] : null) && isKnown;
    }
    if (isGap || !isKnown || this.state === 'unanswered') {
      // An answer that is under way may be older than this message.
      this.isBehind = true;
      void this.synchronize();
    }
    this.changed.emit();
  }

  /** False: about a run that is not known here. */
  private apply(event: TelemetryEvent, points: PointColumns | null): boolean {
    if (event.type === 'run') {
      this.store.add([event.header]);
      const run = this.store.get(event.header.id)!;
      // A cell that changes its run does not know what was marked in a panel.
      run.header = { marks: run.header.marks, ...event.header };
      run.isLive ||= event.live;
      return true;
    }
    if (event.type === 'deleted') {
      this.store.delete(event.id);
      return true;
    }
    const run = this.store.get(event.id);
    if (run === undefined) {
      return false;
    }
    if (event.type === 'appeared') {
      return true;
    }
    if (event.type === 'flow') {
      run.flow = event.flow;
    } else if (event.type === 'end') {
      run.isLive = false;
      run.isEnded = true;
    } else {
      run.isLive = true;
      run.isEnded = false;
      if (event.type === 'entry') {
        run.entries.set(event.name, { kind: event.kind, count: event.count });
      } else if (!run.metric(event.name).append(event.first, points!) && this.isWanted(run)) {
        void this.completeSeries(run, event.name, run.metric(event.name));
      }
    }
    return true;
  }

  private onRestarted(): void {
    this.forget();
    void this.synchronize();
  }

  /** What was heard from a kernel process says nothing about the next one. */
  private forget(): void {
    this.lastSeq = null;
    this.isBehind = false;
    this.synchronizing = null;
    this.running.clear();
    clearTimeout(this.timer);
    for (const run of this.store.runs) {
      run.isLive = false;
      run.isElsewhere = false;
    }
  }

  private setState(state: FeedState): void {
    this.currentState = state;
    this.changed.emit();
  }

  private link: IKernelLink | null = null;
  private currentState: FeedState = 'detached';
  private currentProblem = '';
  private currentUnreadable: readonly UnreadableRun[] = [];
  private lastSeq: number | null = null;
  /** Something was heard that the last answer about runs may not have. */
  private isBehind = false;
  private synchronizing: Promise<void> | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly running = new Map<string, Promise<void>>();
}
