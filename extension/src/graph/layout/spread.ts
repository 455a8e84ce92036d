/**
 * Places on a line, in the given order and no closer than the gaps say, with the least sum of squared distances from where
 * each wants to be: the gaps are taken out, what is left is isotonic regression by pooling adjacent violators.
 */
export function spread(wishes: readonly number[], gapBefore: (k: number) => number): number[] {
  const offsets: number[] = [];
  const blocks: { sum: number; count: number }[] = [];
  wishes.forEach((wish, k) => {
    offsets.push(k === 0 ? 0 : offsets[k - 1] + gapBefore(k));
    let block = { sum: wish - offsets[k], count: 1 };
    for (let last = blocks.at(-1); last !== undefined && mean(last) >= mean(block); last = blocks.at(-1)) {
      block = { sum: last.sum + block.sum, count: last.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  return blocks.flatMap((block) => new Array<number>(block.count).fill(mean(block))).map((at, k) => at + offsets[k]);
}

const mean = ({ sum, count }: { sum: number; count: number }) => sum / count;
