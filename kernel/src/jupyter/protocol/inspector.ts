/**
 * The one inspector session of the main thread, for the interrupter, peeks at a running cell and the debugger. V8 stops for
 * two reasons: somebody here asked for a look (`hold`), or the debugger's breakpoints and steps did. The first goes
 * on by itself afterwards, the second stays stopped until the debugger says so; with no debugger attached nothing
 * else stops, not even a `debugger` statement.
 *
 *   const value = await inspector.hold(cellEnded, ({ callFrames: [{ callFrameId }] }) =>
 *     inspector.post('Debugger.evaluateOnCallFrame', { callFrameId, expression: 'loss' }));
 */

import { Session } from 'node:inspector/promises';
import type { Debugger, InspectorNotification } from 'node:inspector';
import { log } from '../log.js';

export type Stop = Debugger.PausedEventDataType;
export type Look<T> = (stop: Stop, before: boolean) => Promise<T>;
export type Step = 'Debugger.stepInto' | 'Debugger.stepOver' | 'Debugger.stepOut';
type Script = Debugger.ScriptParsedEventDataType;
type ScriptStart = Pick<Script, 'scriptId' | 'url'>;

/** What the debugger hears while it is attached. */
export interface StopListener {
  /** A script is about to run for the first time; the main thread waits. */
  scriptStarts(scriptId: string): Promise<void>;
  /** Decides whether the main thread stays stopped. `asked`: by a step or a pause, beside breakpoints and exceptions. */
  stopped(stop: Stop, asked: boolean): Promise<void>;
  resumed(): void;
}

/** Reasons of a stop that V8 gives only when the debugger has asked for it, beside hit breakpoints. */
const debuggerReasons = ['exception', 'promiseRejection', 'step'];
const instrumentation = 'beforeScriptExecution';

/** V8 keeps this much of the scripts that are gone; all of them if it is not told. */
const collectedScriptsBytes = 1 << 20;

export class Inspector {
  readonly #session = new Session();
  /** Sends one command of the inspector protocol. */
  readonly post: Session['post'] = this.#session.post.bind(this.#session);
  #enabled?: Promise<unknown>;
  /** URLs of the main thread's scripts by V8's number, the only name that call frames give. */
  readonly scripts = new Map<string, string>();
  #stop?: Stop;
  #listener?: StopListener;
  /** The debugger asked for a stop that V8 gives no reason for. */
  #expected?: 'step' | 'pause';
  /** A look that was given up may still stop the main thread, which then only goes on. */
  #late = false;
  /** One look at a time; it takes the next stop. */
  #taker?: (stop: Stop) => void;
  #holding: Promise<unknown> = Promise.resolve();
  /** V8's id of the stops before scripts run. */
  #scriptStops = '';
  /** The kernel ends, and what still waits for an answer of V8 gets none. */
  isDisconnected = false;
  /** The debugger looks at the last stop. */
  #deciding: Promise<void> = Promise.resolve();

  /** Costs 30-100 ms once; done when the kernel is idle, so that the first interrupt is as quick as the second. */
  prepare(): Promise<unknown> {
    // Nobody waits for V8 any more once the kernel ends.
    this.#enabled ??= this.isDisconnected ? new Promise(() => {}) : this.#enable();
    return this.#enabled;
  }

  async #enable() {
    const session = this.#session;
    session.connectToMainThread();
    session.on('Debugger.scriptParsed', ({ params: { scriptId, url } }: InspectorNotification<Script>) => {
      // Each evaluation is a script without a URL.
      if (url !== '') this.scripts.set(scriptId, url);
    });
    session.on('Debugger.paused', ({ params }: InspectorNotification<Stop>) => this.#paused(params));
    session.on('Debugger.resumed', () => this.#resumed());
    await this.post('Debugger.enable', { maxScriptsCacheSize: collectedScriptsBytes });
    await this.#skipPauses(true);
  }

  #skipPauses(skip: boolean) {
    return this.post('Debugger.setSkipAllPauses', { skip });
  }

  #paused(stop: Stop) {
    if (stop.reason === 'instrumentation') return void this.#scriptStarts((stop.data as ScriptStart).scriptId);
    this.#stop = stop;
    const take = this.#taker;
    const isLate = this.#late;
    this.#late = false;
    this.#taker = undefined;
    if (take) take(stop);
    else if (this.#isForDebugger(stop) || (this.#listener && !isLate)) this.#announce(stop);
    else this.resume().catch((error: unknown) => log.debug(error));
  }

  /** Not a stop that anybody sees: V8 keeps steps, and pauses that were asked for, until it is over. */
  async #scriptStarts(scriptId: string) {
    try {
      await this.#listener?.scriptStarts(scriptId);
    } catch (error) {
      log.error('debugger:', error);
    }
    await this.post('Debugger.resume');
  }

  #isForDebugger({ reason, hitBreakpoints = [] }: Stop): boolean {
    if (!this.#listener) return false;
    return this.#expected !== undefined || hitBreakpoints.length > 0 || debuggerReasons.includes(reason);
  }

  #announce(stop: Stop) {
    const asked = this.#expected !== undefined;
    this.#expected = undefined;
    this.#deciding = this.#listener?.stopped(stop, asked) ?? Promise.resolve();
  }

  #resumed() {
    if (!this.#stop) return;
    this.#stop = undefined;
    this.#listener?.resumed();
  }

  /** Where the main thread is stopped now. */
  get stop(): Stop | undefined {
    return this.#stop;
  }

  /** Sends a command whose answer matters; Node's types say that `post` gives none. */
  ask<Answer>(method: string, params: object): Promise<Answer> {
    return this.post(method, params) as Promise<unknown> as Promise<Answer>;
  }

  /** Resolves when the main thread runs again: a pause that is asked for before that would be ignored. */
  async resume(): Promise<void> {
    const resumed = new Promise((resolve) => this.#session.once('Debugger.resumed', resolve));
    await this.post('Debugger.resume');
    await resumed;
  }

  /**
   * Stops the main thread, if it is not stopped already, and shows where it is; it goes on when `look` has ended, unless the
   * debugger has stopped it. Undefined if `unless` was settled before the main thread stopped: an idle thread does
   * not stop. A second hold waits for the first. `before`: it was stopped before.
   */
  hold<T>(unless: Promise<unknown>, look: Look<T>): Promise<T | undefined> {
    return this.alone(() => this.#hold(unless, look));
  }

  /** Lets no hold begin before `work` has ended. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#holding.then(work);
    this.#holding = done.catch(() => undefined);
    return done;
  }

  /** The debugger keeps the stop or has passed over it; while that is told, it may have met the next one. */
  async #decided() {
    let decided: Promise<void>;
    do await (decided = this.#deciding);
    while (decided !== this.#deciding);
  }

  async #hold<T>(unless: Promise<unknown>, look: Look<T>): Promise<T | undefined> {
    await this.prepare();
    await this.#decided();
    if (this.#stop) return look(this.#stop, true);
    if (!this.#listener) await this.#skipPauses(false);
    try {
      const stopped = new Promise<Stop>((resolve) => (this.#taker = resolve));
      await this.post('Debugger.pause');
      const stop = await Promise.race([stopped, unless.then(() => undefined)]);
      if (!stop) {
        this.#taker = undefined;
        this.#late = true;
        return undefined;
      }
      try {
        return await look(stop, false);
      } finally {
        await this.#letGo(stop);
      }
    } finally {
      if (!this.#listener) await this.#skipPauses(true);
    }
  }

  async #letGo(stop: Stop) {
    // A look that ends the code has let it go on already.
    if (this.#stop !== stop) return;
    if (this.#isForDebugger(stop)) this.#announce(stop);
    else await this.resume();
  }

  /** From now on the main thread stops for the debugger too. */
  async attach(listener: StopListener) {
    await this.prepare();
    this.#listener = listener;
    await this.#skipPauses(false);
    const stops = await this.post('Debugger.setInstrumentationBreakpoint', { instrumentation });
    this.#scriptStops = (stops as unknown as Debugger.SetBreakpointReturnType).breakpointId;
  }

  async detach() {
    this.#listener = undefined;
    this.#expected = undefined;
    await this.post('Debugger.removeBreakpoint', { breakpointId: this.#scriptStops });
    await this.#skipPauses(true);
    if (this.#stop) await this.resume();
  }

  async step(step: Step) {
    this.#expected = 'step';
    await this.#session.post(step);
  }

  /** Stops the main thread for the debugger; an idle one stops when it next runs what is not hidden. */
  async pause() {
    this.#expected = 'pause';
    await this.#session.post('Debugger.pause');
  }

  /** The cell has ended: V8 forgets a step that went past its end. */
  ended() {
    if (this.#expected === 'step') this.#expected = undefined;
  }

  disconnect() {
    this.isDisconnected = true;
    this.#session.disconnect();
  }
}
