// One training step of LeNet: 20 and 50 filters 5x5 with tanh and max-pools, 500, 10; batch 64 of 28x28, SGD with momentum.
import { batchOf, trainingStep } from './training.mjs';

export const lenet = {
  name: 'lenet_step',
  unit: 'ms',
  value: (seconds) => seconds * 1e3,
  prepare(mx) {
    const { nn } = mx.gluon;
    const net = new nn.Sequential();
    net.add(
      new nn.Conv2D(20, { kernelSize: 5, activation: 'tanh' }),
      new nn.MaxPool2D({ poolSize: 2, strides: 2 }),
      new nn.Conv2D(50, { kernelSize: 5, activation: 'tanh' }),
      new nn.MaxPool2D({ poolSize: 2, strides: 2 }),
      new nn.Flatten(),
      new nn.Dense(500, { activation: 'tanh' }),
      new nn.Dense(10),
    );
    return trainingStep(mx, net, batchOf(mx, [64, 1, 28, 28]), 'sgd', { learningRate: 0.01, momentum: 0.9 });
  },
};
