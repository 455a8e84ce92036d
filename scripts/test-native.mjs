// `npm run test:native`: the C++ tests alone, with the back ends, the sanitizer and the test names one wants.
import { Failure, main } from './setup/failure.mjs';
import { readOptions } from './setup/options.mjs';
import { download } from './setup/setup.mjs';
import { BACKENDS, SANITIZERS, nativeTests } from './suites/native.mjs';
import { asText } from './suites/tally.mjs';

const known = {
  sanitize: { type: 'string', value: 'NAME', help: `one of ${SANITIZERS.join(', ')}` },
  backend: { type: 'string', value: 'NAME', help: `one of ${BACKENDS.join(', ')} (default: each in turn)` },
  filter: { type: 'string', value: 'PATTERN', help: 'only the tests whose name matches, as in --gtest_filter' },
};

main(async () => {
  const { sanitize, backend, filter } = readOptions(known, 'npm run test:native -- [options]');
  allow('sanitize', sanitize, SANITIZERS);
  allow('backend', backend, BACKENDS);
  await download();
  const tally = await nativeTests({ sanitize, filter, backends: backend ? [backend] : undefined });
  console.log(`\n${asText(tally)}`);
  return tally.failed > 0 ? 1 : 0;
});

function allow(name, value, allowed) {
  if (value === undefined || allowed.includes(value)) return;
  throw new Failure(`--${name} is one of ${allowed.join(', ')}, not '${value}'.`);
}
