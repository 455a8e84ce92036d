/**
 * Stops at exceptions. V8 cannot tell which ones nobody catches: the kernel itself catches what a cell throws, and takes each
 * promise that a cell awaits. So it stops at all, and the code of the frames says what becomes of the exception.
 */

import type { Debugger, Runtime } from 'node:inspector';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Arrival, Fate } from '../../language/catches.js';
import type { Inspector, Stop } from '../inspector.js';
import type { Fragments } from './fragments.js';
import { foreignPatterns, hiddenPatterns } from './scripts.js';
import type { Scripts } from './scripts.js';

export const exceptionFilters = [
  { filter: 'all', label: 'All exceptions' },
  { filter: 'uncaught', label: 'Uncaught exceptions' },
] satisfies DebugProtocol.ExceptionBreakpointsFilter[];

type Filter = (typeof exceptionFilters)[number]['filter'];

/** How many `await`s back it is looked for a `try`. */
const asyncDepth = 8;

export const isException = ({ reason }: Stop) => reason === 'exception' || reason === 'promiseRejection';

export class Exceptions {
  #filters = new Set<Filter>();

  constructor(
    readonly inspector: Inspector,
    readonly scripts: Scripts,
    readonly fragments: Fragments,
  ) {}

  async set(filters: string[]) {
    const known = exceptionFilters.map(({ filter }) => filter);
    const unknown = filters.find((filter) => !known.includes(filter));
    if (unknown !== undefined) throw new RangeError(`there is no filter "${unknown}"; there are ${known.join(', ')}`);
    this.#filters = new Set(filters);
    const isOn = filters.length > 0;
    await this.inspector.post('Debugger.setPauseOnExceptions', { state: isOn ? 'all' : 'none' });
    await this.inspector.post('Debugger.setAsyncCallStackDepth', { maxDepth: isOn ? asyncDepth : 0 });
    await this.beforeRunning(false);
  }

  /** A step passes through hidden code; a run must hear of what hidden code throws at the notebook. */
  async beforeRunning(isStep: boolean) {
    const patterns = isStep || this.#filters.size === 0 ? hiddenPatterns : foreignPatterns;
    await this.inspector.post('Debugger.setBlackboxPatterns', { patterns });
  }

  /** As `exceptionInfo` says when the program stops. */
  get breakMode(): DebugProtocol.ExceptionBreakMode {
    return this.#filters.has('all') ? 'always' : 'userUnhandled';
  }

  async isWanted({ reason, callFrames, asyncStackTrace }: Stop): Promise<boolean> {
    const flight = new Flight(reason === 'promiseRejection' ? 'rejecting' : 'thrown');
    const isAll = this.#filters.has('all');
    for (const { location } of callFrames) {
      // Only what hidden code throws and catches itself is of no interest then.
      if (isAll && (await this.scripts.find(location.scriptId))) return true;
      await this.#follow(flight, location);
    }
    if (isAll) return flight.isCaught !== true;
    for (let trace = asyncStackTrace; trace; trace = trace.parent) {
      if (!flight.goesOnBy(trace)) return true;
      for (const frame of trace.callFrames) await this.#follow(flight, frame);
    }
    return flight.isCaught !== true;
  }

  /** Compiled code is as good as its source here. The kernel's own `try` is where an exception counts as uncaught. */
  async #follow(flight: Flight, { scriptId, lineNumber, columnNumber = 0 }: Debugger.Location) {
    if (flight.isCaught !== undefined) return;
    const url = this.inspector.scripts.get(scriptId) ?? '';
    if (foreignPatterns.some((pattern) => new RegExp(pattern).test(url))) return;
    const { scriptSource } = await this.inspector.post('Debugger.getScriptSource', { scriptId });
    // V8 counts a cell's lines from its second one, where the rewritten code begins.
    const line = lineNumber + (url.startsWith('file:') ? 1 : 2);
    const place = { line, column: columnNumber + 1 };
    flight.pass(scriptId, await this.fragments.fate(scriptSource, place, flight.arrival));
  }
}

/** An exception on its way through the stack. */
class Flight {
  /** Undefined while it is under way. */
  isCaught?: boolean;
  /** The function that it has left. */
  #left = '';

  constructor(public arrival: Arrival) {}

  pass(scriptId: string, { next, functionStart }: Fate) {
    const place = `${scriptId}:${functionStart}`;
    // The same function where it has awaited before; its caller comes behind it.
    if (this.arrival === 'rejected' && place === this.#left) return;
    this.#left = place;
    if (next === 'caught' || next === 'lost') this.isCaught = next === 'caught';
    else this.arrival = next;
  }

  /** Where a promise has brought it. False for a timer and the like: nobody is there to catch anything. */
  goesOnBy({ description = '' }: Runtime.StackTrace): boolean {
    if (this.isCaught !== undefined) return true;
    // What a callback of `then` throws rejects the promise that `then` has given.
    if (/^Promise\./.test(description)) this.arrival = 'rejected';
    return this.arrival === 'rejected';
  }
}
/** What was thrown: its class, and its text without the stack. */
export function thrown({ data }: Stop): { name: string; text: string } {
  const { type, className = type, description, ...object } = data as Runtime.RemoteObject;
  return { name: className, text: (description ?? String(object.value)).split('\n    at ')[0] };
}
