/**
 * Blocks in a long row of operators that nobody has grouped: a stretch that comes three times or more in a row, in the
 * order of execution, becomes groups 'block 1', 'block 2', ... A stretch of an execution order never stands in its own way.
 */
import { newGroup } from './items.js';
import type { GroupItem, Item } from './items.js';
import type { Signatures } from './signatures.js';

/** Fewer operators side by side are read without help. */
const LONG_ROW = 24;
const LONGEST_BLOCK = 256;
const SHORTEST_BLOCK = 3;
const FEWEST_BLOCKS = 3;

interface Repeat {
  period: number;
  count: number;
}

export function gatherRepeats(group: GroupItem, signatures: Signatures): void {
  const row = group.children;
  if (row.filter(({ kind }) => kind === 'operator').length < LONG_ROW) {
    return;
  }
  const signs = row.map((item, place) => (item.kind === 'operator' ? signatures.of(item) : -1 - place));
  const children: Item[] = [];
  let blocks = 0;
  for (let place = 0; place < row.length;) {
    const { period, count } = repeatAt(signs, place);
    if (count < FEWEST_BLOCKS) {
      children.push(row[place++]);
      continue;
    }
    for (let k = 0; k < count; k++, place += period) {
      const block = newGroup(`block ${++blocks}`, row.slice(place, place + period));
      block.parent = group;
      children.push(block);
    }
  }
  group.children = children;
}

/** The repeat that covers most of the row from `start` on; the shortest block of those that cover as much. */
function repeatAt(signs: readonly number[], start: number): Repeat {
  let best: Repeat = { period: 1, count: 1 };
  const longest = Math.min(LONGEST_BLOCK, Math.floor((signs.length - start) / FEWEST_BLOCKS));
  for (let period = SHORTEST_BLOCK; period <= longest; period++) {
    let length = 0;
    while (start + length + period < signs.length && signs[start + length] === signs[start + length + period]) {
      length++;
    }
    const count = Math.floor(length / period) + 1;
    if (count >= FEWEST_BLOCKS && count * period > best.count * best.period) {
      best = { period, count };
    }
  }
  return best;
}
