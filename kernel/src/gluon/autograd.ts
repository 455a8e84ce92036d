// Automatic differentiation: calls made inside record() are remembered; backward walks them in reverse.
//
//   const x = nd.array([1, 2, 3]);  x.attachGrad();
//   const y = autograd.record(() => x.square().sum());
//   y.backward();                       // x.grad is [2, 4, 6]
import { native } from '@gluonlab/native';
import { aliasOf, unwatched, watched, watcher } from './call_watch.js';
import { GluonError } from './errors.js';
import { keep, NDArray, wrap, wrapMany } from './ndarray.js';
import { checkOptions } from './options.js';
import { safepoint } from './safepoint.js';

export interface ModeOptions {
  /** Whether layers behave as in training: dropout active, batch statistics. Default true for record, false for pause. */
  trainMode?: boolean;
}

export interface BackwardOptions {
  /** Keep the graph, so that backward may walk it again. Default false. */
  retainGraph?: boolean;
  /** Layers behave as in training while gradients are computed. Default true. */
  trainMode?: boolean;
}

export interface GradOptions extends BackwardOptions {
  headGrads?: NDArray[];
  /** Record the computation of the gradients, so that they have gradients. Default false. */
  createGraph?: boolean;
}

function scoped<T>(name: string, recording: boolean | null, training: boolean | null, fn: () => T): T {
  if (typeof fn !== 'function') {
    throw new GluonError(`autograd.${name}: expected a function, ${typeof fn} was given: ${name}(() => ...)`);
  }
  const formerRecording = recording === null ? null : native.setRecording(recording);
  const formerTraining = training === null ? null : native.setTraining(training);
  try {
    const result = fn();
    if (result instanceof Promise) {
      throw new GluonError(
        `autograd.${name}: the function returned a promise; what it records must be computed synchronously`,
      );
    }
    return result;
  } finally {
    if (formerRecording !== null) native.setRecording(formerRecording);
    if (formerTraining !== null) native.setTraining(formerTraining);
  }
}

/** Runs `fn` and records what it computes; layers behave as in training unless trainMode is false. */
export function record<T>(fn: () => T, options: ModeOptions = {}): T {
  checkOptions('autograd.record', options, ['trainMode']);
  return scoped('record', true, options.trainMode ?? true, fn);
}

/** Runs `fn` without recording, inside a recorded function too. */
export function pause<T>(fn: () => T, options: ModeOptions = {}): T {
  checkOptions('autograd.pause', options, ['trainMode']);
  return scoped('pause', false, options.trainMode ?? false, fn);
}

/** Runs `fn` with layers behaving as in training (dropout active, batch statistics). */
export function trainMode<T>(fn: () => T): T {
  return scoped('trainMode', null, true, fn);
}

/** Runs `fn` with layers behaving as in prediction. */
export function predictMode<T>(fn: () => T): T {
  return scoped('predictMode', null, false, fn);
}

export const isRecording = (): boolean => native.isRecording();
export const isTraining = (): boolean => native.isTraining();

/** Handles into the shared buffer; `what` is what errors call the arrays. */
function toIo(what: string, arrays: readonly (NDArray | null | undefined)[], from: number): void {
  const list: unknown = arrays;
  if (!Array.isArray(list)) throw new GluonError(`${what}: expected a list of NDArrays`);
  arrays.forEach((array, i) => {
    if (array instanceof NDArray) {
      if (array.isDisposed) throw new GluonError(`${what}: array ${i} has been disposed`, 'disposed');
      native.io[from + i] = array._handle;
    } else if (array === null || array === undefined) {
      native.io[from + i] = 0;
    } else {
      throw new GluonError(`${what}: item ${i} is ${typeof array}, expected an NDArray`);
    }
  });
}

const flags = (retain: boolean, train: boolean, create: boolean): number =>
  (retain ? 1 : 0) | (train ? 2 : 0) | (create ? 4 : 0);

/** Gradients of `heads` into every attached gradient. Missing head gradients are ones. */
export function backward(heads: NDArray[], headGrads: (NDArray | null)[] = [], options: BackwardOptions = {}): void {
  checkOptions('backward', options, ['retainGraph', 'trainMode']);
  const { retainGraph = false, trainMode = true } = options;
  toIo('backward: heads', heads, 0);
  toIo('backward: headGrads', headGrads, heads.length);
  native.backward(heads.length, headGrads.length, flags(retainGraph, trainMode, false));
  watcher?.endBackward();
  safepoint();
}

/** The gradients of `heads` with respect to `variables`; attached gradients stay as they are. */
export function grad(heads: NDArray[], variables: NDArray[], options: GradOptions = {}): NDArray[] {
  checkOptions('grad', options, ['headGrads', 'createGraph', 'retainGraph', 'trainMode']);
  const { headGrads = [], createGraph = false, retainGraph = createGraph, trainMode = true } = options;
  toIo('grad: heads', heads, 0);
  toIo('grad: variables', variables, heads.length);
  toIo('grad: headGrads', headGrads, heads.length + variables.length);
  const first = native.gradients(
    heads.length,
    variables.length,
    headGrads.length,
    flags(retainGraph, trainMode, createGraph),
  );
  watcher?.endBackward();
  return wrapMany(first, native.io[0]);
}

/**
 * A function with a gradient of its own.
 *
 * @example
 * class Sigmoid extends autograd.Function {
 *   forward(x: NDArray) { const y = x.sigmoid(); this.saveForBackward(y); return y; }
 *   backward(dy: NDArray) { const [y] = this.savedTensors; return dy.mul(y).mul(y.rsub(1)); }
 * }
 * const y = autograd.record(() => new Sigmoid().apply(x));
 */
export abstract class Function {
  /** What forward keeps for backward. */
  savedTensors: NDArray[] = [];
  private used = false;

  abstract forward(...inputs: NDArray[]): NDArray | NDArray[];
  /** One gradient per input, null where there is none. */
  abstract backward(...headGrads: NDArray[]): NDArray | (NDArray | null)[];

  saveForBackward(...arrays: NDArray[]): void {
    this.savedTensors = arrays.map(keep);
  }

  apply(...inputs: NDArray[]): NDArray {
    return this.applyMany(...inputs)[0];
  }

  /** Like apply, for a forward with several results. */
  applyMany(...inputs: NDArray[]): NDArray[] {
    if (this.used) throw new GluonError('a Function can be applied once; make a new one for each use', 'autograd');
    this.used = true;
    if (watcher === null) return this.call(inputs);
    // One operator to whoever watches, by the name of its class.
    return watched(
      this.constructor.name || 'Function',
      inputs,
      () => [[], []],
      () => this.call(inputs),
    );
  }

  private call(inputs: NDArray[]): NDArray[] {
    const results = pause(() => this.forward(...inputs), { trainMode: isTraining() });
    // Aliases, so that a forward that returns its own input does not change the input's history.
    const outputs = asArrays('forward', results).map((array) => aliasOf(array!));
    if (isRecording()) {
      toIo('Function: inputs', inputs, 0);
      toIo('Function: outputs', outputs, inputs.length);
      native.recordCustom(inputs.length, outputs.length, (handles) => {
        const grads = unwatched(() => this.backward(...handles.map(wrap)));
        const list = asArrays('backward', grads, null);
        if (list.length !== inputs.length) {
          throw new GluonError(
            `Function.backward returned ${list.length} gradients for ${inputs.length} inputs`,
            'autograd',
          );
        }
        return list.map((array) => array?._handle ?? 0);
      });
    }
    return outputs;
  }
}

/** What a Function's method returned, as a list; `none` may stand for an array that is not there. */
function asArrays(method: string, returned: NDArray | readonly (NDArray | null)[], none?: null): (NDArray | null)[] {
  const list = Array.isArray(returned) ? (returned as (NDArray | null)[]) : [returned as NDArray];
  for (const array of list) {
    if (array instanceof NDArray || array === none) continue;
    throw new GluonError(
      `Function.${method} returned ${typeof array}, expected an NDArray or a list of them`,
      'autograd',
    );
  }
  return list;
}
