// npm run generate: writes kernel/src/gluon/ops.generated.ts from the built engine's op table.
// --check only compares, and fails when the file is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { native } from '../native/dist/index.js';
import { operatorsModule } from './generate/operators.mjs';

const file = fileURLToPath(new URL('../kernel/src/gluon/ops.generated.ts', import.meta.url));
const text = await format(operatorsModule(JSON.parse(native.describeOps())), {
  ...(await resolveConfig(file)),
  parser: 'typescript',
});

if (process.argv.includes('--check')) {
  if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
    console.error(`${file} is stale. Run: npm run generate`);
    process.exit(1);
  }
} else {
  await writeFile(file, text);
  console.log(`wrote ${file}`);
}
