/**
 * Asks a kernel the same question again and again while a cell runs: about once a second, and less often where an answer
 * holds the cell up for long. It asks nothing while nobody looks. No DOM.
 */
import type { Report } from 'gluonlab/messages';
import { Signal } from '@lumino/signaling';

const PERIOD_MS = 1000;
/** Of a cell's time, at most. */
const SHARE = 0.05;

export type Question<T> = () => Promise<Report<T>>;

export class Watch<T> {
  readonly changed = new Signal<this, void>(this);

  /** Null: nothing has come yet. */
  get known(): T | null {
    return this.currentKnown;
  }
  /** When it came. */
  get time(): Date {
    return this.currentTime;
  }
  /** The running cell gives no chance to look: what is known is old. */
  get isBlind(): boolean {
    return this.currentBlindness;
  }
  /** As far as is known. */
  get isCellRunning(): boolean {
    return this.currentRunning;
  }
  /** Why nothing comes. */
  get problem(): string | null {
    return this.currentProblem;
  }

  /** Asks this from now on, and forgets what is known; null: nothing is asked. */
  setQuestion(question: Question<T> | null): Promise<void> {
    this.question = question;
    this.currentKnown = null;
    this.currentProblem = null;
    this.currentBlindness = false;
    this.changed.emit();
    return this.ask();
  }

  /** Whether somebody looks. */
  setVisible(isVisible: boolean): void {
    this.isVisible = isVisible;
    void this.ask();
  }

  /** A cell that has just been sent may not run yet: it is asked about later. */
  cellBegan(): void {
    this.askIn(PERIOD_MS);
  }

  /** Asks now. Of several questions the last counts. */
  async ask(): Promise<void> {
    clearTimeout(this.timer);
    const asked = ++this.asked;
    if (this.question === null || !this.isVisible) {
      return;
    }
    try {
      const report = await this.question();
      if (asked !== this.asked) {
        return;
      }
      this.take(report);
    } catch (error) {
      if (asked !== this.asked) {
        return;
      }
      this.currentProblem = error instanceof Error ? error.message : String(error);
    }
    this.changed.emit();
  }

  dispose(): void {
    this.isVisible = false;
    this.asked++;
    clearTimeout(this.timer);
    Signal.clearData(this);
  }

  private take({ known, isCellRunning, tookMs }: Report<T>): void {
    this.currentProblem = null;
    this.currentBlindness = known === null;
    if (known !== null) {
      this.currentKnown = known;
      this.currentTime = new Date();
    }
    this.currentRunning = isCellRunning;
    if (isCellRunning) this.askIn(Math.max(PERIOD_MS, tookMs / SHARE));
  }

  private askIn(ms: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.ask(), ms);
  }

  private question: Question<T> | null = null;
  private currentKnown: T | null = null;
  private currentTime = new Date(0);
  private currentBlindness = false;
  private currentRunning = false;
  private currentProblem: string | null = null;
  private isVisible = false;
  private asked = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
}
