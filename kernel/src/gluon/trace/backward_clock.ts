// Times the backward of each operator. A node on the tape right behind each result tells when its gradient has come; the
// engine walks the tape in reverse order, so what runs from there to the next such node is the backward of that operator.
// A user's Function is one operator, and its backward is what it computes there.
import { native } from '@gluonlab/native';
import { isRecording } from '../autograd.js';
import type { OperatorCall } from '../call_watch.js';
import { isFloating } from '../dtype.js';
import { wrap, type NDArray } from '../ndarray.js';

/** Takes milliseconds of the backward of an operator; `pass` numbers the walks over the tape. */
export type TakeTime = (ms: number, pass: number) => void;

export class BackwardClock {
  /** Arrays with a history. */
  private readonly recorded = new WeakSet<NDArray>();
  private pass = 0;
  private running: { take: TakeTime; start: number; gradient: NDArray } | null = null;

  /** From now on `take` gets the times of each backward of this call: one for each result that has a gradient. */
  follow({ inputs, outputs }: OperatorCall, take: TakeTime): void {
    const hasHistory = (input: NDArray | null | undefined) =>
      input && (input.grad !== null || this.recorded.has(input));
    if (!isRecording() || !inputs.some(hasHistory)) return;
    for (const output of outputs) if (isFloating(output.dtype)) this.mark(output, take);
  }

  /** A walk over the tape has ended. */
  endPass(): void {
    this.stop();
    this.pass++;
  }

  /** Takes no time of what was running: it was cut off, or calls operators of its own. */
  forget(): void {
    this.running?.gradient.dispose();
    this.running = null;
  }

  private stop(): void {
    native.waitAll();
    this.running?.take(performance.now() - this.running.start, this.pass);
    this.forget();
  }

  private mark(output: NDArray, take: TakeTime): void {
    native.io[0] = native.io[1] = output._handle;
    native.recordCustom(1, 1, ([handle]) => {
      this.stop();
      this.running = { take, start: performance.now(), gradient: wrap(handle) };
      return [handle];
    });
    this.recorded.add(output);
  }
}
