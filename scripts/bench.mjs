// `npm run bench`: gluonlab beside its peers, each in a process of its own per number of threads, taking turns.
import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { heading, result, tableLine } from '../tests/bench/report.mjs';
import { groups } from '../tests/bench/rows/index.mjs';
import { Side } from '../tests/bench/session.mjs';
import { ask } from './setup/command.mjs';
import { Failure, main } from './setup/failure.mjs';
import { jupyterEnvironment } from './setup/jupyter.mjs';
import { readOptions, wholeNumber } from './setup/options.mjs';
import { build, download } from './setup/setup.mjs';
import { buildPeak, installSides, sides } from './setup/sides.mjs';

// Threads of a side that waits spin for up to 0.2 s after their last work: let them fall asleep before the next one's turn.
const SETTLE_MS = 250;

const rowNames = Object.values(groups).flatMap(({ rows }) => rows.map((row) => row.name));
const peersAmong = (names) => names.filter((name) => name !== 'ours');
const peerNames = Object.values(sides).flatMap((group) => peersAmong(Object.keys(group)));

const known = {
  json: { type: 'string', value: 'FILE', help: 'also write the rows as JSON' },
  rows: { type: 'string', value: 'A,B', help: `only these of ${rowNames.join(', ')}` },
  peers: { type: 'string', value: 'A,B', help: `only these of ${peerNames.join(', ')}` },
  rounds: { type: 'string', value: 'N', help: 'turns of each side per row (default: 5)' },
  seconds: { type: 'string', value: 'S', help: 'time of one turn (default: 0.5)' },
};

main(async () => {
  const options = readOptions(known, 'npm run bench -- [options]');
  const chosen = choose(list('rows', options.rows, rowNames), list('peers', options.peers, peerNames));
  const rounds = wholeNumber('rounds', options.rounds ?? '5', 1, 1000);
  const seconds = Number(options.seconds ?? 0.5);

  await download();
  await build();
  await installSides(chosen.flatMap((group) => Object.values(group.sides)));
  const peak = await buildPeak();

  const results = [];
  for (const group of chosen) {
    for (const threads of group.threads) {
      const running = await startSides(group.sides, threads);
      console.log(`\n${[...running.values()].map((side) => side.version).join(', ')}`);
      console.log(`${threads} thread${threads > 1 ? 's' : ''}; FMA peak ${ask(peak, [String(threads)])} GF/s\n`);
      results.push(...(await measure(group, threads, running, { rounds, seconds })));
      for (const side of running.values()) side.end();
    }
  }
  if (options.json) {
    const file = path.resolve(process.env.INIT_CWD ?? '.', options.json);
    fs.writeFileSync(file, `${JSON.stringify({ rows: results }, null, 2)}\n`);
    console.log(`\nWritten to ${file}`);
  }
});

/** The groups with the wanted rows and sides only; a group of which no row is wanted is left out. */
function choose(rows, peers) {
  const all = Object.entries(groups).map(([name, group]) => ({
    ...group,
    rows: group.rows.filter((row) => rows.includes(row.name)),
    sides: Object.fromEntries(Object.entries(sides[name]).filter(([side]) => side === 'ours' || peers.includes(side))),
  }));
  return all.filter((group) => group.rows.length > 0);
}

/** @returns {Promise<Map<string, Side>>} ours first */
async function startSides(chosen, threads) {
  const threading = { OMP_NUM_THREADS: String(threads), GLUONLAB_THREADS: String(threads) };
  const env = { ...process.env, ...jupyterEnvironment, ...threading };
  for (const name of ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE']) delete env[name]; // a machine's tuning is no peer's own speed
  const running = new Map();
  for (const [name, { start }] of Object.entries(chosen)) {
    const [program, args] = start(String(threads));
    running.set(name, await Side.start(name, program, args, env));
  }
  return running;
}

async function measure({ rows, of }, threads, running, turns) {
  const peers = peersAmong([...running.keys()]);
  console.log(heading(peers));
  const results = [];
  for (const row of rows) {
    const values = row.alone ? await alone(row, running) : await takeTurns(row, of, running, turns);
    results.push(result(row, threads, values));
    console.log(tableLine(results.at(-1), peers));
  }
  return results;
}

async function alone(row, running) {
  return { ours: await running.get('ours').once(row.name) };
}

// The first round warms up (compilers, caches); it counts like the others: neither the best nor the median suffers from it.
// A peer that fails is said to, and the row goes on without it.
async function takeTurns(row, of, running, { rounds, seconds }) {
  const times = new Map();
  const broken = new Set();
  for (let round = 0; round < rounds; round++) {
    for (const [name, side] of running) {
      if (broken.has(name)) continue;
      const time = await side.time(row.name, seconds).catch((error) => {
        if (name === 'ours') throw new Failure(error.message);
        console.log(error.message);
        broken.add(name);
        return null;
      });
      if (time !== null) times.set(name, [...(times.get(name) ?? []), time]);
      await wait(SETTLE_MS);
    }
  }
  return Object.fromEntries([...times].map(([name, all]) => [name, row.value(of(all))]));
}

function list(option, text, allowed) {
  const names = text?.split(',') ?? allowed;
  const unknown = names.find((name) => !allowed.includes(name));
  if (unknown !== undefined) throw new Failure(`--${option} knows ${allowed.join(', ')}, not '${unknown}'.`);
  return names;
}
