// Garbage collections that the engine's memory needs. To V8 an array is a small object, so that a loop over big ones may take
// gigabytes before V8 sees a reason to look; the engine asks for a collection when its own bytes have grown.
import { native } from '@gluonlab/native';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { GluonError } from './errors.js';

let gc: ((options?: { type: 'minor' }) => void) | null = null;

/** Collects now: everything, or only what was made lately. */
function collect(everything: boolean): void {
  if (gc === null) {
    setFlagsFromString('--expose-gc');
    gc = runInNewContext('gc') as typeof gc;
  }
  if (everything) gc!();
  else gc!({ type: 'minor' });
}

native.setCollector(collect);

/** Runs `call`, which makes arrays in the engine; when memory is short, collects garbage and tries once more. */
export function withCollection<T>(call: () => T): T {
  try {
    return call();
  } catch (error) {
    return retryAfter(error, call);
  }
}

/** The second try of a call that has thrown `error`; any other error is thrown on. */
export function retryAfter<T>(error: unknown, call: () => T): T {
  if (!(error instanceof GluonError) || error.code !== 'memory') throw error;
  collect(true);
  native.sweep();
  native.trimMemory();
  return call();
}
