/**
 * A look into the cell that runs: an expression of a subshell is evaluated where V8 has paused the main thread, in the middle of
 * a loop that lets nothing else run, and the loop goes on. V8 itself sees to it that the expression changes nothing;
 * what it cannot promise that for (a call of a native function, an assignment) waits for its turn instead.
 * Names are those of the notebook and, where the expression calls nothing, the locals of the paused function.
 */

import type { Debugger } from 'node:inspector';
import { setTimeout as delay } from 'node:timers/promises';
import type { CompiledCell } from '../language/rewrite.js';
import { log } from '../log.js';
import { pausedFunction } from '../threads.js';
import type { ExecuteCommand, MimeBundle } from '../threads.js';
import { isNotebookFrame, readFrames } from './callFrames.js';
import type { Inspector } from './inspector.js';
import type { MainThread } from './mainThread.js';

type Evaluated = Debugger.EvaluateOnCallFrameReturnType;

/** How long the main thread has to take a message before it counts as busy. */
const turnMilliseconds = 2;
/** How long an expression may take. */
const trialMilliseconds = 50;
const objectGroup = 'peek';

export interface Peeked {
  /** Null where the expression is undefined. */
  bundle: MimeBundle | null;
}

/** An expression whose value lies in an array afterwards; the array is new, so that to fill it is no side effect. */
function asExpression({ code, uses }: CompiledCell): string {
  const locals = uses.map((name) => `${JSON.stringify(name)}: () => ({ v: ${name}, peek: ${name} })`);
  return `(() => {
    const values = [];
    const find = ${pausedFunction('findBox')};
    const locals = { ${locals.join(', ')} };
    const operators = ${pausedFunction('operators')};
    (${code})({ operators, box: (name) => find(name) ?? locals[name](), result: (value) => { values[0] = value; } })();
    return values;
  })()`;
}

/** A call may run for ever. */
const mayCall = (source: string) => /[(`]|\bnew\b/.test(source);

export class Peek {
  constructor(
    readonly main: MainThread,
    readonly inspector: Inspector,
  ) {}

  /** Undefined: the main thread is free, or the cell is not one to be answered so. */
  async evaluate({ cell, source }: Pick<ExecuteCommand, 'cell' | 'source'>): Promise<Peeked | undefined> {
    if (!cell.ok || cell.isAsync || Object.keys(cell.declarations).length > 0) return undefined;
    const turn = this.main.nextTurn();
    const isFree = await Promise.race([turn.then(() => true), delay(turnMilliseconds, false)]);
    if (isFree) return undefined;
    const expression = asExpression(cell);
    if (mayCall(source) && !(await this.#ends(expression))) return undefined;
    return this.inspector.hold(turn, async (stop) => {
      const place = readFrames(stop, this.inspector).findIndex(isNotebookFrame);
      return place < 0 ? undefined : this.#evaluateOn(stop.callFrames[place].callFrameId, expression);
    });
  }

  /**
   * Nothing can stop code where the main thread is paused. Where it runs, V8 keeps the time; but values may be old there, since
   * optimized code writes them late, and locals are out of sight.
   */
  async #ends(expression: string): Promise<boolean> {
    const trial = {
      expression: `void ${expression}`,
      silent: true,
      throwOnSideEffect: true,
      timeout: trialMilliseconds,
    };
    try {
      await this.inspector.prepare();
      // An interrupt that met the trial would stop that and nothing else.
      const tried = await this.inspector.alone(() => this.inspector.ask<Evaluated>('Runtime.evaluate', trial));
      return tried.exceptionDetails === undefined;
    } catch {
      return false;
    }
  }

  async #evaluateOn(callFrameId: string, expression: string): Promise<Peeked | undefined> {
    const options = { silent: true, throwOnSideEffect: true, objectGroup };
    const evaluation = { callFrameId, expression, ...options };
    const values = await this.inspector.ask<Evaluated>('Debugger.evaluateOnCallFrame', evaluation);
    const { objectId } = values.result;
    if (values.exceptionDetails || !objectId) {
      log.debug('peek:', values.exceptionDetails?.exception?.description);
      return undefined;
    }
    const functionDeclaration = `function () { return ${pausedFunction('toBundle')}(this) }`;
    const call = { objectId, functionDeclaration, silent: true, returnByValue: true };
    const shown = await this.inspector.ask<Evaluated>('Runtime.callFunctionOn', call);
    await this.inspector.post('Runtime.releaseObjectGroup', { objectGroup });
    return shown.exceptionDetails ? undefined : { bundle: shown.result.value as MimeBundle | null };
  }
}
