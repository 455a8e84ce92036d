/**
 * `gluonlab doctor`: why a kernel is not seen by Jupyter or does not start, and what mends it. It looks at each installed
 * kernel with the Node that Jupyter would start, and really starts it.
 */

import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Environment } from './jupyterPaths.js';
import { brokenBecause, kernelFileOf, unreadableBecause } from './kernelspec.js';
import type { FoundKernelspec } from './kernelspec.js';
import { tryKernel } from './trial.js';

export interface Finding {
  /** `note`: worth knowing, and no reason for the kernel not to work. */
  state: 'ok' | 'note' | 'fail';
  text: string;
  /** What to do about it. */
  mend?: string;
}

const leastNode = [20, 19];
const trialMs = 30_000;

/** `specs` as Jupyter finds them, `folders` where it looks. */
export async function* examine(
  specs: readonly FoundKernelspec[],
  folders: readonly string[],
  env: Environment,
): AsyncGenerator<Finding> {
  if (specs.length === 0) {
    const text = `no kernel in any folder that Jupyter searches:\n${folders.join('\n')}`;
    yield { state: 'fail', text, mend: 'gluonlab install' };
  }
  for (const folder of folders) {
    const text = unreadableBecause(folder);
    if (text)
      yield { state: 'fail', text, mend: 'mend its permissions, or remove what is damaged and gluonlab install' };
  }
  for (const [i, found] of specs.entries()) {
    const shadow = specs.slice(0, i).find(({ name }) => name === found.name);
    yield* examineKernel(found);
    if (shadow) {
      const text = `${found.folder} is not seen: ${shadow.folder} comes first and has the same name`;
      yield { state: 'note', text, mend: 'install one of them under another --name' };
    }
  }
  if (specs.length > 0) yield* seenByJupyter(specs, env);
}

async function* examineKernel(found: FoundKernelspec): AsyncGenerator<Finding> {
  const { name, folder, spec } = found;
  yield { state: 'ok', text: `${name}: ${spec.display_name}, ${folder}` };
  const broken = brokenBecause(spec);
  if (broken) {
    yield { state: 'fail', text: broken, mend: `gluonlab install again, or gluonlab uninstall --name ${name}` };
    return;
  }
  const [node] = spec.argv;
  const version = spawnSync(node, ['-p', 'process.versions.node'], { encoding: 'utf8' }).stdout?.trim() ?? '';
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major < leastNode[0] || (major === leastNode[0] && minor < leastNode[1])) {
    const text = `${node} is Node ${version || 'of no known version'}, needed is ${leastNode.join('.')} or newer`;
    yield { state: 'fail', text, mend: 'install a newer Node and run gluonlab install with it' };
    return;
  }
  yield { state: 'ok', text: `Node ${version}, ${node}` };
  const zeromq = load(found, 'zeromq', "''");
  yield zeromq.state === 'fail' ? { ...zeromq, mend: 'npm rebuild zeromq, beside the kernel' } : zeromq;
  const engine = load(found, '@gluonlab/native', 'module.native.backend()');
  yield engine.state === 'fail' ? { ...engine, mend: 'npm install again; in the repository: npm run build' } : engine;
  if (engine.state === 'ok' && !engine.text.includes('onednn')) {
    yield { state: 'note', text: 'the engine was built without oneDNN: convolutions and matrix products are slow' };
  }
  if (zeromq.state === 'ok') yield await start(found);
}

/** Loads a package as the kernel would, in a process of its own: an addon may take its process along. */
function load({ spec }: FoundKernelspec, name: string, expression: string): Finding {
  try {
    const file = pathToFileURL(createRequire(kernelFileOf(spec)!).resolve(name)).href;
    const script = `const module = await import(${JSON.stringify(file)}); console.log(${expression})`;
    const options = { encoding: 'utf8' as const, env: { ...process.env, ...spec.env } };
    const { status, stdout, stderr, signal } = spawnSync(spec.argv[0], ['--input-type=module', '-e', script], options);
    if (status === 0) return { state: 'ok', text: `${name} loads${stdout.trim() && ` with ${stdout.trim()} kernels`}` };
    const reason = /^\w*Error.*$/m.exec(stderr)?.[0] ?? stderr.trim().slice(-300);
    return { state: 'fail', text: `${name} does not load: ${signal ?? reason}` };
  } catch (error) {
    const [reason] = (error as Error).message.split('\n');
    return { state: 'fail', text: `${name} is not installed beside the kernel: ${reason}` };
  }
}

async function start(found: FoundKernelspec): Promise<Finding> {
  try {
    const { banner, milliseconds } = await tryKernel(found, trialMs);
    return { state: 'ok', text: `it starts and answers in ${Math.round(milliseconds)} ms: ${banner}` };
  } catch (error) {
    const mend = 'GLUONLAB_LOG=4 in the environment says more';
    return { state: 'fail', text: `it does not start: ${(error as Error).message}`, mend };
  }
}

/** Does the `jupyter` on the PATH look where the kernels lie? */
function* seenByJupyter(specs: readonly FoundKernelspec[], env: Environment): Generator<Finding> {
  const asked = spawnSync('jupyter', ['kernelspec', 'list', '--json'], { encoding: 'utf8', env, timeout: 60_000 });
  if (asked.status !== 0) {
    const text = 'there is no working `jupyter` on the PATH (an editor such as VS Code does not need it)';
    yield { state: 'note', text, mend: 'activate its environment and ask again, to see what it sees' };
    return;
  }
  const { kernelspecs } = JSON.parse(asked.stdout) as { kernelspecs: Record<string, { resource_dir: string }> };
  const mend = 'gluonlab install --sys-prefix in its environment, or name the folder in JUPYTER_PATH';
  for (const name of new Set(specs.map((spec) => spec.name))) {
    const shown = kernelspecs[name]?.resource_dir;
    if (shown === undefined) yield { state: 'fail', text: `jupyter does not see ${name}`, mend };
    else yield { state: 'ok', text: `jupyter sees ${name} in ${shown}` };
  }
}
