/**
 * Stops the cell that runs, with its state kept. First the gentle ways: the flag that native waits poll, and a message
 * on which the main thread rejects the cell's awaits. If the main thread does not take the message it is in synchronous
 * code: V8 is paused there, Node's stack of async ids is cleared on the paused frame (else Node aborts), and execution
 * is terminated.
 */

import { Session } from 'node:inspector/promises';
import type { Debugger, InspectorNotification } from 'node:inspector';
import { setTimeout as delay } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { log } from '../log.js';
import { clearAsyncStackSymbol, Flag } from '../threads.js';
import type { Frame, ToMain } from '../threads.js';

/** How long the main thread has to take the message before its code is stopped by force. */
const gentleMilliseconds = 8;
const complainMilliseconds = 5000;

export class Interrupter {
  readonly #session = new Session();
  #enabled?: Promise<unknown>;
  /** Frames name their script by number only. */
  readonly #urls = new Map<string, string>();
  #acknowledged?: () => void;
  #active?: number;

  constructor(
    readonly main: MessagePort,
    readonly flags: Int32Array,
    /** Tells the person that a native call does not listen. */
    readonly complain: (request: number) => void,
  ) {}

  /** Costs 30-100 ms once; done when the kernel is idle, so that the first interrupt is as quick as the second. */
  prepare(): Promise<unknown> {
    this.#enabled ??= this.#enable();
    return this.#enabled;
  }

  async #enable() {
    this.#session.connectToMainThread();
    this.#session.on(
      'Debugger.scriptParsed',
      ({ params }: InspectorNotification<Debugger.ScriptParsedEventDataType>) => {
        this.#urls.set(params.scriptId, params.url);
      },
    );
    await this.#session.post('Debugger.enable');
    await this.#session.post('Debugger.setSkipAllPauses', { skip: true });
  }

  /** The main thread has taken the message. */
  acknowledge() {
    this.#acknowledged?.();
  }

  async interrupt(request: number) {
    const force = this.#active === request;
    this.#active = request;
    Atomics.store(this.flags, Flag.interrupt, 1);
    Atomics.notify(this.flags, Flag.input);
    Atomics.notify(this.flags, Flag.backlog);
    const acknowledged = new Promise<'acknowledged'>((resolve) => {
      this.#acknowledged = () => resolve('acknowledged');
    });
    this.main.postMessage({ type: 'interrupt', request, force } satisfies ToMain);
    if (await Promise.race([acknowledged, delay(gentleMilliseconds)])) return;
    const waiting = new AbortController();
    void delay(complainMilliseconds, undefined, waiting).then(
      () => this.complain(request),
      () => undefined,
    );
    await this.#terminate(request, acknowledged);
    waiting.abort();
  }

  async #terminate(request: number, acknowledged: Promise<'acknowledged'>) {
    await this.prepare();
    const session = this.#session;
    const paused = new Promise<InspectorNotification<Debugger.PausedEventDataType>>((resolve) =>
      session.once('Debugger.paused', resolve),
    );
    await session.post('Debugger.setSkipAllPauses', { skip: false });
    await session.post('Debugger.pause');
    const outcome = await Promise.race([paused, acknowledged]);
    if (outcome === 'acknowledged') {
      // The code ended by itself. A pause that still comes would stop the kernel's own code: let it pass.
      session.removeAllListeners('Debugger.paused');
      session.once('Debugger.paused', () => void session.post('Debugger.resume').catch(() => undefined));
      await session.post('Debugger.setSkipAllPauses', { skip: true });
      return;
    }
    const { callFrames } = outcome.params;
    const expression = `globalThis[Symbol.for(${JSON.stringify(clearAsyncStackSymbol)})]()`;
    await session.post('Debugger.evaluateOnCallFrame', { callFrameId: callFrames[0].callFrameId, expression });
    const terminated = session.post('Runtime.terminateExecution');
    session.post('Debugger.resume').catch((error: unknown) => log.debug(error));
    await terminated;
    await session.post('Debugger.setSkipAllPauses', { skip: true });
    const frames = callFrames.map(({ functionName, location }): Frame => {
      const { scriptId, lineNumber, columnNumber = 0 } = location;
      return {
        name: functionName,
        url: this.#urls.get(scriptId) ?? '',
        line: lineNumber + 1,
        column: columnNumber + 1,
      };
    });
    log.debug(JSON.stringify(frames));
    this.main.postMessage({ type: 'terminated', request, frames } satisfies ToMain);
  }

  /** The cell has ended. */
  ended(request: number) {
    if (this.#active === request) this.#active = undefined;
  }

  disconnect() {
    this.#session.disconnect();
  }
}
