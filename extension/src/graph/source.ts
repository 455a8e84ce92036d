/**
 * Where a Graph panel gets its network from: a model file, or a live Block in a notebook's kernel. The panel asks and draws;
 * the source knows files and comms.
 */
import type {
  GraphValue,
  ModelGraph,
  NodeMeasure,
  ParameterSummary,
  Report,
  TensorStatistics,
} from 'gluonlab/messages';
import type { ISignal } from '@lumino/signaling';
import type { Example } from './example.js';

export type { NodeMeasure, ParameterSummary, TensorStatistics };

/** What is summarized: the values of parameters, or their gradients of the last backward. */
export type SummaryKind = 'values' | 'gradient';

/** By index in the graph's values. */
export type Summaries = ReadonlyMap<number, ParameterSummary>;

/** By node. */
export type NodeMeasures = ReadonlyMap<number, NodeMeasure>;

/** A network that runs, and is trained, while it is looked at. */
export interface Training {
  /** A cell that may train it is about to run, or has ended. */
  readonly cellChanged: ISignal<unknown, 'began' | 'ended'>;
  summaries(of: SummaryKind): Promise<Report<Summaries>>;
  /** What the profiler has measured so far. */
  measures(): Promise<Report<NodeMeasures>>;
}

export interface GraphSource {
  /** Fires when the network is another one, or is measured from now on. */
  readonly changed: ISignal<unknown, void>;
  /** The network; rejects with the sentence that the panel shows. */
  graph(): Promise<ModelGraph>;
  /**
   * Takes the inputs for such arrays from now on; null: for what the source itself knows of them. Rejects with a sentence
   * where they do not fit, and nothing changes.
   */
  setExample(example: Example | null): Promise<void>;
  /** There is no network only because nothing is known of its inputs. */
  readonly needsExample: boolean;
  /** Statistics of a parameter of the network or of one inside its operators; only what is trained has a gradient. */
  statistics(parameter: GraphValue, of: SummaryKind): Promise<TensorStatistics>;
  /** Null for a file. */
  readonly training: Training | null;
  dispose(): void;
}
