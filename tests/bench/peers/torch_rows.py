"""The rows in PyTorch. `python torch_rows.py THREADS eager|compiled`: compiled runs the network through torch.compile."""

import sys

import torch
from torch import nn
from torch.nn import functional as F

from timing import serve

THREADS, MODE = int(sys.argv[1]), sys.argv[2]
CHAIN = 1000
torch.set_num_threads(THREADS)
maybe_compiled = torch.compile if MODE == "compiled" else (lambda f: f)


def small_op():
    start, b = torch.zeros(10), torch.ones(10)

    def run(count):
        for _ in range(count):
            x = start
            for _ in range(CHAIN):
                x = x + b

    return run


def training(net, optimizer, shape):
    x, y = torch.rand(*shape), torch.arange(shape[0]) % 10
    loss_of = maybe_compiled(lambda x, y: F.cross_entropy(net(x), y))

    def run(count):
        for _ in range(count):
            optimizer.zero_grad()
            loss_of(x, y).backward()
            optimizer.step()

    return run


def mlp(make_optimizer):
    net = nn.Sequential(nn.Linear(784, 128), nn.ReLU(), nn.Linear(128, 64), nn.ReLU(), nn.Linear(64, 10))
    return training(net, make_optimizer(net.parameters()), (64, 784))


def lenet():
    net = nn.Sequential(
        nn.Conv2d(1, 20, 5), nn.Tanh(), nn.MaxPool2d(2),
        nn.Conv2d(20, 50, 5), nn.Tanh(), nn.MaxPool2d(2),
        nn.Flatten(), nn.Linear(800, 500), nn.Tanh(), nn.Linear(500, 10),
    )  # fmt: skip
    return training(net, torch.optim.SGD(net.parameters(), lr=0.01, momentum=0.9), (64, 1, 28, 28))


def tanh_chain():
    a, b, c, d = (torch.rand(4_000_000) * 2 - 1 for _ in range(4))
    chain = maybe_compiled(lambda a, b, c, d: torch.tanh(a * b + c) * d)

    def run(count):
        with torch.no_grad():
            for _ in range(count):
                chain(a, b, c, d)

    return run


def gemm(n):
    a, b = torch.rand(n, n) * 2 - 1, torch.rand(n, n) * 2 - 1

    def run(count):
        for _ in range(count):
            torch.mm(a, b)

    return run


ROWS = {
    "mlp_sgd_step": lambda: mlp(lambda parameters: torch.optim.SGD(parameters, lr=0.01)),
    "mlp_adam_step": lambda: mlp(lambda parameters: torch.optim.Adam(parameters, lr=0.001)),
    "lenet_step": lenet,
    "tanh_chain_4M": tanh_chain,
}
if MODE == "eager":  # single operators are not compiled
    ROWS["small_op"] = small_op
    ROWS |= {f"gemm_{n}": lambda n=n: gemm(n) for n in (256, 512, 1024, 2048)}

serve(ROWS, f"PyTorch {torch.__version__} {MODE}")
