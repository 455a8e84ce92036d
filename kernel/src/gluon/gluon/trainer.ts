// Trainer: applies an optimizer to parameters after each backward pass. MXNet: gluon.Trainer.
//
//   const trainer = new gluon.Trainer(net.collectParams(), 'adam', { learningRate: 1e-3 });
//   loss.backward();  trainer.step(batchSize);
import { native } from '@gluonlab/native';
import { GluonError } from '../errors.js';
import type { NDArray } from '../ndarray.js';
import { checkOptions } from '../options.js';
import { create } from '../optimizer/index.js';
import { Optimizer, type OptimizerOptions, type WeightState } from '../optimizer/optimizer.js';
import { Parameter } from './parameter.js';

/** What a Trainer may be given: collectParams(), or a list. */
export type Parameters = ReadonlyMap<string, Parameter> | Iterable<Parameter>;

export interface StepOptions {
  /** Leave parameters alone that the last backward did not reach. Default false: an error. */
  ignoreStaleGrad?: boolean;
}

/** Options of the optimizers by name, over what all have. */
export type TrainerOptions = OptimizerOptions & Record<string, unknown>;

export class Trainer {
  readonly optimizer: Optimizer;
  private readonly parameters: readonly (readonly [string, Parameter])[];
  private readonly states: (WeightState | undefined)[] = [];
  private readonly scale: number;

  constructor(parameters: Parameters, optimizer: string | Optimizer, options?: TrainerOptions) {
    this.parameters = named(parameters);
    if (optimizer instanceof Optimizer) {
      if (options !== undefined) {
        throw new GluonError('Trainer: options belong to the optimizer, which is given ready-made', 'value');
      }
      this.optimizer = optimizer;
    } else {
      this.optimizer = create(optimizer, options);
    }
    this.scale = this.optimizer.rescaleGrad;
  }

  /** The rate of the latest step. */
  get learningRate(): number {
    return this.optimizer.learningRate;
  }
  setLearningRate(rate: number): void {
    this.optimizer.setLearningRate(rate);
  }

  /** Changes the parameters by their gradients, which are divided by `batchSize`. */
  step(batchSize: number, options: StepOptions = {}): void {
    checkOptions('Trainer.step', options, ['ignoreStaleGrad']);
    if (!(batchSize > 0)) {
      throw new GluonError(`Trainer.step: batchSize is ${String(batchSize)}, expected a number above 0`, 'value');
    }
    const fresh = this.freshIndices(options.ignoreStaleGrad ?? false);
    const factors = (kind: 'lrMult' | 'wdMult') => this.parameters.map(([, parameter]) => parameter[kind]);
    this.optimizer.setLrMult(factors('lrMult'));
    this.optimizer.setWdMult(factors('wdMult'));
    this.optimizer.rescaleGrad = this.scale / batchSize;
    const weights: NDArray[] = [];
    const grads: NDArray[] = [];
    for (const index of fresh) {
      const parameter = this.parameters[index][1];
      weights.push(parameter.data());
      grads.push(parameter.grad());
    }
    const states = fresh.map((index, i) => (this.states[index] ??= this.optimizer.createState(weights[i])));
    this.optimizer.update(fresh, weights, grads, states);
  }

  /** Parameters whose gradient the last backward has written. */
  private freshIndices(ignoreStale: boolean): number[] {
    const fresh: number[] = [];
    const stale: string[] = [];
    this.parameters.forEach(([name, parameter], index) => {
      if (parameter.gradReq === 'null') return;
      if (native.takeFreshGrad(parameter.data()._handle)) fresh.push(index);
      else stale.push(name);
    });
    if (stale.length > 0 && !ignoreStale) {
      throw new GluonError(
        `Trainer.step: the gradients of ${stale.slice(0, 5).join(', ')}${stale.length > 5 ? ' and others' : ''} were not ` +
          'written since the last step: call backward() on a loss that depends on them, or { ignoreStaleGrad: true }',
        'autograd',
      );
    }
    return fresh;
  }
}

function named(parameters: Parameters): [string, Parameter][] {
  if (parameters === null || typeof parameters !== 'object' || !(Symbol.iterator in parameters)) {
    throw new GluonError(
      'Trainer: parameters are missing, expected net.collectParams() or a list of Parameters',
      'value',
    );
  }
  const entries: [string, Parameter][] =
    parameters instanceof Map
      ? [...(parameters as ReadonlyMap<string, Parameter>)]
      : [...(parameters as Iterable<Parameter>)].map((parameter) => [parameter?.name, parameter]);
  for (const [name, parameter] of entries) {
    if (!(parameter instanceof Parameter)) throw new GluonError(`Trainer: ${String(name)} is not a Parameter`, 'value');
  }
  if (entries.length === 0) throw new GluonError('Trainer: there are no parameters', 'value');
  return entries;
}
