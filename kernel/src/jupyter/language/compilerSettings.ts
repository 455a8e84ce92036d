/**
 * TypeScript's options for the cells of a notebook: those of the nearest tsconfig.json, strict where there is none. How
 * modules are found and what is emitted is the kernel's affair, and there is no JSX.
 */

import { fileURLToPath } from 'node:url';
import { dirname } from 'node:path';
import type tsTypes from 'typescript';
import { log } from '../log.js';
import { ts } from './typescript.js';

const declarationFile = (path: string) => fileURLToPath(new URL(path, import.meta.url)).replace(/\.js$/, '.d.ts');

const ownPaths = {
  gluonlab: [declarationFile('../../gluon/index.js')],
  'gluonlab/kernel': [declarationFile('../api.js')],
  'gluonlab/messages': [declarationFile('../messages.js')],
};

/** What a tsconfig.json may change. */
const defaults: tsTypes.CompilerOptions = {
  lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
  strict: true,
  skipLibCheck: true,
  types: [],
};

const fixed: tsTypes.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  allowImportingTsExtensions: true,
  noEmit: true,
};

/** Options about output, which there is none of. */
const meaningless = [
  'jsx',
  'jsxFactory',
  'jsxFragmentFactory',
  'jsxImportSource',
  'outDir',
  'outFile',
  'rootDir',
  'declaration',
  'declarationDir',
  'declarationMap',
  'emitDeclarationOnly',
  'composite',
  'incremental',
  'tsBuildInfoFile',
  'verbatimModuleSyntax',
  'isolatedModules',
  'isolatedDeclarations',
  'noUnusedLocals',
  'customConditions',
];

function ofProject(folder: string): tsTypes.CompilerOptions {
  const file = ts.findConfigFile(folder, ts.sys.fileExists);
  if (!file) return {};
  const read = ts.readConfigFile(file, ts.sys.readFile);
  const config: unknown = read.config;
  if (!config) {
    log.error(`${file} is not used:`, ts.flattenDiagnosticMessageText(read.error?.messageText, '\n'));
    return {};
  }
  // Only the options matter: the files of the project come in by imports.
  const host: tsTypes.ParseConfigHost = { ...ts.sys, readDirectory: () => [] };
  const { options } = ts.parseJsonConfigFileContent(config, host, dirname(file), undefined, file);
  for (const name of meaningless) delete options[name];
  return options;
}

export function notebookOptions(folder: string): tsTypes.CompilerOptions {
  const own = ofProject(folder);
  return { ...defaults, ...own, ...fixed, paths: { ...own.paths, ...ownPaths } };
}
