/**
 * The state of the Network graph panel, without DOM: the networks of the kernel it is attached to, which one is shown, and
 * whether it is profiled. `changed` fires for all of it, `networkChanged` when the graph has to be asked for again.
 */
import type { ModelSummary } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import { ControlError } from '../comms/control.js';
import type { IKernelLink } from '../comms/tokens.js';
import type { SummaryKind } from '../graph/source.js';

export class NetworksModel {
  readonly changed = new Signal<this, void>(this);
  readonly networkChanged = new Signal<this, void>(this);
  /** A cell of the notebook is about to run, or has ended. */
  readonly cellChanged = new Signal<this, 'began' | 'ended'>(this);
  /** What statistics of a parameter are made of. */
  statisticsOf: SummaryKind = 'values';

  /** Null: no notebook with a kernel is current. */
  get link(): IKernelLink | null {
    return this.currentLink;
  }
  get networks(): readonly ModelSummary[] {
    return this.currentNetworks;
  }
  /** Undefined when there is no network. */
  get selected(): ModelSummary | undefined {
    return this.currentNetworks.find(({ id }) => id === this.selectedId);
  }
  get isProfiling(): boolean {
    return this.currentProfiling;
  }
  /** Why the networks are not known. */
  get problem(): string | null {
    return this.currentProblem;
  }

  attach(link: IKernelLink | null): Promise<void> {
    this.currentLink?.restarted.disconnect(this.onRestarted, this);
    this.currentLink = link;
    link?.restarted.connect(this.onRestarted, this);
    this.forget();
    return this.refresh();
  }

  /** Asks which networks there are. The one that is shown stays, also when a cell has made it anew under its name. */
  async refresh(): Promise<void> {
    const link = this.currentLink;
    const before = this.selected;
    try {
      const known = (await link?.ask('models', {}))?.answer.known ?? null;
      if (link !== this.currentLink) {
        return;
      }
      this.currentNetworks = known?.models ?? [];
      this.currentProfiling = known?.isProfiling ?? false;
      this.currentProblem = null;
      this.selectedId = this.choose(before)?.id ?? null;
    } catch (error) {
      if (link !== this.currentLink) {
        return;
      }
      this.currentProblem = problemOf(error);
    }
    this.changed.emit();
    if (this.currentProfiling || JSON.stringify(this.selected) !== JSON.stringify(before) || before === undefined) {
      this.networkChanged.emit();
    }
  }

  select(id: number): void {
    this.selectedId = id;
    this.changed.emit();
    this.networkChanged.emit();
  }

  async setProfiling(on: boolean): Promise<void> {
    try {
      const { answer } = await this.currentLink!.ask('profile', { on });
      this.currentProfiling = answer.isProfiling;
      this.currentProblem = null;
    } catch (error) {
      this.currentProblem = problemOf(error);
    }
    this.changed.emit();
    this.networkChanged.emit();
  }

  cellBegins(): void {
    this.cellChanged.emit('began');
  }

  /** Networks and their parameters may be other ones now. */
  async cellEnded(): Promise<void> {
    await this.refresh();
    this.cellChanged.emit('ended');
  }

  setStatisticsOf(of: SummaryKind): void {
    this.statisticsOf = of;
    this.changed.emit();
  }

  dispose(): void {
    this.currentLink?.restarted.disconnect(this.onRestarted, this);
    this.currentLink = null;
    Signal.clearData(this);
  }

  private choose(before: ModelSummary | undefined): ModelSummary | undefined {
    const networks = this.currentNetworks;
    return (
      networks.find(({ name }) => name === before?.name) ??
      networks.find(({ id }) => id === before?.id) ??
      networks.find(({ isCalled }) => isCalled) ??
      networks[0]
    );
  }

  private forget(): void {
    this.currentNetworks = [];
    this.selectedId = null;
    this.currentProfiling = false;
    this.currentProblem = null;
  }

  private onRestarted(): void {
    this.forget();
    void this.refresh();
  }

  private currentLink: IKernelLink | null = null;
  private currentNetworks: readonly ModelSummary[] = [];
  private selectedId: number | null = null;
  private currentProfiling = false;
  private currentProblem: string | null = null;
}

function problemOf(error: unknown): string {
  if (error instanceof ControlError && error.reason === 'closed') {
    return 'the kernel of this notebook does not answer: it is not the TypeScript (gluonlab) kernel, or it has gone';
  }
  return error instanceof Error ? error.message : String(error);
}
