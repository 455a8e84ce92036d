/**
 * When a panel draws. Live data is gathered: at most a fifth of the time goes into drawing it, since training needs the
 * machine too. What the reader does is drawn at once.
 */
const SHORTEST_PAUSE_MS = 150;

export class Pace {
  /** `draw` gives the milliseconds that it took. */
  constructor(private readonly draw: () => Promise<number>) {}

  /** Draws after a pause; calls in between are one. */
  soon(): void {
    this.isWanted = true;
    if (this.timer === null && !this.isDrawing && !this.isDisposed) {
      this.timer = setTimeout(() => void this.run(), this.isUrgent ? 0 : this.pauseMs);
    }
  }

  /** Draws without a pause, after what is being drawn. */
  now(): void {
    this.isUrgent = true;
    this.cancel();
    this.soon();
  }

  dispose(): void {
    this.isDisposed = true;
    this.cancel();
  }

  private async run(): Promise<void> {
    this.timer = null;
    this.isWanted = false;
    this.isUrgent = false;
    this.isDrawing = true;
    try {
      this.pauseMs = Math.max(SHORTEST_PAUSE_MS, 4 * (await this.draw()));
    } finally {
      this.isDrawing = false;
    }
    if (this.isWanted) {
      this.soon();
    }
  }

  private cancel(): void {
    if (this.timer !== null) {
      clearTimeout(this.timer);
      this.timer = null;
    }
  }

  private timer: ReturnType<typeof setTimeout> | null = null;
  private pauseMs = 0;
  private isWanted = false;
  private isUrgent = false;
  private isDrawing = false;
  private isDisposed = false;
}
