// MXNet's constructor calls in our form: a few arguments are positional, the rest are options in camelCase.
import { gluon, init, lrScheduler, metric } from 'gluonlab';

/** Which keyword arguments of MXNet are positional here. */
const POSITIONAL = {
  Dense: ['units'],
  Dropout: ['rate'],
  Embedding: ['input_dim', 'output_dim'],
  Activation: ['activation'],
  LeakyReLU: ['alpha'],
  ELU: ['alpha'],
  Swish: ['beta'],
  Lambda: ['function'],
  HybridLambda: ['function'],
  FactorScheduler: ['step'],
  MultiFactorScheduler: ['step'],
  PolyScheduler: ['max_update'],
  CosineScheduler: ['max_update'],
  Uniform: ['scale'],
  Normal: ['sigma'],
  Constant: ['value'],
  LSTMBias: ['forget_bias'],
};
for (const axes of ['1D', '2D', '3D']) {
  POSITIONAL[`Conv${axes}`] = ['channels'];
  POSITIONAL[`Conv${axes}Transpose`] = ['channels'];
}

const camelCase = (name) => name.replace(/_([a-z0-9])/g, (_, c) => c.toUpperCase());

/** Keyword arguments as options. @param {Record<string, unknown>} kwargs */
export const toOptions = (kwargs) =>
  Object.fromEntries(Object.entries(kwargs).map(([name, value]) => [camelCase(name), value]));

/** The classes that golden cases name. */
export const spaces = {
  layers: gluon.nn,
  losses: gluon.loss,
  metrics: metric,
  initializers: init,
  lr_schedulers: lrScheduler,
};

/**
 * A new instance. @param {keyof typeof spaces} space @param {string} name @param {Record<string, unknown>} kwargs
 */
export function construct(space, name, kwargs) {
  const positional = POSITIONAL[name] ?? [];
  const rest = Object.entries(kwargs).filter(([key]) => !positional.includes(key));
  const args = positional.map((key) => kwargs[key]);
  if (rest.length > 0) args.push(toOptions(Object.fromEntries(rest)));
  return new spaces[space][name](...args);
}

/** Dense(3, relu), TopKAccuracy(top_k=2): as the cases write parts of a container. */
export function constructFromText(space, text) {
  const [, name, list = ''] = /^(\w+)(?:\((.*)\))?$/.exec(text);
  const words = list.split(',').flatMap((word) => (word.trim() === '' ? [] : [word.trim()]));
  const kwargs = {};
  for (const word of words) {
    const [key, value] = word.includes('=') ? word.split('=') : [/^\d/.test(word) ? 'units' : 'activation', word];
    kwargs[key] = /^[\d.]+$/.test(value) ? Number(value) : value;
  }
  return construct(space, name, kwargs);
}
