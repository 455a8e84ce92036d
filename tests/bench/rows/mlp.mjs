// One training step of a small perceptron: 784-128-64-10, ReLU, batch 64, softmax cross-entropy; with SGD and with Adam.
import { batchOf, trainingStep } from './training.mjs';

const row = (optimizer, options) => ({
  name: `mlp_${optimizer}_step`,
  unit: 'us',
  value: (seconds) => seconds * 1e6,
  prepare(mx) {
    const { nn } = mx.gluon;
    const net = new nn.Sequential();
    net.add(new nn.Dense(128, { activation: 'relu' }), new nn.Dense(64, { activation: 'relu' }), new nn.Dense(10));
    return trainingStep(mx, net, batchOf(mx, [64, 784]), optimizer, options);
  },
});

export const mlp = [row('sgd', { learningRate: 0.01 }), row('adam', { learningRate: 0.001 })];
