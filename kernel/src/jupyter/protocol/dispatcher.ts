/**
 * Takes each request through its life: busy, handler, exactly one reply, idle, whatever the handler does. Handlers return the
 * content of the reply and send nothing themselves. `execute_request` waits for its turn; all others are handled at once,
 * also while a cell runs.
 */

import { log } from '../log.js';
import type { Requests, Request } from './requests.js';
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
  /** The cell that runs now; its `busy` is repeated after another request has said `idle`. */
  #executing?: Request;
  #queue: Promise<void> = Promise.resolve();

  constructor(
    readonly sockets: Sockets,
    readonly requests: Requests,
    readonly handlers: Handlers,
  ) {}

  receive = (channel: RequestChannel, message: Message) => {
    const type = message.header.msg_type;
    if (isOneOf(notificationTypes, type)) {
      void this.#notify(this.handlers.notifications[type], this.requests.add(channel, message));
    } else if (type === 'execute_request') {
      const request = this.requests.add(channel, message);
      this.#queue = this.#queue.then(() => this.#execute(request));
    } else if (isOneOf(requestTypes, type)) {
      void this.#answer(type, this.requests.add(channel, message));
    } else {
      log.warn(`no handler for ${type} on ${channel}`);
    }
  };

  status(state: 'busy' | 'idle', request: Request) {
    this.sockets.publish({ type: 'status', content: { execution_state: state }, parent: request.header });
  }

  async #execute(request: Request) {
    this.#executing = request;
    await this.#answer('execute_request', request);
    this.#executing = undefined;
  }

  async #answer(type: RequestType, request: Request) {
    this.status('busy', request);
    const reply = await this.#handle(() => this.handlers.replies[type](request), type);
    const { content, metadata } = reply;
    const { channel, identities, header } = request;
    const replyType = type.replace(/_request$/, '_reply');
    this.sockets.reply(channel, identities, { type: replyType, content, metadata, parent: header });
    this.#idle(request);
    reply.afterwards?.();
  }

  async #notify(handler: Notified, request: Request) {
    this.status('busy', request);
    try {
      await handler(request);
    } catch (error) {
      log.error(`${request.header.msg_type}:`, error);
    }
    this.#idle(request);
  }

  #idle(request: Request) {
    this.status('idle', request);
    if (this.#executing && this.#executing !== request) this.status('busy', this.#executing);
  }

  async #handle(handler: () => Promise<Reply> | Reply, type: RequestType): Promise<Reply> {
    try {
      return await handler();
    } catch (error) {
      log.error(`${type}:`, error);
      const { name, message, stack = '' } = error instanceof Error ? error : new Error(String(error));
      return { content: { status: 'error', ename: name, evalue: message, traceback: stack.split('\n') } };
    }
  }
}
