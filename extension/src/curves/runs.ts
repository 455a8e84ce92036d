/** The runs that a panel knows: what each is, whether it is alive, and what it has logged. */
import type { FlowName, RunHeader, RunSummary, SeriesKind } from 'gluonlab/messages';
import { JoinedSeries } from './joined_series.js';
import { Series } from './series.js';

/** Histograms, images or texts of one name: how many there are. */
export interface EntrySeries {
  kind: SeriesKind;
  count: number;
}

export class Run {
  readonly metrics = new Map<string, Series>();
  readonly entries = new Map<string, EntrySeries>();
  /** This kernel process logs to it now. */
  isLive = false;
  /** Another kernel logs to it; it is asked for again and again. */
  isElsewhere = false;
  /** It was finished. One that is neither finished nor live was left by a kernel that is gone. */
  isEnded = false;
  /** What was asked of it. */
  flow: FlowName = 'go';

  constructor(
    public header: RunHeader,
    /** Position among all runs that this panel has met, oldest first: chooses the colour. */
    readonly order: number,
  ) {}

  get id(): string {
    return this.header.id;
  }

  get name(): string {
    return this.header.run;
  }

  metric(name: string): Series {
    let series = this.metrics.get(name);
    if (series === undefined) {
      series = new Series();
      this.metrics.set(name, series);
    }
    return series;
  }

  /** One metric over another. */
  joined(name: string, x: string): JoinedSeries {
    const key = JSON.stringify([name, x]);
    let joined = this.joinedMetrics.get(key);
    if (joined === undefined) {
      joined = new JoinedSeries(this.metric(name), this.metric(x));
      this.joinedMetrics.set(key, joined);
    }
    return joined;
  }

  /** Takes over what the kernel says of the run. */
  update({ header, series, ended, live, elsewhere, flow }: RunSummary): void {
    this.header = header;
    this.isEnded = ended;
    this.isLive = live;
    this.isElsewhere = elsewhere;
    this.flow = flow;
    for (const { name, kind, count } of series) {
      if (kind === 'scalar') {
        const metric = this.metric(name);
        metric.known = Math.max(metric.known, count);
      } else {
        this.entries.set(name, { kind, count });
      }
    }
  }

  private readonly joinedMetrics = new Map<string, JoinedSeries>();
}

export class RunStore {
  get(id: string): Run | undefined {
    return this.byId.get(id);
  }

  /** Newest first. */
  get runs(): readonly Run[] {
    this.sorted ??= [...this.byId.values()].sort((a, b) => b.header.created - a.header.created);
    return this.sorted;
  }

  /** Adds runs that are new, oldest first, so that a reload gives each the colour it had. */
  add(headers: readonly RunHeader[]): void {
    const fresh = headers.filter((header) => !this.byId.has(header.id)).sort((a, b) => a.created - b.created);
    for (const header of fresh) {
      this.byId.set(header.id, new Run(header, this.met++));
    }
    this.sorted = null;
  }

  delete(id: string): void {
    this.byId.delete(id);
    this.sorted = null;
  }

  private met = 0;
  private sorted: readonly Run[] | null = null;
  private readonly byId = new Map<string, Run>();
}
