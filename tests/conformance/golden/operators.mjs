// The operator cases: every family in ops/, each case on the operator of that name.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { nd } from 'gluonlab';
import { runCase } from './case.mjs';
import { Safetensors } from './safetensors.mjs';

/** @typedef {import('./report.mjs').Report} Report */

/** @param {string} directory @param {Report} report */
export function runOperatorFamilies(directory, report) {
  const folder = join(directory, 'ops');
  if (!existsSync(folder)) return;
  const families = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -'.json'.length));
  for (const family of families) {
    const { cases } = JSON.parse(readFileSync(join(folder, `${family}.json`), 'utf8'));
    const tensors = new Safetensors(join(folder, `${family}.safetensors`));
    for (const golden of cases) {
      const item = { family, name: golden.op, id: golden.id };
      if (!report.wants(item)) continue;
      const missing = whatIsMissing(golden);
      if (missing !== null) report.skip(missing);
      else report.run(item, () => runCase(golden, tensors));
    }
  }
}

function whatIsMissing(golden) {
  const arrays = [...golden.inputs, ...(golden.outputs ?? [])];
  if (arrays.some((array) => array?.stype !== undefined)) return `${golden.op} (sparse)`;
  return golden.api === 'nd' && nd.hasOp(golden.op) ? null : golden.op;
}
