/** AttributeProto as a person reads it: numbers, lists as [1, 2], tensors as float32[3, 4]. */
import type { Message } from './message.js';
import { ATTRIBUTE, ATTRIBUTE_TYPE, TENSOR_TYPE, TYPE } from './schema.js';
import { readTensor } from './tensor.js';
import { elementType, shapeOf } from './value_info.js';

const MAX_ITEMS = 256;
const MAX_TEXT = 2000;
/** float32 holds seven to eight decimal digits; the ninth would show its rounding. */
const FLOAT_DIGITS = 7;

export function attributeText(attribute: Message): string {
  switch (kindOf(attribute)) {
    case ATTRIBUTE_TYPE.float:
      return floatText(attribute.floats(ATTRIBUTE.f)[0] ?? 0);
    case ATTRIBUTE_TYPE.int:
      return String(attribute.integer(ATTRIBUTE.i));
    case ATTRIBUTE_TYPE.string:
      return byteTexts(attribute)[0] ?? '';
    case ATTRIBUTE_TYPE.tensor:
      return tensorText(attribute.message(ATTRIBUTE.t));
    case ATTRIBUTE_TYPE.floats:
      return list(attribute.floats(ATTRIBUTE.floats).map(floatText));
    case ATTRIBUTE_TYPE.ints:
      return list(attribute.integers(ATTRIBUTE.ints).map(String));
    case ATTRIBUTE_TYPE.strings:
      return list(byteTexts(attribute));
    case ATTRIBUTE_TYPE.tensors:
      return list(attribute.messages(ATTRIBUTE.tensors).map(tensorText));
    case ATTRIBUTE_TYPE.typeProto:
      return typeText(attribute.message(ATTRIBUTE.tp));
    case ATTRIBUTE_TYPE.sparseTensor:
    case ATTRIBUTE_TYPE.sparseTensors:
      return 'sparse tensor';
    default:
      return '';
  }
}

/** Files of IR version 1 do not say the type: it follows from the field that is there. */
export function kindOf(attribute: Message): number {
  const fields = Object.entries(ATTRIBUTE_TYPE).map(([name, type]) => [FIELD_OF[name], type] as const);
  return (
    attribute.integer(ATTRIBUTE.type) ||
    (fields.find(([field]) => field !== undefined && attribute.has(field))?.[1] ?? 0)
  );
}

const FIELD_OF: Record<string, number | undefined> = {
  float: ATTRIBUTE.f,
  int: ATTRIBUTE.i,
  string: ATTRIBUTE.s,
  tensor: ATTRIBUTE.t,
  graph: ATTRIBUTE.g,
  floats: ATTRIBUTE.floats,
  ints: ATTRIBUTE.ints,
  strings: ATTRIBUTE.strings,
  tensors: ATTRIBUTE.tensors,
  graphs: ATTRIBUTE.graphs,
  typeProto: ATTRIBUTE.tp,
  sparseTensor: ATTRIBUTE.sparseTensor,
};

const floatText = (value: number): string => String(Number(value.toPrecision(FLOAT_DIGITS)));

function list(items: string[]): string {
  const rest = items.length - MAX_ITEMS;
  return `[${items.slice(0, MAX_ITEMS).join(', ')}${rest > 0 ? `, ... ${rest} more` : ''}]`;
}

/** Attribute strings are bytes, which need not be UTF-8. */
function byteTexts(attribute: Message): string[] {
  const fields = [...attribute.all(ATTRIBUTE.s), ...attribute.all(ATTRIBUTE.strings)];
  return fields.map(({ bytes, length }) => {
    if (bytes === null) {
      return `${length} bytes`;
    }
    const text = new TextDecoder().decode(bytes);
    return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}...` : text;
  });
}

function tensorText(message: Message | undefined): string {
  if (message === undefined) {
    return '';
  }
  const { dtype, shape } = readTensor(message);
  return `${dtype ?? 'tensor'}[${shape.join(', ')}]`;
}

function typeText(message: Message | undefined): string {
  const type = message?.message(TYPE.tensor);
  const shape = shapeOf(type?.message(TENSOR_TYPE.shape));
  return `${elementType(type) ?? 'tensor'}${shape === null ? '' : `[${shape.map((extent) => extent ?? '?').join(', ')}]`}`;
}
