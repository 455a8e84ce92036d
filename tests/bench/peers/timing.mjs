// The conversation of timing.py in JavaScript: `serve` answers requests for rows, one JSON object per line.
import readline from 'node:readline';

/**
 * @param {(name: string) => ((count: number) => unknown) | null | Promise<((count: number) => unknown) | null>} prepare
 *   sets a row up; null: this side lacks the row. The function does the work `count` times and waits for its end.
 */
export async function serve(prepare, version) {
  const prepared = new Map();
  const answer = (object) => process.stdout.write(`${JSON.stringify(object)}\n`);
  answer({ ready: version });
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const { row, seconds, once } = JSON.parse(line);
    try {
      if (!prepared.has(row)) prepared.set(row, await prepare(row));
      const run = prepared.get(row);
      if (!run) answer({ missing: true });
      else if (once) answer({ value: await run(1) });
      else answer({ seconds: await bestTime(run, seconds) });
    } catch (error) {
      answer({ error: String(error.message ?? error) });
    }
  }
}

/** Seconds per call of the best of several batches; a batch lasts about a tenth of the budget. */
async function bestTime(run, budget) {
  await run(1);
  let count = 1;
  let elapsed = await timed(run, 1);
  while (elapsed < budget / 20) {
    count *= 2;
    elapsed = await timed(run, count);
  }
  let best = elapsed / count;
  const end = performance.now() + budget * 1000;
  while (performance.now() < end) best = Math.min(best, (await timed(run, count)) / count);
  return best;
}

async function timed(run, count) {
  const start = performance.now();
  await run(count);
  return (performance.now() - start) / 1000;
}
