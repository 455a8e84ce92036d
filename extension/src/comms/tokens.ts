/**
 * What panels may ask of a kernel: the telemetry it sends by itself and the answers it gives to requests.
 * `IKernelLinks.of(kernel)` gives the one link of a kernel connection; several panels share it.
 */
import type { Kernel } from '@jupyterlab/services';
import { Token } from '@lumino/coreutils';
import type { ISignal } from '@lumino/signaling';
import type { PointColumns, PointsAnswer, RunSummary, TelemetryMessage } from 'gluonlab/messages';

/** A telemetry message together with its unpacked points: `columns[k]` belongs to its k-th 'points' event. */
export interface Telemetry {
  message: TelemetryMessage;
  columns: PointColumns[];
}

export interface PointsReply extends PointsAnswer {
  columns: PointColumns;
}

export interface IKernelLink {
  readonly telemetry: ISignal<unknown, Telemetry>;
  /** The kernel started again (same connection, new process): nothing that was heard before holds. */
  readonly restarted: ISignal<unknown, void>;
  /** The runs of the kernel's folder, newest first. */
  runs(): Promise<RunSummary[]>;
  /** The points of one run from index `from` on. */
  points(run: string, from: number): Promise<PointsReply>;
}

export interface IKernelLinks {
  of(kernel: Kernel.IKernelConnection): IKernelLink;
}

export const IKernelLinks = new Token<IKernelLinks>(
  '@gluonlab/jupyterlab:IKernelLinks',
  'Telemetry and control of the gluonlab kernel behind a kernel connection.',
);
