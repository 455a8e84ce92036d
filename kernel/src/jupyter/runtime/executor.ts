/**
 * Runs cells on the main thread. A state machine driven by messages of the protocol worker, not by its own promises:
 * an interrupt may unwind any frame below without `finally`, so what is known of the running cell lies in `#running`, and
 * every turn of the event loop starts from there.
 */

import { constants, Script } from 'node:vm';
import { operators } from '../../gluon/operators.js';
import type { MagicCall } from '../language/magics.js';
import type { CompiledCell, FailedCell } from '../language/rewrite.js';
import { Flag } from '../threads.js';
import type { CellOutcome, ExecuteCommand, Frame, ToMain, UserExpression } from '../threads.js';
import type { Awaits } from './awaits.js';
import { KeyboardInterrupt } from './awaits.js';
import type { Boxes } from './boxes.js';
import { toJson } from './display.js';
import type { Displays } from './display.js';
import { describeError, describeFailure, describeRefusal } from './errors.js';
import { RequestScope } from './host.js';
import type { Host } from './host.js';
import type { Imports } from './imports.js';
import type { Magics } from './magics.js';
import { mimeBundle } from './mime.js';
import type { StackTraces } from './stackTraces.js';

interface Running {
  command: ExecuteCommand;
  scope: RequestScope;
  /** True while the cell's own frames are on the stack of the turn that started it. */
  synchronous: boolean;
}

export type CellContext = ReturnType<Executor['context']>;

const noResult = Symbol('no result');

/** Why a cell is interrupted that nobody wanted to interrupt. */
const takenAlong = 'the interrupt of another cell took along what this one waited for';

export class Executor {
  /** Cells that have begun and not ended, by request: one of each shell at most. */
  readonly #running = new Map<number, Running>();

  constructor(
    readonly host: Host,
    readonly boxes: Boxes,
    readonly awaits: Awaits,
    readonly imports: Imports,
    readonly displays: Displays,
    readonly magics: Magics,
    readonly stackTraces: StackTraces,
  ) {}

  /** Some cell has begun and not ended. */
  get isRunning(): boolean {
    return this.#running.size > 0;
  }

  execute(command: ExecuteCommand) {
    const { request, allowStdin, cell, source, name, magics } = command;
    const scope = new RequestScope(request, allowStdin);
    const running: Running = { command, scope, synchronous: true };
    if (this.#running.size === 0) Atomics.store(this.host.flags, Flag.interrupt, 0);
    this.#running.set(request, running);
    this.awaits.isShared = this.#running.size > 1;
    if (!cell.ok) {
      const failure = describeFailure(cell, source, name);
      return this.#settle(running, { status: 'error', interrupted: false, ...failure });
    }
    this.host.enter(scope);
    let result: unknown = noResult;
    let run: () => unknown;
    try {
      run = this.#load(cell, source, name, (value) => (result = value));
    } catch (error) {
      const refusal = describeRefusal(error as SyntaxError, this.stackTraces);
      return this.#settle(running, { status: 'error', interrupted: false, ...refusal });
    }
    try {
      const isAsync = cell.isAsync || magics.length > 0;
      const returned = magics.length > 0 ? this.#runAfter(magics, run) : run();
      running.synchronous = false;
      if (!isAsync) return this.#finish(running, result);
      void (returned as Promise<void>).then(
        () => this.#finish(running, result),
        (error: unknown) => this.#fail(running, error),
      );
    } catch (error) {
      this.#fail(running, error);
    }
  }

  async #runAfter(magics: MagicCall[], run: () => unknown): Promise<void> {
    for (const { name, args } of magics) await this.awaits.wait(this.magics[name](args));
    await run();
  }

  /** The cell as a function without parameters. */
  #load(cell: CompiledCell, source: string, name: string, result: (value: unknown) => void): () => unknown {
    this.stackTraces.add(name, source, cell.map);
    const script = new Script(cell.code, {
      filename: name,
      lineOffset: -1,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const create = script.runInThisContext() as (context: CellContext) => () => unknown;
    return create(this.context(result));
  }

  /** What the code of a rewritten cell calls `$kernel`. */
  context(result: (value: unknown) => void) {
    const { boxes, awaits, imports } = this;
    return {
      box: (variable: string) => boxes.box(variable),
      declare: (variable: string, hoisted: boolean) => boxes.declare(variable, hoisted),
      wait: awaits.wait,
      iterate: awaits.iterate,
      load: imports.import,
      pick: imports.pick,
      require: imports.require,
      meta: imports.meta,
      operators,
      result,
      show: this.#show,
    };
  }

  /** The cell's code has ended: shows its result, waits for slow displays, evaluates the user's expressions. */
  #finish(running: Running, value: unknown) {
    const { command, scope } = running;
    if (this.#running.get(command.request) !== running) return;
    const isShown = value !== noResult && value !== undefined && !this.displays.returned(value) && !command.silent;
    try {
      const shown = isShown ? this.#showResult(value) : undefined;
      if (!shown && scope.unfinished.size === 0 && Object.keys(command.expressions).length === 0) {
        return this.#settle(running, { status: 'ok', payload: scope.payload, userExpressions: {} });
      }
      void this.#finishLater(running, shown);
    } catch (error) {
      this.#fail(running, error);
    }
  }

  async #finishLater(running: Running, shown: Promise<void> | undefined) {
    const { command, scope } = running;
    try {
      await shown;
      while (scope.unfinished.size > 0) await this.awaits.wait(Promise.all(scope.unfinished));
      const userExpressions = await this.#evaluateAll(command);
      this.#settle(running, { status: 'ok', payload: scope.payload, userExpressions });
    } catch (error) {
      this.#fail(running, error);
    }
  }

  /** The value of an expression that is not the cell's last. */
  readonly #show = (value: unknown) => {
    if (value !== undefined && !this.displays.returned(value)) void this.displays.show(value, {});
  };

  /** A promise if the result takes its time to render. */
  #showResult(result: unknown): Promise<void> | undefined {
    const bundle = mimeBundle(result);
    const shown = this.displays.post('execute_result', bundle, { metadata: {} });
    return bundle instanceof Promise ? Promise.resolve(this.awaits.wait(shown)) : undefined;
  }

  async #evaluateAll({ expressions, name }: ExecuteCommand): Promise<Record<string, UserExpression>> {
    const answers: Record<string, UserExpression> = {};
    for (const [key, { source, cell }] of Object.entries(expressions)) {
      answers[key] = await this.#evaluate(cell, source, `${name} ${key}`);
    }
    return answers;
  }

  async #evaluate(cell: CompiledCell | FailedCell, source: string, name: string): Promise<UserExpression> {
    if (!cell.ok) return { status: 'error', ...describeFailure(cell, source, name) };
    try {
      let result: unknown;
      await this.awaits.wait(this.#load(cell, source, name, (value) => (result = value))() as Promise<void>);
      return { status: 'ok', data: toJson(await mimeBundle(result)), metadata: {} };
    } catch (error) {
      return { status: 'error', ...describeError(error, this.stackTraces) };
    }
  }

  #fail(running: Running, error: unknown) {
    const isInterrupt =
      error instanceof KeyboardInterrupt || (error as { code?: unknown } | undefined)?.code === 'interrupted';
    const described = describeError(isInterrupt ? asKeyboardInterrupt(error) : error, this.stackTraces);
    this.#settle(running, { status: 'error', interrupted: isInterrupt, ...described });
  }

  #settle(running: Running, outcome: CellOutcome) {
    const { request } = running.command;
    if (this.#running.get(request) !== running) return;
    this.#running.delete(request);
    this.awaits.isShared = this.#running.size > 1;
    this.host.post({ type: 'done', request, outcome });
  }

  /**
   * The protocol worker asks to stop `request`; 0 means what earlier cells left running. If this runs while the cell is
   * `synchronous`, its frames are gone: it was terminated, and `terminated` follows with the place.
   */
  interrupt(request: number, force: boolean) {
    this.host.post({ type: 'interrupted' });
    Atomics.store(this.host.flags, Flag.interrupt, 0);
    if (request === 0) return this.awaits.interrupt();
    const running = this.#running.get(request);
    if (!running || running.synchronous) return;
    this.awaits.interrupt(request);
    if (force) setImmediate(() => this.#abandon(running, []));
  }

  /** V8 has unwound code of request `owner`, for the sake of `request`. */
  terminated({ request, owner, frames }: Extract<ToMain, { type: 'terminated' }>) {
    this.#unwound(request, frames);
    if (owner !== request) this.#unwound(owner, frames);
    const lost = this.awaits.recover();
    // What has settled goes on first.
    setImmediate(() => {
      for (const other of this.#running.keys()) {
        if (other === request || other === owner) continue;
        if (lost.has(other) || !this.awaits.isPending(other)) this.#unwound(other, [], takenAlong);
      }
    });
  }

  /** A continuation of the cell may be among what was unwound: then nothing else would ever settle it. */
  #unwound(request: number, frames: Frame[], message?: string) {
    const running = this.#running.get(request);
    if (!running) return;
    this.awaits.interrupt(request, message);
    if (running.synchronous) this.#abandon(running, frames);
    else setTimeout(() => this.#abandon(running, frames, message), 20);
  }

  #abandon(running: Running, frames: Frame[], message?: string) {
    const error = new KeyboardInterrupt(message);
    const lines = frames
      .filter(({ url }) => url !== '' && !url.startsWith('node:') && !url.includes('/jupyter/runtime/'))
      .map(({ name, url, line, column }) => {
        const place = this.stackTraces.shownPlace(url, line, column);
        return `    at ${name ? `${name} (${place})` : place}`;
      });
    error.stack = [`${error.name}: ${error.message}`, ...lines].join('\n');
    this.#fail(running, error);
  }
}

/** The engine's own interruption of a native wait, under the name that the others have. */
function asKeyboardInterrupt(error: unknown): KeyboardInterrupt {
  if (error instanceof KeyboardInterrupt) return error;
  const interrupt = new KeyboardInterrupt();
  interrupt.stack = (error as Error).stack;
  return interrupt;
}
