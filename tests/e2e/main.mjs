// Runs the end-to-end tests: a real JupyterLab with our kernel and our extension in a real Chromium.
// They need what `npm test` sets up. The last line says "N passed, N failed".
import path from 'node:path';
import { startVitest } from 'vitest/node';

const config = path.join(import.meta.dirname, 'vitest.config.ts');
const vitest = await startVitest('test', process.argv.slice(2), {
  config,
  root: path.resolve(import.meta.dirname, '../..'),
});
const modules = vitest.state.getTestModules();
const tests = modules.flatMap((module) => [...module.children.allTests()]);
const passed = tests.filter((test) => test.result().state === 'passed').length;
// A file that does not load has no tests, and failed all the same.
const failed = tests.length - passed + modules.filter((module) => module.errors().length > 0).length;
await vitest.close();
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
