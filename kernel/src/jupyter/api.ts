/**
 * `gluonlab/kernel`: what a cell may ask of the kernel that runs it. Most of it is also global in cells.
 * Outside a notebook `display` prints to the console, and what needs a front end throws.
 */

import type { DisplayOptions } from './runtime/display.js';
import { plotlyBundle } from './runtime/display/plotly.js';
import type { PlotlyFigure } from './runtime/display/plotly.js';
import { tableBundle } from './runtime/display/table.js';
import type { Row } from './runtime/display/table.js';
import { displaySymbol, plainText } from './runtime/mime.js';
import { currentKernel } from './runtime/kernelAccess.js';
import type { Comm, CommBuffer, CommOpened } from './runtime/comms.js';
import type { Widget, WidgetOptions } from './runtime/widgets.js';

export type { Comm, CommBuffer, CommMessage, CommOpened } from './runtime/comms.js';
export type { DisplayOptions } from './runtime/display.js';
export type { PlotlyFigure } from './runtime/display/plotly.js';
export type { Row } from './runtime/display/table.js';
export type { Widget, WidgetOptions } from './runtime/widgets.js';
import type { MimeBundle } from './threads.js';

export type { MimeBundle } from './threads.js';

/** Give an object a method under this symbol that returns (or promises) a MIME bundle, and cells show it richly. */
export const displayProtocol: typeof displaySymbol = displaySymbol;

function show(value: unknown, options: DisplayOptions = {}): Promise<void> {
  const kernel = currentKernel();
  if (kernel) return kernel.displays.show(value, options);
  console.log(options.raw ? ((value as MimeBundle)['text/plain'] ?? plainText(value)) : plainText(value));
  return Promise.resolve();
}

function bundle(mime: string) {
  return (data: unknown, options: DisplayOptions = {}) => show({ [mime]: data }, { ...options, raw: true });
}

/** A text or the bytes of an image; a template literal of HTML also works: display.html`<b>${x}</b>`. */
function markup(mime: string) {
  const asBundle = bundle(mime);
  return (text: string | TemplateStringsArray, ...values: unknown[]): Promise<void> =>
    typeof text === 'string'
      ? asBundle(text, values[0] as DisplayOptions | undefined)
      : asBundle(String.raw({ raw: text }, ...values));
}

/**
 * Shows a value in the cell's output. Resolves when it has been sent; a value that renders synchronously is sent at once.
 * @example display(net); display(loss, { displayId: 'loss' }); display.update('loss', loss); display.html`<b>done</b>`;
 */
export const display = Object.assign(show, {
  /** Replaces what was shown under `displayId`. */
  update: (displayId: string, value: unknown, options: DisplayOptions = {}): Promise<void> =>
    show(value, { ...options, displayId, update: true }),
  html: markup('text/html'),
  svg: markup('image/svg+xml'),
  markdown: markup('text/markdown'),
  latex: markup('text/latex'),
  /** PNG bytes. */
  png: bundle('image/png'),
  /** JPEG bytes. */
  jpeg: bundle('image/jpeg'),
  json: bundle('application/json'),
  /** A list of objects, one a row, or a list of lists. Shows at most 60 rows and 30 columns. */
  table: (rows: readonly Row[] | readonly (readonly unknown[])[], options: DisplayOptions = {}): Promise<void> =>
    show(tableBundle(rows as readonly Row[]), { ...options, raw: true }),
  /** A figure of plotly.js. @example display.plotly({ data: [{ y: losses }], layout: { title: { text: 'loss' } } }) */
  plotly: (figure: PlotlyFigure, options: DisplayOptions = {}): Promise<void> =>
    show(plotlyBundle(figure), { ...options, raw: true }),
  /** Text in the front end's pager. */
  page: (text: string): void => {
    requireKernel('display.page').host.scope.payload.push({ source: 'page', data: { 'text/plain': text }, start: 0 });
  },
});

function requireKernel(what: string) {
  const kernel = currentKernel();
  if (!kernel) throw new Error(`${what} needs a notebook: it works in cells of the gluonlab kernel only`);
  return kernel;
}

/** Clears the cell's output; with `wait` only when the next output comes, which avoids flicker. */
export function clearOutput({ wait = false }: { wait?: boolean } = {}): void {
  currentKernel()?.displays.clear(wait);
}

export interface InputOptions {
  /** Do not show what is typed. */
  password?: boolean;
}

/** Asks the person at the front end; `await input('name? ')`. */
export function input(prompt = '', { password = false }: InputOptions = {}): Promise<string> {
  return requireKernel('input').stdin.input(prompt, password);
}

/** Asks the person at the front end and blocks until the answer comes. */
export function prompt(text = '', { password = false }: InputOptions = {}): string {
  return requireKernel('prompt').stdin.prompt(text, password);
}

/** Opens a comm to the front end. `data` is anything that JSON can say; binary parts travel beside it. */
export function openComm(target: string, data: unknown = {}, buffers: readonly CommBuffer[] = []): Comm {
  return requireKernel('openComm').comms.open(target, data, buffers);
}

/**
 * Called for each comm the front end opens for `target`. Before a cell has registered it, the comm is closed at once.
 * @example registerCommTarget('echo', (comm) => comm.addEventListener('message', ({ data }) => comm.send(data)));
 */
export function registerCommTarget(target: string, opened: CommOpened): void {
  requireKernel('registerCommTarget').comms.registerTarget(target, opened);
}

/**
 * Makes a widget: values that cells and the page share, drawn in the browser by a module. The cell whose result it is shows it.
 * JupyterLab needs the Python package `anywidget` for it.
 * @example
 * const clicks = widget({
 *   state: { count: 0 },
 *   esm: `export default { render({ model, el }) {
 *     const button = document.createElement('button');
 *     button.textContent = 'more';
 *     button.onclick = () => { model.set('count', model.get('count') + 1); model.save_changes(); };
 *     el.append(button);
 *   } }`,
 * });
 * clicks.onChange('count', (count) => console.log(count));
 * clicks.state.count = 10;
 */
export function widget<State extends object>(options: WidgetOptions<State>): Widget<State> {
  return requireKernel('widget').widgets.create(options);
}
