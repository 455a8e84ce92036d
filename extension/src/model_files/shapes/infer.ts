/** Fills in the shapes and types that a file does not give, operator by operator. What no rule knows stays unknown. */
import type { GraphValue, ModelGraph } from 'gluonlab/messages';
import { whole } from './extent.js';
import type { Extent } from './extent.js';
import { NodeView } from './node_view.js';
import type { Rules } from './node_view.js';

type Known = Pick<ModelGraph, 'nodes' | 'values'>;

const MAX_RANK = 32;
const MAX_ELEMENTS = 64;

/** `elements`: those of short weights, by value. */
export function inferShapes({ nodes, values }: Known, rules: Rules, elements: ReadonlyMap<number, number[]>): void {
  const known = new Map<number, Extent[]>(elements);
  for (const node of nodes) {
    const results = Object.hasOwn(rules, node.op) ? rules[node.op]!(new NodeView(node, values, known)) : [];
    node.outputs.forEach((output, i) => {
      const result = results[i];
      if (output < 0 || result === undefined) {
        return;
      }
      const value = values[output];
      value.dtype ??= result.dtype ?? null;
      value.shape = merged(value.shape, result.shape);
      if (result.elements !== undefined && result.elements.length <= MAX_ELEMENTS) {
        known.set(output, result.elements);
      }
    });
  }
}

/** What the file says counts; where it leaves an extent open, the rule may know. */
function merged(declared: GraphValue['shape'], inferred: GraphValue['shape']): GraphValue['shape'] {
  if (inferred === null || inferred.length > MAX_RANK) {
    return declared;
  }
  const clean = inferred.map((extent) => (typeof extent === 'number' ? whole(extent) : (extent ?? null)));
  if (declared?.length !== clean.length) {
    return declared ?? clean;
  }
  return declared.map((extent, axis) => extent ?? clean[axis]);
}
