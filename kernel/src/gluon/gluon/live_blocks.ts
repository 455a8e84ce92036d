// The blocks that are alive, held weakly. Nobody keeps them until somebody asks to, as the notebook's kernel does.
import type { Block } from './block.js';

let live: Set<WeakRef<Block>> | null = null;
const collected = new FinalizationRegistry<WeakRef<Block>>((reference) => live?.delete(reference));

/** From now on every new block is known. */
export function keepLiveBlocks(): void {
  live ??= new Set();
}

/** @internal A block that has just been made. */
export function announceBlock(block: Block): void {
  if (live === null) return;
  const reference = new WeakRef(block);
  live.add(reference);
  collected.register(block, reference);
}

/** Those that are inside no other live block, oldest first. */
export function rootBlocks(): Block[] {
  const blocks = [...(live ?? [])].map((reference) => reference.deref()).filter((block) => block !== undefined);
  const inner = new Set(blocks.flatMap((block) => [...block.children().values()]));
  return blocks.filter((block) => !inner.has(block));
}
