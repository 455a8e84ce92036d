/** The protocol worker: makes the parts, connects them, and binds the sockets. */

import { parentPort, workerData } from 'node:worker_threads';
import type { CompilerRequest, CompilerResponse } from '../language/compilerWorker.js';
import type { FromMain, ProtocolWorkerData } from '../threads.js';
import { CommRouter } from './comms.js';
import { readConnection } from './connection.js';
import { Debugger } from './debugger/debugger.js';
import { Dispatcher } from './dispatcher.js';
import { Execution } from './execution.js';
import { createHandlers } from './handlers.js';
import { historyFolder, HistoryFolder } from './historyFolder.js';
import { Inspector } from './inspector.js';
import { Interrupter } from './interrupter.js';
import { Interrupts } from './interrupts.js';
import { Language } from './language.js';
import { MainThread } from './mainThread.js';
import { ModelRequests } from './modelRequests.js';
import { Output } from './output.js';
import { exitWithParent } from './parent.js';
import { Peek } from './peek.js';
import { Preparation } from './preparation.js';
import { Questions } from './questions.js';
import { register } from './registration.js';
import { Requests } from './requests.js';
import { Shells } from './shells.js';
import { Shutdown } from './shutdown.js';
import { onInterruptSignal } from './signals.js';
import { Sockets } from './sockets.js';
import { ValueLooks } from './valueLooks.js';
import { WorkerCalls } from './workerCalls.js';

const {
  connectionFile,
  session,
  flags,
  main: mainPort,
  stdin,
  questions: questionPort,
  compiler,
} = workerData as ProtocolWorkerData;

const connection = readConnection(connectionFile);
const sockets = new Sockets(connection, session);
const requests = new Requests();
const output = new Output(sockets, requests, flags);
const main = new MainThread(mainPort);
const shells = new Shells(new HistoryFolder(historyFolder(process.env)));
const compilerCalls = new WorkerCalls<CompilerRequest, CompilerResponse>(compiler);
const language = new Language();
const preparation = new Preparation(compilerCalls, language);
const inspector = new Inspector();
const peek = new Peek(main, inspector);
const execution = new Execution(main, shells, preparation, peek, requests, output);
const interrupter = new Interrupter(inspector, main, flags, execution.isRunning, (request, what) => {
  output.publish(request, 'stream', { name: 'stderr', text: `The interrupt waits ${what}.\n` });
});
const interrupts = new Interrupts(shells, execution, interrupter);
const questions = new Questions(sockets, requests, main, stdin, flags, execution.isRunning);
const models = new ModelRequests(questionPort, flags);
const comms = new CommRouter(output, main, models);
const notebookDebugger = new Debugger(inspector, compilerCalls, (request, event) => {
  output.publish(request, 'debug_event', { ...event });
});
const looks = new ValueLooks(main, execution);
const shutdown = new Shutdown(sockets, main, inspector, interrupter, execution, output, flags);
// An error that nobody has caught ends this worker.
process.on('exit', () => shutdown.close());

const handlers = createHandlers({
  execution,
  compilerCalls,
  language,
  shells,
  interrupts,
  comms,
  notebookDebugger,
  looks,
  shutdown,
});
const dispatcher = new Dispatcher(sockets, requests, shells, handlers);

// zeromq takes nothing while it binds: what the main thread says waits in its port.
const ports = await sockets.bind(connection, (channel, message) => {
  if (channel === 'stdin') return questions.answer(message);
  dispatcher.receive(channel, message);
});
parentPort?.postMessage('bound');
mainPort.on('message', (message: FromMain) => {
  switch (message.type) {
    case 'stream':
      return output.stream(message);
    case 'display':
      return message.messageType === 'execute_result'
        ? output.publish(message.request, 'execute_result', execution.result(message.request, message.content))
        : output.publish(message.request, message.messageType, message.content);
    case 'clear':
      return output.publish(message.request, 'clear_output', { wait: message.wait });
    case 'input':
      return questions.add(message);
    case 'turned':
      return main.turned(message.id);
    case 'interrupted':
      return interrupter.acknowledge();
    case 'done':
      interrupter.ended(message.request);
      questions.forget(message.request);
      inspector.ended();
      return execution.done(message.request, message.outcome);
    case 'looked':
      return looks.answer(message);
    case 'run':
      return comms.run(message.event);
    case 'engine':
      comms.device = message.device;
      return;
    case 'answer':
      return models.answer(message);
    case 'exiting':
      return void shutdown.leave();
    case 'comm':
      return comms.send(message);
    case 'handled':
      return comms.handled(message.request);
  }
});

exitWithParent(() => void shutdown.exit());
onInterruptSignal(() => interrupts.interrupt());

if (connection.registration) await register(connection, connection.registration, ports);

// What takes a while waits until the front end has connected.
setTimeout(() => {
  void inspector.prepare();
  language.start();
}, 500);
