/**
 * Node's bookkeeping of asynchronous contexts, put to rest while V8 unwinds an interrupted cell. Node counts ids up before and
 * down after every callback and promise job; unwound in between, the counts no longer match and Node aborts. So the stack
 * of ids is emptied and the promise hooks are taken off first, and put back afterwards. Needs `--expose-internals`.
 */

import { createRequire } from 'node:module';

type PromiseHook = ((...args: unknown[]) => void) | undefined;
type PromiseHooks = [init: PromiseHook, before: PromiseHook, after: PromiseHook, settled: PromiseHook];

interface AsyncWrap {
  getPromiseHooks(): PromiseHooks;
  setPromiseHooks(...hooks: PromiseHooks): void;
}

const require = createRequire(import.meta.url);
const { emitWarning } = process;
// Node warns that this binding is for its own tests.
process.emitWarning = () => undefined;
const { clearAsyncIdStack } = require('internal/async_hooks') as { clearAsyncIdStack(): void };
const { internalBinding } = require('internal/test/binding') as { internalBinding(name: 'async_wrap'): AsyncWrap };
process.emitWarning = emitWarning;
const asyncWrap = internalBinding('async_wrap');

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
