// Records the operators of one forward pass as nodes, and the arrays between them as values.
import type { OperatorCall, CallWatcher } from '../call_watch.js';
import { currentLayer } from '../gluon/block_stack.js';
import type { GraphNode, GraphValue } from '../model_graph.js';
import type { NDArray } from '../ndarray.js';
import { NodeNames } from './node_names.js';

export class Recorder implements CallWatcher {
  readonly nodes: GraphNode[] = [];
  readonly values: GraphValue[] = [];
  /** Arrays that no recorded operator has made: inputs, parameters, constants. */
  readonly given = new Map<NDArray, number>();
  private readonly names = new NodeNames();
  private readonly indices = new Map<NDArray, number>();

  begin(): void {}

  end({ op, inputs, outputs, attributes }: OperatorCall): void {
    const scope = [...(currentLayer()?.path ?? [])];
    const name = this.names.next(scope, op);
    const sources = inputs.map((input) => (input ? this.indexOf(input) : -1));
    const results = outputs.map((output, i) => {
      const index = this.add(`${name}_output${outputs.length > 1 ? i : ''}`, output);
      this.indices.set(output, index);
      return index;
    });
    const texts = [...attributes].map(([key, value]) => [key, attributeText(value)]);
    const readable = Object.fromEntries(texts) as Record<string, string>;
    this.nodes.push({ name, op, scope, attributes: readable, inputs: sources, outputs: results });
  }

  endBackward(): void {}

  alias(array: NDArray, copy: NDArray): void {
    this.indices.set(copy, this.indexOf(array));
  }

  /** The value that an array is; one that nothing here has made becomes a value of its own. */
  indexOf(array: NDArray): number {
    let index = this.indices.get(array);
    if (index === undefined) {
      index = this.add(`constant${this.given.size}`, array);
      this.indices.set(array, index);
      this.given.set(array, index);
    }
    return index;
  }

  private add(name: string, { dtype, shape }: NDArray): number {
    return this.values.push({ name, dtype, shape }) - 1;
  }
}

/** Numbers and texts as they are, lists as [5, 5]. */
function attributeText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(attributeText).join(', ')}]`;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
