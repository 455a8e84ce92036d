/** Where the main thread is stopped: whose code that is, and whether it may be unwound there. */

import type { Debugger } from 'node:inspector';
import type { Frame } from '../threads.js';
import type { Inspector, Stop } from './inspector.js';

export const isUserFrame = ({ url }: Frame): boolean =>
  url !== '' && !url.startsWith('node:') && !url.includes('/dist/jupyter/');

const ownFiles = new URL('../../', import.meta.url).href;

/** Code of the notebook or of its folder, not of a library that it calls. */
export const isNotebookFrame = (frame: Frame): boolean =>
  isUserFrame(frame) && !frame.url.startsWith(ownFiles) && !frame.url.includes('/node_modules/');

/**
 * Node's bookkeeping around callbacks and promise jobs must not be unwound in the middle (asyncHooks.ts says why), nor the
 * kernel's own code: only what a person's code runs, or what it has called.
 */
export function isSafePlace(frames: Frame[]): boolean {
  const first = frames.findIndex(isUserFrame);
  const bookkeeping = /^node:(internal\/(async_hooks|promise_hooks|process\/|timers|per_context)|async_hooks)/;
  return first >= 0 && !frames.slice(0, first).some(({ url }) => bookkeeping.test(url));
}

export function readFrames({ callFrames }: Stop, { scripts }: Inspector): Frame[] {
  return callFrames.map(({ functionName, location }: Debugger.CallFrame) => {
    const { scriptId, lineNumber, columnNumber = 0 } = location;
    const url = scripts.get(scriptId) ?? '';
    return { name: functionName, url, line: lineNumber + 1, column: columnNumber + 1 };
  });
}
