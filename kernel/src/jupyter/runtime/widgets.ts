/**
 * Widgets: a state that cells and the page share, drawn in the browser by a module that comes along as text. To the front end
 * each is a model of anywidget, over a comm of the Jupyter widget messaging protocol 2.1; its half is the Python package
 * `anywidget` in JupyterLab's environment. Lives until it is closed, as the page may show it again at any time.
 */

import { createHash } from 'node:crypto';
import { insert, separate } from './binaryParts.js';
import type { Path } from './binaryParts.js';
import type { Comm, CommBuffer, CommMessage, Comms, ListenOptions } from './comms.js';
import { displaySymbol } from './mime.js';
import type { MimeBundle } from '../threads.js';

const target = 'jupyter.widget';
const controlTarget = 'jupyter.widget.control';
const protocolVersion = '2.1.0';
const viewMime = 'application/vnd.jupyter.widget-view+json';

/** The class of the front end. A kernel does not know which version is installed there, so that any will do. */
const model = { _model_module: 'anywidget', _model_name: 'AnyModel', _model_module_version: '*' };
const view = { _view_module: 'anywidget', _view_name: 'AnyView', _view_module_version: '*', _view_count: null };

export interface WidgetOptions<State extends object> {
  /**
   * What the cells and the page share: anything that JSON can say, with binary data at any depth. No name begins with `_`.
   * Default: nothing.
   */
  state?: State;
  /**
   * Source of the module that draws it in the browser, as https://anywidget.dev says: its default export has
   * `render({ model, el })`, `initialize({ model })` or both.
   */
  esm: string;
  /** Source of a style sheet. */
  css?: string;
}

/** What the page sends over the comm of a widget. */
interface FromPage {
  method: 'update' | 'request_state' | 'custom';
  state?: Record<string, unknown>;
  buffer_paths?: Path[];
  content?: unknown;
}

interface Change {
  value: unknown;
  previous: unknown;
}

interface Said {
  content: unknown;
  buffers: Uint8Array[];
}

/** Made by `widget`. As the result of a cell, or by `display`, it is shown; where it is shown twice, both show the same state. */
export class Widget<State extends object = Record<string, unknown>> {
  /**
   * What the page has set last, or a cell. An assignment shows on the page at once; a change inside of a value does not:
   * `w.state.losses = [...w.state.losses, loss]`.
   */
  readonly state: State;
  readonly #values: Record<string, unknown>;
  /** The sources, which the front end takes for a part of the state. */
  readonly #module: Record<string, unknown>;
  readonly #comm: Comm;
  readonly #changes = new EventTarget();
  readonly #messages = new EventTarget();

  constructor(comms: Comms, { state, esm, css = '' }: WidgetOptions<State>) {
    this.#values = { ...state };
    for (const name of Object.keys(this.#values)) {
      if (name.startsWith('_')) throw new TypeError(`widget: state may not begin with "_", got "${name}"`);
    }
    // The page keeps one style sheet for each id.
    const digest = createHash('sha256').update(`${esm}\n${css}`).digest('hex').slice(0, 16);
    this.#module = { _esm: esm, _css: css, _anywidget_id: `gluonlab.${digest}` };
    this.state = new Proxy(this.#values, {
      set: (_, name, value: unknown) => {
        this.update({ [name]: value } as Partial<State>);
        return true;
      },
    }) as State;
    const { json, paths, buffers } = separate(this.modelState);
    this.#comm = comms.open(target, { state: json, buffer_paths: paths }, buffers, { version: protocolVersion });
    this.#comm.onMessage((message) => this.#receive(message));
  }

  /** By which the front end knows it. */
  get id(): string {
    return this.#comm.id;
  }

  /** It was closed, here or by the front end; its state is kept and goes nowhere. */
  get closed(): boolean {
    return this.#comm.closed;
  }

  /** Everything that the front end needs to build it. */
  get modelState(): Record<string, unknown> {
    return { ...model, ...view, ...this.#module, ...this.#values };
  }

  /** Assigns several values at once, which the page sees together. */
  update(values: Partial<State>): void {
    for (const name of Object.keys(values)) {
      if (Object.hasOwn(this.#values, name)) continue;
      const known = Object.keys(this.#values).join(', ');
      throw new TypeError(`widget: there is no state "${name}"; there is: ${known || 'none'}`);
    }
    const changed = this.#changed(values);
    // The page hears of it before the listeners, which may change it again.
    this.#send('update', changed);
    this.#assign(changed);
  }

  /**
   * Calls `listener` after each change of a value, by a cell or by the page.
   * @example w.onChange('rate', (rate, previous) => console.log(previous, '->', rate));
   */
  onChange<Name extends keyof State & string>(
    name: Name,
    listener: (value: State[Name], previous: State[Name]) => void,
    options?: ListenOptions,
  ): void {
    const heard = (event: Event) => {
      const { value, previous } = (event as CustomEvent<Change>).detail;
      listener(value as State[Name], previous as State[Name]);
    };
    this.#changes.addEventListener(name, heard, options);
  }

  /** Calls `listener` for each message that the module in the browser sends with `model.send(content, callbacks, buffers)`. */
  onMessage(listener: (content: unknown, buffers: Uint8Array[]) => void, options?: ListenOptions): void {
    const heard = (event: Event) => {
      const { content, buffers } = (event as CustomEvent<Said>).detail;
      listener(content, buffers);
    };
    this.#messages.addEventListener('message', heard, options);
  }

  /** Sends a message to the module in the browser, which hears it by `model.on('msg:custom', ...)`. Throws when it is closed. */
  send(content: unknown, buffers: readonly CommBuffer[] = []): void {
    this.#comm.send({ method: 'custom', content }, buffers);
  }

  /** Takes it off the page. */
  close(): void {
    this.#comm.close();
  }

  /** Calls `listener` when it is closed, here or by the front end. */
  onClose(listener: () => void): void {
    this.#comm.onClose(listener);
  }

  [displaySymbol](): MimeBundle {
    return { [viewMime]: { version_major: 2, version_minor: 1, model_id: this.id } };
  }

  #send(method: 'update' | 'echo_update', values: Record<string, unknown>) {
    if (this.closed || Object.keys(values).length === 0) return;
    const { json, paths, buffers } = separate(values);
    this.#comm.send({ method, state: json, buffer_paths: paths }, buffers);
  }

  /** Whoever assigns the same object again has changed something inside. */
  #changed(values: object): Record<string, unknown> {
    const isNew = (name: string, value: unknown) => Object(value) === value || !Object.is(value, this.#values[name]);
    return Object.fromEntries(Object.entries(values).filter(([name, value]) => isNew(name, value)));
  }

  #assign(changed: Record<string, unknown>) {
    const events = Object.entries(changed).map(([name, value]) => {
      return new CustomEvent<Change>(name, { detail: { value, previous: this.#values[name] } });
    });
    Object.assign(this.#values, changed);
    for (const event of events) this.#changes.dispatchEvent(event);
  }

  #receive({ data, buffers }: CommMessage) {
    const { method, state = {}, buffer_paths: paths = [], content } = data as FromPage;
    if (method === 'request_state') return this.#send('update', this.modelState);
    if (method === 'custom') {
      const said = new CustomEvent<Said>('message', { detail: { content, buffers } });
      return void this.#messages.dispatchEvent(said);
    }
    insert(state, paths, buffers);
    const own = Object.entries(state).filter(([name]) => Object.hasOwn(this.#values, name));
    const values = own.map(([name, value]) => [name, asBefore(this.#values[name], value)] as const);
    // Other windows hear of the change by the echo; the page that made it waits for it.
    this.#send('echo_update', Object.fromEntries(own));
    this.#assign(this.#changed(Object.fromEntries(values)));
  }
}

/** Bytes of the page as the kind of array that stood there before. */
function asBefore(previous: unknown, value: unknown): unknown {
  if (!(value instanceof Uint8Array)) return value;
  if (previous instanceof ArrayBuffer) return value.buffer;
  if (!ArrayBuffer.isView(previous)) return value;
  return new (previous.constructor as new (bytes: ArrayBufferLike) => ArrayBufferView)(value.buffer);
}

export class Widgets {
  readonly #open = new Set<Pick<Widget, 'id' | 'modelState'>>();

  constructor(readonly comms: Comms) {
    comms.registerTarget(controlTarget, (control) => {
      control.onMessage(({ data }) => {
        if ((data as { method?: unknown } | null)?.method === 'request_states') this.#tellStates(control);
      });
    });
  }

  create<State extends object>(options: WidgetOptions<State>): Widget<State> {
    const widget = new Widget(this.comms, options);
    this.#open.add(widget);
    widget.onClose(() => this.#open.delete(widget));
    return widget;
  }

  /** A page that has just been loaded builds all widgets from this. */
  #tellStates(control: Comm) {
    const models = [...this.#open].map(({ id, modelState: state }) => {
      const { _model_module: model_module, _model_name: model_name, _model_module_version: version } = model;
      return [id, { model_module, model_name, model_module_version: version, state }] as const;
    });
    const { json: states, paths, buffers } = separate(Object.fromEntries(models));
    control.send({ method: 'update_states', states, buffer_paths: paths }, buffers);
  }
}
