/**
 * Node's bookkeeping of asynchronous contexts, put to rest while V8 unwinds an interrupted cell. Node counts ids up before and
 * down after every callback and promise job; unwound in between, the counts no longer match and Node aborts. So the stack
 * of ids is emptied and the promise hooks are taken off first, and put back afterwards. Needs `--expose-internals`.
 */

import { clearAsyncIdStack, internalBinding } from '../internals.js';

type PromiseHook = ((...args: unknown[]) => void) | undefined;
type PromiseHooks = [init: PromiseHook, before: PromiseHook, after: PromiseHook, settled: PromiseHook];

interface AsyncWrap {
  getPromiseHooks(): PromiseHooks;
  setPromiseHooks(...hooks: PromiseHooks): void;
}

const asyncWrap = internalBinding('async_wrap') as AsyncWrap;

let suspended: PromiseHooks | undefined;

/** Runs on the paused frame of the code to be unwound. */
export function suspendAsyncHooks(): void {
  clearAsyncIdStack();
  suspended ??= asyncWrap.getPromiseHooks();
  asyncWrap.setPromiseHooks(undefined, undefined, undefined, undefined);
}

export function resumeAsyncHooks(): void {
  if (suspended) asyncWrap.setPromiseHooks(...suspended);
  suspended = undefined;
}
