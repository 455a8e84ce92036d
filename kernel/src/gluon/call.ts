// Calling operators: options in camelCase become the table's attributes; frozen options are bound once and then cost nothing.
import { native, type Handle } from '@gluonlab/native';
import { watched, watcher } from './call_watch.js';
import { GluonError } from './errors.js';
import { NDArray, wrap, wrapMany } from './ndarray.js';
import { retryAfter, withCollection } from './garbage.js';

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
    this.checkKind(options);
    if (!Object.isFrozen(options) || 'out' in options) return null;
    const [names, values] = this.attributes(options);
    const bound = native.bind(this.id, names, values);
    this.frozen.set(options, bound);
    return bound;
  }

  // x.sum(0) would otherwise be taken for a sum without options.
  private checkKind(options: unknown): void {
    if (typeof options === 'object' && options !== null && !Array.isArray(options)) return;
    const allowed = Object.keys(this.params);
    const like = allowed.length > 0 ? `an object like { ${allowed[0]}: ... }` : 'none';
    throw new GluonError(`${this.name}: options are ${kindOf(options)}, expected ${like}`, 'value', this.name);
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

/** What a value is, for errors: null, a list, a number, ... */
function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return 'a list';
  if (value instanceof NDArray) return 'an NDArray';
  return typeof value === 'number' || typeof value === 'boolean' ? `the ${typeof value} ${value}` : `a ${typeof value}`;
}

/** The handle of an input; `op` and `position` are what errors name. */
function handleOf(value: NDArray, op: string, position: number): Handle {
  if (!(value instanceof NDArray)) {
    throw new GluonError(`${op}: input ${position} is ${kindOf(value)}, expected an NDArray`, 'value', op);
  }
  if (value._handle === 0) throw new GluonError(`${op}: input ${position} has been disposed`, 'disposed', op);
  return value._handle;
}

/** Handles of inputs and then of given outputs into the shared buffer. */
function fillIo(op: string, inputs: readonly NDArray[], outputs: readonly NDArray[]): void {
  for (let i = 0; i < inputs.length; ++i) native.io[i] = handleOf(inputs[i], op, i);
  for (let i = 0; i < outputs.length; ++i) {
    const output = outputs[i];
    if (!(output instanceof NDArray)) {
      throw new GluonError(`${op}: out is ${kindOf(output)}, expected an NDArray or a list of them`, 'value', op);
    }
    if (output._handle === 0) throw new GluonError(`${op}: out has been disposed`, 'disposed', op);
    native.io[inputs.length + i] = output._handle;
  }
}

/** A call under the eyes of a watcher. */
function seen<T extends NDArray | NDArray[]>(
  op: Op,
  inputs: readonly (NDArray | null | undefined)[],
  options: object | undefined,
  call: () => T,
): T {
  return watched(op.name, inputs, () => op.attributes(options ?? {}), call);
}

export function call1(op: Op, a: NDArray, options?: object): NDArray {
  if (watcher !== null) return seen(op, [a], options, () => call1(op, a, options));
  const bound = options === undefined ? op.bound() : op.boundTo(options);
  if (bound === null) return callList(op, [a], options)[0];
  const ha = handleOf(a, op.name, 0);
  try {
    return wrap(native.call1(bound, ha));
  } catch (error) {
    return wrap(retryAfter(error, () => native.call1(bound, ha)));
  }
}

export function call2(op: Op, a: NDArray, b: NDArray, options?: object): NDArray {
  if (watcher !== null) return seen(op, [a, b], options, () => call2(op, a, b, options));
  const bound = options === undefined ? op.bound() : op.boundTo(options);
  if (bound === null) return callList(op, [a, b], options)[0];
  const ha = handleOf(a, op.name, 0);
  const hb = handleOf(b, op.name, 1);
  try {
    return wrap(native.call2(bound, ha, hb));
  } catch (error) {
    return wrap(retryAfter(error, () => native.call2(bound, ha, hb)));
  }
}

export function call3(op: Op, a: NDArray, b: NDArray, c: NDArray, options?: object): NDArray {
  if (watcher !== null) return seen(op, [a, b, c], options, () => call3(op, a, b, c, options));
  const bound = options === undefined ? op.bound() : op.boundTo(options);
  if (bound === null) return callList(op, [a, b, c], options)[0];
  const ha = handleOf(a, op.name, 0);
  const hb = handleOf(b, op.name, 1);
  const hc = handleOf(c, op.name, 2);
  try {
    return wrap(native.call3(bound, ha, hb, hc));
  } catch (error) {
    return wrap(retryAfter(error, () => native.call3(bound, ha, hb, hc)));
  }
}

/** An operator with a scalar in place of its second input. */
export function callScalar(op: Op, a: NDArray, scalar: number): NDArray {
  if (watcher !== null)
    return watched(
      op.name,
      [a],
      () => [['scalar'], [scalar]],
      () => callScalar(op, a, scalar),
    );
  return wrap(withCollection(() => native.callScalar(op.id, handleOf(a, op.name, 0), scalar)));
}

/** Any number of inputs and results. Missing trailing inputs may be null. */
export function callList(op: Op, inputs: readonly (NDArray | null | undefined)[], options?: object): NDArray[] {
  if (watcher !== null) return seen(op, inputs, options, () => callList(op, inputs, options));
  if (!Array.isArray(inputs)) {
    throw new GluonError(`${op.name}: inputs are ${kindOf(inputs)}, expected a list of NDArrays`, 'value', op.name);
  }
  const given = inputs.filter((input) => input !== null && input !== undefined);
  const bound = options === undefined ? op.bound() : op.boundTo(options);
  const [names, values] = bound === null ? op.attributes(options!) : [[], []];
  const outputs = outputsOf(options);
  const call = () => {
    fillIo(op.name, given, outputs);
    return bound === null
      ? native.callWith(op.id, given.length, outputs.length, names, values)
      : native.callMany(bound, given.length, outputs.length);
  };
  return results(withCollection(call), outputs);
}

/** Runs an operator that writes all its results into `outputs`; frozen options are bound once. */
export function callInto(op: Op, inputs: readonly NDArray[], outputs: readonly NDArray[], options: object): void {
  if (watcher !== null) {
    const call = () => (callInto(op, inputs, outputs, options), [...outputs]);
    return void seen(op, inputs, options, call);
  }
  const bound = op.boundTo(options);
  const [names, values] = bound === null ? op.attributes(options) : [[], []];
  const call = () => {
    fillIo(op.name, inputs, outputs);
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
  if (watcher !== null) {
    return watched(
      name,
      inputs,
      () => [Object.keys(attrs), Object.values(attrs)],
      () => invoke(name, inputs, attrs, { out }),
    );
  }
  const id = native.findOp(name);
  if (id < 0) throw new GluonError(`there is no operator '${name}'`, 'value', name);
  const outputs = outputsOf({ out });
  const call = () => {
    fillIo(name, inputs, outputs);
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
