/**
 * Asks for summaries of a network's parameters while a cell runs, about once a second, and less often where an answer holds
 * the cell up for long. It asks nothing while nobody looks. No DOM.
 */
import { Signal } from '@lumino/signaling';
import type { ParameterSummary, SummaryKind, Training } from './source.js';

const PERIOD_MS = 1000;
/** Of a cell's time, at most. */
const SHARE = 0.05;

export class ParameterWatch {
  readonly changed = new Signal<this, void>(this);

  constructor(private readonly training: Training | null) {
    training?.cellChanged.connect(this.onCellChanged, this);
  }

  get isPossible(): boolean {
    return this.training !== null;
  }
  /** Null: nothing is watched. */
  get kind(): SummaryKind | null {
    return this.currentKind;
  }
  /** By index in the graph's values; null: none has come yet. */
  get summaries(): ReadonlyMap<number, ParameterSummary> | null {
    return this.currentSummaries;
  }
  /** When the summaries came. */
  get time(): Date {
    return this.currentTime;
  }
  /** The running cell gives no chance to look: the summaries are old. */
  get isBlind(): boolean {
    return this.currentBlindness;
  }
  /** Why no summaries come. */
  get problem(): string | null {
    return this.currentProblem;
  }

  watch(kind: SummaryKind | null): void {
    if (kind !== this.currentKind) {
      this.currentKind = kind;
      this.renew();
    }
  }

  /** Forgets what is known, for the network is another one. */
  renew(): void {
    this.currentSummaries = null;
    this.currentProblem = null;
    this.currentBlindness = false;
    this.changed.emit();
    void this.ask();
  }

  /** Whether somebody looks. */
  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    void this.ask();
  }

  dispose(): void {
    this.training?.cellChanged.disconnect(this.onCellChanged, this);
    this.isVisible = false;
    this.asked++;
    clearTimeout(this.timer);
    Signal.clearData(this);
  }

  /** A cell that has just been sent may not run yet: it is asked about later. */
  private onCellChanged(_: unknown, change: 'began' | 'ended'): void {
    if (change === 'began') this.askIn(PERIOD_MS);
    else void this.ask();
  }

  private askIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), ms);
  }

  /** Of several questions the last counts. */
  private async ask(): Promise<void> {
    clearTimeout(this.timer);
    const asked = ++this.asked;
    if (this.training === null || this.currentKind === null || !this.isVisible) {
      return;
    }
    try {
      const { summaries, isCellRunning, tookMs } = await this.training.summaries(this.currentKind);
      if (asked !== this.asked) {
        return;
      }
      this.take(summaries);
      if (isCellRunning) this.askIn(Math.max(PERIOD_MS, tookMs / SHARE));
    } catch (error) {
      if (asked !== this.asked) {
        return;
      }
      this.currentProblem = error instanceof Error ? error.message : String(error);
    }
    this.changed.emit();
  }

  private take(summaries: ReadonlyMap<number, ParameterSummary> | null): void {
    this.currentProblem = null;
    this.currentBlindness = summaries === null;
    if (summaries !== null) {
      this.currentSummaries = summaries;
      this.currentTime = new Date();
    }
  }

  private currentKind: SummaryKind | null = null;
  private currentSummaries: ReadonlyMap<number, ParameterSummary> | null = null;
  private currentTime = new Date(0);
  private currentBlindness = false;
  private currentProblem: string | null = null;
  private isVisible = false;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
}
