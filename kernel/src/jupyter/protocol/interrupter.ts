/**
 * Stops the cell that runs, with its state kept. First the gentle ways: the flag that native waits poll, and a message
 * on which the main thread rejects the cell's awaits. If the main thread does not take the message it is in synchronous
 * code: V8 is paused there, Node's bookkeeping is put to rest on the paused frame, and execution is terminated.
 * Code of another shell's cell is spared, until the interrupt is repeated.
 */

import type { Debugger } from 'node:inspector';
import { setImmediate, setTimeout as delay } from 'node:timers/promises';
import { log } from '../log.js';
import { Flag, pausedFunction } from '../threads.js';
import type { ToMain } from '../threads.js';
import { isSafePlace, readFrames } from './callFrames.js';
import type { Inspector, Stop } from './inspector.js';
import type { MainThread } from './mainThread.js';

/** How long the main thread has to take the message before its code is stopped by force. */
const gentleMilliseconds = 8;
const complainMilliseconds = 5000;
/** Value of the flag for an interrupt that is not meant for one request. */
const allRequests = -1;
/** Between two looks at what the main thread does. */
const betweenMilliseconds = 2;

export class Interrupter {
  /** Interrupts that the main thread has not taken yet. */
  readonly #waiting = new Set<() => void>();
  /** Only one interrupt at a time stops the main thread. */
  #stopping: Promise<void> = Promise.resolve();
  /** Interrupts whose cells have not ended. */
  readonly #active = new Set<number>();

  constructor(
    readonly inspector: Inspector,
    readonly main: MainThread,
    readonly flags: Int32Array,
    /** Whether a request is that of a cell that has not ended. */
    readonly isCell: (request: number) => boolean,
    /** Tells the person what the interrupt waits for. */
    readonly complain: (request: number, what: string) => void,
  ) {}

  /** The main thread has taken the message. */
  acknowledge() {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Whether code of `owner` may be stopped for the sake of `request`: 0 asks for whatever earlier cells have left. */
  #concerns(request: number, owner: number): boolean {
    return request === 0 || owner === request || !this.isCell(owner);
  }

  async interrupt(request: number) {
    const force = this.#active.has(request);
    this.#active.add(request);
    if (force || this.#concerns(request, Atomics.load(this.flags, Flag.owner))) {
      Atomics.store(this.flags, Flag.interrupt, request || allRequests);
      Atomics.notify(this.flags, Flag.input);
      Atomics.notify(this.flags, Flag.backlog);
    }
    const acknowledged = new Promise<'acknowledged'>((resolve) => {
      this.#waiting.add(() => resolve('acknowledged'));
    });
    this.main.post({ type: 'interrupt', request, force });
    if (await Promise.race([acknowledged, delay(gentleMilliseconds)])) return;
    const waiting = new AbortController();
    void delay(complainMilliseconds, undefined, waiting).then(
      () => this.complain(request, 'for a native call to return; interrupt again or restart the kernel'),
      () => undefined,
    );
    this.#stopping = this.#stopping
      .then(() => this.#terminate(request, force, acknowledged))
      .catch((error: unknown) => {
        if (!this.inspector.isDisconnected) log.error('interrupt:', error);
      });
    await this.#stopping;
    waiting.abort();
  }

  async #terminate(request: number, force: boolean, acknowledged: Promise<'acknowledged'>) {
    await this.inspector.prepare();
    if (await Promise.race([acknowledged, setImmediate()])) return;
    for (let attempt = 1; ; attempt++) {
      const seen = await this.inspector.hold(acknowledged, async (stop, before) => {
        // The first pause may have met a callback that was about to end; where the debugger has stopped, nothing ends.
        const isFirst = attempt === 1 && !before;
        const frames = readFrames(stop, this.inspector);
        const isSafe = isSafePlace(frames);
        log.debug(
          `interrupt, attempt ${attempt}, ${isSafe ? 'safe' : 'not safe'}:`,
          ...frames.map(({ name, url, line }) => `${name} ${url}:${line}`),
        );
        const owner = isSafe ? await this.#owner(stop) : 0;
        const isSpared = isSafe && !force && !this.#concerns(request, owner);
        if (isSpared || isFirst || !isSafe) await this.inspector.resume();
        else await this.#unwind(stop, { type: 'terminated', request, owner, frames });
        return { isSafe, isSpared: isSpared && !isFirst, isUnwound: isSafe && !isFirst };
      });
      if (seen?.isSpared) {
        return this.complain(request, 'for a cell of another shell to pause; interrupt again to stop that one too');
      }
      if (!seen || seen.isUnwound) return;
      if (await Promise.race([acknowledged, seen.isSafe ? delay(betweenMilliseconds) : setImmediate()])) return;
    }
  }

  /** The request whose code is paused; 0 for none. */
  async #owner({ callFrames: [{ callFrameId }] }: Stop): Promise<number> {
    const expression = `${pausedFunction('currentRequest')}()`;
    const { result } = await this.inspector.ask<Debugger.EvaluateOnCallFrameReturnType>(
      'Debugger.evaluateOnCallFrame',
      { callFrameId, expression },
    );
    return typeof result.value === 'number' ? result.value : 0;
  }

  async #unwind({ callFrames: [{ callFrameId }] }: Stop, terminated: ToMain) {
    const { inspector } = this;
    const expression = `${pausedFunction('suspendAsyncHooks')}()`;
    await inspector.post('Debugger.evaluateOnCallFrame', { callFrameId, expression });
    // Before the main thread can take anything else: a subshell's cell may wait for its turn.
    this.main.post(terminated);
    const ended = inspector.post('Runtime.terminateExecution');
    inspector.resume().catch((error: unknown) => log.debug(error));
    await ended;
  }

  /** The cell has ended. */
  ended(request: number) {
    this.#active.delete(request);
  }
}
