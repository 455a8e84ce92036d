"""The rows in MXNet 1.9.1, networks hybridized with static_alloc and static_shape. `python mxnet_rows.py THREADS`."""

import mxnet as mx
from mxnet import autograd, gluon, nd
from mxnet.gluon import nn

from timing import serve

CHAIN = 1000


def small_op():
    start, b = nd.zeros((10,)), nd.ones((10,))

    def run(count):
        for _ in range(count):
            x = start
            for _ in range(CHAIN):
                x = x + b
            x.wait_to_read()

    return run


def training(net, optimizer, options, shape):
    x, y = nd.random.uniform(shape=shape), nd.arange(shape[0]) % 10
    net.initialize(mx.init.Xavier())
    net.hybridize(static_alloc=True, static_shape=True)
    criterion = gluon.loss.SoftmaxCrossEntropyLoss()
    criterion.hybridize(static_alloc=True, static_shape=True)
    trainer = gluon.Trainer(net.collect_params(), optimizer, options)

    def run(count):
        for _ in range(count):
            with autograd.record():
                loss = criterion(net(x), y)
            loss.backward()
            trainer.step(shape[0])
        mx.nd.waitall()

    return run


def mlp(optimizer, options):
    net = nn.HybridSequential()
    net.add(nn.Dense(128, activation="relu"), nn.Dense(64, activation="relu"), nn.Dense(10))
    return training(net, optimizer, options, (64, 784))


def lenet():
    net = nn.HybridSequential()
    net.add(
        nn.Conv2D(20, 5, activation="tanh"), nn.MaxPool2D(2, 2),
        nn.Conv2D(50, 5, activation="tanh"), nn.MaxPool2D(2, 2),
        nn.Flatten(), nn.Dense(500, activation="tanh"), nn.Dense(10),
    )  # fmt: skip
    return training(net, "sgd", {"learning_rate": 0.01, "momentum": 0.9}, (64, 1, 28, 28))


class TanhChain(gluon.HybridBlock):
    def hybrid_forward(self, F, a, b, c, d):
        return F.tanh(a * b + c) * d


def tanh_chain():
    inputs = [nd.random.uniform(-1, 1, (4_000_000,)) for _ in range(4)]
    chain = TanhChain()
    chain.hybridize(static_alloc=True, static_shape=True)

    def run(count):
        for _ in range(count):
            chain(*inputs)
        mx.nd.waitall()

    return run


def gemm(n):
    a, b = nd.random.uniform(-1, 1, (n, n)), nd.random.uniform(-1, 1, (n, n))

    def run(count):
        for _ in range(count):
            nd.dot(a, b)
        mx.nd.waitall()

    return run


ROWS = {
    "small_op": small_op,
    "mlp_sgd_step": lambda: mlp("sgd", {"learning_rate": 0.01}),
    "mlp_adam_step": lambda: mlp("adam", {"learning_rate": 0.001}),
    "lenet_step": lenet,
    "tanh_chain_4M": tanh_chain,
    **{f"gemm_{n}": lambda n=n: gemm(n) for n in (256, 512, 1024, 2048)},
}

serve(ROWS, f"MXNet {mx.__version__} hybridized")
