/** Reads the network of an ONNX file, without its tensors. */
import type { ModelGraph } from 'gluonlab/messages';
import type { Example } from '../../graph/example.js';
import { ModelFileError } from '../byte_source.js';
import type { ByteSource } from '../byte_source.js';
import { functionKey, GraphReader } from './graph.js';
import { loadMessage } from './message.js';
import type { Message } from './message.js';
import { ENTRY, FUNCTION, GRAPH, MODEL, MODEL_SCHEMA, OPSET } from './schema.js';

/** MXNet's own exporter calls every graph so. */
const MXNET_GRAPH = 'mxnet_converted_model';

export async function readOnnx(source: ByteSource, name: string, example: Example | null = null): Promise<ModelGraph> {
  if (source.size === 0) {
    throw new ModelFileError(`${source.name}: the file is empty`);
  }
  const model = await loadMessage(source, MODEL_SCHEMA);
  const message =
    model.message(MODEL.graph) ?? model.fail('the file holds no graph: it is no ONNX model, or is truncated');
  const functions = model.messages(MODEL.functions);
  const reader = new GraphReader({
    functions: new Map(
      functions.map((body) => [functionKey(body.text(FUNCTION.domain), body.text(FUNCTION.name)), body]),
    ),
    hasPrefixes: message.text(GRAPH.name) === MXNET_GRAPH,
    nodes: 0,
  });
  return { name, format: 'onnx', properties: propertiesOf(model, message), ...reader.read(message, example) };
}

function propertiesOf(model: Message, graph: Message): Record<string, string> {
  const opsets = model.messages(MODEL.opsetImport);
  const properties: Record<string, string> = {
    Graph: graph.text(GRAPH.name),
    Producer: [model.text(MODEL.producerName), model.text(MODEL.producerVersion)].filter(Boolean).join(' '),
    'IR version': String(model.integer(MODEL.irVersion)),
    Opset: opsets.map((set) => `${set.text(OPSET.domain) || 'ai.onnx'} ${set.integer(OPSET.version)}`).join(', '),
    Domain: model.text(MODEL.domain),
    'Model version': model.has(MODEL.modelVersion) ? String(model.integer(MODEL.modelVersion)) : '',
  };
  for (const entry of model.messages(MODEL.metadata)) {
    properties[entry.text(ENTRY.key)] = entry.text(ENTRY.value);
  }
  return Object.fromEntries(Object.entries(properties).filter(([, value]) => value !== ''));
}
