// Who takes part in the benchmarks: gluonlab and its peers. MXNet 1.9.1 and PyTorch lie in virtual environments of their own
// (they need different NumPys), ipykernel in one more, together with gluonlab's kernel; TensorFlow.js comes from npm. All lie under
// .venv-bench, beside a small C++ program that measures the processor's peak.
import path from 'node:path';
import { command } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { installKernelspec } from './kernelspec.mjs';
import { inRoot } from './paths.mjs';
import { step } from './step.mjs';
import { installWheels, venvProgram } from './venv.mjs';

// PyTorch's own index has wheels without the 5 GB of CUDA libraries; where it cannot be reached, PyPI's serve as well.
const TORCH_WITHOUT_CUDA = 'https://download.pytorch.org/whl/cpu';
const TFJS = ['@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0'];
const inVenvs = (...parts) => inRoot('.venv-bench', ...parts);
const inBench = (...parts) => inRoot('tests', 'bench', ...parts);
const python = (name) => venvProgram('python', inVenvs(name));

/**
 * The sides of each group of rows (tests/bench/rows/index.mjs), by name.
 * @type {Record<string, Record<string, {install?: () => Promise<void>, start: (threads: string) => [string, string[]]}>>}
 *   start: the program and its arguments
 */
export const sides = {
  engine: {
    ours: { start: () => [process.execPath, [inBench('ours.mjs')]] },
    torch: {
      install: installTorch,
      start: (threads) => [python('torch'), [inBench('peers', 'torch_rows.py'), threads, 'eager']],
    },
    torch_compiled: {
      install: installTorch,
      start: (threads) => [python('torch'), [inBench('peers', 'torch_rows.py'), threads, 'compiled']],
    },
    mxnet: {
      install: () => installWheels('bench-mxnet', inVenvs('mxnet')),
      start: (threads) => [python('mxnet'), [inBench('peers', 'mxnet_rows.py'), threads]],
    },
    tfjs: {
      install: installTfjs,
      start: (threads) => [process.execPath, [inBench('peers', 'tfjs_rows.mjs'), threads, inVenvs('tfjs')]],
    },
  },
  kernel: {
    ours: { install: installKernels, start: () => [python('kernels'), [inBench('kernels.py'), 'gluonlab']] },
    ipykernel: { install: installKernels, start: () => [python('kernels'), [inBench('kernels.py'), 'python3']] },
  },
};

/** Installs what these sides need, each thing once. */
export async function installSides(chosen) {
  for (const install of new Set(chosen.flatMap((side) => side.install ?? []))) await install();
}

async function installTorch() {
  const withoutCuda = await isReachable(`${TORCH_WITHOUT_CUDA}/torch/`);
  const sources = withoutCuda ? ['--index-url', TORCH_WITHOUT_CUDA] : [];
  await installWheels('bench-torch', inVenvs('torch'), sources);
}

function installTfjs() {
  const folder = inVenvs('tfjs');
  const stamp = path.join(folder, '.gluonlab-stamp');
  return step('TensorFlow.js', { stamp, key: TFJS.join() }, (report) =>
    command('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-workspaces', ...TFJS], { report }),
  );
}

async function installKernels() {
  await installWheels('bench-kernels', inVenvs('kernels'));
  await installKernelspec(inVenvs('kernels'));
}

async function isReachable(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  return answer?.ok ?? false;
}

/** Compiles the program that measures the FMA peak; returns its path. */
export async function buildPeak() {
  const source = inBench('peak.cpp');
  const program = inVenvs('peak');
  const stamp = inVenvs('peak.stamp');
  await step('FMA peak', { stamp, key: fingerprint([source]) }, (report) =>
    command(process.env.CXX ?? 'c++', ['-O3', '-march=native', '-pthread', source, '-o', program], { report }),
  );
  return program;
}
