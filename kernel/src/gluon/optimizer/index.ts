// Optimizers: mx.optimizer, and making them by MXNet's names.
import { GluonError } from '../errors.js';
import { Adam, AdamW } from './adam.js';
import type { Optimizer, OptimizerOptions } from './optimizer.js';
import { RMSProp } from './rmsprop.js';
import { NAG, SGD } from './sgd.js';

export { Adam, AdamW, type AdamOptions, type AdamWOptions } from './adam.js';
export { Optimizer, type OptimizerOptions, type Update, type WeightState } from './optimizer.js';
export { RMSProp, type RMSPropOptions } from './rmsprop.js';
export { NAG, SGD, type NAGOptions, type SGDOptions } from './sgd.js';

type Create = (options: OptimizerOptions) => Optimizer;

const registry = new Map<string, Create>([
  ['sgd', (options) => new SGD(options)],
  ['ccsgd', (options) => new SGD(options)], // MXNet's former name of it
  ['nag', (options) => new NAG(options)],
  ['adam', (options) => new Adam(options)],
  ['adamw', (options) => new AdamW(options)],
  ['rmsprop', (options) => new RMSProp(options)],
]);

/** Makes an optimizer available by name, as for `new Trainer(params, 'name')`. */
export function register(name: string, create: Create): void {
  registry.set(name.toLowerCase(), create);
}

/** A new optimizer of that name. @example optimizer.create('sgd', { learningRate: 0.1 }) */
export function create(name: string, options: OptimizerOptions = {}): Optimizer {
  const make = typeof name === 'string' ? registry.get(name.toLowerCase()) : undefined;
  if (make !== undefined) return make(options);
  throw new GluonError(`optimizer is ${JSON.stringify(name)}, allowed are ${[...registry.keys()].join(', ')}`, 'value');
}
