"""A kernel's side of the benchmark, gluonlab's or a peer's: both go through jupyter_client. `python kernels.py KERNELSPEC`."""

import os
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from importlib.metadata import version
from itertools import count
from time import perf_counter

from jupyter_client.manager import KernelManager

from peers.timing import median_time, serve

TIMEOUT = 60  # seconds
CELLS = 50  # that run before `kernel_complete`


@dataclass
class Language:
    declaration: str  # of a name with a value
    busy: str  # says something and works for ever; not flushed, so that it is heard from within the loop
    host: str = ""  # what runs the implementation that a kernel_info_reply names


LANGUAGES = {
    "gluonlab": Language("let {} = {}", 'console.log("busy"); for (;;);'),
    "python3": Language("{} = {}", 'print("busy")\nwhile True: pass', f" on ipykernel {version('ipykernel')}"),
}


class Kernel:
    """A kernel and its client. `with Kernel(name) as kernel:` ends it.

    Messages are read from the channels: the client's own `get_shell_msg` takes a turn of an asyncio loop for each.
    """

    def __init__(self, name):
        self.language = LANGUAGES[name]
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel()
        self.client = self.manager.client()
        self.client.start_channels()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def ask(self, method, *arguments):
        """The content of the reply to a request."""
        return self.reply_to(getattr(self.client, method)(*arguments))

    def reply_to(self, request):
        while True:
            message = self.client.shell_channel.get_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == request:
                return message["content"]

    def wait_for_output(self, request, is_awaited):
        while True:
            message = self.client.iopub_channel.get_msg(timeout=TIMEOUT)
            if message["parent_header"].get("msg_id") == request and is_awaited(message):
                return

    def execute(self, code):
        """Runs a cell until its reply and its idle are both here."""
        request = self.client.execute(code)
        # What comes first is read first: it would otherwise be read only when the kernel has long been ready.
        self.wait_for_output(request, lambda m: m["content"].get("execution_state") == "idle")
        content = self.reply_to(request)
        if content["status"] != "ok":
            raise RuntimeError(f"{content['ename']}: {content['evalue']} in {code}")

    def declare(self, name, value):
        self.execute(self.language.declaration.format(name, value))

    def complete(self, code):
        if not self.ask("complete", code)["matches"]:
            raise RuntimeError(f"Nothing completes {code}")


class Rows:
    """Each row is a function that sets it up and returns `run()`: does the work once and returns the seconds of it."""

    def __init__(self, name, kernels):
        self.name = name
        self.kernels = kernels

    def ready_kernel(self):
        kernel = self.kernels.enter_context(Kernel(self.name))
        kernel.client.wait_for_ready(timeout=TIMEOUT)
        return kernel

    def start(self):
        def run():
            began = perf_counter()
            with Kernel(self.name) as kernel:
                kernel.ask("kernel_info")
                return perf_counter() - began

        return run

    def first_complete(self):
        def run():
            with Kernel(self.name) as kernel:
                kernel.ask("kernel_info")
                return timed(lambda: kernel.complete("[1, 2, 3].in"))

        return run

    def complete(self):
        kernel = self.ready_kernel()
        kernel.declare("values", "[1, 2, 3]")
        for index in range(CELLS):
            kernel.declare(f"value_{index}", f"values[{index % 3}]")
        kernel.complete("values.in")  # the first one is a row of its own
        indices = count()
        # A person types on between two completions: no text comes twice.
        return lambda: timed(lambda: kernel.complete(f"{next(indices)} + values.in"))

    def execute(self):
        kernel = self.ready_kernel()
        kernel.declare("x", "0")
        return lambda: timed(lambda: kernel.execute("x = x + 1"))

    def interrupt(self):
        kernel = self.ready_kernel()

        def run():
            # Otherwise a kernel may abort the next cell, which is sent as soon as this one has been answered.
            request = kernel.client.execute(kernel.language.busy, stop_on_error=False)
            kernel.wait_for_output(request, lambda m: m["msg_type"] == "stream")
            began = perf_counter()
            kernel.manager.interrupt_kernel()
            content = kernel.reply_to(request)
            seconds = perf_counter() - began
            if content["ename"] != "KeyboardInterrupt":
                raise RuntimeError(f"The interrupted cell ended with {content['ename']}")
            return seconds

        return run


def timed(work):
    began = perf_counter()
    work()
    return perf_counter() - began


def main(name):
    with tempfile.TemporaryDirectory(prefix="gluonlab-bench-") as folder, ExitStack() as kernels:
        os.chdir(folder)
        os.environ.update(IPYTHONDIR=folder, GLUONLAB_HISTORY=folder)  # not the history of the person who measures
        with Kernel(name) as kernel:
            info = kernel.ask("kernel_info")
        rows = Rows(name, kernels)
        table = {
            "kernel_start": rows.start,
            "kernel_first_complete": rows.first_complete,
            "kernel_complete": rows.complete,
            "kernel_execute": rows.execute,
            "kernel_interrupt": rows.interrupt,
        }
        label = f"{info['implementation']} {info['implementation_version']}{LANGUAGES[name].host}"
        serve(table, label, median_time)


main(sys.argv[1])
