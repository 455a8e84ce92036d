/**
 * The debugger's hands on the main thread: the protocol worker calls these methods through the inspector, also while a cell
 * is stopped or runs. Arguments and answers survive JSON; a value that can be opened is known by a number until `forget`.
 */

import { types } from 'node:util';
import type { MimeBundle } from '../threads.js';
import { Box } from './boxes.js';
import type { Boxes } from './boxes.js';
import { toJson } from './display.js';
import type { CellContext, Executor } from './executor.js';
import { mimeBundle, plainText } from './mime.js';
import { children, choosesChildren, preview, Unavailable } from './preview.js';
import type { Child } from './preview.js';
import type { StackTraces } from './stackTraces.js';

/** A variable as the Debug Adapter Protocol describes it. */
export interface ShownVariable {
  name: string;
  value: string;
  type?: string;
  /** For `variables`; 0 when there is nothing to open. */
  variablesReference: number;
  /** An expression that gives the value; only names have one. */
  evaluateName?: string;
}

export type Evaluated = Omit<ShownVariable, 'name' | 'evaluateName'>;

/** The rewriter's output: a function that takes a cell's context and returns the code. */
type Create = (context: CellContext) => () => unknown;

interface Opened {
  list: () => Child[];
  assign?: (name: string, value: unknown) => void;
  /** Its children are names that an expression may use. */
  isScope?: boolean;
  /** Whose private fields V8 may add. */
  object?: object;
}

function setChild(object: object, name: string, value: unknown) {
  if (types.isMap(object) || types.isSet(object)) throw new TypeError('entries of a Map or Set cannot be assigned to');
  if (name.startsWith('#') && !Object.hasOwn(object, name)) throw new TypeError(`"${name}" is private to its class`);
  if (!Reflect.set(object, name, value)) throw new TypeError(`"${name}" is read-only`);
}

/** How many children are shown when the front end does not ask for a part of them. */
const mostChildren = 1000;

/** What the rewriter adds to the scope of a cell. */
function isOfRewriter([name, value]: Child): boolean {
  if (/^\$kernel(\$box_*)?$/.test(name) || value instanceof Box) return true;
  return /^module_\d+$/.test(name) && types.isModuleNamespaceObject(value);
}

export class Explorer {
  readonly #opened = new Map<number, Opened>();
  /** A value keeps its number, so that the front end keeps it open when it asks again. */
  readonly #numbers = new WeakMap<object, number>();
  #last = 0;
  /** V8 would forget code that nobody holds. */
  readonly #parsed: Create[] = [];

  constructor(
    readonly boxes: Boxes,
    readonly executor: Executor,
    readonly stackTraces: StackTraces,
  ) {}

  #open(owner: object, opened: Opened): number {
    const number = this.#numbers.get(owner) ?? ++this.#last;
    this.#numbers.set(owner, number);
    this.#opened.set(number, opened);
    return number;
  }

  #show(value: unknown): Evaluated {
    const { type, text, hasChildren } = preview(value);
    if (!hasChildren) return { value: text, type, variablesReference: 0 };
    const object = value as object;
    const assign = (name: string, to: unknown) => setChild(object, name, to);
    const reference = this.#open(object, { list: () => children(object), assign, object });
    return { value: text, type, variablesReference: reference };
  }

  variables(reference: number, start = 0, count = mostChildren): ShownVariable[] {
    const { list, isScope = false } = this.#opened.get(reference) ?? { list: () => [] };
    const all = list();
    const part = all.slice(start, start + (count || mostChildren));
    const shown = part.map(([name, value]) => ({
      name,
      ...this.#show(value),
      ...(isScope && { evaluateName: name }),
    }));
    const rest = all.length - start - part.length;
    return count === mostChildren && rest > 0
      ? [...shown, { name: '…', value: `${rest} more`, variablesReference: 0 }]
      : shown;
  }

  /** An opened object, unless it says itself what it shows. */
  object(reference: number): object | undefined {
    const object = this.#opened.get(reference)?.object;
    return object && !choosesChildren(object) ? object : undefined;
  }

  /** Values that V8 has found. */
  fields(names: string[], values: unknown[]): ShownVariable[] {
    return names.map((name, i) => ({ name, ...this.#show(values[i]) }));
  }

  /** The variables of the notebook. */
  notebook(): number {
    const { boxes } = this;
    const assign = (name: string, value: unknown) => void ((boxes.box(name) as Box & { v: unknown }).v = value);
    return this.#open(boxes, { list: () => boxes.bound(), assign, isScope: true });
  }

  /** The names of a scope as the person wrote them. A cell's own functions and classes are the notebook's, too. */
  names(scope: object): string[] {
    const notebook = new Map(this.boxes.bound());
    const isOfNotebook = ([name, value]: Child) => typeof value === 'function' && notebook.get(name) === value;
    return children(scope)
      .filter((child) => !isOfRewriter(child) && !isOfNotebook(child))
      .map(([name]) => name);
  }

  /** A scope of a stopped frame: its getters read the frame's variables. */
  scope(getters: Record<string, unknown>): number {
    const values = Object.keys(getters).map((name): Child => {
      try {
        return [name, getters[name]];
      } catch {
        return [name, new Unavailable('(not initialized)')];
      }
    });
    return this.#open(getters, { list: () => values, isScope: true });
  }

  /** Runs a compiled fragment; asynchronous ones promise their value. */
  #run(create: Create, isAsync: boolean): unknown {
    let result: unknown;
    const returned = create(this.executor.context((value) => (result = value)))();
    return isAsync ? (returned as Promise<void>).then(() => result) : result;
  }

  /** `inFull`: as a cell would print it. */
  evaluate(create: Create, isAsync: boolean, inFull: boolean): Evaluated | Promise<Evaluated> {
    const show = (value: unknown) => ({ ...this.#show(value), ...(inFull && { value: plainText(value) }) });
    const value = this.#run(create, isAsync);
    return isAsync ? (value as Promise<unknown>).then(show) : show(value);
  }

  /** The condition of a breakpoint; one that throws stops, so that the person sees it. */
  holds(create: Create): boolean {
    try {
      return Boolean(this.#run(create, false));
    } catch {
      return true;
    }
  }

  /** As `display` would show it; what renders asynchronously is plain text while the main thread is stopped. */
  bundle(create: Create, isStopped: boolean): MimeBundle | Promise<MimeBundle> {
    const value = this.#run(create, false);
    const bundle = mimeBundle(value);
    if (!(bundle instanceof Promise)) return toJson(bundle);
    return isStopped ? { 'text/plain': plainText(value) } : bundle.then(toJson);
  }

  /** Assigns to a child of an opened value. */
  assign(reference: number, name: string, create: Create): Evaluated {
    const assign = this.#opened.get(reference)?.assign;
    if (!assign) throw new RangeError(`there is no value ${reference} to assign to`);
    const value = this.#run(create, false);
    assign(name, value);
    return this.#show(value);
  }

  /** Makes a variable of the notebook. */
  declare(name: string, create: Create) {
    const value = this.#run(create, false);
    this.boxes.declare(name, true);
    (this.boxes.box(name) as Box & { v: unknown }).v = value;
  }

  /** The person's source of a script, if the kernel compiled it. */
  source(url: string): { text: string; map: unknown } | undefined {
    return this.stackTraces.source(url);
  }

  /** The code of a cell that was not run: V8 has parsed it, and can be asked where a breakpoint may be. */
  parse(create: Create) {
    this.#parsed.push(create);
  }

  /** Lets go of all values that were opened. */
  forget() {
    this.#opened.clear();
  }

  /** The debugger has left. */
  end() {
    this.forget();
    this.#parsed.length = 0;
  }
}
