// The rows in TensorFlow.js. `node tfjs_rows.mjs THREADS FOLDER`: FOLDER holds its node_modules.
// Back end: WebAssembly with SIMD. It lacks the gradient of convolution, and its JavaScript back end takes 19 s for a
// step of LeNet: that row is left out.
import { createRequire } from 'node:module';
import path from 'node:path';
import { serve } from './timing.mjs';

const [threads, folder] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), 'package.json'));
const tf = require('@tensorflow/tfjs');
const wasm = require('@tensorflow/tfjs-backend-wasm');
const CHAIN = 1000;

wasm.setWasmPaths(`${path.dirname(require.resolve('@tensorflow/tfjs-backend-wasm/package.json'))}/dist/`);
wasm.setThreadsCount(Number(threads));

const repeat = (work) => (count) => {
  for (let i = 0; i < count; i++) tf.tidy(work);
};

function smallOp() {
  const [start, b] = [tf.zeros([10]), tf.ones([10])];
  return repeat(() => {
    let x = start;
    for (let i = 0; i < CHAIN; i++) x = x.add(b);
    x.dataSync();
  });
}

function training(layers, optimizer, shape) {
  const model = tf.sequential({ layers });
  const x = tf.randomUniform(shape);
  const labels = Array.from({ length: shape[0] }, (_, i) => i % 10);
  const y = tf.oneHot(tf.tensor1d(labels, 'int32'), 10);
  const loss = () => tf.losses.softmaxCrossEntropy(y, model.apply(x, { training: true }));
  return repeat(() => optimizer.minimize(loss, true)?.dataSync());
}

function mlp(optimizer) {
  const { dense } = tf.layers;
  const layers = [
    dense({ units: 128, activation: 'relu', inputShape: [784] }),
    dense({ units: 64, activation: 'relu' }),
  ];
  return training([...layers, dense({ units: 10 })], optimizer, [64, 784]);
}

function tanhChain() {
  const [a, b, c, d] = Array.from({ length: 4 }, () => tf.randomUniform([4_000_000], -1, 1));
  return repeat(() => tf.tanh(a.mul(b).add(c)).mul(d));
}

function gemm(n) {
  const [a, b] = [tf.randomUniform([n, n], -1, 1), tf.randomUniform([n, n], -1, 1)];
  return repeat(() => tf.matMul(a, b));
}

const rows = {
  small_op: smallOp,
  mlp_sgd_step: () => mlp(tf.train.sgd(0.01)),
  mlp_adam_step: () => mlp(tf.train.adam(0.001)),
  tanh_chain_4M: tanhChain,
  ...Object.fromEntries([256, 512, 1024, 2048].map((n) => [`gemm_${n}`, () => gemm(n)])),
};

await tf.setBackend('wasm');
await serve((name) => rows[name]?.() ?? null, `TensorFlow.js ${tf.version.tfjs}`);
