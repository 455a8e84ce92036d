// Writes protobuf by hand, so that tests can make the ONNX files that no exporter would write.
export type Bytes = Uint8Array;
type Payload = number | string | Uint8Array;

/** One field: a number is a varint, a text or bytes are length-delimited. */
export function field(number: number, payload: Payload): Bytes {
  if (typeof payload === 'number') {
    return concat(varint(number * 8), varint(payload));
  }
  const bytes = typeof payload === 'string' ? new TextEncoder().encode(payload) : payload;
  return concat(varint(number * 8 + 2), varint(bytes.length), bytes);
}

export function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = BigInt.asUintN(64, BigInt(value));
  do {
    bytes.push(Number(rest & 0x7fn) | (rest > 0x7fn ? 0x80 : 0));
    rest >>= 7n;
  } while (rest > 0n);
  return Uint8Array.from(bytes);
}

export function concat(...parts: Bytes[]): Bytes {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const node = (op: string, inputs: string[], outputs: string[], more: Bytes[] = [], domain = ''): Bytes =>
  concat(
    ...inputs.map((name) => field(1, name)),
    ...outputs.map((name) => field(2, name)),
    field(3, `${op}_${outputs.join('_')}`),
    field(4, op),
    ...(domain === '' ? [] : [field(7, domain)]),
    ...more.map((attribute) => field(5, attribute)),
  );

export const intsAttribute = (name: string, values: number[]): Bytes =>
  concat(field(1, name), ...values.map((value) => field(8, value)), field(20, 7));

export const graphAttribute = (name: string, graph: Bytes): Bytes =>
  concat(field(1, name), field(6, graph), field(20, 5));

/** A float tensor with its data in `raw_data`. */
export const tensor = (name: string, dims: number[], data: Bytes, dataType = 1): Bytes =>
  concat(...dims.map((extent) => field(1, extent)), field(2, dataType), field(8, name), field(9, data));

/** `values` holds the elements that are not zero. */
export const sparseTensor = (values: Bytes, dims: number[]): Bytes =>
  concat(field(1, values), ...dims.map((extent) => field(3, extent)));

export const valueInfo = (name: string): Bytes => field(1, name);

export interface GraphParts {
  nodes?: Bytes[];
  tensors?: Bytes[];
  sparseTensors?: Bytes[];
  inputs?: string[];
  outputs?: string[];
}

export const graph = ({ nodes = [], tensors = [], sparseTensors = [], inputs = [], outputs = [] }: GraphParts): Bytes =>
  concat(
    ...nodes.map((part) => field(1, part)),
    field(2, 'handmade'),
    ...tensors.map((part) => field(5, part)),
    ...sparseTensors.map((part) => field(15, part)),
    ...inputs.map((name) => field(11, valueInfo(name))),
    ...outputs.map((name) => field(12, valueInfo(name))),
  );

export const model = (parts: GraphParts, functions: Bytes[] = []): Bytes =>
  concat(field(1, 8), field(7, graph(parts)), field(8, field(2, 17)), ...functions.map((body) => field(25, body)));

export const functionProto = (name: string, inputs: string[], outputs: string[], nodes: Bytes[]): Bytes =>
  concat(
    field(1, name),
    ...inputs.map((input) => field(4, input)),
    ...outputs.map((output) => field(5, output)),
    ...nodes.map((part) => field(7, part)),
    field(10, 'own'),
  );
