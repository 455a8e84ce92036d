// `npm run bench`: gluonlab beside its peers, each in a process of its own per number of threads, taking turns; best of all rounds.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { heading, result, tableLine } from '../tests/bench/report.mjs';
import { rows } from '../tests/bench/rows/index.mjs';
import { Side } from '../tests/bench/session.mjs';
import { ask } from './setup/command.mjs';
import { Failure, main } from './setup/failure.mjs';
import { readOptions, wholeNumber } from './setup/options.mjs';
import { inRoot } from './setup/paths.mjs';
import { buildPeak, installPeers, peers } from './setup/peers.mjs';
import { build, download } from './setup/setup.mjs';

// Threads of a side that waits spin for up to 0.2 s after their last work: let them fall asleep before the next one's turn.
const SETTLE_MS = 250;
const THREADS = [1, 2];

const known = {
  json: { type: 'string', value: 'FILE', help: 'also write the rows as JSON' },
  rows: { type: 'string', value: 'A,B', help: `only these of ${rows.map((row) => row.name).join(', ')}` },
  peers: { type: 'string', value: 'A,B', help: `only these of ${Object.keys(peers).join(', ')}` },
  rounds: { type: 'string', value: 'N', help: 'turns of each side per row (default: 5)' },
  seconds: { type: 'string', value: 'S', help: 'time of one turn (default: 0.5)' },
};

main(async () => {
  const options = readOptions(known, 'npm run bench -- [options]');
  const names = options.peers === undefined ? Object.keys(peers) : list('peers', options.peers, Object.keys(peers));
  const wanted = list(
    'rows',
    options.rows,
    rows.map((row) => row.name),
  );
  const rounds = wholeNumber('rounds', options.rounds ?? '5', 1, 1000);
  const seconds = Number(options.seconds ?? 0.5);

  await download();
  await build();
  await installPeers();
  const peak = await buildPeak();

  const results = [];
  for (const threads of THREADS) {
    const sides = await startSides(names, threads);
    console.log(`\n${[...sides.values()].map((side) => side.version).join(', ')}`);
    console.log(`${threads} thread${threads > 1 ? 's' : ''}; FMA peak ${ask(peak, [String(threads)])} GF/s\n`);
    console.log(heading(names));
    for (const row of rows.filter(({ name }) => wanted.includes(name))) {
      const values = row.alone ? await alone(row, sides) : await takeTurns(row, sides, rounds, seconds);
      results.push(result(row, threads, values));
      console.log(tableLine(results.at(-1), names));
    }
    for (const side of sides.values()) side.end();
  }
  if (options.json) {
    const file = path.resolve(process.env.INIT_CWD ?? '.', options.json);
    fs.writeFileSync(file, `${JSON.stringify({ rows: results }, null, 2)}\n`);
    console.log(`\nWritten to ${file}`);
  }
});

async function startSides(names, threads) {
  const env = { ...process.env, OMP_NUM_THREADS: String(threads), GLUONLAB_THREADS: String(threads) };
  for (const name of ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE']) delete env[name]; // a machine's tuning is no peer's own speed
  const sides = new Map([
    ['ours', await Side.start('ours', process.execPath, [inRoot('tests', 'bench', 'ours.mjs')], env)],
  ]);
  for (const name of names) {
    const [program, args] = peers[name](String(threads));
    sides.set(name, await Side.start(name, program, args, env));
  }
  return sides;
}

async function alone(row, sides) {
  return { ours: await sides.get('ours').once(row.name) };
}

// The first round warms up (compilers, caches); it counts like the others, since the best is kept.
// A peer that fails is said to, and the row goes on without it.
async function takeTurns(row, sides, rounds, seconds) {
  const best = {};
  const broken = new Set();
  for (let round = 0; round < rounds; round++) {
    for (const [name, side] of sides) {
      if (broken.has(name)) continue;
      const time = await side.time(row.name, seconds).catch((error) => {
        if (name === 'ours') throw new Failure(error.message);
        console.log(error.message);
        broken.add(name);
        return null;
      });
      if (time !== null) best[name] = Math.min(best[name] ?? Infinity, time);
      await wait(SETTLE_MS);
    }
  }
  return Object.fromEntries(Object.entries(best).map(([name, time]) => [name, row.value(time)]));
}

function list(option, text, allowed) {
  const names = text?.split(',') ?? allowed;
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined) throw new Failure(`--${option} knows ${allowed.join(', ')}, not '${unknown}'.`);
  return names;
}
