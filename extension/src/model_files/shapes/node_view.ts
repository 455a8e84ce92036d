/** A node as shape rules see it: shapes and types of its inputs, attributes as numbers, short inputs. */
import type { GraphNode, GraphValue } from 'gluonlab/messages';
import type { Extent, Shape } from './extent.js';

/** What a rule says of one output. `elements`: where they are a short list of extents. */
export interface Result {
  shape: Shape;
  dtype?: string | null;
  elements?: Extent[];
}

export type Rule = (node: NodeView) => Result[];

/** Rules by operator. */
export type Rules = Readonly<Record<string, Rule | undefined>>;

export class NodeView {
  constructor(
    private readonly node: GraphNode,
    private readonly values: readonly GraphValue[],
    private readonly known: ReadonlyMap<number, Extent[]>,
  ) {}

  get op(): string {
    return this.node.op;
  }
  get inputCount(): number {
    return this.node.inputs.length;
  }
  get outputCount(): number {
    return this.node.outputs.length;
  }

  shape(input = 0): Shape {
    return this.value(input)?.shape ?? null;
  }
  /** Undefined where the rank is not known. */
  rank(input = 0): number | undefined {
    return this.shape(input)?.length;
  }
  dtype(input = 0): string | null {
    return this.value(input)?.dtype ?? null;
  }
  has(input: number): boolean {
    return this.value(input) !== undefined;
  }
  shapes(): Shape[] {
    return this.node.inputs.map((_, i) => this.shape(i));
  }
  /** The elements of an input that is a short list. */
  elements(input: number): Extent[] | undefined {
    return this.known.get(this.node.inputs[input] ?? -1);
  }
  /** The same, where all of them are numbers. */
  numbers(input: number): number[] | undefined {
    const found = this.elements(input);
    return found?.every((extent) => typeof extent === 'number') ? found : undefined;
  }

  text(name: string, absent = ''): string {
    return Object.hasOwn(this.node.attributes, name) ? this.node.attributes[name] : absent;
  }
  ints(name: string): number[] | undefined {
    return numbersIn(this.text(name));
  }
  int(name: string, absent: number): number {
    return this.ints(name)?.[0] ?? absent;
  }
  flag(name: string, absent = false): boolean {
    const text = this.text(name).toLowerCase();
    return text === '' ? absent : text === 'true' || (text !== 'false' && Number(text) !== 0);
  }

  private value(input: number): GraphValue | undefined {
    return this.values[this.node.inputs[input] ?? -1];
  }
}

/** The numbers in '[1, 2]', '(1, 2)', '(1,)', '(2L, 2L)' (Python 2), '3'; None inside is NaN. Undefined when there are none. */
export function numbersIn(text: string): number[] | undefined {
  if (text === '' || text === 'None') {
    return undefined;
  }
  const parts = text.replace(/^[[(]|[\])]$/g, '').split(',');
  const numbers = parts.map((part) => part.trim()).filter((part) => part !== '');
  return numbers.map((part) => (part === 'True' ? 1 : part === 'False' ? 0 : Number(part.replace(/L$/, ''))));
}

/** One output like an input. */
export const like =
  (input = 0): Rule =>
  (node) => [{ shape: node.shape(input), dtype: node.dtype(input) }];

/** One rule for several operators. */
export const byName = (names: string, rule: Rule): Rules =>
  Object.fromEntries(names.split(' ').map((name) => [name, rule]));
