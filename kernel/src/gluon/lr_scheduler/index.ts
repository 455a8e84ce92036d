// Learning-rate schedulers: mx.lrScheduler.
export { LRScheduler, type SchedulerOptions } from './scheduler.js';
export {
  FactorScheduler,
  MultiFactorScheduler,
  type FactorSchedulerOptions,
  type MultiFactorSchedulerOptions,
} from './factor.js';
export { CosineScheduler, PolyScheduler, type CosineSchedulerOptions, type PolySchedulerOptions } from './annealing.js';
