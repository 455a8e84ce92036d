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
import { isMeasured, isSummary } from './overlay.js';
import type { OverlayKind } from './overlay.js';
import { ParameterSums } from './parameter_sums.js';
import { SearchModel } from './search_model.js';
import type { GraphSource, NodeMeasures, Summaries } from './source.js';
import { Watch } from './watch.js';

/** 'network': another network or none; 'arrangement': boxes have to be arranged anew; 'look': only drawn anew. */
export type GraphChange = 'network' | 'arrangement' | 'look';

export class GraphModel {
  readonly changed = new Signal<this, GraphChange>(this);
  readonly search = new SearchModel();
  /** Of the parameters that the overlay shows. */
  readonly summaries = new Watch<Summaries>();
  readonly measuring = new Watch<NodeMeasures>();

  constructor(readonly source: GraphSource) {
    source.changed.connect(this.reload, this);
    this.search.changed.connect(() => this.changed.emit('look'));
    source.training?.cellChanged.connect(this.onCellChanged, this);
    this.summaries.changed.connect(this.onSummarized, this);
    this.measuring.changed.connect(this.onMeasured, this);
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
      if (load !== this.loads) {
        return;
      }
      const known = this.outermost;
      const isKnown =
        known !== null && (known.graph === graph || JSON.stringify(known.graph) === JSON.stringify(graph));
      if (isKnown) {
        this.currentProblem = null;
        void this.measuring.ask();
        this.changed.emit('network');
      } else {
        this.show(new Network(graph));
      }
    } catch (error) {
      if (load === this.loads) {
        this.currentProblem = error instanceof Error ? error.message : String(error);
        this.changed.emit('network');
      }
    }
  }

  /** Of a network; null where nothing is measured. */
  measuresOf(network: Network): Measures | null {
    return network === this.outermost ? this.currentMeasures : null;
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
    this.watchParameters();
    this.changed.emit('look');
  }

  /** What renews the overlay while a cell runs; null where it does not change. */
  get overlayWatch(): Watch<Summaries> | Watch<NodeMeasures> | null {
    if (this.currentOverlay === null) return null;
    return isSummary(this.currentOverlay) ? this.summaries : isMeasured(this.currentOverlay) ? this.measuring : null;
  }

  /** Whether somebody looks. */
  setVisible(isVisible: boolean): void {
    this.summaries.setVisible(isVisible);
    this.measuring.setVisible(isVisible);
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
    this.summaries.dispose();
    this.measuring.dispose();
    this.source.changed.disconnect(this.reload, this);
    this.source.training?.cellChanged.disconnect(this.onCellChanged, this);
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
    this.watchParameters();
    const { training } = this.source;
    void this.measuring.setQuestion(training === null ? null : () => training.measures());
    this.changed.emit('network');
  }

  private watchParameters(): void {
    const { training } = this.source;
    const kind = this.currentOverlay;
    void this.summaries.setQuestion(training === null || !isSummary(kind) ? null : () => training.summaries(kind));
  }

  private onCellChanged(_: unknown, change: 'began' | 'ended'): void {
    for (const watch of [this.summaries, this.measuring]) {
      if (change === 'began') watch.cellBegan();
      else void watch.ask();
    }
  }

  private onSummarized({ known }: Watch<Summaries>): void {
    const kind = this.currentOverlay;
    const isKnown = this.outermost !== null && isSummary(kind) && known !== null;
    this.currentSums = isKnown ? new ParameterSums(this.outermost!, kind, known) : null;
    this.changed.emit('look');
  }

  private onMeasured({ known }: Watch<NodeMeasures>): void {
    const isKnown = this.outermost !== null && known !== null && known.size > 0;
    this.currentMeasures = isKnown ? new Measures(this.outermost!, known) : null;
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
