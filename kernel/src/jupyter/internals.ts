/** Parts of Node without a public interface. Needs `--expose-internals`. */

import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { emitWarning } = process;
// Node warns that this binding is for its own tests.
process.emitWarning = () => undefined;
export const { clearAsyncIdStack } = require('internal/async_hooks') as { clearAsyncIdStack(): void };
export const { internalBinding } = require('internal/test/binding') as { internalBinding(name: string): unknown };
process.emitWarning = emitWarning;
