/** TypeProto and TensorShapeProto: element type and shape of a value. */
import type { GraphValue } from 'gluonlab/messages';
import type { Message } from './message.js';
import { DIMENSION, dtypeOf, SHAPE, TENSOR_TYPE, TYPE, VALUE_INFO } from './schema.js';

/** Sequences, maps and optionals have neither. */
export function readValueInfo(info: Message): Pick<GraphValue, 'dtype' | 'shape'> {
  const tensor = info.message(VALUE_INFO.type)?.message(TYPE.tensor);
  return { dtype: elementType(tensor), shape: shapeOf(tensor?.message(TENSOR_TYPE.shape)) };
}

export const elementType = (tensor: Message | undefined): string | null =>
  tensor === undefined ? null : dtypeOf(tensor.integer(TENSOR_TYPE.elemType));

export function shapeOf(shape: Message | undefined): GraphValue['shape'] {
  if (shape === undefined) {
    return null;
  }
  return shape.messages(SHAPE.dim).map((dimension) => {
    if (dimension.has(DIMENSION.value)) {
      const extent = dimension.integer(DIMENSION.value);
      return extent < 0 ? null : extent; // Some converters write -1 for an unknown extent.
    }
    return dimension.text(DIMENSION.param) || null;
  });
}
