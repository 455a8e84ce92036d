// Initializers: mx.init.
export { createInitializer, Initializer, register, type InitializerLike } from './initializer.js';
export { Bilinear, Constant, LSTMBias, One, Zero } from './constant_initializers.js';
export {
  MSRAPrelu,
  Normal,
  Uniform,
  Xavier,
  type MSRAPreluOptions,
  type XavierOptions,
} from './random_initializers.js';
export { Orthogonal, type OrthogonalOptions } from './orthogonal.js';
