/**
 * Module hooks (they run on Node's hooks thread): TypeScript files are compiled, `gluonlab` is this package, the `paths` of
 * tsconfig.json hold, and a file of the notebook's folder is loaded anew when it or anything it imports has changed. A
 * module's version is the newest modification time among itself and the files it is known to import. What a CommonJS file
 * requires is not known here (commonjs.ts).
 */

import { readFile, stat } from 'node:fs/promises';
import type { LoadHook, ResolveHook } from 'node:module';
import { extname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { MessagePort } from 'node:worker_threads';
import type { CompiledText, ModuleRequest, ModuleResponse } from '../language/compilerWorker.js';
import type { CompiledModule, HookData } from './imports.js';

let compiler: MessagePort;
let sources: MessagePort;
let ownModules: Record<string, string>;
let notebook: string;
let hasPaths: boolean;

const waiting = new Map<number, (response: ModuleResponse) => void>();
let nextId = 1;

/** Files that a file imports, as far as they were resolved. */
const imports = new Map<string, Set<string>>();

export function initialize(data: HookData) {
  ({ compiler, sources, ownModules, notebook, hasPaths } = data);
  compiler.on('message', (response: ModuleResponse) => {
    waiting.get(response.id)?.(response);
    waiting.delete(response.id);
    if (waiting.size === 0) compiler.unref();
  });
  compiler.unref();
}

function ask(request: ModuleRequest): Promise<ModuleResponse> {
  compiler.ref();
  return new Promise((resolve) => {
    waiting.set(request.id, resolve);
    compiler.postMessage(request);
  });
}

/** The URL of the file that a bare specifier means by the `paths` of tsconfig.json. */
async function aliased(specifier: string): Promise<string | undefined> {
  const response = await ask({ type: 'path', id: nextId++, specifier });
  return 'file' in response && response.file ? pathToFileURL(response.file).href : undefined;
}

/** Extensions of the files that are loaded anew. */
const reloaded = ['.ts', '.mts', '.js', '.mjs', '.cjs', '.json'];

const hasVersion = (url: string) => /\?v=[^?]*$/.test(url);
const withoutVersion = (url: string) => url.replace(/\?v=[^?]*$/, '');
const isOfFolder = (url: string) => url.startsWith('file:') && !url.includes('/node_modules/');

async function modified(url: string): Promise<number | undefined> {
  try {
    const status = await stat(fileURLToPath(url));
    return status.isFile() ? status.mtimeMs : undefined;
  } catch {
    return undefined;
  }
}

async function version(url: string, seen = new Set<string>()): Promise<number> {
  if (seen.has(url)) return 0;
  seen.add(url);
  const below = await Promise.all([...(imports.get(url) ?? [])].map((inner) => version(inner, seen)));
  return Math.max((await modified(url)) ?? 0, ...below);
}

/** What a person may mean by `./layers`, `./layers.js` or `./layers/`. */
function candidates(url: string): string[] {
  const extension = extname(url);
  const stem = url.slice(0, url.length - extension.length);
  const instead = { '.js': ['.ts'], '.mjs': ['.mts'] }[extension] ?? [];
  return [
    url,
    ...instead.map((e) => stem + e),
    ...['.ts', '.mts', '.js', '.mjs', '/index.ts', '/index.js'].map((e) => url + e),
  ];
}

export const resolve: ResolveHook = async (name, context, next) => {
  if (Object.hasOwn(ownModules, name)) return { url: ownModules[name], shortCircuit: true };
  const { parentURL = '' } = context;
  const mayBeAlias = hasPaths && !/^(\.{0,2}\/|[a-z]+:)/.test(name);
  const specifier = (mayBeAlias && (await aliased(name))) || name;
  const isRelative = /^(\.{0,2}\/|file:)/.test(specifier) && !Object.values(ownModules).includes(specifier);
  // Imports of cells, and of files that cells import; a package's inner imports are its own affair.
  const isFromFolder = parentURL === notebook || hasVersion(parentURL);
  if (!isRelative || !isFromFolder) return next(specifier, context);
  const parent = withoutVersion(parentURL);
  const base = withoutVersion(new URL(specifier, parent).href);
  for (const url of candidates(base)) {
    if ((await modified(url)) === undefined) continue;
    if (!reloaded.includes(extname(url)) || !isOfFolder(url)) return next(url, context);
    if (!imports.has(parent)) imports.set(parent, new Set());
    imports.get(parent)!.add(url);
    const versioned = `${url}?v=${await version(url)}`;
    return extname(url).endsWith('ts')
      ? { url: versioned, format: 'module', shortCircuit: true }
      : next(versioned, context);
  }
  return next(specifier, context);
};

export const load: LoadHook = async (url, context, next) => {
  const plain = withoutVersion(url);
  if (!isOfFolder(plain) || !/\.m?ts$/.test(plain)) return next(url, context);
  const file = fileURLToPath(plain);
  const text = await readFile(file, 'utf8');
  const response = (await ask({ type: 'module', id: nextId++, file, text })) as CompiledText;
  if (response.error !== undefined) throw new SyntaxError(response.error);
  const module: CompiledModule = { url, text, map: response.map };
  sources.postMessage(module);
  return { format: 'module', source: response.code, shortCircuit: true };
};
