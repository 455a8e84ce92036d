/**
 * A kernel reduced to what the curves panel sees of it: runs that are logged to, telemetry as they are, and answers from
 * what was logged. A test chooses which messages arrive: `log` is heard, `lose` and `startUnheard` are not.
 */
import { Signal } from '@lumino/signaling';
import { packPoints, unpackPoints } from 'gluonlab/messages';
import type { RunHeader, RunPoint, RunSummary, TelemetryEvent } from 'gluonlab/messages';
import type { IKernelLink, PointsReply, Telemetry } from '@gluonlab/jupyterlab/dist/comms/tokens.js';

export class LoggedRuns implements IKernelLink {
  readonly telemetry = new Signal<this, Telemetry>(this);
  readonly restarted = new Signal<this, void>(this);
  /** Requests so far, as 'runs' or 'points ID FROM'. */
  readonly requests: string[] = [];

  /** Starts a run; its id is its name. */
  start(name: string, created = 1_000): void {
    const header = headerOf(name, created);
    this.kept.set(name, { header, points: [], ended: false });
    this.tell({ type: 'run', header });
  }

  /** Starts a run whose first message never arrives. */
  startUnheard(name: string): void {
    this.kept.set(name, { header: headerOf(name, 1_000), points: [], ended: false });
    this.seq++;
  }

  /** Logs points that the panel hears of. */
  log(name: string, ...metrics: RunPoint['m'][]): void {
    const block = this.keep(name, metrics);
    this.tell({ type: 'points', ...block.event }, block.buffer);
  }

  /** Logs points whose message never arrives. */
  lose(name: string, ...metrics: RunPoint['m'][]): void {
    this.keep(name, metrics);
    this.seq++;
  }

  end(name: string): void {
    this.kept.get(name)!.ended = true;
    this.tell({ type: 'end', id: name });
  }

  /** The same run files, a new process. */
  restart(): void {
    this.seq = 0;
    this.restarted.emit();
  }

  runs(): Promise<RunSummary[]> {
    this.requests.push('runs');
    const runs = [...this.kept.values()].map(({ header, points, ended }) => ({ header, count: points.length, ended }));
    return Promise.resolve(runs.sort((a, b) => b.header.created - a.header.created));
  }

  points(run: string, from: number): Promise<PointsReply> {
    this.requests.push(`points ${run} ${from}`);
    const points = this.kept.get(run)!.points.slice(from);
    const { metrics, buffer } = packPoints(points);
    const columns = unpackPoints({ count: points.length, metrics }, buffer);
    return Promise.resolve({ v: 1, id: 0, ok: true, run, first: from, count: points.length, metrics, columns });
  }

  private keep(name: string, logged: RunPoint['m'][]) {
    const { points } = this.kept.get(name)!;
    const first = points.length;
    const added = logged.map((m, i) => ({ s: first + i, t: 10 * (first + i), m }));
    points.push(...added);
    const { metrics, buffer } = packPoints(added);
    return { event: { id: name, first, count: added.length, metrics }, buffer };
  }

  private tell(event: TelemetryEvent, buffer?: ArrayBuffer): void {
    const columns = event.type === 'points' ? [unpackPoints(event, buffer!)] : [];
    this.telemetry.emit({ message: { v: 1, seq: ++this.seq, events: [event] }, columns });
  }

  private seq = 0;
  private readonly kept = new Map<string, { header: RunHeader; points: RunPoint[]; ended: boolean }>();
}

function headerOf(name: string, created: number): RunHeader {
  return { v: 1, run: name, id: name, created, config: {} };
}

/** Waits until every promise that is under way has moved on: the answers above take no time. */
export const answers = () => new Promise<void>((resolve) => setImmediate(resolve));
