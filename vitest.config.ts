// Unit tests of the three TypeScript packages. They import the built packages, so build first (`npm test` does).
// A test that needs a document asks for one in its first line: // @vitest-environment jsdom
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/unit/**/*.test.ts', 'tests/unit/**/*.test.tsx'],
    environment: 'node',
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 30_000,
  },
});
