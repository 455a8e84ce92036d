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
export type Script = Debugger.ScriptParsedEventDataType;

/** What the debugger hears while it is attached. */
export interface StopListener {
  stopped(stop: Stop): void;
  resumed(): void;
}

/** Reasons of a stop that V8 gives only when the debugger has asked for it, beside hit breakpoints. */
const debuggerReasons = ['exception', 'promiseRejection', 'instrumentation', 'step'];

export class Inspector {
  readonly #session = new Session();
  /** Sends one command of the inspector protocol. */
  readonly post: Session['post'] = this.#session.post.bind(this.#session);
  #enabled?: Promise<unknown>;
  /** Every script of the main thread, by V8's number: call frames name their script only so. */
  readonly scripts = new Map<string, Script>();
  #stop?: Stop;
  #listener?: StopListener;
  /** The debugger asked for a stop that V8 gives no reason for: a step, or its pause button. */
  #expected = false;
  /** A look that was given up may still stop the main thread, which then only goes on. */
  #late = false;
  /** One look at a time; it takes the next stop. */
  #taker?: (stop: Stop) => void;
  #holding: Promise<unknown> = Promise.resolve();

  /** Costs 30-100 ms once; done when the kernel is idle, so that the first interrupt is as quick as the second. */
  prepare(): Promise<unknown> {
    this.#enabled ??= this.#enable();
    return this.#enabled;
  }

  async #enable() {
    const session = this.#session;
    session.connectToMainThread();
    session.on('Debugger.scriptParsed', ({ params }: InspectorNotification<Script>) => {
      this.scripts.set(params.scriptId, params);
    });
    session.on('Debugger.paused', ({ params }: InspectorNotification<Stop>) => this.#paused(params));
    session.on('Debugger.resumed', () => this.#resumed());
    await this.post('Debugger.enable');
    await this.#skipPauses(true);
  }

  #skipPauses(skip: boolean) {
    return this.post('Debugger.setSkipAllPauses', { skip });
  }

  #paused(stop: Stop) {
    this.#stop = stop;
    const take = this.#taker;
    const isLate = this.#late;
    this.#late = false;
    this.#taker = undefined;
    if (take) take(stop);
    else if (this.#isForDebugger(stop) || (this.#listener && !isLate)) this.#announce(stop);
    else this.resume().catch((error: unknown) => log.debug(error));
  }

  #isForDebugger({ reason, hitBreakpoints = [] }: Stop): boolean {
    if (!this.#listener) return false;
    return this.#expected || hitBreakpoints.length > 0 || debuggerReasons.includes(reason);
  }

  #announce(stop: Stop) {
    this.#expected = false;
    this.#listener?.stopped(stop);
  }

  #resumed() {
    this.#stop = undefined;
    this.#listener?.resumed();
  }

  /** Where the main thread is stopped now. */
  get stop(): Stop | undefined {
    return this.#stop;
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
   * not stop. A second hold waits for the first.
   */
  hold<T>(unless: Promise<unknown>, look: (stop: Stop) => Promise<T>): Promise<T | undefined> {
    const held = this.#holding.then(() => this.#hold(unless, look));
    this.#holding = held.catch(() => undefined);
    return held;
  }

  async #hold<T>(unless: Promise<unknown>, look: (stop: Stop) => Promise<T>): Promise<T | undefined> {
    await this.prepare();
    if (this.#stop) return look(this.#stop);
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
      const seen = await look(stop);
      // A look that ends the code has let it go on already.
      if (this.#stop !== stop) return seen;
      if (this.#isForDebugger(stop)) this.#announce(stop);
      else await this.resume();
      return seen;
    } finally {
      if (!this.#listener) await this.#skipPauses(true);
    }
  }

  disconnect() {
    this.#session.disconnect();
  }
}
