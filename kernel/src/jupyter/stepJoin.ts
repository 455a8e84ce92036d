/**
 * One metric as the x axis of another: the x of each point is what was logged for x at the same step. Both series come in the
 * order in which they were logged, a part at a time, so a join of any length needs the memory of two parts only:
 *
 *   join.feed(x);                              // or null: there is no more
 *   const next = join.fill(y, 0, xs);          // xs[i]: x of point i, NaN without; before `next`
 *
 * Where several points have one step, the k-th takes the k-th x of that step, and the last x is that of the rest. Steps that
 * begin anew (a loop that counts again, a training that goes back to a checkpoint) are joined with what x logged since.
 * It needs neither Node nor a browser. The panel imports it apart from the messages, which every page loads.
 */

/** Columns of logged points: steps, milliseconds since the run was created, values. */
export interface LoggedColumns {
  steps: Float64Array;
  times: Float64Array;
  values: Float64Array;
}

const NOTHING: LoggedColumns = { steps: new Float64Array(), times: new Float64Array(), values: new Float64Array() };

export class StepJoin {
  #x = NOTHING;
  #at = 0;
  #hasEnded = false;
  /** Step of the last x that was passed. */
  #xStep = -Infinity;
  /** Step and time of the last point. */
  #step = -Infinity;
  #time = -Infinity;
  /** What x logged before this time belongs to steps of before they began anew. */
  #past = -Infinity;
  #heldStep = NaN;
  #heldX = NaN;

  /** The next part of x; null: there is no more. Call it when `fill` has stopped before the end. */
  feed(x: LoggedColumns | null): void {
    this.#x = x ?? NOTHING;
    this.#at = 0;
    this.#hasEnded = x === null;
  }

  /** Fills in the x of the points from index `from` on; gives the index of the first that needs the next part of x. */
  fill({ steps, times }: Omit<LoggedColumns, 'values'>, from: number, xs: Float64Array): number {
    for (let i = from; i < steps.length; i++) {
      if (steps[i] < this.#step) this.#beginAnew();
      this.#step = steps[i];
      this.#time = times[i];
      if (!this.#find()) return i;
      xs[i] = this.#heldStep === this.#step ? this.#heldX : NaN;
    }
    return steps.length;
  }

  #beginAnew() {
    this.#past = this.#time;
    this.#xStep = -Infinity;
    this.#heldStep = NaN;
  }

  /** Goes on in x to the step of the point; false: x must be fed first. */
  #find(): boolean {
    const { steps, times, values } = this.#x;
    for (; this.#at < steps.length; this.#at++) {
      const [step, time] = [steps[this.#at], times[this.#at]];
      if (time < this.#past) continue;
      // An x that begins anew after this point waits until the points do.
      const isLater = step < this.#xStep && time >= this.#time;
      if (step > this.#step || isLater) return true;
      this.#xStep = step;
      if (step === this.#step) {
        this.#heldStep = step;
        this.#heldX = values[this.#at++];
        return true;
      }
    }
    return this.#hasEnded;
  }
}
