/**
 * One link per kernel connection: listens to telemetry and asks over control. Both comms have fixed ids, so after a page
 * reload the link attaches without a word from the kernel; after a restart it attaches again by itself.
 */
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import { MESSAGE_VERSION, TELEMETRY_TARGET, unpackPoints } from 'gluonlab/messages';
import type { Ask, RequestName, TelemetryMessage } from 'gluonlab/messages';
import { ControlClient } from './control.js';
import type { Answer } from './control.js';
import type { IKernelLink, IKernelLinks, Telemetry } from './tokens.js';

/** The part of a kernel connection that a link needs. */
export type LinkedKernel = Pick<
  Kernel.IKernelConnection,
  'createComm' | 'registerCommTarget' | 'statusChanged' | 'disposed' | 'info'
>;

export class KernelLink implements IKernelLink {
  readonly telemetry = new Signal<this, Telemetry>(this);
  readonly restarted = new Signal<this, void>(this);

  constructor(private readonly kernel: LinkedKernel) {
    this.control = new ControlClient(kernel);
    kernel.registerCommTarget(TELEMETRY_TARGET, (comm) => this.listen(comm));
    this.listen(kernel.createComm(TELEMETRY_TARGET, TELEMETRY_TARGET));
    kernel.statusChanged.connect((_, status) => this.onStatus(status));
    kernel.disposed.connect(() => {
      this.control.abandon('the kernel connection is closed');
      Signal.clearData(this);
    });
  }

  /** A kernel may take long to start; its time to answer begins when it is there. */
  async ask<R extends RequestName>(request: R, ask: Ask<R>): Promise<Answer<R>> {
    await this.kernel.info;
    return this.control.request(request, ask);
  }

  private listen(comm: Kernel.IComm): void {
    this.comm = comm;
    comm.onMsg = (message) => this.receive(message);
  }

  private receive({ content, buffers = [] }: KernelMessage.ICommMsgMsg): void {
    if (content.data.v !== MESSAGE_VERSION) {
      const version = JSON.stringify(content.data.v);
      console.warn(`gluonlab: telemetry of version ${version} came, this extension knows ${MESSAGE_VERSION}`);
      return;
    }
    const message = content.data as unknown as TelemetryMessage;
    const blocks = message.events.filter((event) => event.type === 'points');
    this.telemetry.emit({
      message,
      columns: blocks.map(({ count, first }, k) => unpackPoints(count, buffers[k], first)),
    });
  }

  /** JupyterLab drops the comms of a kernel that restarts, but only after it announced the restart. */
  private onStatus(status: Kernel.Status): void {
    if (status === 'restarting' || status === 'autorestarting') {
      this.control.abandon('the kernel restarts');
    } else if (this.comm.isDisposed && status !== 'dead') {
      this.listen(this.kernel.createComm(TELEMETRY_TARGET, TELEMETRY_TARGET));
      this.restarted.emit();
    }
  }

  private readonly control: ControlClient;
  private comm!: Kernel.IComm;
}

export class KernelLinks implements IKernelLinks {
  of(kernel: Kernel.IKernelConnection): IKernelLink {
    let link = this.links.get(kernel);
    if (link === undefined) {
      link = new KernelLink(kernel);
      this.links.set(kernel, link);
    }
    return link;
  }

  private readonly links = new WeakMap<Kernel.IKernelConnection, KernelLink>();
}
