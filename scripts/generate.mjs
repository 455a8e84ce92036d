// `npm run generate`: writes kernel/src/gluon/ops.generated.ts from the built engine's op table.
// `-- --check` only compares with the engine as it is built, and fails when the file is stale.
import { readFile, writeFile } from 'node:fs/promises';
import { Failure, main } from './setup/failure.mjs';
import { buildNative } from './setup/native.mjs';
import { readOptions } from './setup/options.mjs';
import { inRoot } from './setup/paths.mjs';
import { download } from './setup/setup.mjs';
import { compileTypeScript } from './setup/typescript.mjs';

const FILE = inRoot('kernel', 'src', 'gluon', 'ops.generated.ts');
/** The methods of NDArray that are written by hand. */
const METHODS = inRoot('kernel', 'src', 'gluon', 'methods.ts');
const known = { check: { type: 'boolean', help: 'only compare, and fail when the file is stale' } };

main(async () => {
  const { check } = readOptions(known, 'npm run generate -- [options]');
  if (!check) await buildEngine();
  const text = await generated();
  if (!check) await writeFile(FILE, text);
  else if (text !== (await readFile(FILE, 'utf8'))) throw new Failure(`${FILE} is stale. Run: npm run generate`);
  console.log(`${FILE} ${check ? 'is what the op table says' : 'written'}`);
});

async function buildEngine() {
  await download();
  await buildNative();
  await compileTypeScript(['native']);
}

// Imported late: in a bare clone neither prettier nor the engine is there before the set-up.
async function generated() {
  const { format, resolveConfig } = await import('prettier');
  const { native } = await import('../native/dist/index.js');
  const { operatorsModule } = await import('./generate/operators.mjs');
  const written = new Set((await readFile(METHODS, 'utf8')).match(/(?<=^ {2})\w+(?=[:(])/gm));
  const text = operatorsModule(JSON.parse(native.describeOps()), written);
  return format(text, { ...(await resolveConfig(FILE)), parser: 'typescript' });
}
