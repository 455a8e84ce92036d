/**
 * The state of one Graph panel, without DOM: the network that its source gave, where the reader is in it, what is searched,
 * traced and measured. `changed` fires for everything that the panel must draw anew.
 */
import { Signal } from '@lumino/signaling';
import { Explorer } from './explorer.js';
import type { Item } from './network/items.js';
import { Network } from './network/network.js';
import type { GraphSource } from './source.js';
import { traceOf } from './network/trace.js';
import type { Trace, TraceDirection } from './network/trace.js';

export class GraphModel {
  /** 'network': another network or none; 'arrangement': boxes have to be arranged anew; 'look': only drawn anew. */
  readonly changed = new Signal<this, 'network' | 'arrangement' | 'look'>(this);

  constructor(readonly source: GraphSource) {
    source.changed.connect(this.reload, this);
  }

  /** Null as long as there is no network. */
  get explorer(): Explorer | null {
    return this.currentExplorer;
  }

  /** Why there is no network; null if there is one, or none yet. */
  get problem(): string | null {
    return this.currentProblem;
  }

  /** Asks the source; of several calls the last counts. */
  async load(): Promise<void> {
    const load = ++this.loads;
    try {
      const graph = await this.source.graph();
      if (load === this.loads) {
        this.show(new Explorer(new Network(graph)));
      }
    } catch (error) {
      if (load === this.loads) {
        this.currentProblem = error instanceof Error ? error.message : String(error);
        this.changed.emit('network');
      }
    }
  }

  /** Everything that flows into the selected item, or out of it; null: not shown. */
  get trace(): Trace | null {
    const item = this.currentExplorer?.selectedItem ?? null;
    return item === null || this.direction === null
      ? null
      : traceOf(this.currentExplorer!.network, item, this.direction);
  }

  get traceDirection(): TraceDirection | null {
    return this.direction;
  }

  setTrace(direction: TraceDirection | null): void {
    this.direction = direction;
    this.changed.emit('look');
  }

  /** What the search has found. */
  get found(): ReadonlySet<Item> {
    return NOTHING;
  }

  dispose(): void {
    this.loads++;
    Signal.disconnectReceiver(this);
    Signal.clearData(this);
    this.source.dispose();
  }

  private reload(): void {
    void this.load();
  }

  private show(explorer: Explorer): void {
    if (this.currentExplorer !== null) {
      explorer.resume(this.currentExplorer);
      Signal.clearData(this.currentExplorer);
    }
    explorer.changed.connect((_, change) => this.changed.emit(change));
    this.currentExplorer = explorer;
    this.currentProblem = null;
    this.changed.emit('network');
  }

  private currentExplorer: Explorer | null = null;
  private currentProblem: string | null = null;
  private direction: TraceDirection | null = null;
  private loads = 0;
}

const NOTHING: ReadonlySet<Item> = new Set();
