// Labels are looked at before they are used: a NaN among them would make the whole network NaN without a word.
import { isFloating } from '../../dtype.js';
import { GluonError } from '../../errors.js';
import type { NDArray } from '../../ndarray.js';

/** Targets of more elements are not searched for NaN: reading them would cost more than the step. */
const MOST_CHECKED = 1 << 16;

/** Throws when a class label is NaN, has a fraction, or is outside 0 to classes - 1. */
export function checkClassLabels(label: NDArray, classes: number): void {
  const values = label.dataSync();
  for (let i = 0; i < values.length; ++i) {
    const value = Number(values[i]);
    if (value >= 0 && value < classes && Number.isInteger(value)) continue;
    throw new GluonError(
      `label ${value} at position ${position(i, label.shape)}: allowed are whole numbers from 0 to ${classes - 1}, ` +
        `the prediction has ${classes} classes`,
      'value',
    );
  }
}

/** Throws when a target is NaN. */
export function checkTargets(label: NDArray): void {
  if (!isFloating(label.dtype)) return;
  refuse(label, Number.isNaN, 'expected numbers');
}

/** Throws when a target is no probability. */
export function checkProbabilities(label: NDArray): void {
  refuse(label, (value) => !(value >= 0 && value <= 1), 'allowed are numbers from 0 to 1');
}

function refuse(label: NDArray, isWrong: (value: number) => boolean, rule: string): void {
  if (label.size > MOST_CHECKED) return;
  const values = label.dataSync();
  for (let i = 0; i < values.length; ++i) {
    const value = Number(values[i]);
    if (isWrong(value)) {
      throw new GluonError(`the label at position ${position(i, label.shape)} is ${value}, ${rule}`, 'value');
    }
  }
}

function position(flat: number, shape: number[]): string {
  const index: number[] = [];
  for (const extent of [...shape].reverse()) {
    index.unshift(flat % extent);
    flat = Math.floor(flat / extent);
  }
  return `[${index.join(', ')}]`;
}
