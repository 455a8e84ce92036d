"""How messages travel: over tcp and ipc, with a greeting on iopub."""

import tempfile
import unittest

from notebook import Notebook


class Transport(unittest.TestCase):
    def start(self, **options):
        folder = tempfile.TemporaryDirectory(prefix="gluonlab-ipc-")
        self.addCleanup(folder.cleanup)
        notebook = Notebook(folder.name, **options)
        self.addCleanup(notebook.close)
        return notebook, folder.name

    def test_ipc_sockets_work_like_tcp(self):
        with tempfile.TemporaryDirectory(prefix="gluonlab-socket-") as folder:
            notebook, _ = self.start(connection={"transport": "ipc", "ip": f"{folder}/kernel"})
            self.assertEqual(notebook.client.get_connection_info()["transport"], "ipc")
            self.assertEqual(notebook.run("console.log('over ipc'); 6 * 7").result, "42")
            busy = notebook.submit("console.log('go'); for (;;);")
            notebook.said(busy, "go")
            notebook.interrupt()
            self.assertEqual(notebook.finish(busy).reply["ename"], "KeyboardInterrupt")

    def test_a_new_subscriber_is_welcomed(self):
        notebook, _ = self.start()
        late = notebook.manager.client()
        late.start_channels()
        self.addCleanup(late.stop_channels)
        message = late.get_iopub_msg(timeout=20)
        self.assertEqual((message["msg_type"], message["content"]), ("iopub_welcome", {"subscription": ""}))
        self.assertEqual(message["parent_header"], {})
