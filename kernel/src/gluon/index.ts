// The public face of gluonlab: what `import * as mx from 'gluonlab'` gives.
export { nd } from './nd.js';
export { NDArray, tidy, type Nested } from './ndarray.js';
export * as autograd from './autograd.js';
export { engine, waitall, type BackendName, type EngineStats } from './engine.js';
export { GluonError, type ErrorCode } from './errors.js';
export { cpu, gpu, type Device } from './device.js';
export type { DType, TypedArray } from './dtype.js';
export const version = '0.1.0';
