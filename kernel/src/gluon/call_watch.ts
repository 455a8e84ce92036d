// Sees every call of an operator while somebody watches: the tracer that makes a network's graph, the profiler. Costs a
// comparison per call while nobody does.
import { native } from '@gluonlab/native';
import { wrap, type NDArray } from './ndarray.js';

export interface OperatorCall {
  /** The table's name. */
  op: string;
  /** As given; an optional input that is left out is null or undefined. */
  inputs: readonly (NDArray | null | undefined)[];
  outputs: readonly NDArray[];
  /** By the table's names: those that are not default. */
  attributes: ReadonlyMap<string, unknown>;
}

export interface CallWatcher {
  /** Before a call. */
  begin(): void;
  /** After a call that succeeded. */
  end(call: OperatorCall): void;
  /** A walk over the tape has ended. */
  endBackward(): void;
  /** `copy` is another handle of the same array. */
  alias(array: NDArray, copy: NDArray): void;
}

/** Who watches now; null inside a call that is watched. */
export let watcher: CallWatcher | null = null;
let installed: CallWatcher | null = null;

/** Sets who watches from now on; null: nobody. */
export function watchCalls(next: CallWatcher | null): void {
  watcher = installed = next;
}

/** Watches again after code was cut off in the middle of a call, as an interrupt does: no `finally` has run. */
export function resumeWatching(): void {
  watcher = installed;
}

/** Runs `fn` unseen. */
export const unwatched = <T>(fn: () => T): T => watchedBy(null, fn);

/** Runs `fn` under other eyes; null: unseen. */
export function watchedBy<T>(other: CallWatcher | null, fn: () => T): T {
  const current = watcher;
  watcher = other;
  try {
    return fn();
  } finally {
    watcher = current;
  }
}

/** A call under the eyes of the watcher; what it calls itself is part of it. */
export function watched<T extends NDArray | NDArray[]>(
  op: string,
  inputs: OperatorCall['inputs'],
  attributes: () => [string[], unknown[]],
  call: () => T,
): T {
  const current = watcher!;
  return unwatched(() => {
    current.begin();
    const result = call();
    const [names, values] = attributes();
    const outputs: readonly NDArray[] = Array.isArray(result) ? result : [result];
    current.end({ op, inputs, outputs, attributes: new Map(names.map((name, i) => [name, values[i]])) });
    return result;
  });
}

/** Another handle of the same array, without its history. */
export function aliasOf(array: NDArray): NDArray {
  const copy = wrap(native.alias(array._handle));
  watcher?.alias(array, copy);
  return copy;
}
