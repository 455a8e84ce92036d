// Block: a piece of a network that can be called. MXNet: gluon.Block.
//
//   class LeNet extends Block {
//     conv = new nn.Conv2D(20, { kernelSize: 5 });
//     out = new nn.Dense(10);
//     override forward(x: NDArray) { return this.out(this.conv(x)); }
//   }
//
// Blocks and Parameters become children by being fields (or lists in fields); fields that begin with _ and #private ones do not.
import { unwatched } from '../call_watch.js';
import type { DType } from '../dtype.js';
import { GluonError } from '../errors.js';
import { type InitializerLike } from '../init/initializer.js';
import { Uniform } from '../init/random_initializers.js';
import { NDArray } from '../ndarray.js';
import { checkOptions } from '../options.js';
import { enterBlock, lastInputsOf, leaveBlock, rememberInputs, setLastInputs } from './block_stack.js';
import { Callable } from './callable.js';
import { addLayer } from './layer_path.js';
import { announceBlock } from './live_blocks.js';
import { Parameter, type InitializeOptions } from './parameter.js';
import { ParameterDict } from './parameter_dict.js';
import { undone } from './undo.js';
import { loadInto, saveFrom, type LoadParametersOptions } from './parameter_file.js';
import { summarize, type Summary } from './summary.js';

/** What a block may be called with. */
export type BlockInput = NDArray | null | undefined | readonly BlockInput[];

export type ForwardPreHook = (block: Block, inputs: BlockInput[]) => void;
export type ForwardHook = (block: Block, inputs: BlockInput[], output: unknown) => void;

/** Ends what a hook does. */
export interface HookHandle {
  detach(): void;
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging -- Callable makes what this declares
export interface Block {
  (...inputs: BlockInput[]): NDArray;
}

// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export abstract class Block extends Callable {
  private _preHooks: Set<ForwardPreHook> | null = null;
  private _hooks: Set<ForwardHook> | null = null;
  /** True once the block's own parameters have values. */
  private _ready = false;

  constructor() {
    super();
    announceBlock(this);
  }

  /** Computes the outputs from the inputs; what subclasses define. */
  abstract forward(...inputs: BlockInput[]): unknown;

  /** Sets the open extents of the block's own parameters from the first inputs. */
  inferShape(..._inputs: BlockInput[]): void {
    const open = [...this.ownParameters()].filter(([, parameter]) => !parameter.isShapeKnown);
    throw new GluonError(
      `the shape of ${open.map(([name]) => `'${name}'`).join(', ')} is not known and ${this.constructor.name} does not ` +
        'override inferShape, which sets it from the first inputs',
      'shape',
    );
  }

  /** @internal A call of the block. */
  _call(inputs: BlockInput[]): unknown {
    enterBlock(this);
    try {
      inputs.forEach(checkInput);
      rememberInputs(this, inputs);
      if (!this._ready) unwatched(() => this.finishDeferredInit(inputs));
      if (this._preHooks !== null) for (const hook of this._preHooks) hook(this, inputs);
      const output = this.forward(...inputs);
      if (this._hooks !== null) for (const hook of this._hooks) hook(this, inputs, output);
      return output;
    } catch (error) {
      throw addLayer(error, this);
    } finally {
      leaveBlock();
    }
  }

  /**
   * @internal Runs `fn`, which may call the network, with zeros for parameters without values. Afterwards the network is as
   * it was: no shape is fixed, no random number drawn.
   */
  _try<T>(fn: () => T): T {
    const blocks: Block[] = [];
    this.apply((block) => blocks.push(block));
    const ready = blocks.map((block) => block._ready);
    const lastInputs = lastInputsOf(this);
    const returnZeros = [...this.collectParams().values()].map((parameter) => parameter.lendZeros());
    return undone(fn, () => {
      returnZeros.forEach((giveBack) => giveBack());
      blocks.forEach((block, i) => (block._ready = ready[i]));
      setLastInputs(this, lastInputs);
    });
  }

  private finishDeferredInit(inputs: BlockInput[]): void {
    const parameters = [...this.ownParameters().values()];
    const deferred = parameters.filter((parameter) => parameter.isDeferred);
    if (deferred.some((parameter) => !parameter.isShapeKnown)) {
      if (inputs[0] === undefined || inputs[0] === null) {
        throw new GluonError(`${this.constructor.name}: input 0 is missing, expected an NDArray`, 'value');
      }
      this.inferShape(...inputs);
    }
    for (const parameter of deferred) parameter.finishDeferredInit();
    this._ready = parameters.every((parameter) => parameter.isInitialized);
  }

  /** The blocks directly inside, by name. */
  children(): Map<string, Block> {
    return this.members((value) => value instanceof Block) as Map<string, Block>;
  }
  /** The parameters that are the block's own, by name. */
  ownParameters(): Map<string, Parameter> {
    return this.members((value) => value instanceof Parameter) as Map<string, Parameter>;
  }

  private members(isMember: (value: unknown) => boolean): Map<string, unknown> {
    const found = new Map<string, unknown>();
    for (const [name, value] of Object.entries(this as object)) {
      if (name.startsWith('_')) continue;
      if (isMember(value)) found.set(name, value);
      else if (Array.isArray(value)) {
        value.forEach((item, i) => {
          if (isMember(item)) found.set(`${name}.${i}`, item);
        });
      }
    }
    return found;
  }

  /**
   * All parameters by structural name ('features.0.weight'), each once. `select`: only names it matches; a text is a regular
   * expression that must match from the start, as in MXNet.
   */
  collectParams(select?: string | RegExp): ParameterDict {
    const pattern = typeof select === 'string' ? patternOf(select) : select;
    if (pattern !== undefined && !(pattern instanceof RegExp)) {
      throw new GluonError(
        `collectParams: select is ${typeof select}, expected a text or a regular expression`,
        'value',
      );
    }
    const found = new ParameterDict();
    const seen = new Set<Parameter>();
    for (const [name, parameter] of this.namedParameters()) {
      if (seen.has(parameter) || (pattern !== undefined && name.search(pattern) < 0)) continue;
      seen.add(parameter);
      found.set(name, parameter);
    }
    return found;
  }

  /** @internal Every parameter under every name it has: shared ones come several times. */
  *namedParameters(prefix = ''): Generator<[string, Parameter]> {
    for (const [name, parameter] of this.ownParameters()) yield [prefix + name, parameter];
    for (const [name, child] of this.children()) yield* child.namedParameters(`${prefix}${name}.`);
  }

  /**
   * Gives all parameters values: each by its own initializer if it has one, else by `init`. Open shapes are filled in at the
   * first forward.
   */
  initialize(init: InitializerLike = new Uniform(), options: InitializeOptions = {}): void {
    checkOptions('initialize', options, ['device', 'forceReinit']);
    const parameters = [...this.collectParams().values()];
    const kept = parameters.filter((parameter) => parameter.isInitialized).length;
    if (kept > 0 && !options.forceReinit) {
      process.emitWarning(
        `initialize: ${kept} of ${parameters.length} parameters have values and keep them; { forceReinit: true } replaces them`,
      );
    }
    for (const parameter of parameters) parameter.initialize(init, options);
  }

  /** Calls `fn` with every block inside and then with this one. */
  apply(fn: (block: Block) => void): this {
    for (const child of this.children().values()) child.apply(fn);
    fn(this);
    return this;
  }

  /** Changes the element type of all parameters. */
  cast(dtype: DType): void {
    for (const child of this.children().values()) child.cast(dtype);
    for (const parameter of this.ownParameters().values()) parameter.cast(dtype);
  }

  /** Sets all gradients to zero; needed between steps with gradReq 'add'. */
  zeroGrad(): void {
    this.collectParams().zeroGrad();
  }

  /** Writes the parameters to a file in MXNet's .params format. `deduplicate`: shared ones once. */
  saveParameters(file: string, { deduplicate = false }: { deduplicate?: boolean } = {}): void {
    saveFrom(this, file, deduplicate);
  }

  /** Reads parameters that saveParameters, or MXNet, has written. */
  loadParameters(file: string, options?: LoadParametersOptions): void {
    loadInto(this, file, options);
  }

  /** Calls `hook` before each forward. */
  registerForwardPreHook(hook: ForwardPreHook): HookHandle {
    return attach((this._preHooks ??= new Set()), hook);
  }
  /** Calls `hook` after each forward. */
  registerForwardHook(hook: ForwardHook): HookHandle {
    return attach((this._hooks ??= new Set()), hook);
  }

  /** A table of layers, output shapes and parameter counts, from one forward with `inputs`. */
  summary(...inputs: BlockInput[]): Summary {
    return summarize(this, inputs);
  }

  /** Compiles the network to a graph. Not yet: everything runs imperatively. */
  hybridize(_active = true): void {
    throw new GluonError(
      'hybridize() is not there yet: the network runs imperatively, with the same results',
      'notYet',
    );
  }

  /** What stands behind the class name when the block is printed. */
  protected describe(): string {
    return '';
  }
  /** The tree of blocks. */
  override toString(): string {
    const head = `${this.constructor.name}(${this.describe()}`;
    const lines = [...this.children()].map(
      ([name, child]) => `  (${name}): ${child.toString().replaceAll('\n', '\n  ')}`,
    );
    return lines.length === 0 ? `${head})` : `${head}\n${lines.join('\n')}\n)`;
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }
}

function checkInput(input: BlockInput, position: number): void {
  if (input instanceof NDArray || input === null || input === undefined) return;
  if (Array.isArray(input)) return void (input as readonly BlockInput[]).forEach((item) => checkInput(item, position));
  throw new GluonError(
    `input ${position} is or holds the ${typeof input} ${String(input)}, expected NDArrays`,
    'value',
  );
}

function patternOf(select: string): RegExp {
  try {
    return new RegExp(`^(?:${select})`);
  } catch (cause) {
    throw new GluonError(`collectParams: '${select}' is no regular expression: ${(cause as Error).message}`, 'value');
  }
}

function attach<T>(hooks: Set<T>, hook: T): HookHandle {
  if (typeof hook !== 'function') throw new GluonError(`the hook is ${typeof hook}, expected a function`, 'value');
  // A set holds a function once: a fresh one for each attachment lets the same hook be attached twice.
  const own = ((...args: unknown[]) => (hook as (...args: unknown[]) => unknown)(...args)) as T;
  hooks.add(own);
  return { detach: () => void hooks.delete(own) };
}

/** A block that can be compiled once hybridize() is there. Until then the same as Block. */
export abstract class HybridBlock extends Block {}
