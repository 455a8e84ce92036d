// Initializers fill parameters in place. Which rule applies is decided by the end of the parameter's name, as in MXNet:
// ...weight by the initializer itself, bias and beta with zeros, gamma with ones. MXNet: mx.init.Initializer.
import { GluonError } from '../errors.js';
import type { NDArray } from '../ndarray.js';

/** An initializer, or the name of one: 'xavier', 'zeros', 'ones', 'normal', 'uniform', ... */
export type InitializerLike = Initializer | string;

export abstract class Initializer {
  /** Fills a weight; what subclasses define. */
  abstract initWeight(name: string, array: NDArray): void;

  /** Fills an array by the rule for its name. A name without a rule is an error. */
  init(name: string, array: NDArray): void {
    if (!this.initByName(name, array)) {
      throw new GluonError(
        `${this.constructor.name}: there is no rule for the name '${name}', it should end in weight, bias, gamma, beta, ` +
          'min or max; or give the parameter an initializer of its own',
        'value',
      );
    }
  }

  /** Fills a parameter: like init, but what has no rule is treated as a weight. */
  initParameter(name: string, array: NDArray): void {
    if (!this.initByName(name, array)) this.initWeight(name, array);
  }

  private initByName(name: string, array: NDArray): boolean {
    if (name.endsWith('weight')) this.initWeight(name, array);
    else if (/(bias|beta|min)$/.test(name)) array.set(0);
    else if (/(gamma|max)$/.test(name)) array.set(1);
    else return false;
    return true;
  }
}

const registry = new Map<string, () => Initializer>();

/** Makes an initializer available by name, as for `weightInitializer: 'xavier'`. */
export function register(name: string, create: () => Initializer): void {
  registry.set(name.toLowerCase(), create);
}

/** The initializer itself, or a new one of that name. */
export function createInitializer(like: InitializerLike): Initializer {
  if (like instanceof Initializer) return like;
  const create = typeof like === 'string' ? registry.get(like.toLowerCase()) : undefined;
  if (create !== undefined) return create();
  const names = [...registry.keys()].sort().join(', ');
  throw new GluonError(
    `initializer is ${JSON.stringify(like) ?? String(like)}, allowed are an Initializer or: ${names}`,
    'value',
  );
}
