// The engine's controls and counters.
import { native, type EngineStats } from '@gluonlab/native';
import './errors.js';

export type { EngineStats };
export type BackendName = 'reference' | 'simd' | 'onednn';

/** Blocks until all queued work is done; throws the first error that queued work kept. */
export function waitall(): void {
  native.waitAll();
}

export const engine = {
  /** Threads of the compute team; at first the number of cores, or GLUONLAB_THREADS. */
  get threads(): number {
    return native.threads();
  },
  setThreads(count: number): void {
    native.setThreads(count);
  },
  /** Preferred kernels; at first the best that is built in, or GLUONLAB_BACKEND. */
  get backend(): BackendName {
    return native.backend() as BackendName;
  },
  setBackend(name: BackendName): void {
    native.setBackend(name);
  },
  /** Memory in bytes, calls and live arrays, counted since the start. */
  stats(): EngineStats {
    return native.stats();
  },
  /** Allocations that would pass `bytes` in use fail with a memory error. 0: no limit. */
  setMemoryLimit(bytes: number): void {
    native.setMemoryLimit(bytes);
  },
  /** Gives cached memory back to the operating system. */
  trimMemory(): void {
    native.trimMemory();
  },
  /** Every wait polls flag[0] (on a SharedArrayBuffer) and throws code 'interrupted' while it is not 0. */
  setInterruptFlag(flag: Int32Array): void {
    native.setInterruptFlag(flag);
  },
  waitall,
};
