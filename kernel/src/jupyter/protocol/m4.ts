/**
 * Chooses the points of a long curve that draw it: in each of equally long buckets the first, lowest, highest and last one
 * (Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", 2014). Points come as a stream, so a series of
 * any length needs the memory of what is chosen only. What is no finite number is passed over.
 */

import { RECORD_NUMBERS } from '../../gluon/run/run_file.js';
import { POINTS_NUMBERS } from '../messages.js';

/** Points that a bucket gives at most. */
const MARKS = 4;

interface Mark {
  index: number;
  step: number;
  time: number;
  value: number;
}

export class M4 {
  /** Points in a bucket; may be a fraction. */
  readonly #length: number;
  readonly #marks: Mark[] = [];
  /** Index behind the open bucket. */
  #end = -Infinity;
  #first?: Mark;
  #low?: Mark;
  #high?: Mark;
  #last?: Mark;

  /** Of the points with indices from `from` up to `to`, `most` at most. */
  constructor(
    readonly from: number,
    to: number,
    most: number,
  ) {
    const count = to - from;
    this.#length = count <= most ? 1 : count / Math.max(1, Math.floor(most / MARKS));
  }

  /** Takes records of step, time, value, the first of which has the index `first`. */
  add(rows: Float64Array, first: number) {
    const markAt = (row: number): Mark => ({
      index: first + row / RECORD_NUMBERS,
      step: rows[row],
      time: rows[row + 1],
      value: rows[row + 2],
    });
    // Millions of points pass here: a mark is made only of a point that may stay one.
    let last = -1;
    for (let row = 0, index = first; row < rows.length; row += RECORD_NUMBERS, index++) {
      if (index >= this.#end) {
        if (last >= 0) this.#last = markAt(last);
        last = -1;
        this.#open(index);
      }
      const value = rows[row + 2];
      if (!Number.isFinite(value)) continue;
      last = row;
      if (this.#first === undefined) this.#first = this.#low = this.#high = markAt(row);
      else if (value < this.#low!.value) this.#low = markAt(row);
      else if (value > this.#high!.value) this.#high = markAt(row);
    }
    if (last >= 0) this.#last = markAt(last);
  }

  /** Closes the bucket and opens the one that holds `index`. */
  #open(index: number) {
    this.#close();
    const bucket = Math.floor((index - this.from) / this.#length);
    this.#end = Math.max(index + 1, this.from + (bucket + 1) * this.#length);
  }

  #close() {
    const marks = [this.#first, this.#low, this.#high, this.#last].filter((mark) => mark !== undefined);
    const ascending = marks.sort((a, b) => a.index - b.index);
    this.#marks.push(...ascending.filter((mark, i) => i === 0 || mark.index !== ascending[i - 1].index));
    this.#first = this.#low = this.#high = this.#last = undefined;
  }

  /** Records of index, step, time, value. */
  finish(): Float64Array {
    this.#close();
    const chosen = new Float64Array(this.#marks.length * POINTS_NUMBERS);
    this.#marks.forEach(({ index, step, time, value }, i) =>
      chosen.set([index, step, time, value], i * POINTS_NUMBERS),
    );
    return chosen;
  }
}
