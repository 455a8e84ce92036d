/**
 * A kernel reduced to what the curves panel sees of it: runs that are logged to, telemetry as they are, and answers from
 * what was logged. A test chooses which messages arrive: `log` is heard, `lose` and `startUnheard` are not.
 */
import { Signal } from '@lumino/signaling';
import type {
  Ask,
  ControlCalls,
  PointColumns,
  RequestName,
  RunHeader,
  SeriesEntry,
  SeriesKind,
  TelemetryEvent,
} from 'gluonlab/messages';
import type { Answer } from '@gluonlab/jupyterlab/dist/comms/control.js';
import type { IKernelLink, Telemetry } from '@gluonlab/jupyterlab/dist/comms/tokens.js';

type Metrics = Record<string, number>;

interface KeptRun {
  header: RunHeader;
  /** Records of index, step, milliseconds, value by metric. */
  metrics: Map<string, number[][]>;
  entries: Map<string, { kind: SeriesKind; entries: SeriesEntry[] }>;
  steps: number;
  ended: boolean;
  live: boolean;
  elsewhere: boolean;
  flow: 'go' | 'pause' | 'stop';
}

export class LoggedRuns implements IKernelLink {
  readonly telemetry = new Signal<this, Telemetry>(this);
  readonly restarted = new Signal<this, void>(this);
  /** Requests so far, as 'runs' or 'points ID METRIC FROM'. */
  readonly requests: string[] = [];
  /** Folders that hold no readable run. */
  unreadable: { id: string; problem: string }[] = [];

  /** Starts a run; its id is its name. */
  start(name: string, created = 1_000, config: Record<string, unknown> = {}): void {
    const header = this.begin(name, created, config);
    this.tell([{ type: 'run', header, live: true }]);
  }

  /** Starts a run whose first message never arrives. */
  startUnheard(name: string): void {
    this.begin(name, 1_000, {});
    this.seq++;
  }

  /** Logs points that the panel hears of. */
  log(name: string, ...metrics: Metrics[]): void {
    const blocks = this.keep(name, metrics);
    const events = blocks.map(({ metric, rows }) => ({
      type: 'points' as const,
      id: name,
      name: metric,
      first: rows[0][0],
      count: rows.length,
    }));
    this.tell(
      events,
      blocks.map(({ rows }) => columnsOf(rows)),
    );
  }

  /** Logs points whose message never arrives. */
  lose(name: string, ...metrics: Metrics[]): void {
    this.keep(name, metrics);
    this.seq++;
  }

  /** Logs a histogram, image or text. */
  add(run: string, name: string, kind: SeriesKind, entry: SeriesEntry): void {
    const { entries } = this.kept.get(run)!;
    const kept = entries.get(name) ?? { kind, entries: [] };
    kept.entries.push(entry);
    entries.set(name, kept);
    this.tell([{ type: 'entry', id: run, name, kind, count: kept.entries.length }]);
  }

  /** From now on another kernel logs to it: nothing is heard of it. */
  handOver(name: string): void {
    Object.assign(this.kept.get(name)!, { live: false, elsewhere: true });
    this.restarted.emit();
  }

  /** Another kernel starts a run, and the watch over the folder tells of it. */
  startElsewhere(name: string): void {
    this.begin(name, 1_000, {});
    Object.assign(this.kept.get(name)!, { live: false, elsewhere: true });
    this.tell([{ type: 'appeared', id: name }]);
  }

  /** Logs points in another kernel. */
  logElsewhere(name: string, ...metrics: Metrics[]): void {
    this.keep(name, metrics);
  }

  /** The other kernel finishes the run. */
  endElsewhere(name: string): void {
    Object.assign(this.kept.get(name)!, { elsewhere: false, ended: true });
  }

  end(name: string): void {
    Object.assign(this.kept.get(name)!, { ended: true, live: false });
    this.tell([{ type: 'end', id: name }]);
  }

  /** The same run files, a new process. */
  restart(): void {
    this.seq = 0;
    this.kept.forEach((run) => (run.live = false));
    this.restarted.emit();
  }

  async ask<R extends RequestName>(request: R, ask: Ask<R>): Promise<Answer<R>> {
    const { answer, buffers = [] } = this.answer(
      request,
      ask as Ask<'points'> & Ask<'edit'> & Ask<'flow'> & Ask<'image'>,
    );
    return Promise.resolve({ answer: { v: 1, id: 0, ok: true, ...answer } as unknown as Answer<R>['answer'], buffers });
  }

  private answer(
    request: RequestName,
    { run: id, name, from, to, x, notes, mark, flow, index }: Ask<'points'> & Ask<'edit'> & Ask<'flow'> & Ask<'image'>,
  ): { answer: ControlCalls[RequestName]['answer']; buffers?: ArrayBuffer[] } {
    const run = this.kept.get(id)!;
    switch (request) {
      case 'runs':
        this.requests.push('runs');
        return { answer: { runs: this.summaries(), unreadable: this.unreadable } };
      case 'points': {
        this.requests.push(`points ${id} ${name} ${from}${x === undefined ? '' : ` over ${x}`}`);
        const points = run.metrics.get(name)!.slice(from, to);
        const rows = x === undefined ? points : rowsOver(points, run.metrics.get(x)!);
        return { answer: { count: rows.length }, buffers: [Float64Array.from(rows.flat()).buffer] };
      }
      case 'entries':
        this.requests.push(`entries ${id} ${name}`);
        return { answer: { entries: [...run.entries.get(name)!.entries] } };
      case 'image':
        return { answer: {}, buffers: [Uint8Array.of(index).buffer] };
      case 'edit':
        run.header = {
          ...run.header,
          ...(name && { run: name }),
          ...(notes && { notes }),
          ...(mark && { marks: [mark] }),
        };
        this.tell([{ type: 'run', header: run.header, live: run.live }]);
        return { answer: { header: run.header } };
      case 'delete':
        this.kept.delete(id);
        this.tell([{ type: 'deleted', id }]);
        return { answer: {} };
      case 'flow':
        run.flow = flow;
        this.tell([{ type: 'flow', id, flow }]);
        return { answer: {} };
      case 'state':
        return { answer: { device: 'cpu(0)', memory: 2 ** 20 } };
      default:
        throw new TypeError(`this kernel answers no '${request}'`);
    }
  }

  private summaries() {
    const runs = [...this.kept.values()].map(({ header, metrics, entries, ended, live, elsewhere, flow }) => ({
      header,
      series: [
        ...[...metrics].map(([name, rows]) => ({ name, kind: 'scalar' as const, count: rows.length })),
        ...[...entries].map(([name, { kind, entries: list }]) => ({ name, kind, count: list.length })),
      ],
      ended,
      live,
      elsewhere,
      flow,
    }));
    return runs.sort((a, b) => b.header.created - a.header.created);
  }

  private begin(name: string, created: number, config: Record<string, unknown>): RunHeader {
    const header: RunHeader = { v: 1, run: name, id: name, created, config };
    const run = {
      header,
      metrics: new Map(),
      entries: new Map(),
      steps: 0,
      ended: false,
      live: true,
      elsewhere: false,
      flow: 'go' as const,
    };
    this.kept.set(name, run);
    return header;
  }

  private keep(name: string, logged: Metrics[]): { metric: string; rows: number[][] }[] {
    const run = this.kept.get(name)!;
    const added = new Map<string, number[][]>();
    for (const point of logged) {
      const step = run.steps++;
      for (const [metric, value] of Object.entries(point)) {
        const rows = listOf(run.metrics, metric);
        const row = [rows.length, step, 10 * step, value];
        rows.push(row);
        listOf(added, metric).push(row);
      }
    }
    return [...added].map(([metric, rows]) => ({ metric, rows }));
  }

  private tell(events: TelemetryEvent[], columns: PointColumns[] = []): void {
    this.telemetry.emit({ message: { v: 1, seq: ++this.seq, events }, columns });
  }

  private seq = 0;
  private readonly kept = new Map<string, KeptRun>();
}

function listOf<T>(lists: Map<string, T[]>, name: string): T[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}

/** The points at whose steps `x` was logged, each with its x. */
function rowsOver(points: number[][], x: number[][]): number[][] {
  const valueAt = new Map(x.map(([, step, , value]) => [step, value]));
  return points.flatMap((row) => (valueAt.has(row[1]) ? [[...row, valueAt.get(row[1])!]] : []));
}

function columnsOf(rows: number[][]): PointColumns {
  const column = (k: number) => Float64Array.from(rows, (row) => row[k]);
  return { indices: column(0), steps: column(1), times: column(2), values: column(3) };
}

/** Waits until every promise that is under way has moved on: the answers above take no time. */
export const answers = () => new Promise<void>((resolve) => setImmediate(resolve));
