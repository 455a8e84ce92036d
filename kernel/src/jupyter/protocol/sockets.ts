/**
 * The five ZeroMQ sockets of a kernel. Sends on one socket are chained, because zeromq.js refuses a second send while one
 * waits; every iopub subscriber is greeted with `iopub_welcome`. What does not verify is logged and dropped.
 */

import { Reply, Router, XPublisher } from 'zeromq';
import { log } from '../log.js';
import { channels } from './connection.js';
import type { Channel, Connection } from './connection.js';
import type { Ports } from './registration.js';
import { Wire, WireError } from './wire.js';
import type { Message, Outgoing } from './wire.js';

export type RequestChannel = 'shell' | 'control' | 'stdin';
export type Receive = (channel: RequestChannel, message: Message) => void;

type Frames = (Buffer | string | Uint8Array)[];

export class Sockets {
  readonly #routers: Record<RequestChannel, Router>;
  readonly #iopub = new XPublisher({ sendHighWaterMark: 0, linger: 1000, verbosity: 'allSubs' });
  readonly #heartbeat = new Reply({ linger: 0 });
  readonly #sending = new Map<Channel, Promise<void>>();
  readonly #wire: Wire;
  #closed = false;

  constructor(connection: Connection, session: string) {
    this.#wire = new Wire(connection, session);
    // A router drops what goes beyond its mark: a client that sends much before it reads would lose replies.
    const router = () => new Router({ linger: 1000, handover: true, sendHighWaterMark: 0 });
    this.#routers = { shell: router(), control: router(), stdin: router() };
  }

  /** Gives the ports, of which ZeroMQ may have chosen some. */
  async bind({ address }: Connection, receive: Receive): Promise<Ports> {
    const sockets = { ...this.#routers, iopub: this.#iopub, hb: this.#heartbeat };
    // All must have ended before an error may: zeromq aborts the process if a bind is torn down.
    const bound = await Promise.allSettled(channels.map((channel) => sockets[channel].bind(address[channel])));
    const failed = bound.find((result) => result.status === 'rejected');
    if (failed) {
      this.close();
      throw failed.reason;
    }
    void this.#echo();
    void this.#welcome();
    for (const channel of ['shell', 'control', 'stdin'] as const) void this.#read(channel, receive);
    const ports = channels.map((channel) => [channel, Number(/\d+$/.exec(sockets[channel].lastEndpoint!)![0])]);
    return Object.fromEntries(ports) as Ports;
  }

  async #read(channel: RequestChannel, receive: Receive) {
    for await (const frames of this.#routers[channel]) {
      try {
        receive(channel, this.#wire.parse(frames));
      } catch (error) {
        if (error instanceof WireError) log.warn(`dropped a message on ${channel}: ${error.message}`);
        else log.error(error);
      }
    }
  }

  async #echo() {
    for await (const frames of this.#heartbeat) await this.#heartbeat.send(frames);
  }

  async #welcome() {
    for await (const [frame] of this.#iopub) {
      if (frame[0] !== 1) continue;
      const subscription = frame.subarray(1);
      const welcome = { type: 'iopub_welcome', content: { subscription: subscription.toString() } };
      this.#send('iopub', this.#iopub, this.#wire.serialize([subscription], welcome));
    }
  }

  #send(channel: Channel, socket: { send(frames: Frames): Promise<void> }, frames: Frames) {
    const sent = (this.#sending.get(channel) ?? Promise.resolve())
      .then(() => (this.#closed ? undefined : socket.send(frames)))
      .catch((error: unknown) => log.error(`sending on ${channel}:`, error));
    this.#sending.set(channel, sent);
  }

  reply(channel: RequestChannel, identities: Buffer[], message: Outgoing) {
    this.#send(channel, this.#routers[channel], this.#wire.serialize(identities, message));
  }

  publish(message: Outgoing) {
    this.#send('iopub', this.#iopub, this.#wire.serialize([`kernel.${this.#wire.session}.${message.type}`], message));
  }

  /** Resolves when everything handed to the sockets so far has been taken by ZeroMQ. */
  async flushed(): Promise<void> {
    await Promise.all(this.#sending.values());
  }

  /** What is sent afterwards has no one to go to. */
  close() {
    if (this.#closed) return;
    this.#closed = true;
    for (const socket of [...Object.values(this.#routers), this.#iopub, this.#heartbeat]) socket.close();
  }
}
