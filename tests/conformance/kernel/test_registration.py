"""Kernels that choose their ports and tell the launcher (JEP 66). The launcher here is a ROUTER of pyzmq that signs by jupyter_client."""

import json
import os
import subprocess
import tempfile
import unittest
from pathlib import Path

import zmq
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.session import Session

from notebook import KERNEL, SECONDS

DELIMITER = b"<IDS|MSG>"
CHANNELS = ("shell", "iopub", "stdin", "control", "hb")


class Launcher:
    """A registration socket, and the kernel that was told of it."""

    def __init__(self, folder, transport="tcp"):
        self.session = Session(key=b"a key")
        self.socket = zmq.Context.instance().socket(zmq.ROUTER)
        self.socket.linger = 0
        self.socket.rcvtimeo = SECONDS * 1000
        ip, port = ("127.0.0.1", self.socket.bind_to_random_port("tcp://127.0.0.1")) if transport == "tcp" else (f"{folder}/k", 1)
        if transport == "ipc":
            self.socket.bind(f"ipc://{ip}-{port}")
        fields = {"transport": transport, "ip": ip, "registration_ip": ip, "registration_port": port, "key": "a key", "signature_scheme": "hmac-sha256", "kernel_id": "kernel 1"}
        self.file = Path(folder, "connection.json")
        self.file.write_text(json.dumps(fields))
        spec = KernelSpecManager().get_kernel_spec(KERNEL)
        argv = [part.replace("{connection_file}", str(self.file)) for part in spec.argv]
        self.kernel = subprocess.Popen(argv, cwd=folder, env={**os.environ, **spec.env}, stderr=subprocess.PIPE, text=True)

    def registered(self):
        """The ports that the kernel tells, signed."""
        self.identity, delimiter, signature, content = self.socket.recv_multipart()
        assert (delimiter, signature) == (DELIMITER, self.session.sign([content])), (delimiter, signature)
        return json.loads(content)

    def acknowledge(self, signature=None):
        self.socket.send_multipart([self.identity, DELIMITER, signature or self.session.sign([b"ACK"]), b"ACK"])

    def ended(self):
        """Exit code and standard error."""
        _, errors = self.kernel.communicate(timeout=SECONDS)
        return self.kernel.returncode, errors

    def close(self):
        self.socket.close()
        self.kernel.kill()
        self.kernel.communicate()


class Registration(unittest.TestCase):
    def launch(self, **options):
        folder = tempfile.TemporaryDirectory(prefix="gluonlab-registration-")
        self.addCleanup(folder.cleanup)
        launcher = Launcher(folder.name, **options)
        self.addCleanup(launcher.close)
        return launcher

    def client(self, connect):
        client = BlockingKernelClient()
        connect(client)
        client.start_channels()
        self.addCleanup(client.stop_channels)
        client.wait_for_ready(timeout=SECONDS)
        return client

    def test_the_ports_that_the_kernel_has_chosen_are_told_and_work(self):
        for transport in ("tcp", "ipc"):
            with self.subTest(transport):
                launcher = self.launch(transport=transport)
                told = launcher.registered()
                self.assertEqual(told["kernel_id"], "kernel 1")
                ports = {f"{channel}_port": int(told[f"{channel}_port"]) for channel in CHANNELS}
                self.assertEqual(len(set(ports.values())), 5)
                launcher.acknowledge()
                fields = json.loads(launcher.file.read_text())
                client = self.client(lambda client: client.load_connection_info({"transport": transport, "ip": fields["ip"], "key": "a key", "signature_scheme": "hmac-sha256", **ports}))
                self.assertEqual(client.execute_interactive("6 * 7", timeout=SECONDS, output_hook=lambda _: None)["content"]["status"], "ok")

    def test_other_clients_find_the_ports_in_the_connection_file(self):
        launcher = self.launch()
        launcher.registered()
        launcher.acknowledge()
        client = self.client(lambda client: client.load_connection_file(str(launcher.file)))
        client.shutdown()
        self.assertEqual(launcher.ended(), (0, ""))

    def test_a_kernel_is_restarted_with_the_same_file(self):
        launcher = self.launch()
        first = launcher.registered()
        launcher.acknowledge()
        launcher.kernel.kill()
        launcher.kernel.wait()
        again = subprocess.Popen(launcher.kernel.args, stderr=subprocess.PIPE, text=True)
        launcher.kernel.communicate()
        launcher.kernel = again
        self.assertEqual(set(launcher.registered()), set(first))

    def test_a_kernel_ends_whose_launcher_does_not_know_the_key(self):
        launcher = self.launch()
        launcher.registered()
        launcher.acknowledge(b"0" * 64)
        code, errors = launcher.ended()
        self.assertEqual(code, 1)
        self.assertIn("is not signed by the key of", errors)

    def test_a_kernel_ends_whose_launcher_does_not_answer(self):
        launcher = self.launch()
        launcher.registered()
        code, errors = launcher.ended()
        self.assertEqual(code, 1)
        self.assertRegex(errors, r"tcp://127\.0\.0\.1:\d+ did not answer within 10 s")
