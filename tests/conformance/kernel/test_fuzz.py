"""A minute of broken, forged, cut and huge messages on every channel: the kernel answers the good ones and its size is bounded."""

import os
import random
import time
from pathlib import Path

import zmq

from notebook import NotebookTest

MINUTE = 60
TYPES = [f"{kind}_request" for kind in ("kernel_info", "execute", "complete", "inspect", "is_complete", "history", "comm_info",
                                        "create_subshell", "delete_subshell", "list_subshell", "debug", "dance")] + ["comm_open", "comm_msg", "comm_close", "input_reply"]
VALUES = [None, True, -1, 1e308, "", "x" * 100, "\u0000", [], [[]], {}, {"a": None}, "const a = ", "%%", "nowhere"]
FIELDS = ["code", "cursor_pos", "silent", "user_expressions", "hist_access_type", "n", "pattern", "session", "comm_id", "target_name",
          "data", "subshell_id", "command", "arguments", "seq", "value", "store_history"]


class Fuzz(NotebookTest):
    def resident(self):
        """Megabytes."""
        pages = int(Path(f"/proc/{self.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGESIZE") / 1e6

    def setUp(self):
        self.pid = self.notebook.manager.provisioner.process.pid
        self.random = random.Random(7)
        self.context = zmq.Context.instance()

    def connect(self):
        """Sockets of a client that has the key; what it is answered is read and forgotten."""
        info = self.notebook.client.get_connection_info()
        sockets = {}
        for channel, kind in (("shell", zmq.DEALER), ("control", zmq.DEALER), ("stdin", zmq.DEALER), ("hb", zmq.DEALER), ("iopub", zmq.XSUB)):
            socket = sockets[channel] = self.context.socket(kind)
            socket.linger = 0
            socket.sndtimeo = 1000
            socket.connect(f"tcp://{info['ip']}:{info[f'{channel}_port']}")
            self.addCleanup(socket.close)
        return sockets

    def content(self):
        return {self.random.choice(FIELDS): self.random.choice(VALUES) for _ in range(self.random.randrange(4))}

    def message(self):
        """Frames of a message that is signed, and wrong in one way or none."""
        session = self.notebook.client.session
        message = session.msg(self.random.choice(TYPES), self.content())
        if self.random.random() < 0.2:
            message["header"][self.random.choice(["subshell_id", "msg_type", "msg_id", "version"])] = self.random.choice(VALUES)
        frames = session.serialize(message)
        start = frames.index(b"<IDS|MSG>") + 1
        damage = self.random.randrange(8)
        if damage == 0:
            frames[start] = self.random.choice([b"", b"0" * 64, os.urandom(32)])
        elif damage == 1:
            frames = frames[: self.random.randrange(1, len(frames))]
        elif damage == 2:
            frames[self.random.randrange(start, len(frames))] = self.random.randbytes(self.random.randrange(200))
        elif damage == 3:
            parts = [self.random.choice([b"[]", b"null", b"{", b"{}", b"\xff\xfe", b"1" * 1000]) for _ in range(4)]
            frames = [b"<IDS|MSG>", session.sign(parts), *parts]
        elif damage == 4 and self.random.random() < 0.02:
            frames += [bytes(10_000_000)]
        elif damage == 5:
            frames += [self.random.randbytes(20) for _ in range(self.random.randrange(30))]
        return frames

    def drain(self, sockets):
        for socket in sockets.values():
            while socket.poll(0):
                socket.recv_multipart()

    def storm(self, seconds, sockets):
        sent = answered = 0
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            for _ in range(50):
                channel, socket = self.random.choice(list(sockets.items()))
                frames = self.message()
                socket.send_multipart([b"", *frames] if channel == "hb" else frames)
                sent += 1
            self.drain(sockets)
            content = self.notebook.ask("is_complete", "f(")
            self.assertEqual(content["status"], "incomplete")
            # Its answer waits for those of the storm, which so goes no faster than the kernel.
            self.assertIn("const", self.notebook.ask("complete", "cons")["matches"])
            answered += 2
        return sent, answered

    def test_a_minute_of_nonsense_does_no_harm(self):
        sockets = self.connect()
        # Until the language worker is warm and every cache is full.
        self.storm(MINUTE * 2 / 3, sockets)
        before = self.resident()
        sent, answered = self.storm(MINUTE / 3, sockets)
        self.drain(sockets)
        print(f"{sent} messages, {answered} answers between, {before:.0f} MB, then {self.resident():.0f} MB")
        # Buffers of 10 MB that nobody holds wait for V8's collector: the size moves by some of them.
        self.assertLess(self.resident() - before, 250)
        # Waits behind the last cells of the storm, of which one that fails may abort it.
        self.notebook.run("0")
        self.run_ok("const afterwards = 1")
        self.assert_result("afterwards + 1", "2")


