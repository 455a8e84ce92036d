// The TypeScript unit tests: vitest prints for people and writes a report for the tally.
import fs from 'node:fs';
import path from 'node:path';
import { command } from '../setup/command.mjs';
import { cache, inRoot } from '../setup/paths.mjs';
import { nothing } from './tally.mjs';

export async function unitTests() {
  const report = path.join(cache, 'vitest.json');
  fs.rmSync(report, { force: true });
  const vitest = inRoot('node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await command(process.execPath, args, { show: true, allowFailure: true });
  if (!fs.existsSync(report)) return { ...nothing, failed: 1 };
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = JSON.parse(fs.readFileSync(report, 'utf8'));
  // A file that does not load, or an error outside of a test, fails no test but ends vitest with an error.
  const failed = numFailedTests || (code === 0 ? 0 : 1);
  return { passed: numPassedTests, failed, skipped: numPendingTests + numTodoTests };
}
