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
  readonly #buckets: number;
  readonly #marks: Mark[] = [];
  #bucket = -1;
  #first?: Mark;
  #low?: Mark;
  #high?: Mark;
  #last?: Mark;

  /** Of the points with indices from `from` up to `to`, `most` at most. */
  constructor(
    readonly from: number,
    readonly to: number,
    most: number,
  ) {
    const count = to - from;
    this.#buckets = count <= most ? count : Math.max(1, Math.floor(most / MARKS));
  }

  /** Takes records of step, time, value, the first of which has the index `first`. */
  add(rows: Float64Array, first: number) {
    const scale = this.#buckets / (this.to - this.from);
    for (let row = 0, index = first; row < rows.length; row += RECORD_NUMBERS, index++) {
      const value = rows[row + 2];
      if (!Number.isFinite(value)) continue;
      const bucket = Math.floor((index - this.from) * scale);
      if (bucket !== this.#bucket) this.#close(bucket);
      const isLow = value < (this.#low?.value ?? Infinity);
      const isHigh = value > (this.#high?.value ?? -Infinity);
      const isLast = row + RECORD_NUMBERS >= rows.length || Math.floor((index + 1 - this.from) * scale) !== bucket;
      if (this.#first && !isLow && !isHigh && !isLast) continue;
      const mark = { index, step: rows[row], time: rows[row + 1], value };
      this.#first ??= mark;
      if (isLow) this.#low = mark;
      if (isHigh) this.#high = mark;
      this.#last = mark;
    }
  }

  #close(bucket: number) {
    const marks = [this.#first, this.#low, this.#high, this.#last].filter((mark) => mark !== undefined);
    const ascending = marks.sort((a, b) => a.index - b.index);
    this.#marks.push(...ascending.filter((mark, i) => i === 0 || mark !== ascending[i - 1]));
    this.#first = this.#low = this.#high = this.#last = undefined;
    this.#bucket = bucket;
  }

  /** Records of index, step, time, value. */
  finish(): Float64Array {
    this.#close(-1);
    const chosen = new Float64Array(this.#marks.length * POINTS_NUMBERS);
    this.#marks.forEach(({ index, step, time, value }, i) =>
      chosen.set([index, step, time, value], i * POINTS_NUMBERS),
    );
    return chosen;
  }
}
