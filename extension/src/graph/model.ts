/**
 * The state of one Graph panel, without DOM: the network that its source gave, where the reader is in it, what is searched,
 * traced and measured. `changed` fires for everything that the panel must draw anew.
 */
import { Signal } from '@lumino/signaling';
import { Explorer } from './explorer.js';
import { Measures } from './measures.js';
import { Network } from './network/network.js';
import { traceOf } from './network/trace.js';
import type { Trace, TraceDirection } from './network/trace.js';
import { isSummary } from './overlay.js';
import type { OverlayKind } from './overlay.js';
import { ParameterSums } from './parameter_sums.js';
import { ParameterWatch } from './parameter_watch.js';
import { SearchModel } from './search_model.js';
import type { GraphSource } from './source.js';

/** 'network': another network or none; 'arrangement': boxes have to be arranged anew; 'look': only drawn anew. */
export type GraphChange = 'network' | 'arrangement' | 'look';

export class GraphModel {
  readonly changed = new Signal<this, GraphChange>(this);
  readonly search = new SearchModel();
  readonly watch: ParameterWatch;

  constructor(readonly source: GraphSource) {
    source.changed.connect(this.reload, this);
    this.search.changed.connect(() => this.changed.emit('look'));
    this.watch = new ParameterWatch(source.training);
    this.watch.changed.connect(this.onWatched, this);
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
      const [graph, measures] = await Promise.all([this.source.graph(), this.source.measures()]);
      if (load !== this.loads) {
        return;
      }
      const known = this.outermost;
      const isKnown =
        known !== null && (known.graph === graph || JSON.stringify(known.graph) === JSON.stringify(graph));
      const network = isKnown ? known : new Network(graph);
      this.currentMeasures = new Measures(network, measures);
      if (isKnown) {
        this.changed.emit('look');
      } else {
        this.show(network);
      }
    } catch (error) {
      if (load === this.loads) {
        this.currentProblem = error instanceof Error ? error.message : String(error);
        this.changed.emit('network');
      }
    }
  }

  /** Of the outermost network; null as long as there is none. */
  get measures(): Measures | null {
    return this.currentMeasures;
  }

  /** Of the watched parameters of a network; null where none are known. */
  sumsOf(network: Network): ParameterSums | null {
    return this.currentSums?.network === network ? this.currentSums : null;
  }

  get overlay(): OverlayKind | null {
    return this.currentOverlay;
  }

  setOverlay(overlay: OverlayKind | null): void {
    this.currentOverlay = overlay;
    this.watch.watch(isSummary(overlay) ? overlay : null);
    this.changed.emit('look');
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

  dispose(): void {
    this.loads++;
    this.watch.dispose();
    this.source.changed.disconnect(this.reload, this);
    Signal.clearData(this);
  }

  private reload(): void {
    void this.load();
  }

  private show(network: Network): void {
    const explorer = new Explorer(network);
    if (this.currentExplorer !== null) {
      explorer.resume(this.currentExplorer);
      Signal.clearData(this.currentExplorer);
    }
    explorer.changed.connect(this.onExplored, this);
    this.outermost = network;
    this.currentExplorer = explorer;
    this.currentProblem = null;
    this.search.setNetwork(network);
    this.watch.renew();
    this.changed.emit('network');
  }

  private onWatched({ kind, summaries }: ParameterWatch): void {
    const network = this.outermost;
    const isKnown = network !== null && kind !== null && summaries !== null;
    this.currentSums = isKnown ? new ParameterSums(network, kind, summaries) : null;
    this.changed.emit('look');
  }

  private onExplored(_: Explorer, change: 'arrangement' | 'look'): void {
    this.changed.emit(change);
  }

  private outermost: Network | null = null;
  private currentExplorer: Explorer | null = null;
  private currentProblem: string | null = null;
  private currentMeasures: Measures | null = null;
  private currentSums: ParameterSums | null = null;
  private currentOverlay: OverlayKind | null = null;
  private direction: TraceDirection | null = null;
  private loads = 0;
}
