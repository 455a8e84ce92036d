// One configuration for every room: typescript-eslint with types for the TypeScript, plain rules for the scripts.
// What it leaves to others: layout to prettier, unused imports in types to tsc.
import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

export default defineConfig(
  globalIgnores(['**/dist/', '**/lib/', '**/labextension/', '**/build/', '.venv*/', '.cache/', '**/*.generated.ts']),
  js.configs.recommended,
  {
    files: ['**/*.mjs', '**/*.js', '**/*.cjs'],
    languageOptions: { globals: nodeGlobals() },
  },
  {
    files: ['**/*.ts', '**/*.tsx'],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['vitest.config.ts'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      // Numbers read well in template strings; everything else must be turned into text on purpose.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `array[i]!` says "checked above"; an `as` or an impossible branch would say it worse.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // Our own classes are compared and passed by reference; a class of only static members is never written.
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // The typed loader and the Jupyter messages meet untyped data at the edge, where it is checked by hand.
      '@typescript-eslint/no-unsafe-type-assertion': 'off',
    },
  },
  {
    // Lumino's signals take a method and its object: `signal.connect(this.onChange, this)`.
    files: ['extension/**/*.ts', 'extension/**/*.tsx'],
    rules: { '@typescript-eslint/unbound-method': 'off' },
  },
  {
    // A test may call what it likes with what it likes: the point is often that it is refused.
    files: ['tests/**/*.ts'],
    rules: {
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unnecessary-type-arguments': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  prettier,
);

function nodeGlobals() {
  const names = ['process', 'console', 'performance', 'Buffer', 'URL', 'setTimeout', 'clearTimeout', 'setInterval'];
  const more = [
    'clearInterval',
    'setImmediate',
    'structuredClone',
    'fetch',
    'AbortController',
    'TextDecoder',
    'TextEncoder',
  ];
  return Object.fromEntries([...names, ...more].map((name) => [name, 'readonly']));
}
