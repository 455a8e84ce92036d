// The parameters of a net by structural name, as collectParams() gives them. MXNet: ParameterDict.
import { GluonError } from '../errors.js';
import type { InitializerLike } from '../init/initializer.js';
import type { InitializeOptions, Parameter } from './parameter.js';

export class ParameterDict extends Map<string, Parameter> {
  /** Initializes each parameter; see Block.initialize. */
  initialize(init?: InitializerLike, options?: InitializeOptions): void {
    for (const parameter of this.values()) parameter.initialize(init, options);
  }

  /** Sets all gradients to zero; needed between steps with gradReq 'add'. */
  zeroGrad(): void {
    for (const parameter of this.values()) parameter.zeroGrad();
  }

  /** Sets one property of each parameter. @example net.collectParams('features').setattr('gradReq', 'null') */
  setattr<K extends 'gradReq' | 'lrMult' | 'wdMult' | 'init'>(name: K, value: Parameter[K]): void {
    if (!['gradReq', 'lrMult', 'wdMult', 'init'].includes(name)) {
      throw new GluonError(`setattr: '${name}' is not one of gradReq, lrMult, wdMult, init`, 'value');
    }
    for (const parameter of this.values()) parameter[name] = value;
  }

  override toString(): string {
    return [...this].map(([name, parameter]) => `${name}: ${parameter.toString()}`).join('\n');
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }
}
