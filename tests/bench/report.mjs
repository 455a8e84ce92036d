// The table a person reads and the JSON a program reads. The ratio is our time over the fastest peer's: below 1 we are faster.

/** @param {{name: string, unit: string, higherIsBetter?: boolean}} row @param {number} threads @param {Record<string, number>} values ours first */
export function result(row, threads, { ours, ...peers }) {
  const others = Object.values(peers);
  const best = row.higherIsBetter ? Math.max(...others) : Math.min(...others);
  const ratio = row.higherIsBetter ? best / ours : ours / best;
  return { name: row.name, threads, ours, unit: row.unit, peers, ratio: others.length > 0 ? ratio : null };
}

export const heading = (peers) => line(['row', 'threads', 'ours', ...peers, 'unit', 'ratio']);

export function tableLine({ name, threads, ours, unit, peers, ratio }, names) {
  const figures = [ours, ...names.map((peer) => peers[peer])].map((value) =>
    value === undefined ? '-' : digits(value),
  );
  return line([name, String(threads), ...figures, unit, ratio === null ? '-' : `${ratio.toFixed(2)} x`]);
}

const line = ([name, ...cells]) => name.padEnd(22) + cells.map((cell) => cell.padStart(16)).join('');

const digits = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));
