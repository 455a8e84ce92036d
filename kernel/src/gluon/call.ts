// Calling operators: options in camelCase become the table's attributes; frozen options are bound once and then cost nothing.
import { native, type Handle } from '@gluonlab/native';
import { runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { GluonError } from './errors.js';
import { NDArray, wrap, wrapMany } from './ndarray.js';

/** Where results are written instead of into fresh arrays. */
export interface OutOption {
  out?: NDArray | NDArray[];
}

/** An operator of the table as TypeScript sees it. */
export class Op {
  private known = -1;
  /** Attributes bound for option objects that can no longer change. */
  private readonly frozen = new WeakMap<object, number>();
  private defaults = -1;

  constructor(
    readonly name: string,
    /** camelCase option -> the table's parameter. */
    private readonly params: Readonly<Record<string, string>>,
  ) {}

  /** Its number in the engine's table, looked up at the first use: importing gluonlab costs no look-ups. */
  get id(): number {
    if (this.known >= 0) return this.known;
    const id = native.findOp(this.name);
    if (id < 0)
      throw new GluonError(`the engine has no operator '${this.name}'; rebuild it: npm run build`, 'internal');
    return (this.known = id);
  }

  /** The operator with default attributes. */
  bound(): number {
    if (this.defaults < 0) this.defaults = native.bind(this.id, [], []);
    return this.defaults;
  }

  /** The operator with these options; `null` when they may change and must be read at every call. */
  boundTo(options: object): number | null {
    const known = this.frozen.get(options);
    if (known !== undefined) return known;
    if (!Object.isFrozen(options) || 'out' in options) return null;
    const [names, values] = this.attributes(options);
    const bound = native.bind(this.id, names, values);
    this.frozen.set(options, bound);
    return bound;
  }

  /** Parameter names and values of the options that are set. */
  attributes(options: object): [string[], unknown[]] {
    const names: string[] = [];
    const values: unknown[] = [];
    for (const [key, value] of Object.entries(options)) {
      if (key === 'out' || value === undefined) continue;
      const name = this.params[key];
      if (name === undefined) {
        const allowed = [...Object.keys(this.params), 'out'].join(', ');
        throw new GluonError(`${this.name}: unknown option '${key}', allowed are ${allowed}`, 'value', this.name);
      }
      names.push(name);
      values.push(value);
    }
    return [names, values];
  }
}

/** Runs `call`; when memory is short, collects garbage and tries once more. */
function withCollection(call: () => Handle): Handle {
  try {
    return call();
  } catch (error) {
    if (!(error instanceof GluonError) || error.code !== 'memory') throw error;
    collectGarbage();
    return call();
  }
}

function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  native.sweep();
  native.trimMemory();
}

function handleOf(value: NDArray, op: Op, position: number): Handle {
  if (value instanceof NDArray) return value._handle;
  const given = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value;
  throw new GluonError(`${op.name}: input ${position} is ${given}, expected an NDArray`, 'value', op.name);
}

export function call1(op: Op, a: NDArray, options?: object): NDArray {
  const bound = options === undefined ? op.bound() : op.boundTo(options);
  if (bound === null) return callList(op, [a], options)[0];
  const ha = handleOf(a, op, 0);
  try {
    return wrap(native.call1(bound, ha));
  } catch (error) {
    return wrap(retried(error, () => native.call1(bound, ha)));
  }
}

export function call2(op: Op, a: NDArray, b: NDArray, options?: object): NDArray {
  const bound = options === undefined ? op.bound() : op.boundTo(options);
  if (bound === null) return callList(op, [a, b], options)[0];
  const ha = handleOf(a, op, 0);
  const hb = handleOf(b, op, 1);
  try {
    return wrap(native.call2(bound, ha, hb));
  } catch (error) {
    return wrap(retried(error, () => native.call2(bound, ha, hb)));
  }
}

export function call3(op: Op, a: NDArray, b: NDArray, c: NDArray, options?: object): NDArray {
  const bound = options === undefined ? op.bound() : op.boundTo(options);
  if (bound === null) return callList(op, [a, b, c], options)[0];
  const ha = handleOf(a, op, 0);
  const hb = handleOf(b, op, 1);
  const hc = handleOf(c, op, 2);
  try {
    return wrap(native.call3(bound, ha, hb, hc));
  } catch (error) {
    return wrap(retried(error, () => native.call3(bound, ha, hb, hc)));
  }
}

function retried(error: unknown, call: () => Handle): Handle {
  if (!(error instanceof GluonError) || error.code !== 'memory') throw error;
  collectGarbage();
  return call();
}

/** An operator with a scalar in place of its second input. */
export function callScalar(op: Op, a: NDArray, scalar: number): NDArray {
  return wrap(withCollection(() => native.callScalar(op.id, handleOf(a, op, 0), scalar)));
}

/** Any number of inputs and results. Missing trailing inputs may be null. */
export function callList(op: Op, inputs: readonly (NDArray | null | undefined)[], options?: object): NDArray[] {
  const outputs = outputsOf(options);
  const given = inputs.filter((input) => input !== null && input !== undefined);
  const fill = () => {
    given.forEach((input, i) => (native.io[i] = handleOf(input, op, i)));
    outputs.forEach((output, i) => (native.io[given.length + i] = handleOf(output, op, given.length + i)));
  };
  const bound = options === undefined ? op.bound() : op.boundTo(options);
  const [names, values] = bound === null ? op.attributes(options!) : [[], []];
  const call = () => {
    fill();
    return bound === null
      ? native.callWith(op.id, given.length, outputs.length, names, values)
      : native.callMany(bound, given.length, outputs.length);
  };
  return results(withCollection(call), outputs);
}

/** Runs an operator that writes all its results into `outputs`; frozen options are bound once. */
export function callInto(op: Op, inputs: readonly NDArray[], outputs: readonly NDArray[], options: object): void {
  const bound = op.boundTo(options);
  const [names, values] = bound === null ? op.attributes(options) : [[], []];
  const call = () => {
    inputs.forEach((input, i) => (native.io[i] = handleOf(input, op, i)));
    outputs.forEach((output, i) => (native.io[inputs.length + i] = handleOf(output, op, inputs.length + i)));
    return bound === null
      ? native.callWith(op.id, inputs.length, outputs.length, names, values)
      : native.callMany(bound, inputs.length, outputs.length);
  };
  const first = withCollection(call);
  // The results are handles of the given arrays once more.
  const count = native.io[0];
  native.release(first);
  for (let i = 1; i < count; ++i) native.release(native.io[i + 1]);
}

/** Any operator by MXNet's name, with MXNet's own parameter names. */
export function invoke(
  name: string,
  inputs: readonly NDArray[],
  attrs: Readonly<Record<string, unknown>> = {},
  { out }: OutOption = {},
): NDArray[] {
  const id = native.findOp(name);
  if (id < 0) throw new GluonError(`there is no operator '${name}'`, 'value', name);
  const outputs = outputsOf({ out });
  const call = () => {
    [...inputs, ...outputs].forEach((array, i) => (native.io[i] = array._handle));
    return native.callWith(id, inputs.length, outputs.length, Object.keys(attrs), Object.values(attrs));
  };
  return results(withCollection(call), outputs);
}

/** True when the engine has an operator of that name or alias. */
export const hasOp = (name: string): boolean => native.findOp(name) >= 0;

function outputsOf(options: OutOption | undefined): NDArray[] {
  const out = options?.out;
  return out === undefined || out === null ? [] : Array.isArray(out) ? out : [out];
}

// The engine has left the number of results in io[0].
function results(first: Handle, outputs: NDArray[]): NDArray[] {
  // A result that was written into a given array is that array.
  return wrapMany(first, native.io[0]).map((array, i) => {
    const given = outputs[i];
    if (given === undefined) return array;
    array.dispose();
    return given;
  });
}

/** A call whose trailing inputs may be missing: what is neither an array nor null is the options. */
export function callArguments(op: Op, args: readonly unknown[]): NDArray[] {
  const last = args[args.length - 1];
  const hasOptions = last !== null && last !== undefined && !(last instanceof NDArray);
  const inputs = (hasOptions ? args.slice(0, -1) : args) as (NDArray | null | undefined)[];
  return callList(op, inputs, hasOptions ? last : undefined);
}
