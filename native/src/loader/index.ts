// Loads the native engine and types its functions. Arrays cross the border as integer handles; see src/binding/environment.h.
//
//   import { native } from '@gluonlab/native';
//   native.dims[0] = 3;  const h = native.create(new Float32Array([1, 2, 3]), 0, 1);
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/** A handle of an array. Bit 30 says that the array is big and wants a watch of its own. */
export type Handle = number;
export const BIG = 1 << 30;

export interface EngineStats {
  bytesInUse: number;
  bytesCached: number;
  bytesPeak: number;
  allocations: number;
  systemAllocations: number;
  memoryLimit: number;
  inlineCalls: number;
  queuedCalls: number;
  liveArrays: number;
  simd: string;
}

export interface Native {
  /** Handles in and out of calls with many. */
  readonly io: Int32Array;
  /** Shapes in and out. */
  readonly dims: Float64Array;
  setErrorClass(constructor: new (message: string, code: string, op: string) => Error): void;

  describeOps(): string;
  findOp(name: string): number;
  bind(op: number, names: string[], values: unknown[]): number;
  call1(bound: number, a: Handle): Handle;
  call2(bound: number, a: Handle, b: Handle): Handle;
  call3(bound: number, a: Handle, b: Handle, c: Handle): Handle;
  /** Inputs in io[0..inputs), given outputs behind them. Number of results in io[0]; several: their handles in io[1..]. */
  callMany(bound: number, inputs: number, outputs: number): Handle;
  callWith(op: number, inputs: number, outputs: number, names: string[], values: unknown[]): Handle;
  callScalar(op: number, a: Handle, scalar: number): Handle;

  create(data: ArrayBufferView, dtype: number, ndim: number): Handle;
  empty(dtype: number, ndim: number): Handle;
  read(array: Handle, into: ArrayBufferView): void;
  item(array: Handle): number;
  /** ndim | dtype << 8; the shape is in dims. */
  info(array: Handle): number;
  release(array: Handle): void;
  alias(array: Handle): Handle;
  watchToken(token: object): void;
  watchBig(wrapper: object, array: Handle): void;
  sweep(): void;
  /** What runs a garbage collection: of everything, or only of what was made lately. */
  setCollector(collect: (everything: boolean) => void): void;

  setRecording(on: boolean): boolean;
  setTraining(on: boolean): boolean;
  isRecording(): boolean;
  isTraining(): boolean;
  attachGrad(array: Handle, request: number): Handle;
  /** True once after each backward pass that wrote the gradient of the array. */
  takeFreshGrad(array: Handle): boolean;
  backward(heads: number, headGrads: number, flags: number): void;
  gradients(heads: number, variables: number, headGrads: number, flags: number): Handle;
  recordCustom(inputs: number, outputs: number, backward: (headGrads: Handle[]) => Handle[]): void;

  waitAll(): void;
  whenReady(array: Handle): Promise<void> | undefined;
  setThreads(count: number): void;
  threads(): number;
  setBackend(name: string): void;
  backend(): string;
  seed(value: number): void;
  setInterruptFlag(flag: Int32Array): void;
  setMemoryLimit(bytes: number): void;
  trimMemory(): void;
  stats(): EngineStats;
}

function load(): Native {
  const file = fileURLToPath(new URL('../build/release/gluonlab.node', import.meta.url));
  const platform = `${process.platform}-${process.arch}, Node ${process.versions.node}`;
  if (!existsSync(file)) {
    throw new Error(`The gluonlab engine is not built (${platform}): ${file} does not exist. Run: npm run build`);
  }
  try {
    return createRequire(import.meta.url)(file) as Native;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`The gluonlab engine does not load (${platform}): ${reason}. Build it here: npm run build`, {
      cause,
    });
  }
}

export const native: Native = load();
