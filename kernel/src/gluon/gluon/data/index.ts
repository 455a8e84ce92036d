// Data: mx.gluon.data.
export { Dataset, SimpleDataset } from './dataset.js';
export { ArrayDataset, type Column } from './array_dataset.js';
export {
  BatchSampler,
  FilterSampler,
  RandomSampler,
  SequentialSampler,
  type LastBatch,
  type Sampler,
} from './sampler.js';
export { DataLoader, type DataLoaderOptions } from './dataloader.js';
export { defaultBatchify, type Batch } from './batchify.js';
export * as vision from './vision/index.js';
