/**
 * The state of the Network graph panel, without DOM: the networks of the kernel it is attached to, which one is shown, and
 * whether it is profiled. `changed` fires for all of it, `networkChanged` when the graph has to be asked for again.
 */
import type { ModelSummary } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';
import { ControlError } from '../comms/control.js';
import type { IKernelLink } from '../comms/tokens.js';
import { Watch } from '../graph/watch.js';

interface Networks {
  models: readonly ModelSummary[];
  isProfiling: boolean;
}

export class NetworksModel {
  readonly changed = new Signal<this, void>(this);
  readonly networkChanged = new Signal<this, void>(this);
  /** A cell of the notebook is about to run, or has ended. */
  readonly cellChanged = new Signal<this, 'began' | 'ended'>(this);

  constructor() {
    this.watch.changed.connect(this.onWatched, this);
  }

  /** Null: no notebook with a kernel is current. */
  get link(): IKernelLink | null {
    return this.currentLink;
  }
  get networks(): readonly ModelSummary[] {
    return this.watch.known?.models ?? [];
  }
  /** Undefined when there is no network. */
  get selected(): ModelSummary | undefined {
    return this.currentNetwork;
  }
  get isProfiling(): boolean {
    return this.watch.known?.isProfiling ?? false;
  }
  /** The running cell gives no chance to look. */
  get isBlind(): boolean {
    return this.watch.isBlind;
  }
  /** Why the networks are not known, or operators are not measured. */
  get problem(): string | null {
    return this.watch.problem ?? this.profilingProblem;
  }

  /** Whether somebody looks: a cell that runs is asked again and again meanwhile. */
  setVisible(isVisible: boolean): void {
    this.watch.setVisible(isVisible);
  }

  attach(link: IKernelLink | null): Promise<void> {
    this.currentLink?.restarted.disconnect(this.onRestarted, this);
    this.currentLink = link;
    link?.restarted.connect(this.onRestarted, this);
    return this.begin();
  }

  /** Asks which networks there are. The one that is shown stays, also when a cell has made it anew under its name. */
  refresh(): Promise<void> {
    return this.watch.ask();
  }

  select(id: number): void {
    this.currentNetwork = this.networks.find((network) => network.id === id);
    this.isChosen = true;
    this.tell();
  }

  async setProfiling(on: boolean): Promise<void> {
    try {
      await this.currentLink!.ask('profile', { on });
      this.profilingProblem = null;
      await this.watch.ask();
    } catch (error) {
      this.profilingProblem = problemOf(error);
      this.changed.emit();
    }
  }

  cellBegins(): void {
    this.watch.cellBegan();
    this.cellChanged.emit('began');
  }

  /** Networks and their parameters may be other ones now. */
  async cellEnded(): Promise<void> {
    this.profilingProblem = null;
    await this.watch.ask();
    this.cellChanged.emit('ended');
  }

  dispose(): void {
    this.currentLink?.restarted.disconnect(this.onRestarted, this);
    this.currentLink = null;
    this.watch.dispose();
    Signal.clearData(this);
  }

  private async ask(link: IKernelLink) {
    try {
      return (await link.ask('models', {})).answer;
    } catch (error) {
      throw new Error(problemOf(error), { cause: error });
    }
  }

  /** With nothing known of the kernel. */
  private begin(): Promise<void> {
    const link = this.currentLink;
    this.currentNetwork = undefined;
    this.isChosen = false;
    this.profilingProblem = null;
    this.told = null;
    return this.watch.setQuestion(link === null ? null : () => this.ask(link));
  }

  private onRestarted(): void {
    void this.begin();
  }

  private onWatched(): void {
    const { known, problem, isBlind } = this.watch;
    if (known !== null) this.currentNetwork = this.choose(known.models, this.currentNetwork);
    if (known !== null || problem !== null || isBlind || this.currentLink === null) this.tell();
    else this.changed.emit(); // The answer is awaited.
  }

  /**
   * A network that its reader has chosen stays as long as it goes by the same name. Else the newest of its name is shown, so
   * that a search over many networks is followed, and no network without a graph as long as another one has some.
   */
  private choose(networks: readonly ModelSummary[], before: ModelSummary | undefined): ModelSummary | undefined {
    const isSame = ({ id, name }: ModelSummary) => id === before?.id && name === before.name;
    const kept =
      (this.isChosen ? networks.find(isSame) : undefined) ??
      networks.find(({ name }) => name === before?.name) ??
      networks.find(({ id }) => id === before?.id);
    if (kept !== undefined && (this.isChosen || kept.inputs !== null)) {
      return kept;
    }
    return networks.find(({ inputs }) => inputs !== null) ?? kept ?? networks[0];
  }

  /** The network is told only where it is another one, or another reason why there is none. */
  private tell(): void {
    this.changed.emit();
    const { selected, isProfiling, problem, isBlind } = this;
    if (selected !== undefined) this.rememberInputs(selected);
    const network = { ...selected, inputs: this.shownInputs };
    const state = JSON.stringify(selected === undefined ? { problem, isBlind } : { network, isProfiling });
    if (state !== this.told) {
      this.told = state;
      this.networkChanged.emit();
    }
  }

  /** While a cell runs a network may be called with many shapes: the graph is not drawn anew for each. */
  private rememberInputs({ id, inputs }: ModelSummary): void {
    const isKnown = this.shownId === id && this.shownInputs !== null;
    if (!this.watch.isCellRunning || !isKnown) this.shownInputs = inputs;
    this.shownId = id;
  }

  private readonly watch = new Watch<Networks>();
  private currentLink: IKernelLink | null = null;
  private currentNetwork: ModelSummary | undefined;
  private isChosen = false;
  private profilingProblem: string | null = null;
  private told: string | null = null;
  private shownId: number | null = null;
  private shownInputs: ModelSummary['inputs'] = null;
}

function problemOf(error: unknown): string {
  if (error instanceof ControlError && error.reason === 'closed') {
    return 'the kernel of this notebook does not answer: it is not the TypeScript (gluonlab) kernel, or it has gone';
  }
  return error instanceof Error ? error.message : String(error);
}
