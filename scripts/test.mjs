// `npm test`: sets up what is missing and runs every suite; a suite that fails does not keep the next from running.
// The last line is the sum over all of them: "N passed, N failed".
import { Failure, main } from './setup/failure.mjs';
import { readOptions } from './setup/options.mjs';
import { setUp } from './setup/setup.mjs';
import { compileTypeScript } from './setup/typescript.mjs';
import { browserTests } from './suites/browser.mjs';
import { goldenTests } from './suites/golden.mjs';
import { kernelTests } from './suites/kernel.mjs';
import { lint } from './suites/lint.mjs';
import { hasGoogleTest, nativeTests } from './suites/native.mjs';
import { notebookTests } from './suites/notebooks.mjs';
import { asText, nothing, sum } from './suites/tally.mjs';
import { unitTests } from './suites/unit.mjs';

const suites = {
  lint,
  native: nativeTests,
  unit: unitTests,
  golden: goldenTests,
  kernel: kernelTests,
  notebooks: notebookTests,
  browser: browserTests,
};

const names = Object.keys(suites);
const known = { only: { type: 'string', value: 'A,B', help: `only these of ${names.join(', ')}` } };

main(async () => {
  const { only } = readOptions(known, 'npm test -- [options]');
  const wanted = only?.split(',') ?? names;
  const unknown = wanted.find((name) => !names.includes(name));
  if (unknown) throw new Failure(`--only knows ${names.join(', ')}, not '${unknown}'.`);

  await setUp({ nativeTests: wanted.includes('native') && (await hasGoogleTest()) });
  await compileTypeScript(['tests']);
  const results = [];
  for (const name of wanted) results.push([name, await run(name)]);

  console.log();
  for (const [name, { tally, seconds }] of results) console.log(`${name.padEnd(10)} ${asText(tally)} (${seconds} s)`);
  const total = sum(results.map(([, { tally }]) => tally));
  console.log(asText(total));
  return total.failed > 0 ? 1 : 0;
});

async function run(name) {
  console.log(`\n=== ${name}`);
  const started = performance.now();
  const tally = await suites[name]().catch((error) => {
    console.log(`${error.details ?? ''}\n${error instanceof Failure ? error.message : error.stack}`);
    return { ...nothing, failed: 1 };
  });
  return { tally, seconds: Math.round((performance.now() - started) / 1000) };
}
