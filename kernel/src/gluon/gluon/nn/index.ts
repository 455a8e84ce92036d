// Layers: mx.gluon.nn.
export { Block, HybridBlock } from '../block.js';
export { Dense, type DenseOptions } from './dense.js';
export {
  Conv1D,
  Conv1DTranspose,
  Conv2D,
  Conv2DTranspose,
  Conv3D,
  Conv3DTranspose,
  type ConvOptions,
  type ConvTransposeOptions,
} from './conv.js';
export {
  AvgPool1D,
  AvgPool2D,
  AvgPool3D,
  GlobalAvgPool1D,
  GlobalAvgPool2D,
  GlobalAvgPool3D,
  GlobalMaxPool1D,
  GlobalMaxPool2D,
  GlobalMaxPool3D,
  MaxPool1D,
  MaxPool2D,
  MaxPool3D,
  type AvgPoolOptions,
  type GlobalPoolOptions,
  type PoolOptions,
} from './pooling.js';
export { BatchNorm, type BatchNormOptions } from './batch_norm.js';
export { LayerNorm, type LayerNormOptions } from './layer_norm.js';
export { Dropout, type DropoutOptions } from './dropout.js';
export { Embedding, type EmbeddingOptions } from './embedding.js';
export {
  Activation,
  ELU,
  GELU,
  LeakyReLU,
  PReLU,
  SELU,
  Swish,
  type ActivationName,
  type PReLUOptions,
} from './activation.js';
export { Flatten, Identity } from './flatten.js';
export { HybridLambda, Lambda, type LambdaFunction } from './lambda.js';
export { HybridSequential, Sequential } from './sequential.js';
