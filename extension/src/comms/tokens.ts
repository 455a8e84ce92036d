/**
 * What panels may ask of a kernel: the telemetry it sends by itself and the answers it gives to requests.
 * `IKernelLinks.of(kernel)` gives the one link of a kernel connection; several panels share it.
 */
import type { Kernel } from '@jupyterlab/services';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { Ask, PointColumns, RequestName, TelemetryMessage } from 'gluonlab/messages';
import type { Answer } from './control.js';

/** A telemetry message together with its unpacked points: `columns[k]` belongs to its k-th 'points' event. */
export interface Telemetry {
  message: TelemetryMessage;
  columns: PointColumns[];
}

export interface IKernelLink {
  readonly telemetry: ISignal<unknown, Telemetry>;
  /** The kernel started again (same connection, new process): nothing that was heard before holds. */
  readonly restarted: ISignal<unknown, void>;
  /** Asks the kernel; answered also while a cell runs. Rejects with a ControlError. */
  ask<R extends RequestName>(request: R, ask: Ask<R>): Promise<Answer<R>>;
}

export interface IKernelLinks {
  of(kernel: Kernel.IKernelConnection): IKernelLink;
}

export const IKernelLinks = new Token<IKernelLinks>(
  '@gluonlab/jupyterlab:IKernelLinks',
  'Telemetry and control of the gluonlab kernel behind a kernel connection.',
);
