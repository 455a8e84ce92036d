// A step of the set-up: says that it begins, shows what it is doing, says how long it took, and is skipped when its stamp is current.
//   await step('npm packages', { stamp: 'node_modules/.stamp', key }, (report) => command('npm', ['ci'], { report }));
// A stamp is a file that holds the key of the inputs (a hash of their content, never a time) of the last run that succeeded;
// it lies inside the folder which the step makes, so that deleting the folder deletes the stamp.
// Steps may run side by side: a terminal shows one line for all of them, a log file a line every 15 seconds.
import fs from 'node:fs';
import path from 'node:path';

const terminal = process.stdout.isTTY;
const active = new Map();
let ticker = null;

/**
 * @param {string} name
 * @param {{stamp?: string, key?: string}} skip without a stamp the step always runs
 * @param {(report: (line: string) => void) => Promise<unknown>} work
 */
export async function step(name, { stamp, key }, work) {
  if (stamp && isCurrent(stamp, key)) return say(`${name}: up to date`);
  const started = performance.now();
  begin(name);
  try {
    await work((line) => (active.get(name).line = line));
  } catch (error) {
    say(`${name}: failed`);
    throw error;
  } finally {
    end(name);
  }
  if (stamp) writeStamp(stamp, key);
  say(`${name}: done in ${seconds(started)} s`);
}

/** Prints a line above the progress line. */
export function say(line) {
  if (terminal) process.stdout.write('\r\x1b[K');
  process.stdout.write(`${line}\n`);
}

function isCurrent(stamp, key) {
  return fs.existsSync(stamp) && fs.readFileSync(stamp, 'utf8') === key;
}

function writeStamp(stamp, key) {
  fs.mkdirSync(path.dirname(stamp), { recursive: true });
  fs.writeFileSync(stamp, key);
}

function begin(name) {
  active.set(name, { started: performance.now(), line: '' });
  say(`${name} ...`);
  ticker ??= setInterval(terminal ? showLine : showLog, terminal ? 200 : 15_000);
}

function end(name) {
  active.delete(name);
  if (active.size > 0) return;
  clearInterval(ticker);
  ticker = null;
  if (terminal) process.stdout.write('\r\x1b[K');
}

function showLine() {
  const all = [...active].map(([name, { started, line }]) => `${name} ${seconds(started)} s ${line}`).join(' | ');
  process.stdout.write(`\r\x1b[K${all.slice(0, (process.stdout.columns ?? 80) - 1)}`);
}

function showLog() {
  for (const [name, { started, line }] of active) say(`${name} ${seconds(started)} s ... ${line.slice(0, 120)}`);
}

const seconds = (started) => Math.round((performance.now() - started) / 1000);
