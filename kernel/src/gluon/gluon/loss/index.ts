// Losses: mx.gluon.loss.
export { Loss, type LossOptions } from './loss.js';
export { HuberLoss, L1Loss, L2Loss, type HuberLossOptions } from './regression.js';
export {
  KLDivLoss,
  SigmoidBCELoss,
  SigmoidBinaryCrossEntropyLoss,
  SoftmaxCELoss,
  SoftmaxCrossEntropyLoss,
  type KLDivLossOptions,
  type SigmoidBinaryCrossEntropyLossOptions,
  type SoftmaxCrossEntropyLossOptions,
} from './cross_entropy.js';
