// ModelGraph: a network as operators and the values between them, whatever it came from: a live Block, an ONNX file, MXNet's
// -symbol.json. The kernel and the JupyterLab extension share it; it is plain JSON.

export interface ModelGraph {
  name: string;
  format: 'gluon' | 'onnx' | 'mxnet';
  /** What the source says about itself (producer, opset, ...), in its order. */
  properties: Record<string, string>;
  /** In an order in which they can be executed. */
  nodes: GraphNode[];
  values: GraphValue[];
  /** Values that come from outside, as indices into `values`; parameters are not among them. */
  inputs: number[];
  /** Values that are the results. */
  outputs: number[];
}

export interface GraphNode {
  name: string;
  /** The operator, as its source calls it. */
  op: string;
  /** The blocks around it, outermost first: ['features', '0']. */
  scope: string[];
  /** As a person reads them. */
  attributes: Record<string, string>;
  /** Indices into `values`; -1 for an optional input that is left out. */
  inputs: number[];
  outputs: number[];
  /** The graphs inside (bodies of loops and branches), by the attribute that holds them. */
  subgraphs?: Record<string, ModelGraph>;
}

export interface GraphValue {
  name: string;
  /** NumPy's name of the element type; null where it is not known. */
  dtype: string | null;
  /** A number, the name of a symbolic extent, or null for an unknown extent; null where not even the rank is known. */
  shape: (number | string | null)[] | null;
  /** There for weights and constants. */
  tensor?: StoredTensor;
}

/** Where the elements of a parameter lie: they are read only when somebody asks for them. */
export interface StoredTensor {
  bytes: number;
  /** The file that holds them, relative to the graph's own ('' is that file itself); null: a parameter of a live Block. */
  file: string | null;
  offset: number;
  /** `raw`: little-endian elements; `varint`: protobuf's packed integers. */
  encoding: 'raw' | 'varint';
  /** Deflated (RFC 1951): unpacked there are so many bytes, and the elements are the last of them. */
  deflated?: { bytes: number; skipped: number };
  /** Only the elements that are not zero are there. */
  isSparse?: boolean;
}

/** An array without its elements. */
export interface ArrayType {
  shape: number[];
  /** NumPy's name of the element type. */
  dtype: string;
}

/** What a network was called with; nested as the inputs were. */
export type InputType = ArrayType | null | readonly InputType[];

/** A live network of a kernel. */
export interface ModelSummary {
  /** Stays the network's for the life of the kernel. */
  id: number;
  /** The variable that holds it, else its class. */
  name: string;
  /** Its class. */
  type: string;
  /** Elements of its parameters, as far as their shapes are known. */
  parameters: number;
  /** What it was last called with; null: it was not called yet. */
  inputs: readonly InputType[] | null;
}

/** What the profiler knows of one operator. */
export interface NodeMeasure {
  /** Milliseconds of one call, mean over the calls. */
  timeMs: number;
  /** Milliseconds of one backward, mean over the backwards; null: none has run. */
  backwardMs: number | null;
  /** Bytes of its results. */
  bytes: number;
  calls: number;
}

/** A measure with the name of its node in the graph. */
export interface NamedMeasure extends NodeMeasure {
  name: string;
}
