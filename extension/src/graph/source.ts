/**
 * Where a Graph panel gets its network from: a model file, or a live Block in a notebook's kernel. The panel asks and draws;
 * the source knows files and comms.
 */
import type { ModelGraph } from 'gluonlab/messages';
import type { ISignal } from '@lumino/signaling';

/** What is said about the elements of a parameter. */
export interface TensorStatistics {
  count: number;
  mean: number;
  /** Standard deviation, with the count as divisor. */
  deviation: number;
  /** Of the finite elements; NaN where there are none, like mean and deviation. */
  min: number;
  max: number;
  zeros: number;
  nans: number;
  infinities: number;
  /** Finite elements between `edges[i]` and `edges[i + 1]`; the last bin holds its upper edge. */
  histogram: { edges: number[]; counts: number[] };
}

/** Numbers of the kernel about one node, by its index in the graph. */
export interface NodeMeasure {
  /** Milliseconds of one call, mean over the calls. */
  timeMs: number;
  /** Bytes of its results. */
  bytes: number;
  calls: number;
}

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
