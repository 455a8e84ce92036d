/** Field numbers of onnx.proto, as far as the graph needs them. https://github.com/onnx/onnx/blob/main/onnx/onnx.proto */
import type { Schema } from './message.js';

export const MODEL = {
  irVersion: 1,
  producerName: 2,
  producerVersion: 3,
  domain: 4,
  modelVersion: 5,
  graph: 7,
  opsetImport: 8,
  metadata: 14,
  functions: 25,
} as const;
export const OPSET = { domain: 1, version: 2 } as const;
export const ENTRY = { key: 1, value: 2 } as const;
export const GRAPH = {
  node: 1,
  name: 2,
  initializer: 5,
  input: 11,
  output: 12,
  valueInfo: 13,
  sparseInitializer: 15,
} as const;
export const NODE = { input: 1, output: 2, name: 3, opType: 4, attribute: 5, domain: 7, metadata: 9 } as const;
export const FUNCTION = { name: 1, input: 4, output: 5, node: 7, domain: 10 } as const;
export const ATTRIBUTE = {
  name: 1,
  f: 2,
  i: 3,
  s: 4,
  t: 5,
  g: 6,
  floats: 7,
  ints: 8,
  strings: 9,
  tensors: 10,
  graphs: 11,
  tp: 14,
  type: 20,
  refAttrName: 21,
  sparseTensor: 22,
} as const;
export const TENSOR = {
  dims: 1,
  dataType: 2,
  floatData: 4,
  int32Data: 5,
  stringData: 6,
  int64Data: 7,
  name: 8,
  rawData: 9,
  doubleData: 10,
  uint64Data: 11,
  externalData: 13,
  dataLocation: 14,
} as const;
export const SPARSE_TENSOR = { values: 1, indices: 2, dims: 3 } as const;
export const VALUE_INFO = { name: 1, type: 2 } as const;
export const TYPE = { tensor: 1 } as const;
export const TENSOR_TYPE = { elemType: 1, shape: 2 } as const;
export const SHAPE = { dim: 1 } as const;
export const DIMENSION = { value: 1, param: 2 } as const;

/** AttributeProto.AttributeType. */
export const ATTRIBUTE_TYPE = {
  float: 1,
  int: 2,
  string: 3,
  tensor: 4,
  graph: 5,
  floats: 6,
  ints: 7,
  strings: 8,
  tensors: 9,
  graphs: 10,
  sparseTensor: 11,
  sparseTensors: 12,
  typeProto: 13,
  typeProtos: 14,
} as const;

/** TensorProto.DataType by NumPy's (and ml_dtypes') names; '' has none. */
const DTYPES = [
  '',
  'float32',
  'uint8',
  'int8',
  'uint16',
  'int16',
  'int32',
  'int64',
  'str',
  'bool',
  'float16',
  'float64',
  'uint32',
  'uint64',
  'complex64',
  'complex128',
  'bfloat16',
  'float8_e4m3fn',
  'float8_e4m3fnuz',
  'float8_e5m2',
  'float8_e5m2fnuz',
  'uint4',
  'int4',
  'float4_e2m1fn',
  'float8_e8m0fnu',
  'uint2',
  'int2',
  'float6_e2m3fn',
  'float6_e3m2fn',
];

export const dtypeOf = (dataType: number): string | null => DTYPES[dataType] || null;

// Which messages may be large, and so are looked into without being read whole.
const tensor: Schema = {};
const sparseTensor: Schema = { [SPARSE_TENSOR.values]: tensor, [SPARSE_TENSOR.indices]: tensor };
const attribute: Record<number, Schema> = {
  [ATTRIBUTE.t]: tensor,
  [ATTRIBUTE.tensors]: tensor,
  [ATTRIBUTE.sparseTensor]: sparseTensor,
};
const node: Schema = { [NODE.attribute]: attribute };
const graph: Schema = { [GRAPH.node]: node, [GRAPH.initializer]: tensor, [GRAPH.sparseInitializer]: sparseTensor };
attribute[ATTRIBUTE.g] = graph;
attribute[ATTRIBUTE.graphs] = graph;
export const MODEL_SCHEMA: Schema = { [MODEL.graph]: graph, [MODEL.functions]: { [FUNCTION.node]: node } };
