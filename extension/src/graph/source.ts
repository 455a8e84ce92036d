/**
 * Where a Graph panel gets its network from: a model file, or a live Block in a notebook's kernel. The panel asks and draws;
 * the source knows files and comms.
 */
import type { ModelGraph, NodeMeasure, TensorStatistics } from 'gluonlab/messages';
import type { ISignal } from '@lumino/signaling';

export type { NodeMeasure, TensorStatistics };

export interface GraphSource {
  /** Fires when the network, or what is measured of it, is another one. */
  readonly changed: ISignal<unknown, void>;
  /** The network; rejects with the sentence that the panel shows. */
  graph(): Promise<ModelGraph>;
  /** Statistics of a parameter, by its index in the graph's values. */
  statistics(value: number): Promise<TensorStatistics>;
  /** What the kernel has measured, by node; empty for a file. */
  measures(): Promise<ReadonlyMap<number, NodeMeasure>>;
  dispose(): void;
}
