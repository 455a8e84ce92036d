// Which blocks are being called now, outermost first, and with what each outermost one was called last. Whoever watches
// operators learns from it which layer they belong to.
import { NDArray } from '../ndarray.js';
import type { InputType } from '../model_graph.js';
import type { Block, BlockInput } from './block.js';

interface Entry {
  block: Block;
  /** Names from the outermost block down to this one; made when somebody asks. */
  path: string[] | null;
}

const stack: Entry[] = [];
const lastInputs = new WeakMap<Block, InputType[]>();
let outermostCalls = 0;

export function enterBlock(block: Block): void {
  if (stack.length === 0) outermostCalls++;
  stack.push({ block, path: null });
}

/** Keeps what the outermost block is called with. */
export function rememberInputs(block: Block, inputs: readonly BlockInput[]): void {
  if (stack.length === 1) lastInputs.set(block, inputs.map(typeOf));
}

/** Takes what a block was last called with for these; undefined: it was not called. */
export function setLastInputs(block: Block, inputs: InputType[] | undefined): void {
  if (inputs === undefined) lastInputs.delete(block);
  else lastInputs.set(block, inputs);
}

export function leaveBlock(): void {
  stack.pop();
}

/** Forgets calls that were cut off in the middle, as an interrupt does: no `finally` has run. */
export function forgetCalls(): void {
  stack.length = 0;
}

/** The outermost block being called, the path from it to the innermost, and the number of this outermost call. */
export function currentLayer(): { root: Block; path: readonly string[]; call: number } | null {
  return stack.length === 0 ? null : { root: stack[0].block, path: pathTo(stack.length - 1), call: outermostCalls };
}

/** Types of the inputs of the last call in which the block was the outermost; undefined before the first. */
export const lastInputsOf = (block: Block): InputType[] | undefined => lastInputs.get(block);

function pathTo(depth: number): string[] {
  if (depth === 0) return [];
  return (stack[depth].path ??= [...pathTo(depth - 1), ...nameIn(stack[depth - 1].block, stack[depth].block)]);
}

/** The child's name ('layers.0' is two parts); its class where it is no child but called all the same. */
function nameIn(parent: Block, child: Block): string[] {
  for (const [name, candidate] of parent.children()) if (candidate === child) return name.split('.');
  return [child.constructor.name];
}

function typeOf(input: BlockInput): InputType {
  if (input instanceof NDArray) return { shape: input.shape, dtype: input.dtype };
  return Array.isArray(input) ? (input as readonly BlockInput[]).map(typeOf) : null;
}
