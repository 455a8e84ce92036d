/**
 * Makes the main thread the user's realm: streams, errors, globals of cells, the connection to gluonlab's engine, and the
 * loop that takes the protocol worker's messages.
 */

import type { MessagePort } from 'node:worker_threads';
import { operators } from '../../gluon/operators.js';
import * as api from '../api.js';
import { explorerKey, pausedFunctions } from '../threads.js';
import type { ToMain } from '../threads.js';
import { resumeAsyncHooks, suspendAsyncHooks } from './asyncHooks.js';
import { Awaits, KeyboardInterrupt } from './awaits.js';
import { Boxes } from './boxes.js';
import { Comms } from './comms.js';
import { Displays } from './display.js';
import { connectEngine } from './engine.js';
import type { ConnectedEngine } from './engine.js';
import { describeError, errorText, isErrorLike } from './errors.js';
import { Executor } from './executor.js';
import { exit, keepAlive } from './exit.js';
import { Explorer } from './explorer.js';
import { Host, RequestScope } from './host.js';
import { Imports } from './imports.js';
import { setCurrentKernel } from './kernelAccess.js';
import type { Magics } from './magics.js';
import { addRenderer } from './mime.js';
import { ModelQuestions } from './modelQuestions.js';
import { Npm } from './npm.js';
import { peekedBundle } from './peek.js';
import { StackTraces } from './stackTraces.js';
import { Stdin } from './stdin.js';
import { Values } from './values.js';
import { Widgets } from './widgets.js';
import { redirectStreams, writeText } from './streams.js';

export interface RuntimeOptions {
  /** The notebook's folder. */
  folder: string;
  port: MessagePort;
  stdin: MessagePort;
  /** Asks about networks. */
  questions: MessagePort;
  flags: Int32Array;
  /** Compiles `.ts` modules. */
  modules: MessagePort;
}

function defineGlobals(values: Record<PropertyKey, unknown>) {
  for (const key of Reflect.ownKeys(values)) {
    Object.defineProperty(globalThis, key, {
      value: values[key],
      writable: true,
      configurable: true,
      enumerable: false,
    });
  }
}

export interface Runtime {
  /** The names of the realm. */
  globals: string[];
  /** Loads gluonlab, then takes the first cell. */
  begin: () => Promise<void>;
}

export function startRuntime({ folder, port, stdin, questions, flags, modules }: RuntimeOptions): Runtime {
  const host = new Host(port, stdin, flags);
  const stackTraces = new StackTraces();
  const awaits = new Awaits(host.currentRequest, flags);
  const displays = new Displays(host);
  const prompts = new Stdin(host, awaits);
  const modelQuestions = new ModelQuestions(host, questions);
  const comms = new Comms(host, stackTraces);
  const imports = new Imports(folder, stackTraces, modules);
  const npm = new Npm(folder, host, displays, awaits, imports);
  const magics: Magics = { npm: npm.run };
  const boxes = new Boxes();
  const values = new Values(boxes);
  const executor = new Executor(host, boxes, awaits, imports, displays, magics, stackTraces);

  setCurrentKernel({ host, displays, stdin: prompts, comms, widgets: new Widgets(comms) });
  redirectStreams(host);
  stackTraces.install();
  keepAlive();
  addRenderer((value) => (isErrorLike(value) ? { 'text/plain': errorText(value, stackTraces) } : undefined));
  const { display, clearOutput, input, prompt } = api;
  defineGlobals({
    display,
    clearOutput,
    input,
    prompt,
    require: imports.require,
    [Symbol.for(explorerKey)]: new Explorer(boxes, executor, stackTraces),
    [pausedFunctions.suspendAsyncHooks]: suspendAsyncHooks,
    [pausedFunctions.currentRequest]: host.currentRequest,
    [pausedFunctions.findBox]: boxes.find,
    [pausedFunctions.toBundle]: peekedBundle,
    [pausedFunctions.operators]: operators,
  });

  const report = (error: unknown) => {
    if (error instanceof KeyboardInterrupt) return;
    writeText(host, 'stderr', `${describeError(error, stackTraces).traceback.join('\n')}\n`);
  };
  process.on('uncaughtException', report);
  process.on('unhandledRejection', report);
  // The protocol worker takes it; without a listener here Node would end the process.
  process.on('SIGINT', () => undefined);

  let engine: ConnectedEngine | null = null;
  const receive = (message: ToMain) => {
    host.enter(undefined);
    switch (message.type) {
      case 'execute':
        return executor.execute(message);
      case 'interrupt':
        return executor.interrupt(message.request, message.force);
      case 'terminated':
        resumeAsyncHooks();
        comms.handled();
        engine?.cellCutOff();
        return executor.terminated(message);
      case 'turn':
        return host.post({ type: 'turned', id: message.id });
      case 'inputReply':
        return prompts.answer(message.id, message.value);
      case 'comm':
        host.enter(new RequestScope(message.request, false));
        return comms.receive(message);
      case 'look':
        return host.post({ type: 'looked', id: message.id, look: values.look(message.path) });
      case 'exit':
        return exit(0);
    }
  };
  const begin = async () => {
    // Before the first cell: its interrupt would tear the import apart.
    engine = await connectEngine(host, displays, boxes, values, () => executor.isRunning);
    const models = engine?.models ?? null;
    modelQuestions.begin(models);
    if (models !== null) engine!.onSafepoint(() => modelQuestions.answerWaiting(models));
    port.on('message', receive);
  };
  return { globals: Object.getOwnPropertyNames(globalThis), begin };
}
