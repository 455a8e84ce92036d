/**
 * SIGINT, for front ends that interrupt by signal and for Ctrl-C in a terminal. Node hands signals to the main thread only, when
 * its event loop turns; this worker asks libuv itself, and so hears of one while a cell burns CPU. Needs `--expose-internals`.
 */

import { constants } from 'node:os';
import { internalBinding } from '../internals.js';

interface Signal {
  onsignal: () => void;
  start(signal: number): number;
  unref(): void;
}

const { Signal } = internalBinding('signal_wrap') as { Signal: new () => Signal };

export function onInterruptSignal(interrupt: () => void): void {
  const signal = new Signal();
  signal.unref();
  signal.onsignal = interrupt;
  signal.start(constants.signals.SIGINT);
}
