/**
 * Requests to the kernel over the control comm. The kernel answers them outside its execution queue, so also in the
 * middle of a cell. Two windows share the comm's id and see each other's answers; random request numbers keep them apart.
 */
import type { Kernel, KernelMessage } from '@jupyterlab/services';
import type { JSONObject } from '@lumino/coreutils';
import { CONTROL_TARGET, MESSAGE_VERSION } from 'gluonlab/messages';
import type { Ask, ControlAnswer, ErrorAnswer, RequestName } from 'gluonlab/messages';

export interface Answer<R extends RequestName = RequestName> {
  answer: ControlAnswer<R>;
  buffers: readonly (ArrayBuffer | ArrayBufferView)[];
}

/** Why a request has no answer: `refused` by the kernel, `silent` kernel, or a kernel without our comms (`closed`). */
export class ControlError extends Error {
  constructor(
    readonly reason: 'refused' | 'silent' | 'closed',
    message: string,
  ) {
    super(message);
    this.name = 'ControlError';
  }
}

interface Pending {
  resolve: (answer: Answer) => void;
  reject: (error: ControlError) => void;
  timer: ReturnType<typeof setTimeout>;
}

export class ControlClient {
  constructor(
    private readonly kernel: Pick<Kernel.IKernelConnection, 'createComm'>,
    private readonly timeoutMs = 10_000,
  ) {}

  request<R extends RequestName>(request: R, ask: Ask<R>): Promise<Answer<R>> {
    const id = ++this.lastId;
    return new Promise<Answer<R>>((resolve, reject) => {
      const timer = setTimeout(() => {
        const seconds = this.timeoutMs / 1000;
        this.fail(id, new ControlError('silent', `the kernel gave no answer to '${request}' in ${seconds} s`));
      }, this.timeoutMs);
      this.pending.set(id, { resolve: resolve as Pending['resolve'], reject, timer });
      this.open().send({ v: MESSAGE_VERSION, id, request, ...ask } as JSONObject);
    });
  }

  /** The kernel process is gone: no request that is under way will be answered. */
  abandon(message: string): void {
    this.comm = null;
    for (const id of [...this.pending.keys()]) {
      this.fail(id, new ControlError('closed', message));
    }
  }

  private open(): Kernel.IComm {
    if (this.comm === null || this.comm.isDisposed) {
      this.comm = this.kernel.createComm(CONTROL_TARGET, CONTROL_TARGET);
      this.comm.onMsg = (message) => this.receive(message);
      this.comm.onClose = () => this.abandon('the kernel of this notebook does not keep runs');
      this.comm.open();
    }
    return this.comm;
  }

  private receive(message: KernelMessage.ICommMsgMsg): void {
    const answer = message.content.data as JSONObject & (ControlAnswer | ErrorAnswer);
    const pending = this.pending.get(answer.id);
    if (pending === undefined) {
      return;
    }
    if (answer.ok) {
      this.settle(answer.id);
      pending.resolve({ answer, buffers: message.buffers ?? [] });
    } else {
      this.fail(answer.id, new ControlError('refused', answer.error));
    }
  }

  private fail(id: number, error: ControlError): void {
    const pending = this.pending.get(id);
    this.settle(id);
    pending?.reject(error);
  }

  private settle(id: number): void {
    clearTimeout(this.pending.get(id)?.timer);
    this.pending.delete(id);
  }

  private comm: Kernel.IComm | null = null;
  private lastId = Math.floor(Math.random() * 2 ** 31) * 2 ** 20;
  private readonly pending = new Map<number, Pending>();
}
