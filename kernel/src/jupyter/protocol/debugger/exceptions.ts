/**
 * Stops at exceptions. V8 cannot tell which ones nobody catches: the kernel itself catches what a cell throws. So it stops at
 * all, and the code of the frames says whether a `try` of the notebook, or of gluonlab's own code, will catch it.
 */

import type { Debugger, Runtime } from 'node:inspector';
import type { DebugProtocol } from '@vscode/debugprotocol';
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

  async isWanted({ callFrames, asyncStackTrace }: Stop): Promise<boolean> {
    const here = callFrames.map(({ location }) => location);
    if (this.#filters.has('all')) return !(await this.#isCaughtInHiding(here));
    for (let trace = asyncStackTrace; trace; trace = trace.parent) here.push(...trace.callFrames.map(locationOf));
    for (const location of here) if (await this.#isCaughtAt(location)) return false;
    return true;
  }

  async #isCaughtInHiding(locations: Debugger.Location[]): Promise<boolean> {
    for (const location of locations) {
      if (await this.scripts.find(location.scriptId)) return false;
      if (await this.#isCaughtAt(location)) return true;
    }
    return false;
  }

  /** Compiled code is as good as its source here. The kernel's own `try` is where an exception counts as uncaught. */
  async #isCaughtAt({ scriptId, lineNumber, columnNumber = 0 }: Debugger.Location): Promise<boolean> {
    const url = this.inspector.scripts.get(scriptId) ?? '';
    if (foreignPatterns.some((pattern) => new RegExp(pattern).test(url))) return false;
    const { scriptSource } = await this.inspector.post('Debugger.getScriptSource', { scriptId });
    // V8 counts a cell's lines from its second one, where the rewritten code begins.
    const line = lineNumber + (url.startsWith('file:') ? 1 : 2);
    return this.fragments.isCaught(scriptSource, { line, column: columnNumber + 1 });
  }
}

const locationOf = ({ scriptId, lineNumber, columnNumber }: Runtime.CallFrame): Debugger.Location => {
  return { scriptId, lineNumber, columnNumber };
};

/** What was thrown: its class, and its text without the stack. */
export function thrown({ data }: Stop): { name: string; text: string } {
  const { type, className = type, description, ...object } = data as Runtime.RemoteObject;
  return { name: className, text: (description ?? String(object.value)).split('\n    at ')[0] };
}
