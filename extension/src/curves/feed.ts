/**
 * Keeps a RunStore equal to what the kernel has. On attach it asks for the runs and the points it lacks, then it follows
 * telemetry; where telemetry leaves a hole (page reload, dropped message, a run that was hidden) it asks for the hole.
 */
import { Signal } from '@lumino/signaling';
import type { IKernelLink, Telemetry } from '../comms/tokens.js';
import type { Run, RunStore } from './runs.js';

/** `detached`: no kernel; `asking`: first answer outstanding; `ready`; `unanswered`: the last request failed. */
export type FeedState = 'detached' | 'asking' | 'ready' | 'unanswered';

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
    });
    return this.synchronizing;
  }

  /** Asks for the points of one run that are not here. */
  complete(run: Run): Promise<void> {
    let answer = this.completing.get(run.id);
    if (answer === undefined) {
      answer = this.askPoints(run).finally(() => this.completing.delete(run.id));
      this.completing.set(run.id, answer);
    }
    return answer;
  }

  private async askRuns(): Promise<void> {
    const { link } = this;
    if (link === null) {
      return;
    }
    this.setState('asking');
    const isAnswered = await this.during(link, async () => {
      const summaries = await link.runs();
      this.store.add(summaries.map((summary) => summary.header));
      for (const { header, count, ended } of summaries) {
        const run = this.store.get(header.id)!;
        run.known = Math.max(run.known, count);
        run.isLive &&= !ended;
      }
      this.setState('ready');
    });
    if (isAnswered) {
      await Promise.all(this.store.runs.filter((run) => this.isWanted(run)).map((run) => this.complete(run)));
    }
  }

  private async askPoints(run: Run): Promise<void> {
    const { link } = this;
    let isAnswered = link !== null;
    while (isAnswered && run.count < run.known) {
      isAnswered = await this.during(link!, async () => {
        const before = run.count;
        run.append(await link!.points(run.id, before));
        if (run.count === before) {
          run.known = before; // The file is shorter than was said: asking again would not end.
        }
        this.setState('ready');
      });
    }
  }

  /** Runs a request; its failure becomes the state, unless another kernel is attached by then. */
  private async during(link: IKernelLink, request: () => Promise<void>): Promise<boolean> {
    try {
      await request();
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
    let isUnknown = false;
    let block = 0;
    for (const event of message.events) {
      if (event.type === 'run') {
        this.store.add([event.header]);
        this.store.get(event.header.id)!.isLive = true;
        continue;
      }
      const values = event.type === 'points' ? columns[block++] : null;
      const run = this.store.get(event.id);
      if (run === undefined) {
        isUnknown = true;
      } else if (event.type === 'end') {
        run.isLive = false;
      } else if (values !== null) {
        run.isLive = true;
        if (!run.append({ ...event, columns: values }) && this.isWanted(run)) {
          void this.complete(run);
        }
      }
    }
    if (isGap || isUnknown || this.state === 'unanswered') {
      void this.synchronize();
    }
    this.changed.emit();
  }

  private onRestarted(): void {
    this.forget();
    void this.synchronize();
  }

  /** What was heard from a kernel process says nothing about the next one. */
  private forget(): void {
    this.lastSeq = null;
    this.synchronizing = null;
    this.completing.clear();
    for (const run of this.store.runs) {
      run.isLive = false;
    }
  }

  private setState(state: FeedState): void {
    this.currentState = state;
    this.changed.emit();
  }

  private link: IKernelLink | null = null;
  private currentState: FeedState = 'detached';
  private currentProblem = '';
  private lastSeq: number | null = null;
  private synchronizing: Promise<void> | null = null;
  private readonly completing = new Map<string, Promise<void>>();
}
