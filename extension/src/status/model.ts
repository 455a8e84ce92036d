/**
 * What the status bar says of the gluonlab kernel of the current notebook: its device, its memory, and whether it runs. It asks
 * every few seconds while there is such a kernel, and the protocol worker answers also in the middle of a cell.
 */
import type { ISessionContext } from '@jupyterlab/apputils';
import type { Kernel } from '@jupyterlab/services';
import { Signal } from '@lumino/signaling';
import type { IKernelLinks } from '../comms/tokens.js';

/** The name of our kernelspec. */
export const KERNEL_NAME = 'gluonlab';
const INTERVAL_MS = 3_000;

export interface KernelState {
  isRunning: boolean;
  /** Such as cpu(0); empty until the kernel has said so. */
  device: string;
  /** Bytes. */
  memory: number;
}

export type FollowedSession = Pick<ISessionContext, 'session' | 'kernelChanged' | 'statusChanged'>;

export class KernelStatusModel {
  readonly changed = new Signal<this, void>(this);

  constructor(private readonly links: IKernelLinks) {}

  /** null: there is no gluonlab kernel to speak of. */
  get state(): KernelState | null {
    return this.current;
  }

  /** Speaks of the kernel of this session from now on. */
  follow(session: FollowedSession | null): void {
    this.session?.kernelChanged.disconnect(this.onKernel, this);
    this.session?.statusChanged.disconnect(this.onStatus, this);
    this.session = session;
    session?.kernelChanged.connect(this.onKernel, this);
    session?.statusChanged.connect(this.onStatus, this);
    this.onKernel();
  }

  dispose(): void {
    this.follow(null);
    Signal.clearData(this);
  }

  private get kernel(): Kernel.IKernelConnection | null {
    const kernel = this.session?.session?.kernel ?? null;
    return kernel?.name === KERNEL_NAME ? kernel : null;
  }

  private onKernel(): void {
    clearInterval(this.timer);
    const { kernel } = this;
    this.current = kernel === null ? null : { isRunning: kernel.status === 'busy', device: '', memory: 0 };
    this.changed.emit();
    if (kernel !== null) {
      this.timer = setInterval(() => void this.ask(), INTERVAL_MS);
      void this.ask();
    }
  }

  private onStatus(): void {
    if (this.current !== null) {
      this.current = { ...this.current, isRunning: this.kernel?.status === 'busy' };
      this.changed.emit();
    }
  }

  /** A kernel that does not answer keeps what it said last. */
  private async ask(): Promise<void> {
    const { kernel } = this;
    if (kernel === null || this.isAsking) {
      return;
    }
    this.isAsking = true;
    const answered = await this.links
      .of(kernel)
      .ask('state', {})
      .catch(() => null);
    this.isAsking = false;
    if (answered !== null && kernel === this.kernel && this.current !== null) {
      const { device, memory } = answered.answer;
      this.current = { ...this.current, device, memory };
      this.changed.emit();
    }
  }

  private session: FollowedSession | null = null;
  private current: KernelState | null = null;
  private timer: ReturnType<typeof setInterval> | undefined;
  private isAsking = false;
}
