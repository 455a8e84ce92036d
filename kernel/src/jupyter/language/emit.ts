/**
 * JavaScript with a source map from one file of TypeScript. `ts.transpileModule` makes a program and a type checker for it, which
 * take five times as long as all the rest of a small cell. TypeScript's emitter asks them about some nodes only (enums,
 * namespaces, imports, ...): it is run without them first, and once more by `ts.transpileModule` where it asks.
 * What it needs for that is TypeScript's own but not public; 6.0 is the last compiler in JavaScript, so it stays as it is.
 */

import type tsTypes from 'typescript';
import { ts } from './typescript.js';

export interface Emitted {
  code: string;
  /** Source map of `code`, as JSON. */
  map: string;
  /** What the parser finds. */
  diagnostics: readonly tsTypes.Diagnostic[];
}

type Before = tsTypes.TransformerFactory<tsTypes.SourceFile>;

type Transformed = tsTypes.TransformationResult<tsTypes.SourceFile> &
  Required<Pick<tsTypes.PrintHandlers, 'substituteNode' | 'isEmitNotificationEnabled'>>;

interface Internals {
  getSetExternalModuleIndicator(options: tsTypes.CompilerOptions): (file: tsTypes.SourceFile) => void;
  bindSourceFile(file: tsTypes.SourceFile, options: tsTypes.CompilerOptions): void;
  getTransformers(
    options: tsTypes.CompilerOptions,
    custom: tsTypes.CustomTransformers,
    emitOnly: boolean,
  ): { scriptTransformers: Before[] };
  transformNodes(
    resolver: unknown,
    host: unknown,
    factory: tsTypes.NodeFactory,
    options: tsTypes.CompilerOptions,
    nodes: tsTypes.SourceFile[],
    transformers: Before[],
    allowDeclarationFiles: boolean,
  ): Transformed;
  createTextWriter(newLine: string): { getText(): string };
  createSourceMapGenerator(
    host: unknown,
    file: string,
    sourceRoot: string,
    folder: string,
    options: tsTypes.CompilerOptions,
  ): { toString(): string };
}

interface InternalPrinter {
  writeFile(file: tsTypes.SourceFile, writer: unknown, map: unknown): void;
}

const internals = ts as unknown as Internals;

export const compilerOptions: tsTypes.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleDetection: ts.ModuleDetectionKind.Force,
  isolatedModules: true,
  sourceMap: true,
  useDefineForClassFields: true,
  newLine: ts.NewLineKind.LineFeed,
};

/** The emitter has asked what only a type checker knows. */
class NeedsChecker extends Error {}

const resolver = new Proxy(
  {},
  {
    get: () => {
      throw new NeedsChecker();
    },
  },
);

const host = {
  getCurrentDirectory: () => '',
  getCanonicalFileName: (name: string) => name,
  getEmitModuleFormatOfFile: () => compilerOptions.module,
};

/** `before` sees the file as it was parsed; it may be called twice. */
export function emit(fileName: string, text: string, before: Before[] = []): Emitted {
  try {
    return emitUnchecked(fileName, text, before);
  } catch (error) {
    if (error instanceof NeedsChecker) return transpile(fileName, text, before);
    throw error;
  }
}

const setModuleIndicator = internals.getSetExternalModuleIndicator(compilerOptions);

function emitUnchecked(fileName: string, text: string, before: Before[]): Emitted {
  const file = ts.createSourceFile(fileName, text, {
    languageVersion: ts.ScriptTarget.ES2022,
    setExternalModuleIndicator: setModuleIndicator,
  });
  internals.bindSourceFile(file, compilerOptions);
  const { scriptTransformers } = internals.getTransformers(compilerOptions, { before }, false);
  const transformed = internals.transformNodes(
    resolver,
    host,
    ts.factory,
    compilerOptions,
    [file],
    scriptTransformers,
    false,
  );
  const printer = ts.createPrinter(compilerOptions, {
    hasGlobalName: () => false,
    onEmitNode: transformed.emitNodeWithNotification,
    isEmitNotificationEnabled: transformed.isEmitNotificationEnabled,
    substituteNode: transformed.substituteNode,
  }) as unknown as InternalPrinter;
  const writer = internals.createTextWriter('\n');
  const map = internals.createSourceMapGenerator(host, fileName, '', '', compilerOptions);
  printer.writeFile(transformed.transformed[0], writer, map);
  transformed.dispose();
  const { parseDiagnostics } = file as unknown as { parseDiagnostics: tsTypes.Diagnostic[] };
  return {
    code: writer.getText(),
    map: map.toString(),
    diagnostics: ts.sortAndDeduplicateDiagnostics(parseDiagnostics),
  };
}

function transpile(fileName: string, text: string, before: Before[]): Emitted {
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(text, {
    fileName,
    compilerOptions,
    reportDiagnostics: true,
    transformers: { before },
  });
  const code = outputText.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');
  return { code, map: sourceMapText!, diagnostics: diagnostics! };
}
