/**
 * Stops the cell that runs, with its state kept. First the gentle ways: the flag that native waits poll, and a message
 * on which the main thread rejects the cell's awaits. If the main thread does not take the message it is in synchronous
 * code: V8 is paused there, Node's bookkeeping is put to rest on the paused frame, and execution is terminated.
 */

import { Session } from 'node:inspector/promises';
import type { Debugger, InspectorNotification } from 'node:inspector';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { log } from '../log.js';
import { suspendAsyncHooksKey, Flag } from '../threads.js';
import type { Frame, ToMain } from '../threads.js';

/** How long the main thread has to take the message before its code is stopped by force. */
const gentleMilliseconds = 8;
const complainMilliseconds = 5000;
/** Value of the flag for an interrupt that is not meant for one request. */
const allRequests = -1;
/** Between two looks at what the main thread does. */
const betweenMilliseconds = 2;

type Paused = InspectorNotification<Debugger.PausedEventDataType>;
type CallFrames = Debugger.CallFrame[];

const isUserFrame = ({ url }: Frame) => url !== '' && !url.startsWith('node:') && !url.includes('/dist/jupyter/');

/**
 * Node's bookkeeping around callbacks and promise jobs must not be unwound in the middle (asyncHooks.ts says why), nor the
 * kernel's own code: only what a person's code runs, or what it has called.
 */
function isSafePlace(frames: Frame[]): boolean {
  const first = frames.findIndex(isUserFrame);
  const bookkeeping = /^node:(internal\/(async_hooks|promise_hooks|process\/|timers|per_context)|async_hooks)/;
  return first >= 0 && !frames.slice(0, first).some(({ url }) => bookkeeping.test(url));
}

export class Interrupter {
  readonly #session = new Session();
  #enabled?: Promise<unknown>;
  /** Frames name their script by number only. */
  readonly #urls = new Map<string, string>();
  /** Interrupts that the main thread has not taken yet. */
  readonly #waiting = new Set<() => void>();
  /** Only one interrupt at a time pauses the main thread. */
  #pausing: Promise<void> = Promise.resolve();
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
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  async interrupt(request: number) {
    const force = this.#active === request;
    this.#active = request;
    Atomics.store(this.flags, Flag.interrupt, request || allRequests);
    Atomics.notify(this.flags, Flag.input);
    Atomics.notify(this.flags, Flag.backlog);
    const acknowledged = new Promise<'acknowledged'>((resolve) => {
      this.#waiting.add(() => resolve('acknowledged'));
    });
    this.main.postMessage({ type: 'interrupt', request, force } satisfies ToMain);
    if (await Promise.race([acknowledged, delay(gentleMilliseconds)])) return;
    const waiting = new AbortController();
    void delay(complainMilliseconds, undefined, waiting).then(
      () => this.complain(request),
      () => undefined,
    );
    this.#pausing = this.#pausing
      .then(() => this.#terminate(request, acknowledged))
      .catch((error: unknown) => log.error('interrupt:', error));
    await this.#pausing;
    waiting.abort();
  }

  async #terminate(request: number, acknowledged: Promise<'acknowledged'>) {
    await this.prepare();
    if (await Promise.race([acknowledged, setImmediate()])) return;
    const session = this.#session;
    await session.post('Debugger.setSkipAllPauses', { skip: false });
    for (let attempt = 1; ; attempt++) {
      // An earlier interrupt may still wait to let a late pause pass; it would let this one pass too.
      session.removeAllListeners('Debugger.paused');
      const paused = new Promise<CallFrames>((resolve) => {
        session.once('Debugger.paused', ({ params }: Paused) => resolve(params.callFrames));
      });
      await session.post('Debugger.pause');
      const outcome = await Promise.race([paused, acknowledged]);
      if (outcome === 'acknowledged') {
        // The code ended by itself. A pause that still comes would stop the kernel's own code: let it pass.
        session.removeAllListeners('Debugger.paused');
        session.once('Debugger.paused', () => void session.post('Debugger.resume').catch(() => undefined));
        break;
      }
      // The first pause may have met a callback that was about to end.
      const frames = outcome.map((frame) => this.#frame(frame));
      const isSafe = isSafePlace(frames);
      log.debug(
        `interrupt, attempt ${attempt}, ${isSafe ? 'safe' : 'not safe'}:`,
        ...frames.map(({ name, url, line }) => `${name} ${url}:${line}`),
      );
      if (attempt > 1 && isSafe) {
        await this.#unwind(outcome[0].callFrameId);
        this.main.postMessage({ type: 'terminated', request, frames } satisfies ToMain);
        break;
      }
      // A pause that is asked for before the code really goes on would be ignored.
      const resumed = new Promise((resolve) => session.once('Debugger.resumed', resolve));
      await session.post('Debugger.resume');
      await resumed;
      if (await Promise.race([acknowledged, isSafe ? delay(betweenMilliseconds) : setImmediate()])) break;
    }
    await session.post('Debugger.setSkipAllPauses', { skip: true });
  }

  #frame({ functionName, location }: Debugger.CallFrame): Frame {
    const { scriptId, lineNumber, columnNumber = 0 } = location;
    return { name: functionName, url: this.#urls.get(scriptId) ?? '', line: lineNumber + 1, column: columnNumber + 1 };
  }

  async #unwind(callFrameId: string) {
    const session = this.#session;
    const expression = `globalThis[Symbol.for(${JSON.stringify(suspendAsyncHooksKey)})]()`;
    await session.post('Debugger.evaluateOnCallFrame', { callFrameId, expression });
    const terminated = session.post('Runtime.terminateExecution');
    session.post('Debugger.resume').catch((error: unknown) => log.debug(error));
    await terminated;
  }

  /** The cell has ended. */
  ended(request: number) {
    if (this.#active === request) this.#active = undefined;
  }

  disconnect() {
    this.#session.disconnect();
  }
}
