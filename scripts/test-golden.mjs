// `npm run test:golden`: builds what is missing and compares with the values of the real MXNet.
import { main } from './setup/failure.mjs';
import { build, download } from './setup/setup.mjs';
import { goldenTests } from './suites/golden.mjs';

main(async () => {
  await download();
  await build();
  const { failed } = await goldenTests(process.argv.slice(2));
  return failed > 0 ? 1 : 0;
});
