/**
 * What the kernel's threads say to each other. Main thread: the user's realm, which runs cells. Protocol worker: sockets,
 * queue, history, comms, interrupt. Compiler worker: rewrites cells. Language worker: completion and inspection by types.
 * `request` numbers the Jupyter request an output belongs to; the protocol worker knows its header.
 */

import type { MessagePort } from 'node:worker_threads';
import type { RunEvent } from '../gluon/index.js';
import type { MagicCall } from './language/magics.js';
import type { CompiledCell, FailedCell } from './language/rewrite.js';
import type { ModelCalls, ModelQuestion, ModelRequestName } from './modelMessages.js';

export type MimeBundle = Record<string, unknown>;

/** Where V8 was when a cell was terminated; line and column from 1. */
export interface Frame {
  name: string;
  url: string;
  line: number;
  column: number;
}

export interface ErrorContent {
  ename: string;
  evalue: string;
  traceback: string[];
}

export interface ExecuteCommand {
  type: 'execute';
  request: number;
  /** What stack frames call the cell: `cell [4]`. */
  name: string;
  source: string;
  cell: CompiledCell | FailedCell;
  /** Run before the cell. */
  magics: MagicCall[];
  expressions: Record<string, { source: string; cell: CompiledCell | FailedCell }>;
  silent: boolean;
  allowStdin: boolean;
}

export interface CommEvent {
  type: 'comm';
  request: number;
  event: 'open' | 'msg' | 'close';
  commId: string;
  target?: string;
  data: unknown;
  metadata?: Record<string, unknown>;
  buffers: Uint8Array[];
}

/** Protocol worker to main thread. */
export type ToMain =
  | ExecuteCommand
  | CommEvent
  | { type: 'interrupt'; request: number; force: boolean }
  /** V8 has unwound what ran: the code of request `owner`, so that `request` may end. */
  | { type: 'terminated'; request: number; owner: number; frames: Frame[] }
  /** To be answered by `turned` as soon as the main thread takes messages. */
  | { type: 'turn'; id: number }
  | { type: 'inputReply'; id: number; value: string | null }
  | { type: 'look'; id: number; path: string[] }
  | { type: 'exit' };

export type UserExpression =
  { status: 'ok'; data: MimeBundle; metadata: MimeBundle } | ({ status: 'error' } & ErrorContent);

export type CellOutcome =
  | { status: 'ok'; payload: unknown[]; userExpressions: Record<string, UserExpression> }
  | ({ status: 'error'; interrupted: boolean } & ErrorContent);

/** Main thread to protocol worker. */
export type FromMain =
  | { type: 'stream'; request: number; name: 'stdout' | 'stderr'; text: string }
  | { type: 'display'; request: number; messageType: DisplayType; content: Record<string, unknown> }
  | { type: 'clear'; request: number; wait: boolean }
  | { type: 'input'; request: number; id: number; prompt: string; password: boolean }
  | { type: 'interrupted' }
  | { type: 'turned'; id: number }
  /** The listeners of a comm message of the front end have run. */
  | { type: 'handled'; request: number }
  | { type: 'done'; request: number; outcome: CellOutcome }
  | { type: 'run'; event: RunEvent }
  /** The engine is loaded; where arrays live. */
  | { type: 'engine'; device: string }
  | { type: 'answer'; id: number; answer: QuestionAnswer }
  | { type: 'looked'; id: number; look: Look | undefined }
  /** The process ends, and waits until the sockets are closed. */
  | { type: 'exiting' }
  | CommEvent;

/** Protocol worker to main thread, by a port of its own. Not to be answered after `expires` (Date.now): nobody waits any more. */
export interface AskedQuestion {
  id: number;
  question: ModelQuestion;
  expires: number;
}

export type QuestionAnswer =
  { answer: ModelCalls[ModelRequestName]['answer']; buffers?: Uint8Array[] } | { error: string };

/** What completion and inspection see of a value. */
export interface Look {
  members: { text: string; type: string }[];
  description: string;
}

export type DisplayType = 'display_data' | 'update_display_data' | 'execute_result';

/** Indices of the Int32Array shared by all threads of the kernel. */
export const Flag = {
  /** The number of the request to interrupt, 0 for none: native waits, prompts and awaits of its code give up. */
  interrupt: 0,
  /** 1 while the main thread sleeps for the answer to a synchronous prompt. */
  input: 1,
  /** Characters of stream text that the protocol worker has not yet seen. */
  backlog: 2,
  /** The request whose code ran last, as far as that is known without asking V8. */
  owner: 3,
  /** Questions about networks that the main thread has not taken. */
  questions: 4,
  /** 1 when the sockets are closed. */
  closed: 5,
} as const;
export const flagCount = 6;

/** Global functions of the main thread that are called where it is paused; V8 takes a look at `Symbol.for` for a side effect. */
export const pausedFunctions = {
  suspendAsyncHooks: 'gluonlab.suspendAsyncHooks',
  currentRequest: 'gluonlab.currentRequest',
  findBox: 'gluonlab.findBox',
  toBundle: 'gluonlab.toBundle',
  operators: 'gluonlab.operators',
} as const;

/** The source of an expression for one of them. */
export const pausedFunction = (name: keyof typeof pausedFunctions): string =>
  `globalThis[${JSON.stringify(pausedFunctions[name])}]`;

/** The file of the notebook's folder in whose name cells import; there need not be one. */
export const notebookFile = 'notebook.ts';

/** Key of the main thread's `Explorer`, which the debugger calls through the inspector. */
export const explorerKey = 'gluonlab.explorer';

export interface ProtocolWorkerData {
  connectionFile: string;
  session: string;
  flags: Int32Array;
  main: MessagePort;
  stdin: MessagePort;
  questions: MessagePort;
  compiler: MessagePort;
}
