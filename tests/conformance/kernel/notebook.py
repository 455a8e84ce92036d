"""A kernel in a folder of its own, driven by jupyter_client: what a test needs to run cells and look at what they say.

Every message that passes through here is checked against the schema of jupyter_kernel_test, also those a test never asks about.
"""

import tempfile
import time
import unittest
from pathlib import Path
from queue import Empty

from jupyter_client.manager import KernelManager
from jupyter_kernel_test.msgspec_v5 import schema_fragments, validate_message

KERNEL = "gluonlab"
SECONDS = 20


def check(message):
    """Checks a message of the kernel against the protocol's schema."""
    # The suite knows the old spelling "abort" only; the protocol says "aborted".
    if message["msg_type"] in schema_fragments and message["content"].get("status") != "aborted":
        validate_message(message)


class Cell:
    """What one execute_request has said: its reply and its outputs in order."""

    def __init__(self, reply, outputs):
        self.reply = reply["content"]
        self.metadata = reply["metadata"]
        self.outputs = outputs

    def of(self, kind):
        return [message["content"] for message in self.outputs if message["msg_type"] == kind]

    def stream(self, name="stdout"):
        return "".join(content["text"] for content in self.of("stream") if content["name"] == name)

    @property
    def result(self):
        results = self.of("execute_result")
        return results[0]["data"]["text/plain"] if results else None

    @property
    def status(self):
        return self.reply["status"]

    @property
    def error(self):
        return f"{self.reply['ename']}: {self.reply['evalue']}" if self.status == "error" else None

    @property
    def traceback(self):
        """Without colours."""
        import re

        return re.sub(r"\x1b\[\d+m", "", "\n".join(self.reply["traceback"]))


class Notebook:
    """A running kernel and its client."""

    def __init__(self, folder, kernel=KERNEL, connection=None, **options):
        self.folder = Path(folder)
        self.manager = KernelManager(kernel_name=kernel, **(connection or {}))
        self.manager.start_kernel(cwd=str(folder), **options)
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=SECONDS)
        # Messages that came while another request was asked about: shells answer in any order.
        self.kept_replies = {}
        self.kept_iopub = []

    def close(self):
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
        return path

    def submit(self, code, **options):
        return self.client.execute(code, **options)

    def iopub(self, msg_id=None, until=None):
        """Messages of a request until `until` holds (by default: its idle)."""
        is_last = until or (lambda m: m["msg_type"] == "status" and m["content"]["execution_state"] == "idle")
        seen = []
        end = time.monotonic() + SECONDS
        kept, self.kept_iopub = (self.kept_iopub, []) if msg_id is not None else ([], self.kept_iopub)
        while True:
            if kept:
                message = kept.pop(0)
            else:
                message = self.client.get_iopub_msg(timeout=max(0.1, end - time.monotonic()))
                check(message)
            if msg_id is not None and message["parent_header"].get("msg_id") != msg_id:
                self.kept_iopub.append(message)
                continue
            seen.append(message)
            if is_last(message):
                self.kept_iopub += kept
                return seen

    def reply(self, msg_id, channel="shell"):
        get = self.client.get_shell_msg if channel == "shell" else self.client.get_control_msg
        while msg_id not in self.kept_replies:
            message = get(timeout=SECONDS)
            check(message)
            self.kept_replies[message["parent_header"].get("msg_id")] = message
        return self.kept_replies.pop(msg_id)

    def finish(self, msg_id):
        reply = self.reply(msg_id)
        outputs = [m for m in self.iopub(msg_id) if m["msg_type"] not in ("status", "execute_input")]
        return Cell(reply, outputs)

    def run(self, code, **options):
        return self.finish(self.submit(code, **options))

    def started(self, msg_id):
        """Waits until the cell is about to run."""
        self.iopub(msg_id, until=lambda m: m["msg_type"] == "execute_input")

    def said(self, msg_id, text):
        """Waits until the cell has written `text`."""
        self.iopub(msg_id, until=lambda m: m["msg_type"] == "stream" and text in m["content"]["text"])

    def ask(self, method, *arguments, **options):
        """A request other than execute: its reply's content."""
        return self.reply(getattr(self.client, method)(*arguments, **options))["content"]

    def send(self, channel, kind, content):
        """A raw message; returns its id."""
        message = self.client.session.msg(kind, content)
        getattr(self.client, f"{channel}_channel").send(message)
        return message["header"]["msg_id"]

    def interrupt(self):
        self.manager.interrupt_kernel()

    def is_silent(self, seconds=0.05):
        try:
            self.client.get_iopub_msg(timeout=seconds)
            return False
        except Empty:
            return True


class NotebookTest(unittest.TestCase):
    """One kernel for the tests of a class."""

    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory(prefix="gluonlab-notebook-")
        cls.addClassCleanup(cls.temporary.cleanup)
        cls.notebook = Notebook(cls.temporary.name)
        cls.addClassCleanup(cls.notebook.close)

    def run_cell(self, code, **options):
        return self.notebook.run(code, **options)

    def run_ok(self, code, **options):
        cell = self.run_cell(code, **options)
        self.assertEqual(cell.status, "ok", cell.reply)
        return cell

    def assert_result(self, code, expected):
        self.assertEqual(self.run_ok(code).result, expected)

    def assert_error(self, code, expected):
        self.assertEqual(self.run_cell(code).error, expected)
