/**
 * Takes each request through its life: busy, handler, exactly one reply, idle, whatever the handler does. Handlers return the
 * content of the reply and send nothing themselves. `execute_request` waits for its turn in its shell; all others are handled
 * at once, also while a cell runs.
 */

import { log } from '../log.js';
import type { Requests, Request } from './requests.js';
import type { Shell, Shells } from './shells.js';
import type { RequestChannel, Sockets } from './sockets.js';
import type { JsonObject, Message } from './wire.js';

export interface Reply {
  content: JsonObject;
  metadata?: JsonObject;
  /** Runs after the reply and idle have left. */
  afterwards?: () => void;
}

export type Handler = (request: Request) => Promise<Reply> | Reply;
/** A message that gets no reply (comms). */
export type Notified = (request: Request) => Promise<void> | void;

export const requestTypes = [
  'kernel_info_request',
  'execute_request',
  'complete_request',
  'inspect_request',
  'is_complete_request',
  'history_request',
  'comm_info_request',
  'interrupt_request',
  'debug_request',
  'shutdown_request',
  'create_subshell_request',
  'delete_subshell_request',
  'list_subshell_request',
] as const;
export type RequestType = (typeof requestTypes)[number];

export const notificationTypes = ['comm_open', 'comm_msg', 'comm_close'] as const;
export type NotificationType = (typeof notificationTypes)[number];

export interface Handlers {
  replies: Record<RequestType, Handler>;
  notifications: Record<NotificationType, Notified>;
}

function isOneOf<T extends string>(types: readonly T[], type: string): type is T {
  return (types as readonly string[]).includes(type);
}

export class Dispatcher {
  /** The cells that run now; the `busy` of one is repeated after another request has said `idle`. */
  readonly #executing = new Set<Request>();

  constructor(
    readonly sockets: Sockets,
    readonly requests: Requests,
    readonly shells: Shells,
    readonly handlers: Handlers,
  ) {}

  receive = (channel: RequestChannel, message: Message) => {
    const type = message.header.msg_type;
    const isNotification = isOneOf(notificationTypes, type);
    if (!isNotification && !isOneOf(requestTypes, type)) return log.warn(`no handler for ${type} on ${channel}`);
    const received = this.requests.add(channel, message);
    let shell: Shell;
    try {
      shell = this.shells.find(message.header.subshell_id);
    } catch (error) {
      const refuse = () => {
        throw error;
      };
      return void this.#answer({ ...received, shell: this.shells.main }, refuse);
    }
    const request: Request = { ...received, shell };
    if (isNotification) void this.#notify(request, this.handlers.notifications[type]);
    else if (type === 'execute_request') shell.queue = shell.queue.then(() => this.#execute(request));
    else void this.#answer(request, this.handlers.replies[type]);
  };

  status(state: 'busy' | 'idle', request: Request) {
    this.sockets.publish({ type: 'status', content: { execution_state: state }, parent: request.header });
  }

  async #execute(request: Request) {
    this.#executing.add(request);
    await this.#answer(request, this.handlers.replies.execute_request);
  }

  async #answer(request: Request, handler: Handler) {
    this.status('busy', request);
    const { content, metadata, afterwards } = await this.#handle(request, handler);
    const { channel, identities, header } = request;
    const type = header.msg_type.replace(/(_request)?$/, '_reply');
    this.sockets.reply(channel, identities, { type, content, metadata, parent: header });
    this.#idle(request);
    afterwards?.();
  }

  async #notify(request: Request, handler: Notified) {
    this.status('busy', request);
    try {
      await handler(request);
    } catch (error) {
      log.warn(`${request.header.msg_type}:`, error);
    }
    this.#idle(request);
  }

  #idle(request: Request) {
    this.status('idle', request);
    this.#executing.delete(request);
    const [executing] = this.#executing;
    if (executing) this.status('busy', executing);
  }

  async #handle(request: Request, handler: Handler): Promise<Reply> {
    try {
      return await handler(request);
    } catch (error) {
      log.warn(`${request.header.msg_type}:`, error);
      const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      return { content: { status: 'error', ename: name, evalue: message, traceback: stack.split('\n') } };
    }
  }
}
