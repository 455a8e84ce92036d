// `npm run lint` reports, `npm run format` mends: prettier, eslint, clang-format; clang-tidy only reports.
import { main } from './setup/failure.mjs';
import { readOptions } from './setup/options.mjs';
import { download } from './setup/setup.mjs';
import { compileTypeScript } from './setup/typescript.mjs';
import { lint } from './suites/lint.mjs';
import { asText } from './suites/tally.mjs';

const known = { fix: { type: 'boolean', help: 'mend what the tools can mend' } };

main(async () => {
  const { fix } = readOptions(known, 'npm run lint -- [options]');
  await download();
  if (!fix) await compileTypeScript(['tests']);
  const tally = await lint({ fix });
  console.log(`\n${asText(tally)}`);
  return tally.failed > 0 ? 1 : 0;
});
