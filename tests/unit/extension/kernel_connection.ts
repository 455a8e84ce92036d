/**
 * The part of JupyterLab's kernel connection that carries comms, with both ends in the test's hands: what the panel sends
 * is kept, what the kernel would say is said by `say`. As in JupyterLab, a restart drops every comm.
 */
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import type { LinkedKernel } from '@gluonlab/jupyterlab/dist/comms/kernel_link.js';

interface Sent {
  comm: string;
  type: 'open' | 'msg';
  data: any;
}

export class KernelConnection {
  readonly sent: Sent[] = [];
  readonly statusChanged = new Signal<any, Kernel.Status>(this);
  readonly disposed = new Signal<any, void>(this);
  /** Settles when the kernel has started. */
  info: Promise<unknown> = Promise.resolve();

  registerCommTarget(target: string, opened: (comm: Kernel.IComm) => void): void {
    this.targets.set(target, opened);
  }

  createComm(target: string, id: string): Kernel.IComm {
    const comm = {
      commId: id,
      targetName: target,
      isDisposed: false,
      open: () => this.sent.push({ comm: id, type: 'open', data: {} }),
      send: (data: unknown) => this.sent.push({ comm: id, type: 'msg', data }),
    } as unknown as Kernel.IComm;
    this.comms.set(id, comm);
    return comm;
  }

  /** The kernel opens a comm itself. */
  open(target: string): void {
    this.targets.get(target)!(this.createComm(target, target));
  }

  /** The kernel sends a message on a comm; one for an unknown comm is dropped, as JupyterLab does. */
  say(comm: string, data: unknown, buffers: ArrayBuffer[] = []): void {
    const message = { content: { comm_id: comm, data }, buffers } as unknown as KernelMessage.ICommMsgMsg;
    void this.comms.get(comm)?.onMsg(message);
  }

  close(comm: string): void {
    void this.comms.get(comm)?.onClose({} as KernelMessage.ICommCloseMsg);
  }

  restart(): void {
    this.statusChanged.emit('restarting');
    this.comms.forEach((comm) => Object.assign(comm, { isDisposed: true }));
    this.comms.clear();
    this.statusChanged.emit('idle');
  }

  /** As the link sees it. */
  get asKernel(): LinkedKernel {
    return this as unknown as LinkedKernel;
  }

  private readonly comms = new Map<string, Kernel.IComm>();
  private readonly targets = new Map<string, (comm: Kernel.IComm) => void>();
}
