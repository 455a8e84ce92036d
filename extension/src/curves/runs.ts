/**
 * The runs a panel knows and their points. A point has an index in its run, so the same block may come twice (telemetry
 * and an answer, two windows) and changes nothing; a block that leaves a hole is refused, and the feed asks for the hole.
 */
import type { PointColumns, RunHeader } from 'gluonlab/messages';
import { Column } from './column.js';

/** The finite values of one metric: `points[i]` is the index in the run of `values[i]`. */
export interface Metric {
  points: Column;
  values: Column;
}

/** Consecutive points of a run, as telemetry and the control answer carry them. */
export interface Block {
  first: number;
  count: number;
  metrics: readonly string[];
  columns: PointColumns;
}

export class Run {
  readonly metrics = new Map<string, Metric>();
  readonly steps = new Column();
  /** Milliseconds since the run was created. */
  readonly times = new Column();
  /** How many points the kernel has, as far as was heard. */
  known = 0;
  /** This kernel process logs to it now. */
  isLive = false;

  constructor(
    readonly header: RunHeader,
    /** Position among all runs that this panel has met, oldest first: chooses the colour. */
    readonly order: number,
  ) {}

  get id(): string {
    return this.header.id;
  }

  /** How many points are here. */
  get count(): number {
    return this.steps.length;
  }

  /** Adds the points that are new; false if points before `block.first` are missing. */
  append(block: Block): boolean {
    this.known = Math.max(this.known, block.first + block.count);
    if (block.first > this.count) {
      return false;
    }
    for (let row = this.count - block.first; row < block.count; row++) {
      this.appendRow(block, row);
    }
    return true;
  }

  private appendRow({ metrics, columns }: Block, row: number): void {
    const index = this.count;
    this.steps.push(columns.steps[row]);
    this.times.push(columns.times[row]);
    metrics.forEach((name, k) => {
      const value = columns.values[k][row];
      if (Number.isFinite(value)) {
        const metric = this.metric(name);
        metric.points.push(index);
        metric.values.push(value);
      }
    });
  }

  private metric(name: string): Metric {
    let metric = this.metrics.get(name);
    if (metric === undefined) {
      metric = { points: new Column(), values: new Column() };
      this.metrics.set(name, metric);
    }
    return metric;
  }
}

export class RunStore {
  get(id: string): Run | undefined {
    return this.byId.get(id);
  }

  /** Newest first. */
  get runs(): Run[] {
    return [...this.byId.values()].sort((a, b) => b.header.created - a.header.created);
  }

  /** Adds runs that are new, oldest first, so that a reload gives each the colour it had. */
  add(headers: readonly RunHeader[]): void {
    const fresh = headers.filter((header) => !this.byId.has(header.id)).sort((a, b) => a.created - b.created);
    for (const header of fresh) {
      this.byId.set(header.id, new Run(header, this.byId.size));
    }
  }

  private readonly byId = new Map<string, Run>();
}
