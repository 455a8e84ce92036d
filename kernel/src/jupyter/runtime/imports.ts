/**
 * `import` and `require` of cells, relative to the notebook's folder. `gluonlab` is always this package, so that there is
 * one engine in the process and the folder needs no `node_modules`. Before the first import of a file of the folder the
 * module hooks are registered (TypeScript files, another version after a change), and where tsconfig.json has `paths` at once.
 */

import { existsSync, readFileSync } from 'node:fs';
import { createRequire, register } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { MessageChannel, receiveMessageOnPort } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import { constants, Script } from 'node:vm';
import { notebookFile } from '../threads.js';
import { CommonJs } from './commonjs.js';
import { atImport } from './importErrors.js';
import type { StackTraces } from './stackTraces.js';

type Namespace = Record<string, unknown>;
type Importer = (specifier: string, options?: ImportCallOptions) => Promise<Namespace>;

/** URLs of this package's entry points, by the specifier a person writes. */
export const ownModules: Record<string, string> = {
  gluonlab: new URL('../../gluon/index.js', import.meta.url).href,
  'gluonlab/kernel': new URL('../api.js', import.meta.url).href,
  'gluonlab/messages': new URL('../messages.js', import.meta.url).href,
};

export interface HookData {
  compiler: MessagePort;
  sources: MessagePort;
  ownModules: Record<string, string>;
  /** URL in whose name cells import. */
  notebook: string;
  /** A tsconfig.json may give names to files. */
  hasPaths: boolean;
}

/** A module that the hooks have compiled. */
export interface CompiledModule {
  url: string;
  text: string;
  map: string;
}

function isOfFolder(specifier: string): boolean {
  return /^(\.{0,2}\/|file:)/.test(specifier);
}

/** Is there a tsconfig.json, here or above, that may say `paths`? It may also come from one that it extends. */
function hasPathAliases(folder: string): boolean {
  const file = join(folder, 'tsconfig.json');
  if (existsSync(file)) return /"(paths|extends)"/.test(readFileSync(file, 'utf8'));
  return dirname(folder) !== folder && hasPathAliases(dirname(folder));
}

export class Imports {
  readonly #commonjs: CommonJs;
  readonly meta: { url: string; dirname: string; filename: string };
  readonly #import: Importer;
  #hooked = false;
  /** What cells have imported by name: a module is loaded once in a process. */
  readonly loaded = new Set<string>();

  constructor(
    folder: string,
    readonly stackTraces: StackTraces,
    /** Compiles TypeScript; handed to the module hooks. */
    readonly compiler: MessagePort,
  ) {
    const filename = join(folder, notebookFile);
    this.meta = { url: pathToFileURL(filename).href, dirname: folder, filename };
    this.#commonjs = new CommonJs(createRequire(filename));
    const script = new Script('(specifier, options) => import(specifier, options)', {
      filename,
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    this.#import = script.runInThisContext() as Importer;
  }

  get require(): NodeJS.Require {
    return this.#commonjs.require;
  }

  import = async (specifier: unknown, options?: ImportCallOptions): Promise<Namespace> => {
    const { stack = '' } = new Error();
    try {
      return await this.#load(String(specifier), options);
    } catch (error) {
      throw atImport(error, stack, this.meta.filename);
    }
  };

  async #load(name: string, options?: ImportCallOptions): Promise<Namespace> {
    if (Object.hasOwn(ownModules, name)) return this.#import(ownModules[name]);
    if (!this.#hooked && (isOfFolder(name) || hasPathAliases(this.meta.dirname))) this.#hook();
    // What `require` takes without ado, `import` takes too.
    if (name.endsWith('.node')) return this.#addon(name);
    const isJson = name.endsWith('.json') && options === undefined;
    if (isOfFolder(name)) this.#commonjs.forgetChanged();
    const module = await this.#import(name, isJson ? { with: { type: 'json' } } : options);
    this.#commonjs.remember();
    this.loaded.add(name);
    return module;
  }

  /** A native addon, as the namespace that a CommonJS module has. */
  #addon(name: string): Namespace {
    const exported = this.require(name.startsWith('file:') ? fileURLToPath(name) : name) as Namespace;
    return { ...exported, default: exported };
  }

  #hook() {
    this.#hooked = true;
    const sources = new MessageChannel();
    this.stackTraces.findMissing = () => {
      for (;;) {
        const module = receiveMessageOnPort(sources.port1)?.message as CompiledModule | undefined;
        if (!module) return;
        this.stackTraces.add(module.url, module.text, module.map);
      }
    };
    const { compiler, meta } = this;
    const hasPaths = hasPathAliases(meta.dirname);
    const data: HookData = { compiler, sources: sources.port2, ownModules, notebook: meta.url, hasPaths };
    register(new URL('./moduleHooks.js', import.meta.url), { data, transferList: [this.compiler, data.sources] });
  }

  /** One name of a module; `isUsed` says whether the cell uses it as a value. */
  pick = (module: Namespace, name: string, isUsed: boolean): unknown => {
    if (name in module) return module[name];
    const commonjs = module.default as Namespace | null | undefined;
    if (commonjs && (typeof commonjs === 'object' || typeof commonjs === 'function') && name in commonjs) {
      return commonjs[name];
    }
    if (!isUsed) return undefined;
    const names = Object.keys(module).slice(0, 20).join(', ');
    throw new SyntaxError(`The module has no export named '${name}'. It exports: ${names || 'nothing'}`);
  };
}
