/**
 * Chooses the points of a long curve that draw it: in each of equally long buckets the first, lowest, highest and last one
 * (Jugel et al., "M4: A Visualization-Oriented Time Series Data Aggregation", 2014). A curve over another metric may run to
 * and fro, so there the leftmost and the rightmost one stay too. Points come as a stream, so a series of any length needs the
 * memory of what is chosen only. What is no finite number is passed over.
 */

import { RECORD_NUMBERS } from '../../gluon/run/run_file.js';
import { JOINED_NUMBERS, POINTS_NUMBERS } from '../messages.js';

/** Points that a bucket gives at most; also over another metric. */
const MARKS = 4;
const JOINED_MARKS = 6;

interface Mark {
  index: number;
  step: number;
  time: number;
  value: number;
  x: number;
}

/** What an open bucket keeps. */
interface Bucket {
  first: Mark;
  low: Mark;
  high: Mark;
  left: Mark;
  right: Mark;
  last: Mark;
}

export class M4 {
  /** Points in a bucket; may be a fraction. */
  readonly #length: number;
  readonly #marks: Mark[] = [];
  /** Index behind the open bucket. */
  #end = -Infinity;
  #bucket?: Bucket;

  /** Of the points with indices from `from` up to `to`, `most` at most; `isJoined`: each has an x. */
  constructor(
    readonly from: number,
    to: number,
    most: number,
    readonly isJoined = false,
  ) {
    const count = to - from;
    const buckets = Math.floor(most / (isJoined ? JOINED_MARKS : MARKS));
    this.#length = count <= most ? 1 : count / Math.max(1, buckets);
  }

  /** Takes records of step, time, value, the first of which has the index `first`; `xs`: the x of each. */
  add(rows: Float64Array, first: number, xs?: Float64Array) {
    const markAt = (i: number): Mark => {
      const row = i * RECORD_NUMBERS;
      return { index: first + i, step: rows[row], time: rows[row + 1], value: rows[row + 2], x: xs?.[i] ?? 0 };
    };
    // Millions of points pass here: a mark is made only of a point that may stay one.
    let last = -1;
    const keepLast = () => {
      if (last >= 0) this.#bucket!.last = markAt(last);
      last = -1;
    };
    const count = rows.length / RECORD_NUMBERS;
    for (let i = 0; i < count; i++) {
      if (first + i >= this.#end) {
        keepLast();
        this.#open(first + i);
      }
      const value = rows[i * RECORD_NUMBERS + 2];
      const x = xs === undefined ? 0 : xs[i];
      if (!Number.isFinite(value) || !Number.isFinite(x)) continue;
      const bucket = this.#bucket;
      if (bucket === undefined) {
        const mark = markAt(i);
        this.#bucket = { first: mark, low: mark, high: mark, left: mark, right: mark, last: mark };
        continue;
      }
      last = i;
      if (value < bucket.low.value) bucket.low = markAt(i);
      else if (value > bucket.high.value) bucket.high = markAt(i);
      if (x < bucket.left.x) bucket.left = markAt(i);
      else if (x > bucket.right.x) bucket.right = markAt(i);
    }
    keepLast();
  }

  /** Closes the bucket and opens the one that holds `index`. */
  #open(index: number) {
    this.#close();
    const bucket = Math.floor((index - this.from) / this.#length);
    this.#end = Math.max(index + 1, this.from + (bucket + 1) * this.#length);
  }

  #close() {
    if (this.#bucket === undefined) return;
    const { first, low, high, left, right, last } = this.#bucket;
    const ascending = [first, low, high, left, right, last].sort((a, b) => a.index - b.index);
    this.#marks.push(...ascending.filter((mark, i) => i === 0 || mark.index !== ascending[i - 1].index));
    this.#bucket = undefined;
  }

  /** Records of index, step, time, value; and x, if each has one. */
  finish(): Float64Array {
    this.#close();
    const width = this.isJoined ? JOINED_NUMBERS : POINTS_NUMBERS;
    const chosen = new Float64Array(this.#marks.length * width);
    this.#marks.forEach(({ index, step, time, value, x }, i) =>
      chosen.set([index, step, time, value, x].slice(0, width), i * width),
    );
    return chosen;
  }
}
