"""History: a tail, a range, a search, of this session and of those before it; kept on disk over restarts and kernels."""

import os
import tempfile
import unittest
from pathlib import Path

from notebook import SECONDS, Notebook


class History(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="gluonlab-history-")
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)

    def start(self):
        notebook = Notebook(self.folder, env={**os.environ, "GLUONLAB_HISTORY": str(self.folder / "history")})
        self.addCleanup(notebook.close)
        return notebook

    def ask(self, notebook, **options):
        return [tuple(entry) for entry in notebook.ask("history", **{"raw": True, **options})["history"]]

    def test_tail_range_and_search_of_the_running_session(self):
        notebook = self.start()
        for code in ("const h = 1", "h + 1", "'other'", "h + 1"):
            notebook.run(code)
        notebook.run("'hidden'", store_history=False)
        tail = self.ask(notebook, hist_access_type="tail", n=2, output=True)
        self.assertEqual([entry[2] for entry in tail], [["'other'", "'other'"], ["h + 1", "2"]])
        lines = self.ask(notebook, hist_access_type="range", session=0, start=1, stop=3)
        self.assertEqual([line for _, line, _ in lines], [1, 2])
        found = self.ask(notebook, hist_access_type="search", pattern="h*+?1", unique=True)
        self.assertEqual([text for _, _, text in found], ["h + 1"])
        self.assertEqual(len(self.ask(notebook, hist_access_type="search", pattern="*", n=3)), 3)

    def test_a_restarted_kernel_knows_what_ran_before(self):
        notebook = self.start()
        notebook.run("6 * 7")
        notebook.manager.restart_kernel()
        notebook.client.wait_for_ready(timeout=SECONDS)
        notebook.run("'after'")
        tail = self.ask(notebook, hist_access_type="tail", n=2, output=True)
        self.assertEqual(tail, [(1, 1, ["6 * 7", "42"]), (2, 1, ["'after'", "'after'"])])
        self.assertEqual(self.ask(notebook, hist_access_type="range", session=-1), [(1, 1, "6 * 7")])
        self.assertEqual(self.ask(notebook, hist_access_type="range", session=1), [(1, 1, "6 * 7")])
        self.assertEqual(self.ask(notebook, hist_access_type="range", session=0), [(2, 1, "'after'")])

    def test_kernels_side_by_side_keep_their_lines_apart(self):
        one, two = self.start(), self.start()
        one.run("'one'")
        two.run("'two'")
        one.run("'one again'")
        self.assertEqual(self.ask(one, hist_access_type="range"), [(1, 1, "'one'"), (1, 2, "'one again'")])
        self.assertEqual(self.ask(two, hist_access_type="tail", n=9), [(1, 1, "'one'"), (1, 2, "'one again'"), (2, 1, "'two'")])

    def test_a_broken_history_does_no_harm(self):
        history = self.folder / "history"
        history.mkdir()
        (history / "1.jsonl").write_bytes(b"\x00\xff not json\n{}\n[]\n")
        (history / "2.jsonl").mkdir()
        notebook = self.start()
        notebook.run("1 + 1")
        self.assertEqual(self.ask(notebook, hist_access_type="tail", n=5, output=True), [(3, 1, ["1 + 1", "2"])])

    def test_it_is_answered_while_a_cell_runs(self):
        notebook = self.start()
        busy = notebook.submit("console.log('go'); for (;;);")
        notebook.said(busy, "go")
        self.assertEqual(len(self.ask(notebook, hist_access_type="tail", n=1)), 1)
        notebook.interrupt()
        notebook.finish(busy)
