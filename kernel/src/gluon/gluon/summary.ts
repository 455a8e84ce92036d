// Block.summary: a table of the layers with output shapes and numbers of parameters, from one forward pass.
import { pause } from '../autograd.js';
import { NDArray } from '../ndarray.js';
import type { Block, BlockInput, HookHandle } from './block.js';

export interface SummaryRow {
  /** Structural name and class: '0.conv (Conv2D)'. */
  layer: string;
  outputShape: string;
  /** Elements of the layer's own parameters; a shared parameter counts where it is met first. */
  parameters: number;
}

export class Summary {
  constructor(
    readonly rows: readonly SummaryRow[],
    readonly totalParameters: number,
    readonly trainableParameters: number,
  ) {}

  toString(): string {
    const cells = this.rows.map((row) => [row.layer, row.outputShape, count(row.parameters)]);
    const head = ['Layer (type)', 'Output shape', 'Parameters'];
    const widths = head.map((title, i) => Math.max(title.length, ...cells.map((row) => row[i].length)));
    const print = (row: string[]) =>
      `${row[0].padEnd(widths[0])}  ${row[1].padEnd(widths[1])}  ${row[2].padStart(widths[2])}`;
    const rule = (mark: string) => mark.repeat(widths.reduce((sum, width) => sum + width, 4));
    return [
      print(head),
      rule('='),
      ...cells.map(print),
      rule('-'),
      `Parameters: ${count(this.totalParameters)}, trainable: ${count(this.trainableParameters)}`,
    ].join('\n');
  }
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.toString();
  }
  [Symbol.for('Jupyter.display')](): Record<string, unknown> {
    return { 'text/plain': this.toString() };
  }
}

const count = (value: number): string => value.toLocaleString('en-US');

export function summarize(net: Block, inputs: BlockInput[]): Summary {
  const rows: SummaryRow[] = [{ layer: 'input', outputShape: shapeText(inputs), parameters: 0 }];
  const counted = new Set<unknown>();
  const handles: HookHandle[] = [];
  const watch = (block: Block, name: string): void => {
    for (const [childName, child] of block.children()) watch(child, name === '' ? childName : `${name}.${childName}`);
    const layer = name === '' ? block.constructor.name : `${name} (${block.constructor.name})`;
    handles.push(
      block.registerForwardHook((_block, _inputs, output) => {
        rows.push({ layer, outputShape: shapeText(output), parameters: ownSize(block, counted) });
      }),
    );
  };
  watch(net, '');
  try {
    pause(() => net(...inputs));
  } finally {
    for (const handle of handles) handle.detach();
  }
  const all = [...net.collectParams().values()];
  const size = (parameters: typeof all) => parameters.reduce((sum, parameter) => sum + parameter.data().size, 0);
  return new Summary(rows, size(all), size(all.filter((parameter) => parameter.gradReq !== 'null')));
}

function ownSize(block: Block, counted: Set<unknown>): number {
  let size = 0;
  for (const parameter of block.ownParameters().values()) {
    if (counted.has(parameter)) continue;
    counted.add(parameter);
    size += parameter.data().size;
  }
  return size;
}

function shapeText(value: unknown): string {
  if (value instanceof NDArray) return `(${value.shape.join(', ')})`;
  if (Array.isArray(value)) return value.length === 1 ? shapeText(value[0]) : `[${value.map(shapeText).join(', ')}]`;
  return value === null || value === undefined ? '-' : typeof value;
}
