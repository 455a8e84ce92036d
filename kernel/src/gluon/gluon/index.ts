// Gluon: mx.gluon.
export * as nn from './nn/index.js';
export * as loss from './loss/index.js';
export * as data from './data/index.js';
export * as utils from './arrays.js';
export {
  Block,
  HybridBlock,
  type BlockInput,
  type ForwardHook,
  type ForwardPreHook,
  type HookHandle,
} from './block.js';
export { Constant, Parameter, type GradReq, type ParameterOptions } from './parameter.js';
export { ParameterDict } from './parameter_dict.js';
export { type LoadParametersOptions } from './parameter_file.js';
export { type Summary, type SummaryRow } from './summary.js';
export { Trainer, type StepOptions, type TrainerOptions } from './trainer.js';
