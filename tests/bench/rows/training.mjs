// What the rows of training share: a batch of made-up data with 10 classes, and the step record, backward, update.

/** @param {number[]} shape the first axis is the batch */
export function batchOf({ nd }, shape) {
  const x = nd.random.uniform({ low: 0, high: 1, shape });
  const y = nd.array(Array.from({ length: shape[0] }, (_, i) => i % 10));
  return { x, y, size: shape[0] };
}

export function trainingStep({ autograd, gluon, init, waitall }, net, { x, y, size }, optimizer, options) {
  net.initialize(new init.Xavier());
  const trainer = new gluon.Trainer(net.collectParams(), optimizer, options);
  const criterion = new gluon.loss.SoftmaxCrossEntropyLoss();
  return (count) => {
    for (let i = 0; i < count; i++) {
      const loss = autograd.record(() => criterion(net(x), y));
      loss.backward();
      trainer.step(size);
    }
    waitall();
  };
}
