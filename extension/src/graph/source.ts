/**
 * Where a Graph panel gets its network from: a model file, or a live Block in a notebook's kernel. The panel asks and draws;
 * the source knows files and comms.
 */
import type { GraphValue, ModelGraph, NodeMeasure, ParameterSummary, TensorStatistics } from 'gluonlab/messages';
import type { ISignal } from '@lumino/signaling';

export type { NodeMeasure, ParameterSummary, TensorStatistics };

/** What is summarized: the values of parameters, or their gradients of the last backward. */
export type SummaryKind = 'values' | 'gradient';

export interface SummaryReport {
  /** By index in the graph's values; null: the running cell gave no chance to look. */
  summaries: ReadonlyMap<number, ParameterSummary> | null;
  isCellRunning: boolean;
  /** For so long the cell was held up. */
  tookMs: number;
}

/** A network whose parameters change while it is looked at. */
export interface Training {
  /** A cell that may train it is about to run, or has ended. */
  readonly cellChanged: ISignal<unknown, 'began' | 'ended'>;
  summaries(of: SummaryKind): Promise<SummaryReport>;
}

export interface GraphSource {
  /** Fires when the network, or what is measured of it, is another one. */
  readonly changed: ISignal<unknown, void>;
  /** The network; rejects with the sentence that the panel shows. */
  graph(): Promise<ModelGraph>;
  /** Statistics of a parameter of the network or of one inside its operators. */
  statistics(parameter: GraphValue): Promise<TensorStatistics>;
  /** What the kernel has measured, by node; empty for a file. */
  measures(): Promise<ReadonlyMap<number, NodeMeasure>>;
  /** Null for a file. */
  readonly training: Training | null;
  dispose(): void;
}
