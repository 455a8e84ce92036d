/**
 * Stops the cell that runs, with its state kept. First the gentle ways: the flag that native waits poll, and a message
 * on which the main thread rejects the cell's awaits. If the main thread does not take the message it is in synchronous
 * code: V8 is paused there, Node's bookkeeping is put to rest on the paused frame, and execution is terminated.
 */

import type { Debugger } from 'node:inspector';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { log } from '../log.js';
import { suspendAsyncHooksKey, Flag } from '../threads.js';
import type { Frame, ToMain } from '../threads.js';
import type { Inspector, Stop } from './inspector.js';

/** How long the main thread has to take the message before its code is stopped by force. */
const gentleMilliseconds = 8;
const complainMilliseconds = 5000;
/** Value of the flag for an interrupt that is not meant for one request. */
const allRequests = -1;
/** Between two looks at what the main thread does. */
const betweenMilliseconds = 2;

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
  /** Interrupts that the main thread has not taken yet. */
  readonly #waiting = new Set<() => void>();
  /** Only one interrupt at a time stops the main thread. */
  #stopping: Promise<void> = Promise.resolve();
  #active?: number;

  constructor(
    readonly inspector: Inspector,
    readonly main: MessagePort,
    readonly flags: Int32Array,
    /** Tells the person that a native call does not listen. */
    readonly complain: (request: number) => void,
  ) {}

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
    this.#stopping = this.#stopping
      .then(() => this.#terminate(request, acknowledged))
      .catch((error: unknown) => log.error('interrupt:', error));
    await this.#stopping;
    waiting.abort();
  }

  async #terminate(request: number, acknowledged: Promise<'acknowledged'>) {
    await this.inspector.prepare();
    if (await Promise.race([acknowledged, setImmediate()])) return;
    for (let attempt = 1; ; attempt++) {
      const seen = await this.inspector.hold(acknowledged, async (stop, before) => {
        // The first pause may have met a callback that was about to end; where the debugger has stopped, nothing ends.
        const isFirst = attempt === 1 && !before;
        const frames = stop.callFrames.map((frame) => this.#frame(frame));
        const isSafe = isSafePlace(frames);
        log.debug(
          `interrupt, attempt ${attempt}, ${isSafe ? 'safe' : 'not safe'}:`,
          ...frames.map(({ name, url, line }) => `${name} ${url}:${line}`),
        );
        if (isFirst || !isSafe) await this.inspector.resume();
        else await this.#unwind(stop, { type: 'terminated', request, frames });
        return { isSafe, isUnwound: isSafe && !isFirst };
      });
      if (!seen || seen.isUnwound) return;
      if (await Promise.race([acknowledged, seen.isSafe ? delay(betweenMilliseconds) : setImmediate()])) return;
    }
  }

  #frame({ functionName, location }: Debugger.CallFrame): Frame {
    const { scriptId, lineNumber, columnNumber = 0 } = location;
    const url = this.inspector.scripts.get(scriptId) ?? '';
    return { name: functionName, url, line: lineNumber + 1, column: columnNumber + 1 };
  }

  async #unwind({ callFrames }: Stop, terminated: ToMain) {
    const { inspector } = this;
    const expression = `globalThis[Symbol.for(${JSON.stringify(suspendAsyncHooksKey)})]()`;
    const [{ callFrameId }] = callFrames;
    await inspector.post('Debugger.evaluateOnCallFrame', { callFrameId, expression });
    const ended = inspector.post('Runtime.terminateExecution');
    inspector.resume().catch((error: unknown) => log.debug(error));
    await ended;
    this.main.postMessage(terminated);
  }

  /** The cell has ended. */
  ended(request: number) {
    if (this.#active === request) this.#active = undefined;
  }
}
