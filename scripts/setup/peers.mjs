// What the benchmarks compare with: MXNet 1.9.1 and PyTorch in virtual environments of their own (they need different NumPys),
// TensorFlow.js from npm, all under .venv-bench, and a small C++ program that measures the processor's peak.
import path from 'node:path';
import { command } from './command.mjs';
import { fingerprint } from './fingerprint.mjs';
import { inRoot } from './paths.mjs';
import { step } from './step.mjs';
import { installWheels, venvProgram } from './venv.mjs';

// PyTorch's own index has wheels without the 5 GB of CUDA libraries; where it cannot be reached, PyPI's serve as well.
const TORCH_WITHOUT_CUDA = 'https://download.pytorch.org/whl/cpu';
const TFJS = ['@tensorflow/tfjs@4.22.0', '@tensorflow/tfjs-backend-wasm@4.22.0'];
const bench = inRoot('.venv-bench');
const inPeers = (file) => inRoot('tests', 'bench', 'peers', file);

/** How each peer is started with a number of threads: [program, arguments]. */
export const peers = {
  torch: (threads) => [venvProgram('python', path.join(bench, 'torch')), [inPeers('torch_rows.py'), threads, 'eager']],
  torch_compiled: (threads) => [
    venvProgram('python', path.join(bench, 'torch')),
    [inPeers('torch_rows.py'), threads, 'compiled'],
  ],
  mxnet: (threads) => [venvProgram('python', path.join(bench, 'mxnet')), [inPeers('mxnet_rows.py'), threads]],
  tfjs: (threads) => [process.execPath, [inPeers('tfjs_rows.mjs'), threads, path.join(bench, 'tfjs')]],
};

export async function installPeers() {
  await installWheels('bench-mxnet', path.join(bench, 'mxnet'));
  const withoutCuda = await isReachable(`${TORCH_WITHOUT_CUDA}/torch/`);
  const sources = withoutCuda ? ['--index-url', TORCH_WITHOUT_CUDA] : [];
  await installWheels('bench-torch', path.join(bench, 'torch'), sources);
  const folder = path.join(bench, 'tfjs');
  const stamp = path.join(folder, '.gluonlab-stamp');
  await step('TensorFlow.js', { stamp, key: TFJS.join() }, (report) =>
    command('npm', ['install', '--prefix', folder, '--ignore-scripts', '--no-workspaces', ...TFJS], { report }),
  );
}

async function isReachable(address) {
  const answer = await fetch(address, { signal: AbortSignal.timeout(5000) }).catch(() => null);
  return answer?.ok ?? false;
}

/** Compiles the program that measures the FMA peak; returns its path. */
export async function buildPeak() {
  const source = inRoot('tests', 'bench', 'peak.cpp');
  const program = path.join(bench, 'peak');
  const stamp = path.join(bench, 'peak.stamp');
  await step('FMA peak', { stamp, key: fingerprint([source]) }, (report) =>
    command(process.env.CXX ?? 'c++', ['-O3', '-march=native', '-pthread', source, '-o', program], { report }),
  );
  return program;
}
