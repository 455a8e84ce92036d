/** Starts the workers, makes this thread the user's realm and lets the executor run what the protocol worker sends. */

import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { MessageChannel, Worker } from 'node:worker_threads';
import type { CompilerWorkerData } from './language/compilerWorker.js';
import { log } from './log.js';
import { exit } from './runtime/exit.js';
import { Flag, flagCount } from './threads.js';
import type { FromMain, ProtocolWorkerData } from './threads.js';

/** How long what was said last may take to leave. */
const exitMilliseconds = 1000;

const { values } = parseArgs({ options: { 'connection-file': { type: 'string' } } });
if (!values['connection-file']) {
  console.error('usage: kernel.js --connection-file FILE (Jupyter starts it; `gluonlab install` tells Jupyter how)');
  process.exit(2);
}

const flags = new Int32Array(new SharedArrayBuffer(4 * flagCount));
const main = new MessageChannel();
const stdin = new MessageChannel();
const questions = new MessageChannel();
const compiler = new MessageChannel();
const modules = new MessageChannel();

const protocolData: ProtocolWorkerData = {
  connectionFile: values['connection-file'],
  session: randomUUID(),
  flags,
  main: main.port2,
  stdin: stdin.port2,
  questions: questions.port2,
  compiler: compiler.port1,
};
const protocol = new Worker(new URL('./protocol/worker.js', import.meta.url), {
  workerData: protocolData,
  transferList: [main.port2, stdin.port2, questions.port2, compiler.port1],
});
const bound = once(protocol, 'message');
protocol.on('error', (error) => {
  log.error('the protocol worker ended:', error);
  exit(1);
});

// However the end comes: the protocol worker lets go of what would keep the process from a clean end.
process.on('exit', () => {
  main.port1.postMessage({ type: 'exiting' } satisfies FromMain);
  Atomics.wait(flags, Flag.closed, 0, exitMilliseconds);
});

// The realm is prepared while the sockets are being bound.
const { startRuntime } = await import('./runtime/start.js');
const { globals, begin } = startRuntime({
  folder: process.cwd(),
  port: main.port1,
  stdin: stdin.port1,
  questions: questions.port1,
  flags,
  modules: modules.port1,
});

// The front end waits for the sockets; what the first cell needs comes right after them.
await bound;
const compilerData: CompilerWorkerData = {
  globals,
  folder: process.cwd(),
  protocol: compiler.port2,
  modules: modules.port2,
};
const compilerWorker = new Worker(new URL('./language/compilerWorker.js', import.meta.url), {
  workerData: compilerData,
  transferList: [compiler.port2, modules.port2],
});
compilerWorker.on('error', (error) => {
  log.error('the compiler worker ended:', error);
  exit(1);
});
await begin();
