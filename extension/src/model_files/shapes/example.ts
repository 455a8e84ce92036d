/** Takes the inputs of a graph for an example: extents that the file leaves open or gives a name become its numbers. */
import type { GraphValue } from 'gluonlab/messages';
import { typeText } from '../../graph/drawing/text.js';
import type { Example } from '../../graph/example.js';
import { ModelFileError } from '../byte_source.js';

/** Before shapes are inferred. Throws where the example does not fit what the file says. */
export function takeExample(values: GraphValue[], inputs: readonly number[], example: Example): void {
  if (example.length > inputs.length) {
    throw new ModelFileError(`the network has ${inputs.length} inputs, the example ${example.length}`);
  }
  const numbers = new Map<string, number>();
  example.forEach((given, i) => bind(values[inputs[i]], given, numbers));
  for (const value of values) {
    value.shape =
      value.shape?.map((extent) => (typeof extent === 'string' ? (numbers.get(extent) ?? extent) : extent)) ?? null;
  }
}

/** `numbers`: what names of extents stand for. */
function bind(value: GraphValue, given: Example[number], numbers: Map<string, number>): void {
  value.dtype ??= given.dtype;
  const { shape } = given;
  if (shape === null) {
    return;
  }
  const declared = value.shape ?? shape.map(() => null);
  const doesFit = (extent: number | string | null, axis: number) => {
    const known = declared[axis];
    if (typeof known !== 'string' || typeof extent !== 'number')
      return known === null || extent === null || extent === known;
    const before = numbers.get(known) ?? extent;
    numbers.set(known, extent);
    return before === extent;
  };
  if (shape.length !== declared.length || !shape.every(doesFit)) {
    throw new ModelFileError(
      `'${value.name}' is ${typeText(value)} in the file, ${typeText({ ...value, shape })} does not fit`,
    );
  }
  value.shape = shape.map((extent, axis) => extent ?? declared[axis]);
}
